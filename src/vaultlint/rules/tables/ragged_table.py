"""A row of a table has more cells than the header.

## Why

What stands beyond the header's last cell is not shown: the text is lost to every
reader. A row with fewer cells loses nothing, and is reported only on request.

## What to do

Give the header the missing column, or move the text, or the row, where it belongs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint.finding import Finding, Place, Severity
from vaultlint.note import Note, Row, Table
from vaultlint.rule import note_rule
from vaultlint.text import CELL_BORDER, count, offsets_in

_REMEDY = "add a column to the header, move the row to its table, or escape a `|` that is text"
_ESCAPE = "escape the `|` in code or a formula: `\\|`"
_CODE = re.compile(r"`[^`]*`|\$(?![\s\d])[^$]*(?<!\s)\$(?!\d)")


@dataclass(frozen=True)
class Options:
    """What else to report."""

    short_rows: bool = False
    """Whether to report, as an information, rows with fewer cells than the header."""


@note_rule(Severity.ERROR, since="0.1.0")
def check(note: Note, options: Options) -> Iterator[Finding]:
    open_pipes = [pipe.start for pipe in note.structure.open_pipes]
    for table in note.structure.tables:
        # An unescaped pipe is its own finding, and the cause of these cells.
        rows = [row for row in table.rows if not offsets_in(open_pipes, row.span)]
        lost = [row for row in rows if any(span.start < span.end for span in row.surplus)]
        short = [row for row in rows if row.padded and row.span.start != (table.below or table.span).start]
        if lost:
            yield _surplus(note, table, rows, lost)
        elif short and options.short_rows:
            cells = table.width - short[0].padded
            message = f"the row has {count(cells, 'cell')}, the header {table.width}"
            help_ = "add the empty cells, so that it is clear which they are"
            also = tuple(row.span for row in short[1:])
            yield Finding(note.path, short[0].span, message, help_, also=also, at_most=Severity.INFO)


def _surplus(note: Note, table: Table, rows: list[Row], lost: list[Row]) -> Finding:
    """Where most rows are wider the header lacks a column; otherwise the row is at fault."""
    first = lost[0]
    text = " | ".join(note.source(span) for span in first.surplus if span.start < span.end)
    escape = _ESCAPE if _splits_code(note.source(first.span)) else ""
    if not escape and sum(bool(row.surplus) for row in rows) * 2 > len(rows):
        message = (
            f"the header has {count(table.width, 'cell')}, its rows more: `{text}` and the like are not shown"
        )
        related = (Place(note.path, first.surplus[0], "lost text"),)
        return Finding(
            note.path, table.header.span, message, "give the header the missing column", related=related
        )
    cells = count(table.width + len(first.surplus), "cell")
    message = f"the row has {cells}, the header {table.width}: `{text}` is not shown"
    also = tuple(row.span for row in lost[1:])
    return Finding(
        note.path,
        first.span,
        message,
        escape or _REMEDY,
        also=also,
    )


def _splits_code(row: str) -> bool:
    """Say whether a pipe that parts cells stands in what was meant as code or a formula."""
    return any(CELL_BORDER.search(code) for code in _CODE.findall(row))
