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

_MARK = re.compile(r"^(<{7}|={7}|>{7})(?=[ \r\n]|\Z)", re.MULTILINE)


@note_rule(Severity.ERROR, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    if "<<<<<<<" not in note.text:
        return
    ours = divider = None
    for mark in _MARK.finditer(note.text):
        sign = mark.group(1)[0]
        if note.structure.code.covers(mark.start()):
            continue
        if sign == "<":
            ours, divider = mark, None
        elif sign == "=" and ours:
            divider = mark
        elif sign == ">" and ours and divider:
            span = Span(*ours.span(1))
            yield Finding(
                note.path, span, "a merge conflict is not resolved", "keep one side, delete the marks"
            )
            ours = divider = None
