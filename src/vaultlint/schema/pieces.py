"""The pieces of a note that requirements look at: regions, tables' cells, list items, labels."""

import re
from collections.abc import Iterator, Sequence

from vaultlint.note import Item, Scalar, Table, YamlValue
from vaultlint.note import Sequence as YamlList
from vaultlint.schema.cells import is_blank
from vaultlint.text import Span, Value, shown_text, split_cells

_BOLD_START = re.compile(r"(\*\*|__)(?=\S)([^\n]+?)(?<=\S)\1[ \t]*:?")
_COLON_START = re.compile(r"[^:\n|]{1,80}?:(?=\s|$)")
_ITEM_MARK = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]+(?:\[.\][ \t]+)?")


class Region(Value, frozen=True, cache_hash=True):
    """A stretch of the body in which a part is looked for; `heading` is the index of its own, or -1."""

    span: Span
    heading: int


class Cell(Value, frozen=True):
    """A table's cell, or what stands in its place in a list."""

    text: str
    span: Span


class Grid(Value, frozen=True):
    """A table's cells; the first row is the header."""

    span: Span
    rows: tuple[tuple[Cell, ...], ...]

    def column(self, index: int) -> tuple[Cell, ...]:
        """Return the cells below a header."""
        return tuple(row[index] for row in self.rows[1:] if index < len(row))


class Labelled(Value, frozen=True):
    """A label and what it labels: the cell after it, the cells below a header, the rest of an item."""

    label: Cell
    values: tuple[Cell, ...]


class Entry(Value, frozen=True):
    """A list item's own text, without its mark and the items below it."""

    text: str
    span: Span
    ordered: bool


def grid_of(text: str, table: Table) -> Grid:
    """Return a table's cells."""
    rows = (split_cells(text, row.span) for row in (table.header, *table.rows))
    return Grid(table.span, tuple(tuple(Cell(text[one.start : one.end], one) for one in row) for row in rows))


def entry_of(text: str, item: Item, following: Sequence[Item]) -> Entry:
    """Return an item's own text; `following` is the next item, which may lie in it."""
    end = following[0].span.start if following and item.span.covers(following[0].span.start) else None
    source = text[item.span.start : item.span.end if end is None else end]
    mark = _ITEM_MARK.match(source)
    start = mark.end() if mark else 0
    words = source[start:].rstrip()
    return Entry(words, Span(item.span.start + start, item.span.start + start + len(words)), item.ordered)


def labels_of(grid: Grid) -> Iterator[Labelled]:
    """Yield every cell of a table that may be a label."""
    for row_index, row in enumerate(grid.rows):
        for index, cell in enumerate(row):
            if cell.text:
                values = grid.column(index) if row_index == 0 else row[index + 1 : index + 2]
                yield Labelled(cell, values)


def label_of(entry: Entry) -> Labelled | None:
    """Return the bold or colon-ended start of a list item, None if it has none."""
    found = _BOLD_START.match(entry.text) or _COLON_START.match(entry.text)
    if found is None:
        return None
    rest = entry.text[found.end() :]
    value = rest.lstrip(" \t—–:-")
    start = entry.span.start + found.end() + len(rest) - len(value)
    label = Cell(found.group(), Span(entry.span.start, entry.span.start + found.end()))
    return Labelled(label, (Cell(value, Span(start, start + len(value))),))


def items_of(value: YamlValue) -> tuple[YamlValue, ...]:
    """Return a property's values: the items of a list, a lone value as a list of one.

    A list of one inside a list is that one: YAML reads the unquoted `[[Note]]` so.
    """
    return tuple(map(unwrapped, value.items)) if isinstance(value, YamlList) else (value,)


def unwrapped(value: YamlValue) -> YamlValue:
    """Return what a list of one list of one holds, any other value as it is."""
    while isinstance(value, YamlList) and len(value.items) == 1:
        value = value.items[0]
    return value


def texts_of(value: YamlValue) -> tuple[str, ...]:
    """Return the texts of a property that holds one or a list of them, the brackets of links undone."""
    scalars = (one for one in items_of(value) if isinstance(one, Scalar))
    return tuple(shown_text(one.text) for one in scalars if one.kind != "null" and not is_blank(one.text))
