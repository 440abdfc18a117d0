"""The note begins with a byte order mark.

## Why

Nobody sees it. UTF-8 needs none, and programs that do not expect it take it for a
letter before the frontmatter.

## What to do

Take it away; `vaultlint format` does.
"""

from collections.abc import Iterator

from vaultlint.finding import Edit, Finding, Fix, Severity
from vaultlint.note import Note
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import START, Span

_MARK = Span(-1, 0)
"""A note's text begins after the mark."""


@note_rule(Severity.INFO, since="0.1.0", on=False, fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    if note.byte_order_mark and not note.text.startswith("\ufeff"):
        fix = Fix("take it away", (Edit(_MARK, ""),))
        yield Finding(note.path, START, "the note begins with a byte order mark", fix=fix)
