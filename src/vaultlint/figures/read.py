"""Reads what a note states in figures, and reckons again what follows from what."""

import re
from collections.abc import Iterator

from msgspec import structs

from vaultlint.figures.changes import (
    reckon_changes,
    reckon_growth,
    reckon_ranges,
    reckon_rows,
)
from vaultlint.figures.counts import reckon_counts
from vaultlint.figures.durations import reckon_age, reckon_durations, reckon_term
from vaultlint.figures.grids import Grid, read_grid
from vaultlint.figures.identities import reckon_conversions, reckon_values
from vaultlint.figures.lexicon import Lexicon
from vaultlint.figures.measure import roles, terms
from vaultlint.figures.parts import reckon_parts, reckon_products, reckon_split
from vaultlint.figures.passage import Layout
from vaultlint.figures.prose import statements_of
from vaultlint.figures.quantity import PAIR, RANGE, Quantity
from vaultlint.figures.reckoning import Figures, Reckoning
from vaultlint.figures.scan import scan
from vaultlint.figures.sentences import Sentence, read_sentence
from vaultlint.figures.statement import Account, Place, Statement, pack
from vaultlint.figures.sums import reckon_shares, reckon_totals
from vaultlint.figures.tables import read_table
from vaultlint.figures.times import date_of, times_in
from vaultlint.note import Note
from vaultlint.text import Span

_END = re.compile(r"[$€£¥₹]?\d[\d,.]*\d\s?[^\W\d]{0,2}%?|[$€£¥₹]?\d\s?[^\W\d]{0,2}%?")
_DIGITS = re.compile(r"\d[\d,.]*")


def read_figures(note: Note, lexicon: Lexicon) -> Figures:
    """Return what a note states, by groups."""
    layout = Layout(note, lexicon)
    grids = [
        read_grid(layout, table)
        for table in note.structure.tables
        if layout.tells(table.span) and not layout.in_sideline(table.span.start)
    ]
    sentences = _sentences(layout, len(grids))
    found: list[Statement] = []
    for group, grid in enumerate(grids):
        found += read_table(layout, grid, group)
    for sentence in sentences:
        found += statements_of(layout, sentence)
    found += _properties(note, lexicon)
    found = [structs.replace(one, written=_written(note, one.quantity)) for one in found]
    reckonings = tuple(_reckon(layout, grids, sentences, found))
    return Figures(tuple(sorted(layout.name)), tuple(found), reckonings)


def account_of(figures: Figures) -> bytes:
    """Return what other notes may state, too, packed for the note's facts."""
    shared = tuple(
        one for one in figures.statements if one.own or one.links or one.opening or one.place == Place.LABEL
    )
    return pack(Account(figures.names, shared)) if shared else b""


def _written(note: Note, quantity: Quantity) -> str:
    """A figure as a message shows it: as it is written, a change by its two ends."""
    source = note.source(quantity.span)
    ends = _END.findall(source)
    if quantity.kind == PAIR and len(ends) >= 2 and quantity.unit != "date":
        first, last = (ends[0], ends[-1]) if _is_in_order(quantity, ends) else (ends[-1], ends[0])
        return f"{first} to {last}"
    return " ".join(source.replace("*", "").split())


def _is_in_order(quantity: Quantity, ends: list[str]) -> bool:
    """Say whether a change is written from its beginning to its end, and not `5%, up from 3%`."""
    digits = _DIGITS.search(ends[0])
    return digits is None or f"{quantity.first:.12g}".startswith(digits.group().replace(",", "")[:2])


def _sentences(layout: Layout, group: int) -> list[Sentence]:
    definition = layout.note.definition.span if layout.note.definition else Span(0, 0)
    found = []
    for stretch in layout.stretches():
        for span in layout.sentences(stretch):
            read = read_sentence(layout, span, group, definition.covers(span.start))
            if read:
                found.append(read)
            group += 1
    return found


def _reckon(
    layout: Layout, grids: list[Grid], sentences: list[Sentence], statements: list[Statement]
) -> Iterator[Reckoning]:
    for grid in grids:
        yield from reckon_totals(layout, grid)
        yield from reckon_shares(layout, grid)
        yield from reckon_rows(layout, grid)
        yield from _reckon_cells(layout, grid)
    for sentence in sentences:
        yield from _reckon_sentence(layout, sentence)
    yield from reckon_counts(layout, sentences, grids)
    yield from reckon_conversions(layout, _in_order(layout, grids, sentences))
    yield from reckon_values(layout, statements)
    yield from reckon_growth(layout, statements)
    yield from reckon_term(layout, statements)
    yield from reckon_age(layout, sentences, statements)


def _reckon_cells(layout: Layout, grid: Grid) -> Iterator[Reckoning]:
    span = grid.table.span
    lasting = any(one.unit == "month" for one in layout.quantities(span.start, span.end))
    for cell in (cell for row in grid.rows for cell in row[1:]):
        if cell.quantity and cell.quantity.kind == RANGE:
            yield from reckon_ranges(layout, (cell.quantity,), cell.text)
        quantities = layout.quantities(cell.span.start, cell.span.end) if lasting else ()
        if any(quantity.unit == "month" for quantity in quantities):
            times = layout.times(cell.span.start, cell.span.end)
            yield from reckon_durations(layout, cell.span, quantities, times)


def _reckon_sentence(layout: Layout, sentence: Sentence) -> Iterator[Reckoning]:
    told = sentence.quantities
    if len(told) > 1:
        yield from reckon_changes(layout, sentence)
    if len(told) > 2:
        yield from reckon_parts(layout, sentence)
        yield from reckon_split(layout, sentence)
        yield from reckon_products(layout, sentence)
    if any(one.kind == RANGE for one in told):
        words = layout.text[sentence.span.start : sentence.span.end]
        yield from reckon_ranges(layout, told, words)
    if any(one.unit == "month" for one in told):
        yield from reckon_durations(layout, sentence.span, told, sentence.times)


def _in_order(layout: Layout, grids: list[Grid], sentences: list[Sentence]) -> list[Quantity]:
    """All quantities of cells and sentences, in order of place."""
    found = [one for sentence in sentences for one in sentence.quantities]
    for grid in grids:
        for row in grid.rows:
            for cell in row:
                if cell.quantity is not None:
                    found += layout.quantities(cell.span.start, cell.span.end)
    return sorted(found, key=lambda one: one.span.start)


def _properties(note: Note, lexicon: Lexicon) -> Iterator[Statement]:
    for one in note.facts.properties:
        text = note.source(one.span).strip("\"'")
        label = one.key.replace("_", " ").replace("-", " ")
        measure = terms(label, lexicon)
        quantities = list(scan(text, lexicon))
        if len(quantities) == 1 and quantities[0].span.start == 0:
            q = quantities[0]
            whole = Quantity(one.span, q.first, q.last, q.unit, q.step, q.kind)
            yield Statement(
                whole, Place.PROPERTY, measure, group=-1, own=True, label=one.key, roles=roles(label, lexicon)
            )
        elif set(measure) & lexicon.events:
            time = next(times_in(text, lexicon), None)
            if time and time.last and time.span.start == 0:
                date = structs.replace(date_of(time), span=one.span)
                yield Statement(date, Place.PROPERTY, measure, group=-1, own=True, label=one.key)
