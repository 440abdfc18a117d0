"""Tables as grids of cells, each with its figure and the unit that its header lends."""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import structs

from vaultlint.figures.lexicon import Lexicon
from vaultlint.figures.passage import Layout
from vaultlint.figures.quantity import Quantity
from vaultlint.figures.scan import scan
from vaultlint.note import Table
from vaultlint.text import Span, Value, split_cells

_UNIT_IN_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")
_LEADING_CURRENCY = re.compile(r"([A-Z]{0,2}[$€£¥₹]|[A-Z]{3}(?= |$|[KMBT]))\s?")
_LONGEST_UNIT = 24
_LONGEST_LEAD = 3
"""Words before the figure that a cell states."""


class Lent(Value, frozen=True):
    """The unit and scale that a header or a label lends to bare numbers."""

    unit: str
    scale: float


class Cell(Value, frozen=True):
    """A cell's readable text, and the figure that it states if it states one."""

    span: Span
    text: str
    quantity: Quantity | None


class Grid(Value, frozen=True):
    """A table read: headers, and rows of cells."""

    table: Table
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def read_grid(layout: Layout, table: Table) -> Grid:
    """Return a table's cells with their figures."""
    source, text, lexicon = layout.note.text, layout.text, layout.lexicon
    spans = split_cells(source, table.header.span)
    headers = tuple(text[span.start : span.end].strip() for span in spans)
    lent = [lent_unit(header, lexicon) for header in headers]
    rows = []
    for row in table.rows:
        cells = split_cells(source, row.span)[: len(headers)]
        told = layout.quantities(row.span.start, row.span.end)
        if not told:
            rows.append(tuple(Cell(span, text[span.start : span.end].strip(), None) for span in cells))
            continue
        label = text[cells[0].start : cells[0].end]
        from_label = lent_unit(label, lexicon, brackets_only=True) if "(" in label else None
        rows.append(
            tuple(
                _cell(text, span, told, lent[column] or (from_label if column else None))
                for column, span in enumerate(cells)
            )
        )
    return Grid(table, headers, tuple(rows))


def _cell(text: str, span: Span, told: Sequence[Quantity], unit: Lent | None) -> Cell:
    body = text[span.start : span.end].strip()
    quantity = next((one for one in told if span.start <= one.span.start < span.end), None)
    if quantity is None:
        return Cell(span, body, None)
    lead = text[span.start : quantity.span.start]
    if "(" in lead or len(lead.split()) > _LONGEST_LEAD:
        return Cell(span, body, None)
    if unit and not quantity.unit:
        first, last, step = (part * unit.scale for part in (quantity.first, quantity.last, quantity.step))
        quantity = structs.replace(quantity, first=first, last=last, step=step, unit=unit.unit)
    return Cell(span, body, quantity)


@lru_cache(maxsize=4096)
def lent_unit(header: str, lexicon: Lexicon, *, brackets_only: bool = False) -> Lent | None:
    """Return the unit of `Loan (A$M)`, `Energy (MWh)`, `USD million`; None where a header lends none."""
    match = _UNIT_IN_BRACKETS.search(header) if "(" in header else None
    inner = match.group(1).strip() if match else "" if brackets_only else header.strip()
    if not inner or len(inner) > _LONGEST_UNIT or any(char.isdigit() for char in inner):
        return None
    if match and inner.rstrip("s") in lexicon.magnitudes:
        return Lent("", lexicon.magnitudes[inner.rstrip("s")])
    currency = _LEADING_CURRENCY.match(inner)
    probes = [f"{currency.group(1)}1{inner[currency.end() :]}"] if currency else []
    for probe in (*probes, f"1 {inner}"):
        found = list(scan(probe, lexicon))
        if len(found) == 1 and found[0].unit and (match or found[0].span.end == len(probe)):
            return Lent(found[0].unit, found[0].first)
    return None
