"""A date does not exist or is not written as Obsidian reads it.

## Why

`2026-13-45` sorts last, matches no query and makes the note look new for ever.

## What to do

Write `YYYY-MM-DD`, with a time after a `T` if it matters. A month (`2026-02`,
`Jan 2026`) or a year is no mistake.
"""

import re
from collections.abc import Iterator
from datetime import date

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note, Scalar
from vaultlint.rule import note_rule
from vaultlint.text import Span

_FIELDS = frozenset({"created", "updated", "modified", "last_reviewed"})
_NEARLY = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?![\d-])")


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    for text, span in _dates(note):
        match = _NEARLY.match(text)
        fault = match and _fault(match)
        if fault:
            yield Finding(note.path, span, f"`{text}` is no date: {fault}", "write `YYYY-MM-DD`")


def _dates(note: Note) -> Iterator[tuple[str, Span]]:
    for entry in note.frontmatter.properties:
        if entry.key.lower() in _FIELDS and isinstance(entry.value, Scalar):
            yield entry.value.text, entry.value.span
    for footer in note.footers:
        for found in footer.dates:
            yield found.text, found.span


def _fault(match: re.Match[str]) -> str:
    year, month, day = match.group(1), match.group(2), match.group(3) or "01"
    if not 1 <= int(month) <= 12:
        return f"there is no month {month}"
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return f"that month has no day {day}"
    return "month and day want two digits" if len(month) < 2 or len(day) < 2 else ""
