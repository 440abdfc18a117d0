"""Figures that follow from others of the note: values in two currencies, number times price."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from vaultlint.figures.passage import Layout
from vaultlint.figures.quantity import EXACT, Quantity
from vaultlint.figures.reckoning import CONVERSION, TOTAL, Reckoning, amount
from vaultlint.figures.statement import Statement
from vaultlint.figures.times import same_time

_APART = 1.08
"""Two rates of exchange this far apart are no rounding."""

_OFF = 1.15
"""A product this far from what is told is no rounding."""

_PRODUCTS = (
    (("shares outstanding", ""), ("price", "money"), ("market cap", "money")),
    (("sales", "physical"), ("price", "rate"), ("revenue", "money")),
)
"""Number, price and value: the measures, and the kinds of their units."""

_NO_MONEY = ("", "%", "pp", "date", "day", "month", "rank", "multiple")


def _is_money(unit: str) -> bool:
    return (len(unit) == 3 and unit.isupper()) or unit == "¥"


def reckon_conversions(layout: Layout, quantities: Sequence[Quantity]) -> Iterator[Reckoning]:
    """Yield values that one note gives in another currency in two ways: `¥4.1T ($27B)`, `¥4.1T ($31B)`."""
    text = layout.text
    told: dict[tuple[str, float, str], Quantity] = {}
    for one, other in pairwise(quantities):
        if not (_is_money(one.unit) and _is_money(other.unit)) or one.unit == other.unit:
            continue
        if text[one.span.end : other.span.start].strip() != "(" or {one.kind, other.kind} != {EXACT}:
            continue
        known = told.setdefault((one.unit, one.first, other.unit), other)
        if not other.first or not known.first:
            continue
        if max(known.first / other.first, other.first / known.first) > _APART:
            note = layout.note
            line = note.line(known.span)
            message = (
                f"{note.source(one.span).strip()} is {note.source(other.span).strip()} here,"
                f" {note.source(known.span).strip()} in line {line}"
            )
            yield Reckoning(CONVERSION, other.span, message, 0.9, ((known.span, "the same amount"),))


def reckon_values(layout: Layout, statements: Sequence[Statement]) -> Iterator[Reckoning]:
    """Yield values that are not the number times the price: shares and market cap, sales and revenue."""
    own = [one for one in statements if one.own and one.quantity.kind == EXACT and not one.total]
    for number_of, price_of, value_of in _PRODUCTS:
        values = _telling(own, *value_of)
        numbers = _telling(own, *number_of) if len(values) == 1 else []
        prices = _telling(own, *price_of) if numbers else []
        if not prices:
            continue
        value, number, price = values[0], numbers[0], prices[0]
        if (
            len({one.quantity.first for one in numbers}) > 1
            or len({one.quantity.first for one in prices}) > 1
        ):
            continue
        timed = [one for one in (number, price, value) if one.times and one is not price]
        if any(not same_time(one.times, other.times) for one in timed for other in timed):
            continue
        yield from _product(layout, number, price, value)


def _telling(own: Sequence[Statement], measure: str, kind: str) -> list[Statement]:
    """The statements of a measure in a kind of unit."""
    return [
        one
        for one in own
        if (measure in one.measure or (kind == "rate" and not one.roles))
        and "change" not in one.roles
        and _is_of_kind(one.quantity.unit, kind)
    ]


def _is_of_kind(unit: str, kind: str) -> bool:
    match kind:
        case "money":
            return _is_money(unit)
        case "rate":
            return "/" in unit and _is_money(unit.partition("/")[0])
        case "physical":
            return unit not in _NO_MONEY and not _is_money(unit) and "/" not in unit
        case _:
            return not unit


def _product(layout: Layout, number: Statement, price: Statement, value: Statement) -> Iterator[Reckoning]:
    a, b, told = number.quantity, price.quantity, value.quantity
    rate, _, counted = b.unit.partition("/")
    if rate != told.unit or (counted and counted != a.unit) or not told.first:
        return
    expected = a.first * b.first
    if expected <= 0 or max(expected / told.first, told.first / expected) < _OFF:
        return
    note = layout.note
    shown = amount(expected, told, note.source(told.span)).strip()
    message = (
        f"{note.source(told.span).strip()} is not {note.source(a.span).strip()} times"
        f" {note.source(b.span).strip()}, which is {shown}"
    )
    related = ((a.span, "this many"), (b.span, "at this price"))
    yield Reckoning(TOTAL, told.span, message, 0.84, related, f"{a.first:.10g} × {b.first:.10g}")
