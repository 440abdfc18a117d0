"""A figure as a value: an interval in a unit, as exact as it was written."""

from datetime import date
from math import inf

from vaultlint.text import Span, Value

_MUCH_OVER = 1.5
"""How far above a bound such as `over 600` a value may lie for the bound to be told of it."""

EXACT, LEAST, MOST, RANGE, PAIR = range(5)
"""How a figure is meant."""


class Quantity(Value, frozen=True):
    """A figure with its unit.

    `first` and `last` are the ends as written, equal for a single figure; `step` is
    what its last digit is worth. `unit` is empty for a bare number. `kind` says how it
    is meant: exactly, at least, at most, a range, or a pair `from A to B`.
    """

    span: Span
    first: float
    last: float
    unit: str
    step: float
    kind: int = EXACT
    rough: bool = False

    @property
    def low(self) -> float:
        """The lesser end."""
        return min(self.first, self.last)

    @property
    def high(self) -> float:
        """The greater end."""
        return max(self.first, self.last)

    def interval(self, slack: float | None = None) -> tuple[float, float]:
        """Return the least and the greatest that it may mean, `slack` in place of its own rounding."""
        slack = self.slack if slack is None else slack
        low, high = self.low - slack, self.high + slack
        if self.kind == LEAST:
            return low, self.high * _MUCH_OVER if self.high > 0 else inf
        return (-inf, high) if self.kind == MOST else (low, high)

    @property
    def slack(self) -> float:
        """How far the true value may lie from the written one."""
        rounding = 0.499 * self.step if self.kind != RANGE else 0.0
        if not self.rough:
            return rounding
        return max(rounding, (0.05 if self.unit == "%" else 0.1) * abs(self.high))


_ALMOST_HALF = 0.499999


def agrees(one: Quantity, other: Quantity) -> bool:
    """Say whether both may tell one and the same value."""
    if one.kind == PAIR or other.kind == PAIR:
        return _near(one.first, other.first, one, other) and _near(one.last, other.last, one, other)
    if one.kind == RANGE and other.kind == RANGE and one.unit != "date":
        return _near(one.low, other.low, one, other) and _near(one.high, other.high, one, other)
    (low, high), (least, most) = one.interval(_rounding(one, other)), other.interval(_rounding(other, one))
    return max(low, least) - min(high, most) <= 1e-9 * max(abs(one.high), abs(other.high), 1.0) or _cut(
        one, other
    )


def _rounding(one: Quantity, other: Quantity) -> float | None:
    """How far a figure's value may lie from it beside another; None for as far as it says itself.

    The finer of two is taken at its word and rounded to the coarser. What lies halfway is another
    value: who says 200 for 150 has not rounded.
    """
    if one.rough or one.step == other.step:
        return None
    return 0.0 if one.step < other.step or one.kind == RANGE else _ALMOST_HALF * one.step


def _cut(one: Quantity, other: Quantity) -> bool:
    """Say whether the coarser of the two is the finer one without its last digits."""
    if one.step == other.step or one.low != one.high or other.low != other.high:
        return False
    coarse, fine = (one, other) if one.step > other.step else (other, one)
    return abs(coarse.low - fine.low) < coarse.step * 0.999 and coarse.step <= abs(coarse.low) / 10


def _near(a: float, b: float, one: Quantity, other: Quantity) -> bool:
    slack = max(one.step, other.step) * 0.501 if one.step != other.step else 0.0
    slack = max(slack, one.slack if one.rough else 0.0, other.slack if other.rough else 0.0)
    return abs(a - b) <= slack + 1e-9 * max(abs(a), abs(b), 1.0)


def slip(one: Quantity, other: Quantity) -> str:
    """Name the slip that makes one figure of the other, an empty text if none is recognisable."""
    if one.kind == PAIR and other.kind == PAIR:
        if _near(one.first, other.last, one, other) and _near(one.last, other.first, one, other):
            return "the pair is the other way round"
        return ""
    if one.unit == "date":
        return _date_slip(one, other)
    a, b = one.low, other.low
    if one.low != one.high or other.low != other.high or not a or not b:
        return ""
    ratio = max(abs(a / b), abs(b / a))
    for factor, words in (
        (1000.0, "a factor of a thousand"),
        (1e6, "a factor of a million"),
        (10.0, "a factor of ten"),
        (100.0, "a factor of a hundred"),
    ):
        if abs(ratio - factor) <= factor * 1e-6:
            return words
    left, right = digits(a), digits(b)
    transposed = len(left) > 1 and left != right and sorted(left) == sorted(right)
    return "digits look transposed" if transposed else ""


def _date_slip(one: Quantity, other: Quantity) -> str:
    """The slip between two dates: one day in two years, or a year with its digits swapped."""
    first, second = date.fromordinal(int(one.low)), date.fromordinal(int(other.low))
    days = one.kind == other.kind == EXACT
    if days and (first.month, first.day) == (second.month, second.day):
        return "the same day of another year"
    years = str(first.year), str(second.year)
    return "digits look transposed" if years[0] != years[1] and sorted(years[0]) == sorted(years[1]) else ""


def digits(value: float) -> str:
    """Return a value's significant digits."""
    return f"{abs(value):.10g}".replace(".", "").partition("e")[0].strip("0")
