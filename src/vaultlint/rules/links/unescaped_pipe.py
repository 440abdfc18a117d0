"""A link's pipe ends a table cell.

## Why

In a table every `|` parts two cells, also the one inside `[[Note|text]]`: the link
is torn in two, and the row gets a cell too many.

## What to do

Write `[[Note\\|text]]`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from vaultlint.finding import Changes, Edit, Finding, Fix, Severity
from vaultlint.note import Note
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span, split_cells

_LINK = re.compile(r"\[\[([^\[\]|\\\n]+)[^\[\]\n]*\]\]")
_HOLDERS = ("table", "blockquote", "ul", "ol")
"""Blocks that are a table or hold one."""


@note_rule(Severity.ERROR, since="0.1.0", fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    places: dict[str, list[Span]] = {}
    for span in note.structure.open_pipes:
        places.setdefault(note.source(span), []).append(span)
    for text, spans in places.items():
        message = f"the `|` in `{text}` ends the table cell"
        better = f"write `{text.replace('|', chr(92) + '|', 1)}`"
        fix = _fix(note, better, spans)
        yield Finding(note.path, spans[0], message, better, also=tuple(spans[1:]), fix=fix)


def _fix(note: Note, title: str, spans: Sequence[Span]) -> Fix | None:
    """Escapes every such pipe of the rows: what their cells show follows from all of them."""
    edits: list[Edit] = []
    text: list[tuple[str, str]] = []
    links: Counter[tuple[str, str]] = Counter()
    for table in note.structure.tables:
        if any(table.header.span.covers(span.start) for span in spans):
            return None  # The row of dashes has as many cells as the header has now.
        for row in table.rows:
            if not any(row.span.covers(span.start) for span in spans):
                continue
            if "`" in note.source(row.span):
                return None  # Whole again it may be code.
            own = [span.start for span in note.structure.open_pipes if row.span.covers(span.start)]
            pipes = [note.text.index("|", start) for start in own]
            edits += (Edit(Span(pipe, pipe + 1), "\\|") for pipe in pipes)
            before, after = _cells(note, row.span, table.width, pipes)
            text += ((old, new) for old, new in zip(before, after, strict=True) if old != new)
            links.update(("", name) for name in _names(after))
            links.subtract(("", name) for name in _names(before))
    changes = Changes(
        tuple(text), links=tuple(links.elements()), blocks=tuple((kind, kind) for kind in _HOLDERS)
    )
    return Fix(title, tuple(edits), changes) if edits else None


def _cells(note: Note, row: Span, width: int, pipes: Sequence[int]) -> tuple[list[str], list[str]]:
    """What a row shows before and after: as many cells as the header has."""
    source = note.source(row)
    better = source
    for pipe in reversed(pipes):
        better = f"{better[: pipe - row.start]}\\{better[pipe - row.start :]}"
    shown = []
    for line in (source, better):
        cells = [line[cell.start : cell.end] for cell in split_cells(line, Span(0, len(line)))]
        # In a cell an escaped pipe is a pipe, also in code.
        shown.append([cell.replace("\\|", "|") for cell in (cells + [""] * width)[:width]])
    return shown[0], shown[1]


def _names(cells: Sequence[str]) -> list[str]:
    return [name.strip() for cell in cells for name in _LINK.findall(cell)]
