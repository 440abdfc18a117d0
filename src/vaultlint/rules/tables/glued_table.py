"""Text stands directly above or below a table.

## Why

A line below is swallowed as one more row. A line above makes Obsidian and other
programs disagree on whether there is a table at all.

## What to do

Put a blank line between the text and the table.
"""

import re
from collections.abc import Iterator

from vaultlint.finding import Changes, Edit, Finding, Fix, Severity, Swap
from vaultlint.note import Note
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span

_ODD = re.compile(r"\||^\s*\[[^\[\]]*\]:")
"""A row of cells, or the address of a link: what would be read as something else than text."""


@note_rule(Severity.WARNING, since="0.1.0", fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    for table in note.structure.tables:
        if table.below is not None:
            message = "this line becomes a row of the table above it"
            swallowed = [row for row in table.rows if row.span.start >= table.below.start]
            is_text = not any(_ODD.search(note.source(row.span)) for row in swallowed)
            fix = _part(note, table.below.start, (("table", "table p"),)) if is_text else None
            yield Finding(note.path, table.below, message, "put a blank line before it", fix=fix)
        elif table.above is not None:
            message = "no blank line parts this text from the table below it"
            yield Finding(
                note.path,
                table.above,
                message,
                "put a blank line after it: not every program shows the table",
                fix=_part(note, table.span.start, ()),
            )


def _part(note: Note, start: int, blocks: tuple[Swap, ...]) -> Fix | None:
    """Puts a blank line before the line at `start`; in a quote or a list it would want more than that."""
    if note.text[start - 1 : start] != "\n":
        return None
    return Fix("put a blank line between", (Edit(Span(start, start), "\n"),), Changes(blocks=blocks))
