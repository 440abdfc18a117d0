"""The tags of the tag line are not parted by one space.

## Why

The line is read at a glance and by programs; `#a  #b` and tabs are slips.

## What to do

Write one space; `vaultlint format` does.
"""

import re
from collections.abc import Iterator

from vaultlint.finding import Edit, Finding, Fix, Severity
from vaultlint.note import Note
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span

_GAP = re.compile(r"(?<=\S)(?: [ \t]+|\t[ \t]*)(?=#)")


@note_rule(Severity.INFO, since="0.1.0", on=False, fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    if note.tag_line is None:
        return
    gaps = [Span(*found.span()) for found in _GAP.finditer(note.text, note.tag_line.start, note.tag_line.end)]
    if gaps:
        fix = Fix("write one space", tuple(Edit(gap, " ") for gap in gaps))
        message = "more than one space between tags"
        yield Finding(note.path, gaps[0], message, also=tuple(gaps[1:]), fix=fix)
