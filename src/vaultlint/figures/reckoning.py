"""What a note's figures come to when they are reckoned again."""

import re

from vaultlint.figures.quantity import Quantity
from vaultlint.figures.statement import Statement
from vaultlint.text import Span, Value

TOTAL, SHARE, CHANGE, COUNT = "total", "share", "change", "count"
DURATION, RANGE, CONVERSION = "duration", "range", "conversion"


class Reckoning(Value, frozen=True):
    """A figure that does not follow from the others it is told with.

    `span` is the figure, `message` says what it should be, `related` are the places it
    follows from with a word on each, `confidence` is from 0 to 1, `derivation` how it was reckoned.
    """

    kind: str
    span: Span
    message: str
    confidence: float
    related: tuple[tuple[Span, str], ...] = ()
    derivation: str = ""
    help: str = ""


class Figures(Value, frozen=True):
    """What a note states in figures, the concepts of its `names`, and what does not follow from the rest."""

    names: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    reckonings: tuple[Reckoning, ...] = ()


NO_FIGURES = Figures()

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def amount(value: float, like: Quantity, source: str) -> str:
    """Write a value as the figure `like` is written in `source`: with its sign, scale and unit."""
    number = _DIGITS.search(source)
    shown = float(number.group().replace(",", "")) if number else 0.0
    if not number or not shown or not like.first:
        return f"{value:,.6g}"
    scaled = value / like.first * shown
    decimals = len(number.group().partition(".")[2])
    decimals += abs(scaled - round(scaled, decimals)) > 10.0 ** -(decimals + 3)
    written = f"{scaled:,.{decimals}f}"
    if "," not in number.group() and abs(scaled) < 10_000:
        written = written.replace(",", "")
    return source[: number.start()].lstrip("~≈<>≥≤ ") + written + source[number.end() :].rstrip("+")
