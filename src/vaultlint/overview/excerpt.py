"""A place in a note as its reader sees it: the sentence around a figure, or the row of its table."""

import re

from vaultlint.overview.parts import Excerpt
from vaultlint.report.position import Source
from vaultlint.text import Span, shown_text, split_cells

_REACH, _CELL = 180, 80
"""Characters that are shown before a figure and after it, and of a cell."""

_FIRST, _LAST = "\ue000", "\ue001"
"""Stand around the figure while Markdown is taken away: private characters, which have no meaning."""

_END = re.compile(r"[.!?][\"”’)\]*_]*\s+(?=[\"“‘(\[*_]*[^\W\d_a-z])")
_LEAD = re.compile(r"[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+|#{1,6}[ \t]+)?(?:\[[ xX]\][ \t]+)?")
_DELIMITERS = re.compile(r"\|[\s|:]*-[\s|:-]*")


def excerpt(text: str, path: str, span: Span) -> Excerpt:
    """Return a figure of the note at `path`, which has this text, and the words around it."""
    start = min(span.start, len(text))
    first, end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    line = text[first : end if end >= 0 else len(text)].rstrip("\r")
    value = Span(start - first, min(max(span.end - first, start - first), len(line)))
    number = Source(text).position(start).line
    row = line.lstrip(" \t>")
    indent = len(line) - len(row)
    cells = split_cells(line, Span(indent, len(line))) if row.startswith("|") else ()
    column = next((index for index, cell in enumerate(cells) if cell.covers(value.start)), -1)
    if column < 0:
        return Excerpt(path, number, *_around(line, _sentence(line, value), value))
    return _of_row(
        Excerpt(path, number, *_around(line, cells[column], value)), text[:first], line, cells, column
    )


def _sentence(line: str, value: Span) -> Span:
    """The sentence that holds a figure, without the mark of its item or heading."""
    lead = _LEAD.match(line)
    first = min(lead.end() if lead else 0, value.start)
    ends = [found.end() for found in _END.finditer(line, first)]
    start = max((end for end in ends if end <= value.start), default=first)
    return Span(start, min((end for end in ends if end >= value.end), default=len(line)))


def _of_row(figure: Excerpt, above: str, line: str, cells: tuple[Span, ...], column: int) -> Excerpt:
    """The label of a row, the figure's cell and its neighbours, with what stands above them."""
    chosen = sorted({0, *range(max(0, column - 1), min(len(cells), column + 2))})
    heads = _heads(above)
    row = [shown_text(line[cell.start : cell.end]) for cell in cells]
    return Excerpt(
        figure.path,
        figure.line,
        figure.before,
        figure.value,
        figure.after,
        tuple(_clipped(heads[index], _CELL) for index in chosen if index < len(heads)),
        tuple(_clipped(row[index], _CELL) for index in chosen),
        chosen.index(column),
    )


def _heads(above: str) -> tuple[str, ...]:
    """The header of the table whose rows end here; nothing where it has none."""
    head = under = ""
    for line in reversed(above.splitlines()):
        row = line.lstrip(" \t>")
        if not row.startswith("|"):
            break
        head, under = row, head
    if not _DELIMITERS.fullmatch(under.rstrip()):
        return ()
    return tuple(shown_text(head[cell.start : cell.end]) for cell in split_cells(head, Span(0, len(head))))


def _around(line: str, stretch: Span, value: Span) -> tuple[str, str, str]:
    """The words before a figure, the figure, and the words after it, without Markdown."""
    clean = line.replace(_FIRST, " ").replace(_LAST, " ")
    before, after = clean[stretch.start : value.start], clean[value.end : stretch.end]
    marked = f"{before}{_FIRST}{clean[value.start : value.end]}{_LAST}{after}"
    shown = shown_text(marked)
    if _FIRST not in shown or _LAST not in shown:  # The figure stands in what a link hides.
        shown = marked
    before, _, rest = shown.partition(_FIRST)
    figure, _, after = rest.partition(_LAST)
    return _clipped(before, _REACH, left=True), figure, _clipped(after, _REACH)


def _clipped(words: str, most: int, *, left: bool = False) -> str:
    """A text of at most so many characters, cut at a word, on the left or on the right."""
    if len(words) <= most:
        return words
    if left:
        return "…" + words[len(words) - most :].partition(" ")[2]
    return words[:most].rpartition(" ")[0] + "…"
