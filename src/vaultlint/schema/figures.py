"""Figures in free hand: numbers, money and percentages, alone or as the ends of a range."""

import re
from collections.abc import Iterator

from vaultlint.text import Value

_MONEY = (
    r"(?:[a-z]{0,3}\$|[€£¥￥₹₩₽₺₪₫฿₦₴₱₲₵₸₾₿¢元円원]|(?:rs|kr|fr)\.?|zł|kč|(?-i:A[ER]D|ARS|AUD|BDT|BRL|BTC|CAD|CHF|CLP|CNY"
    r"|COP|CZK|DKK|EGP|ETH|EUR|GBP|HKD|HUF|IDR|ILS|INR|JPY|KES|KRW|KZT|MAD|MXN|MYR|NGN|NOK|NZD|PEN|PHP|PKR|PLN|QAR"
    r"|RMB|RM|RON|RUB|SAR|SEK|SGD|THB|TRY|TWD|UAH|USDC|USDT|USD|VND|XAF|XOF|ZAR))"
)
_MONEY_WORD = (
    r"(?:u\.?s\.?\ )?dollars?|euros?|pounds?|yen|yuan|renminbi|won|rupees?|francs?|pesos?|reais|rou?bles?"
    r"|cents?|pence|krona|kron[oe]r|zloty|rand|lira|dirhams?|riyals?|shekels?|baht|ringgit|naira|bitcoins?"
)
_PERCENT = r"%|‰|per\ ?cent|pct|pc|ppts?|pp|pts?|bps?|basis\ points?|(?:percentage\ )?points?"
_IS_PERCENT = re.compile(_PERCENT, re.IGNORECASE)
_PARTS_OF_PERCENT = {"bp": 0.01, "bps": 0.01, "basis point": 0.01, "basis points": 0.01, "‰": 0.1}
_CENTS = frozenset("¢ cent cents pence".split())
_SCALES = {
    word: float(size)
    for size, *words in map(
        str.split,
        "1e2 hundred,1e3 k thousand thousands tsd,1e4 万 萬,1e5 lakh lakhs lac,1e6 m mm mn mln mio mil"
        " million millions millionen,1e7 cr crore crores,1e8 亿 億,1e9 b bn bln bil billion billions mrd"
        " milliard milliards milliarden,1e12 t tn trn trillion trillions".split(","),
    )
    for word in words
}
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_END = rf"""((?<![%)])(?<![\d%)]\ )[-–+]|^[-–]\ )?(?:({_MONEY})\ ?[~≈]?([-–+(])?)?
    (\d{{1,3}}(?:\ \d{{3}}(?!\w))+(?:[.,]\d+)?|\d+(?:[.,']\d+)*(?:e[-+]?\d{{1,3}}(?!\w))?|\.\d+)\)?
    (?:\ ?({_SCALE})(?:\ ({_SCALE}))?(?=e?(?![a-z]))\.?)?
    (?:\ ?({_MONEY}(?![a-z]|\ ?\d)|(?:{_MONEY_WORD}|{_PERCENT})(?=e?(?![a-z]))))?"""
