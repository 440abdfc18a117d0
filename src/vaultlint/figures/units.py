"""What the words after a number make of it: its scale, its unit, what it is counted by."""

import re

from vaultlint.figures.lexicon import Lexicon
from vaultlint.text import Value

WORD = re.compile(r"[ -]?(%|[^\W\d_]+[²³]?|×(?! ?\d)|°[CF])")
_PER = re.compile(
    r"(?: ?[A-Z][A-Za-z]?[A-Z₂₃₈]?[A-Za-z₀-₉]*| of [a-z]+)? ?"
    r"(?:/ ?|\bper |\beach |"
    r"\ban? (?=year|day|month|week|quarter|tonne|ton|barrel|pound|kilo|share))([^\W\d_]+)"
)
_POWERS = {"square": 2, "sq": 2, "cubic": 3}


class Measure(Value, frozen=True):
    """What follows a number: its scale, its unit, and where they end."""

    scale: float
    unit: str
    end: int


def measure_after(text: str, stop: int, end: int, currency: str, lexicon: Lexicon) -> Measure | None:
    """Return scale and unit of the number that ends at `stop`; None where letters make it a name (`5G`)."""
    scale, unit = 1.0, currency
    token = WORD.match(text, stop, end)
    magnitudes = lexicon.money_magnitudes if currency else lexicon.magnitudes
    glued = token is not None and token.start(1) == stop
    if (
        token
        and token.group(1) in magnitudes
        and (glued or len(token.group(1)) > 1 or token.group(1) in "MBTK")
    ):
        scale, stop, glued = magnitudes[token.group(1)], token.end(), False
        token = WORD.match(text, stop, end)
    if token and currency:
        stop = token.end() if lexicon.currencies.get(token.group(1)) == currency else stop
    elif token:
        found = _unit(text, token, end, glued, lexicon)
        if found is not None:
            scale, unit, stop = scale * found.scale, found.unit, found.end
        elif glued and text[token.start()] != "-":
            return None
    return _rate(text, Measure(scale, unit, stop), end, lexicon) if unit else Measure(scale, unit, stop)


def _unit(text: str, token: re.Match[str], end: int, glued: bool, lexicon: Lexicon) -> Measure | None:
    """The unit that a word after a number is or begins."""
    word, stop = token.group(1), token.end()
    decade = word == "s" and glued and text[token.start(1) - 1] == "0"
    if word in lexicon.units and not decade:
        found = lexicon.units[word]
        return Measure(found.factor, found.dimension, stop)
    if word in lexicon.currencies and not glued:
        return Measure(1.0, lexicon.currencies[word], stop)
    following = WORD.match(text, stop + text.startswith(".", stop), end)
    pair = lexicon.units.get(f"{word} {following.group(1)}") if following else None
    if following and pair:
        return Measure(pair.factor, pair.dimension, following.end())
    side = lexicon.units.get(following.group(1)) if following and word in _POWERS else None
    if following and side and side.dimension == "length":
        power = _POWERS[word]
        return Measure(side.factor**power, "area" if power == 2 else "volume", following.end())
    return None


def _rate(text: str, told: Measure, end: int, lexicon: Lexicon) -> Measure:
    """A measure with what it is counted by: `/t`, `a year`, `per user`."""
    per = _PER.match(text, told.end, end)
    if not per:
        return told
    name = per.group(1)
    if name in lexicon.periods:
        return Measure(told.scale, f"{told.unit}/{lexicon.periods[name]}", per.end())
    if told.unit == "%":
        return told
    base = lexicon.units.get(name)
    if base:
        return Measure(told.scale / base.factor, f"{told.unit}/{base.dimension}", per.end())
    return Measure(told.scale, f"{told.unit}/{name.lower().rstrip('s')}", per.end())
