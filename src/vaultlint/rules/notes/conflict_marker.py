"""A merge was never finished: git's conflict marks stand in the text.

## Why

Both versions of a passage are in the note, and readers see neither as meant.

## What to do

Keep the right lines and delete the three marks.
"""

import re
from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule
from vaultlint.text import Span

_CONFLICT = re.compile(
    r"^(<{7})(?: [^\n]*)?\n(?:[^\n]*\n)*?={7}\r?\n(?:[^\n]*\n)*?>{7}(?: |\r?$)", re.MULTILINE
)


@note_rule(Severity.ERROR, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    if "<<<<<<<" not in note.text:
        return
    for found in _CONFLICT.finditer(note.text):
        if not note.structure.code.covers(found.start()):
            span = Span(*found.span(1))
            yield Finding(
                note.path, span, "a merge conflict is not resolved", "keep one side, delete the marks"
            )
