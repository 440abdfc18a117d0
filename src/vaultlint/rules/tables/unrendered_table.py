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

from vaultlint.finding import Changes, Edit, Finding, Fix, Severity
from vaultlint.lines import is_free
from vaultlint.note import Note
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import CELL_BORDER, Span, Spans

_ROWS = re.compile(r"^[ \t>]*\|[^\n]*\|[ \t]*\r?(?:\n[ \t>]*\|[^\n]*\|[ \t]*\r?)+$", re.MULTILINE)
_DELIMITER = re.compile(r"[ \t>]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?")
_NEARLY_DELIMITER = re.compile(r"[ \t>|:=+_—–-]*[-—–=_]{1,}[ \t>|:=+_—–-]*")
_SPOILER = re.compile(r"[ \t>]*\|\|[^|\n]*\|\|[ \t]*\r?")


@note_rule(Severity.ERROR, since="0.1.0", fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    tables = Spans(table.span for table in note.structure.tables)
    seen = -1
    for zone in _text_with_pipes(note):
        for found in _ROWS.finditer(note.text, zone.start, zone.end):
            rows = found.group().split("\n")
            start = found.start() + len(rows[0]) - len(rows[0].lstrip(" \t>"))
            if start <= seen or tables.covers(start) or tables.covers(found.end() - 1):
                continue
            seen = start
            if _is_meant(note, Span(start, found.end()), rows):
                place = Span(start, found.start() + len(rows[0].rstrip()))
                reason, help_ = _torn_off(note, found.start(), rows) or _reason(rows)
                message = f"these rows are no table: {reason}"
                yield Finding(note.path, place, message, help_, fix=_fix(note, found.start(), rows))


def _text_with_pipes(note: Note) -> list[Span]:
    """Paragraphs and list items over several lines; what is no table is one of the two."""
    items = (item.span for item in note.structure.items)
    zones = [
        Span(note.text.rfind("\n", 0, span.start) + 1, span.end)
        for span in (*note.structure.paragraphs, *items)
        if note.text.find("|", span.start, span.end) >= 0
    ]
    return sorted(zones, key=lambda zone: zone.start)


def _is_meant(note: Note, span: Span, rows: list[str]) -> bool:
    """A row torn by a link's pipe is that rule's finding; dashes only are a drawing, `||…||` a spoiler."""
    torn = any(span.covers(pipe.start) for pipe in note.structure.open_pipes)
    if torn or not is_free(note, span.start):
        return False
    return not all(_DELIMITER.fullmatch(row.rstrip()) or _SPOILER.fullmatch(row) for row in rows)


def _torn_off(note: Note, start: int, rows: list[str]) -> tuple[str, str] | None:
    """A table that ends shortly above, as wide as the rows: something has come between."""
    above = [table for table in note.structure.tables if table.span.end <= start]
    if not above or above[-1].width != _width(rows[0]) or _NEARLY_DELIMITER.fullmatch(rows[1].rstrip()):
        return None
    if note.text.count("\n", above[-1].span.end, start) > 4:
        return None
    if any(above[-1].span.end <= heading.span.start < start for heading in note.facts.headings):
        return None
    return "they are torn off the table above", "move what stands between, a blank line or a sentence"


def _reason(rows: list[str]) -> tuple[str, str]:
    """Why the rows are none, and what makes them one."""
    second = rows[1].rstrip()
    if not _DELIMITER.fullmatch(second):
        if _NEARLY_DELIMITER.fullmatch(second):
            return "their second is no row of dashes as Markdown wants it", "write it as `|---|---|`"
        return "the second is no row of dashes", "put a row such as `|---|---|` under the header"
    header, dashes = map(_width, rows[:2])
    if header != dashes:
        return f"the header has {header} cells, the row of dashes {dashes}", "give both as many cells"
    return "they belong to the text above, or are indented too far", "put a blank line above, and indent less"


def _fix(note: Note, start: int, rows: list[str]) -> Fix | None:
    """A row of dashes as Markdown wants it, and a blank line above; only where all else is plain."""
    lines = [row.rstrip() for row in rows]
    dashes = _DELIMITER.fullmatch(lines[1]) or _NEARLY_DELIMITER.fullmatch(lines[1])
    width, edits = _width(lines[0]), []
    nested = any(item.span.covers(start) for item in note.structure.items) or _torn_off(note, start, rows)
    odd = any(not line.startswith("|") or any(sign in line for sign in "`[\\") for line in lines)
    if not dashes or nested or odd or any(_width(line) > width for line in lines[2:]):
        return None
    if _width(lines[1]) != width or not _DELIMITER.fullmatch(lines[1]):
        dashes_start = start + len(rows[0]) + 1
        edits.append(Edit(Span(dashes_start, dashes_start + len(lines[1])), _dashes(lines[1], width)))
    if note.text[:start].rpartition("\n")[0].rpartition("\n")[2].strip():
        edits.insert(0, Edit(Span(start, start), "\n"))
    cells = [cell.strip() for line in (lines[0], *lines[2:]) for cell in line.strip("|").split("|")]
    text = (("\n".join(lines), ""), *(("", cell) for cell in cells if cell))
    blocks = tuple((kind, after) for kind in ("p", "p p") for after in ("table", "p table", "table p"))
    return Fix("make it a table", tuple(edits), Changes(text, blocks=blocks)) if edits else None


def _dashes(row: str, width: int) -> str:
    """A row of dashes with the colons that a row has: they say how its columns are aligned."""
    cells = [cell.strip() for cell in row.strip("|").split("|")] + [""] * width
    marks = ((":" * (cell[:1] == ":"), ":" * cell[1:].endswith(":")) for cell in cells[:width])
    return "".join(f"|{left}---{right}" for left, right in marks) + "|"


def _width(row: str) -> int:
    """How many cells a row has that begins and ends with a pipe."""
    return len(CELL_BORDER.findall(row.strip(" \t>\r"))) - 1
