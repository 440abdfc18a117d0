"""Rows of pipes are no table.

## Why

Without a line of dashes under the header, or with one that has another number of
cells, Markdown shows the pipes as text.

## What to do

Give the table a delimiter row with as many cells as the header, and a blank line
before it.
"""

import re
from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule
from vaultlint.text import Span, Spans

_ROWS = re.compile(r"^[ \t>]*\|[^\n]*\|[ \t]*\r?(?:\n[ \t>]*\|[^\n]*\|[ \t]*\r?)+$", re.MULTILINE)
_DELIMITER = re.compile(r"[ \t>]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?")
_CELL_BORDER = re.compile(r"(?<!\\)\|")


@note_rule(Severity.ERROR, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    if "|" not in note.text:
        return
    tables = Spans(table.span for table in note.structure.tables)
    for found in _ROWS.finditer(note.text, note.body):
        rows = found.group().split("\n")
        start = found.start() + len(rows[0]) - len(rows[0].lstrip(" \t>"))
        end = found.start() + len(rows[0].rstrip())
        quiet = note.structure.inert.covers(start) or note.structure.comments.covers(start)
        if (
            quiet
            or tables.covers(start)
            or tables.covers(found.end() - 1)
            or _has_open_pipe(note, found.span())
        ):
            continue
        if all(_DELIMITER.fullmatch(row.rstrip()) for row in rows):
            continue
        yield Finding(note.path, Span(start, end), f"these rows are no table: {_reason(rows)}", _HELP)


_HELP = "put a row such as `|---|---|` under the header, with as many cells"


def _has_open_pipe(note: Note, rows: tuple[int, int]) -> bool:
    return any(rows[0] <= pipe.start < rows[1] for pipe in note.structure.open_pipes)


def _reason(rows: list[str]) -> str:
    if not _DELIMITER.fullmatch(rows[1].rstrip()):
        return "the second is no row of dashes"
    header, dashes = (len(_CELL_BORDER.findall(row.strip(" \t>\r"))) - 1 for row in rows[:2])
    if header != dashes:
        return f"the header has {header} cells, the row of dashes {dashes}"
    return "text stands directly above them, or they are indented too far"
