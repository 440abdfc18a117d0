"""A link's pipe ends a table cell.

## Why

In a table every `|` parts two cells, also the one inside `[[Note|text]]`: the link
is torn in two, and the row gets a cell too many.

## What to do

Write `[[Note\\|text]]`.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from vaultlint.finding import Changes, Edit, Finding, Fix, Severity
from vaultlint.lines import may_be_code
from vaultlint.note import Note, Row, Table
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span, offsets_in, split_cells

_LINK = re.compile(r"\[\[([^\[\]|\\\n]+)[^\[\]\n]*\]\]")
_SPLIT = re.compile(r"`|%%")
"""What may begin in one cell and end in another, once the row has other cells."""

_HOLDERS = ("table", "blockquote", "ul", "ol")
"""Blocks that are a table or hold one."""


@note_rule(Severity.ERROR, since="0.1.0", fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    places: dict[str, list[Span]] = {}
    if not note.structure.open_pipes:
        return
    rows = _rows(note)
    for span in note.structure.open_pipes:
        places.setdefault(note.source(span), []).append(span)
    for text, spans in places.items():
        message = f"the `|` in `{text}` ends the table cell"
        better = f"write `{text.replace('|', chr(92) + '|', 1)}`"
        fix = _fix(note, better, _held(rows, spans))
        yield Finding(note.path, spans[0], message, better, also=tuple(spans[1:]), fix=fix)


def _rows(note: Note) -> list[tuple[Row, Table]]:
    """The rows of all tables with their tables, in order of place."""
    tables = note.structure.tables
    rows = [(row, table) for table in tables for row in (table.header, *table.rows)]
    return sorted(rows, key=lambda one: one[0].span.start)


def _held(rows: Sequence[tuple[Row, Table]], spans: Sequence[Span]) -> list[tuple[Row, Table]]:
    """The rows that hold some of the spans, in order of place."""
    indexes = (bisect_right(rows, span.start, key=lambda one: one[0].span.start) - 1 for span in spans)
    return [rows[index] for index in dict.fromkeys(indexes) if index >= 0]


def _fix(note: Note, title: str, rows: Sequence[tuple[Row, Table]]) -> Fix | None:
    """Escapes every such pipe of the rows: what their cells show follows from all of them."""
    open_pipes = [span.start for span in note.structure.open_pipes]
    edits: list[Edit] = []
    text: list[tuple[str, str]] = []
    links: Counter[tuple[str, str]] = Counter()
    for row, table in rows:
        own = offsets_in(open_pipes, row.span)
        if not own:
            continue  # The line before a table's first one: there is no table yet.
        if row == table.header:
            return None  # The row of dashes has as many cells as the header has now.
        if _SPLIT.search(note.source(row.span)) or may_be_code(
            note, note.text.rfind("\n", 0, row.span.start) + 1
        ):
            return None  # Whole again it may be code, or a comment.
        pipes = [note.text.index("|", start) for start in own]
        edits += (Edit(Span(pipe, pipe + 1), "\\|") for pipe in pipes)
        before, after = _cells(note, row.span, table.width, pipes)
        if len(after) > table.width:
            return None  # There are other pipes too many.
        text += ((old, new) for old, new in zip(before, after, strict=True) if old != new)
        links.update(("", name) for name in _names(after))
        links.subtract(("", name) for name in _names(before))
    changes = Changes(
        tuple(text), links=tuple(links.elements()), blocks=tuple((kind, kind) for kind in _HOLDERS)
    )
    return Fix(title, tuple(edits), changes) if edits else None


def _cells(note: Note, row: Span, width: int, pipes: Sequence[int]) -> tuple[list[str], list[str]]:
    """What a row shows before and after: of the first as many cells as the header has."""
    source = note.source(row)
    better = source
    for pipe in reversed(pipes):
        better = f"{better[: pipe - row.start]}\\{better[pipe - row.start :]}"
    shown = []
    for line in (source, better):
        cells = [line[cell.start : cell.end] for cell in split_cells(line, Span(0, len(line)))]
        # In a cell an escaped pipe is a pipe, also in code.
        shown.append([cell.replace("\\|", "|") for cell in cells + [""] * (width - len(cells))])
    return shown[0][:width], shown[1]


def _names(cells: Sequence[str]) -> list[str]:
    return [name.strip() for cell in cells for name in _LINK.findall(cell)]