FIGURE = re.compile(
    rf"""(?<!\w)(?<!\d[.,'])(?!(?<=[a-z]-)(?<!mid-)(?<!low-)\d){_END}
    (?:(\+?\ ?(?:[-–/&]|to|or|and|bis)\ ?[~≈]?|\ ?\((?:[~≈]|about\ |approx\.?\ )?){_END})?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""A figure, alone or with the one that ends its range or says the same in another currency."""
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d*\.?\d+(?:e[-+]?\d+)?", re.IGNORECASE)
_CONTINENTAL = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d+,(?:\d{1,2}|\d{4,})")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
NEGATIVE = re.compile(rf"\((?:{_MONEY})? ?\d[^()]*\)", re.IGNORECASE)

Span = tuple[float, float]
"""The least and the greatest that something written may mean."""


class _End(Value, frozen=True):
    """One end of a range, or a figure alone, in the parts that it is written in."""

    sign: str | None
    before: str | None
    inner: str | None
    digits: str
    scale: str | None
    second_scale: str | None
    after: str | None

    @property
    def unit(self) -> str:
        """The sign of money or percent, wherever it stands."""
        return self.before or self.after or ""

    @property
    def factor(self) -> float:
        """What the words for thousands and millions make of the figure."""
        first, second = (self.scale or "").lower(), (self.second_scale or "").lower()
        return _SCALES.get(first, 1.0) * _SCALES.get(second, 1.0)

    @property
    def is_year(self) -> bool:
        """Whether this may be the year that a figure belongs to."""
        return not self.unit and not self.scale and _YEAR_ALONE.fullmatch(self.digits) is not None

    @property
    def kind(self) -> str:
        """`money`, `percent` or, without a sign of either, an empty text."""
        return "percent" if _IS_PERCENT.fullmatch(self.unit) else "money" if self.unit else ""

    def readings(self) -> list[float]:
        """What the digits may say: `1.234` is less than two or, on the continent, more than a thousand."""
        plain = self.digits.replace(" ", "").replace("'", "")
        english = [float(plain.replace(",", ""))] if _ENGLISH.fullmatch(plain) else []
        if _CONTINENTAL.fullmatch(plain) and not (english and self.scale):
            return [*english, float(plain.replace(".", "").replace(",", "."))]
        return english


class Figure(Value, frozen=True):
    """A figure or both ends of a range."""

    start: int
    kind: str
    is_scaled: bool
    spans: tuple[Span, ...]


def find_figures(text: str) -> Iterator[Figure]:
    """Yield the figures of `text`; the ends of a range share their unit and their scale."""
    for match in FIGURE.finditer(text):
        groups = match.groups()
        ends = [end for end in (_End(*groups[:7]), _End(*groups[8:])) if end.digits and end.readings()]
        if any(end.unit for end in ends):
            ends = [end for end in ends if not end.is_year]
        if len(ends) == 2 and "(" in groups[7]:
            yield from _noted(match.start(), *ends)
        elif len(ends) == 2 and ends[0].unit and ends[1].unit and ends[0].kind != ends[1].kind:
            yield from (_figure(match.start(), end) for end in ends)
        elif ends:
            yield _figure(match.start(), *ends)


def _noted(start: int, value: _End, note: _End) -> Iterator[Figure]:
    """Yield a figure and what stands in brackets after it, often the same in another currency."""
    figure, second = _figure(start, value), _figure(start, note)
    if value.kind == note.kind and value.unit != note.unit:
        # Limits may be meant in either currency.
        lows, highs = zip(*figure.spans, *second.spans, strict=True)
        figure = Figure(start, value.kind, True, ((min(lows), max(highs)),))
    yield figure
    if note.unit and note.kind != value.kind:
        yield second


def _figure(start: int, first: _End, last: _End | None = None) -> Figure:
    """Return the figure of one or two ends; in `$5-8M` both are dollars and both are millions."""
    if last is None:
        return Figure(start, first.kind, bool(first.scale), (_span(first, first, first),))
    unit = first if first.unit else last
    low, high = _span(first, unit, first if first.scale else last)
    end = _span(last, last if last.unit else unit, last)
    if not first.scale and high > end[1]:
        low = min(low, _span(first, unit, first)[0])
    return Figure(start, unit.kind, bool(last.scale), ((low, high), end))


def _span(end: _End, unit: _End, scale: _End) -> Span:
    """Return what `end` may mean with the unit and the scale that others may lend it."""
    sign = unit.unit.lower()
    values = [number * scale.factor * _PARTS_OF_PERCENT.get(sign, 1.0) for number in end.readings()]
    # Five metres or five million, tonnes or trillions; and whoever counts cents may say so in the header.
    if not sign and scale.scale in ("m", "b", "t"):
        values += end.readings()
    if sign in _CENTS:
        values += [number / 100 for number in values]
    if (end.sign or "").strip() in ("-", "–") or (end.inner or "+") != "+":
        values = [-number for number in values]
    return min(values), max(values)
