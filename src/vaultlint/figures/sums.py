"""Totals and shares of tables, reckoned again."""

import re
from collections.abc import Iterator, Sequence

from vaultlint.figures.grids import Cell, Grid
from vaultlint.figures.measure import terms, words_of
from vaultlint.figures.passage import Layout
from vaultlint.figures.quantity import EXACT, Quantity
from vaultlint.figures.reckoning import SHARE, TOTAL, Reckoning, amount
from vaultlint.figures.tables import is_total, line_above, sums_up

_INDENTED = re.compile(r"^\s*(?:[-–└↳•·>]|&nbsp;)")
_NO_SUMS = ("%", "pp", "multiple", "day", "rank")
_FAR_OVER = 130
"""Percent from which on shares are no parts of one whole, unless a row says so."""


def reckon_totals(layout: Layout, grid: Grid) -> Iterator[Reckoning]:
    """Yield the totals of a table that are not the sum of its rows."""
    last = len(grid.rows) - 1
    if last < 2 or not sums_up(layout, grid):
        return
    totals = [index for index, row in enumerate(grid.rows) if row and is_total(layout, row[0].text)]
    if totals not in ([last], []) or is_partial(layout, grid):
        return
    body = grid.rows[:last]
    if any(not row or _is_part(layout, row[0].text) for row in body):
        return
    for column in range(1, min(len(grid.headers), len(grid.rows[last]))):
        if layout.lexicon.no_sums.isdisjoint(words_of(grid.headers[column])):
            yield from _total(layout, grid, body, column)


def _total(layout: Layout, grid: Grid, body: Sequence[tuple[Cell, ...]], column: int) -> Iterator[Reckoning]:
    total = grid.rows[-1][column].quantity
    parts = [row[column].quantity if column < len(row) else None for row in body]
    if total is None or total.kind != EXACT or "/" in total.unit or total.unit in _NO_SUMS:
        return
    figures = [one for one in parts if one is not None and one.kind == EXACT and one.unit == total.unit]
    if len(figures) < 2 or len(figures) != len(parts):
        return
    expected = sum(one.first for one in figures)
    off = total.first - expected
    doubt = sum(map(_doubt, (*figures, total)))
    if abs(off) <= doubt * 1.001 or (off > 0 and _is_history(layout, grid)) or _leaves_out(figures, total):
        return
    source = layout.note.source(total.span)
    reckoned = amount(expected, total, source)
    label = " ".join(grid.rows[-1][0].text.split())
    yield Reckoning(
        TOTAL,
        total.span,
        f"`{label}` says {source.strip()}, its rows add up to {reckoned}",
        _sureness(layout, grid, total),
        ((figures[0].span, "the first of the rows"),),
        " + ".join(layout.note.source(one.span) for one in figures) + f" = {reckoned}",
    )


def _sureness(layout: Layout, grid: Grid, total: Quantity) -> float:
    """How sure it is that a total is that of the rows: `Total imports` under `Exports` may be another one."""
    label = (word for word in words_of(grid.rows[-1][0].text) if word not in layout.lexicon.totals)
    title = layout.section(grid.table.span.start).title
    above = terms(" ".join([*grid.headers, title]), layout.lexicon)
    other = set(terms(" ".join(label), layout.lexicon)).difference(above)
    return 0.75 if total.rough or other else 0.95


def _is_history(layout: Layout, grid: Grid) -> bool:
    """Say whether the rows are rounds or dates, of which a note rarely lists all."""
    if any(layout.lexicon.history.intersection(words_of(header)) for header in grid.headers):
        return True
    return bool(grid.rows[0]) and layout.is_timed(grid.rows[0][0].text)


def _doubt(quantity: Quantity) -> float:
    """How far a figure may be off by rounding."""
    exact = quantity.step == 1 and not quantity.unit
    rounding = 0.0 if exact else min(quantity.step / 2, 0.05 * abs(quantity.first))
    return max(rounding, 0.1 * abs(quantity.first) if quantity.rough else 0.0)


