"""A heading is two or more levels deeper than the one above it.

## Why

Outlines and screen readers show a hole, and a reader wonders what is missing.

## What to do

Lift the heading. The rule is off unless it is selected: many owners choose
levels by size.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule


@note_rule(Severity.WARNING, since="0.1.0", on=False)
def check(note: Note) -> Iterator[Finding]:
    above = 0
    for heading in note.facts.headings:
        if above and heading.level > above + 1:
            message = f"a heading of level {heading.level} follows one of level {above}"
            yield Finding(note.path, heading.span, message, f"make it level {above + 1}")
        above = heading.level
