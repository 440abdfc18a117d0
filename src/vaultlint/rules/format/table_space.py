"""A table stands close to a heading, or its columns are not aligned as asked.

## Why

A blank line around a table is what every program understands. How wide the cells
are is a matter of taste, and Obsidian itself pads the tables that it edits: they are
left alone unless `padding` asks for columns.

## What to do

Put a blank line there; `vaultlint format` does. Text that is glued to a table is
the rule `glued-table`'s.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from vaultlint.finding import Edit, Finding, Fix, Severity
from vaultlint.lines import BLANK, begins_line, is_blank, is_free, line_before
from vaultlint.note import Note, Table
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span, split_cells, width

_OTHER_SPACE = re.compile(r"[^\S \t\r\n]")


@dataclass(frozen=True)
class Options:
    """How tables are laid out."""

    padding: Literal["none", "align"] = "none"
    """`align` pads the cells so that columns stand under each other."""


@note_rule(Severity.INFO, since="0.1.0", on=False, fixes=Fixes.SAFE)
def check(note: Note, options: Options) -> Iterator[Finding]:
    for table in note.structure.tables:
        start = table.span.start
        if not begins_line(note, start) or not is_free(note, start):
            continue
        above = note.source(line_before(note, start)).strip(BLANK)
        if above.startswith("#") and table.above is None:
            fix = Fix("put a blank line above it", (Edit(Span(start, start), "\n"),))
            yield Finding(note.path, table.header.span, "no blank line above this table", fix=fix)
        edits = tuple(_aligned(note, table)) if options.padding == "align" else ()
        if edits:
            fix = Fix("align them", edits)
            yield Finding(note.path, table.header.span, "the columns of this table are not aligned", fix=fix)


def _aligned(note: Note, table: Table) -> Iterator[Edit]:
    """The rows that are to be padded; rows with too many or too few cells keep their table as it is."""
    header_end = note.text.find("\n", table.header.span.start) + 1
    dashes = Span(header_end, note.text.find("\n", header_end))
    rows = [table.header.span, dashes, *(row.span for row in table.rows)]
    cells = [[note.source(cell) for cell in split_cells(note.text, row)] for row in rows]
    if dashes.end < 0 or any(len(row) != table.width for row in cells) or is_blank(note, dashes):
        return
    lines = [note.source(row) for row in rows]
    # Other spaces than these are letters of the cells.
    if any(not line.startswith("|") or _OTHER_SPACE.search(line) for line in lines):
        return
    widths = [max(3, *(width(row[column]) for row in cells)) for column in range(table.width)]
    for number, (row, own) in enumerate(zip(rows, cells, strict=True)):
        padded = [
            _dashes(cell, size) if number == 1 else cell + " " * (size - width(cell))
            for cell, size in zip(own, widths, strict=True)
        ]
        line = Span(row.start, row.start + len(note.source(row).rstrip(BLANK)))
        better = f"| {' | '.join(padded)} |"
        if note.source(line) != better:
            yield Edit(line, better)


def _dashes(cell: str, size: int) -> str:
    left, right = cell.startswith(":"), cell.endswith(":")
    return ":" * left + "-" * (size - left - right) + ":" * right