def _leaves_out(figures: Sequence[Quantity], total: Quantity) -> bool:
    """Say whether the total leaves out one row, or one run of rows, which may be parts of others."""
    whole = sum(one.first for one in figures)
    for start in range(len(figures)):
        run = 0.0
        for one in figures[start:]:
            run += one.first
            if run and abs(whole - run - total.first) <= 1e-6 * abs(total.first):
                return True
    return False


def _is_part(layout: Layout, label: str) -> bool:
    """Say whether a row is a part of another one, or no part of the sum."""
    words = words_of(label)
    first = {words[0] if words else "", " ".join(words[:2])}
    return bool(_INDENTED.match(label)) or not layout.lexicon.parts.isdisjoint(first) or "subtotal" in words


def is_partial(layout: Layout, grid: Grid) -> bool:
    """Say whether a table holds only some of what there is: `Key projects`, `Top five holders`."""
    start = grid.table.span.start
    said = {*words_of(layout.section(start).title), *words_of(line_above(layout, start))}
    return not layout.lexicon.partial.isdisjoint(said)


def reckon_shares(layout: Layout, grid: Grid) -> Iterator[Reckoning]:
    """Yield the columns whose shares come to more than the whole, or with a remainder to less."""
    rows = [row for row in grid.rows if row]
    lexicon = layout.lexicon
    told = any(cell.quantity is not None and cell.quantity.unit == "%" for row in rows[:1] for cell in row)
    if len(rows) < 3 or not told:
        return
    if any(layout.is_timed(row[0].text) or _is_part(layout, row[0].text) for row in rows):
        return
    title = words_of(layout.section(grid.table.span.start).title)
    for column in range(1, len(grid.headers)):
        header = words_of(grid.headers[column])
        named = not lexicon.shares.isdisjoint(header) or grid.headers[column].strip() in ("%", "% of total")
        titled = len(grid.headers) == 2 and not lexicon.shares.isdisjoint(title)
        owned = lexicon.stakes.isdisjoint(header) or not lexicon.holders.isdisjoint(
            (*words_of(grid.headers[0]), *title)
        )
        if owned and (named or (titled and lexicon.generic_headers.issuperset(header))):
            yield from _shares(layout, grid, rows, column)


def _shares(layout: Layout, grid: Grid, rows: Sequence[tuple[Cell, ...]], column: int) -> Iterator[Reckoning]:
    rows = [row for row in rows if column < len(row) and "total" not in words_of(row[0].text)]
    cells = [row[column] for row in rows if not is_total(layout, row[0].text)]
    labels = {" ".join(words_of(row[0].text)) for row in rows}
    known = [one.quantity for one in cells if one.quantity and one.quantity.unit == "%"]
    plain = all(one.kind == EXACT and 0 <= one.first < 100 for one in known)
    if not plain or not 3 <= len(known) == len(cells) == len(labels):
        return
    if any("total" in words_of(one.text) for one in cells):
        return
    whole = sum(one.first for one in known)
    doubt = sum(max(one.step / 2, 0.05 * one.first if one.rough else 0.0) for one in known) + 0.01
    rest = not layout.lexicon.remainders.isdisjoint(labels)
    over = whole - 100 > doubt and (rest or whole <= _FAR_OVER)
    if over or (rest and 100 - whole > doubt):
        header = grid.headers[column].strip() or "shares"
        than = "more" if over else "less"
        yield Reckoning(
            SHARE,
            known[0].span,
            f"the rows of `{header}` add up to {whole:.10g}%, {than} than the whole",
            0.92 if rest else 0.85 if len(grid.headers) <= 3 else 0.8,
            ((known[-1].span, "the last of the rows"),),
            " + ".join(f"{one.first:.10g}" for one in known) + f" = {whole:.10g}",
        )
