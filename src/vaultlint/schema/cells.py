"""What people write into cells and properties: numbers, money, percentages, dates, yes and no."""

import re
from calendar import isleap, monthrange
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, time
from functools import lru_cache
from math import inf

from vaultlint.text import Value

_LONGEST = 2000
"""Characters of a cell that are looked at."""

_TIDY = str.maketrans("−‑‐‒’％\t\n\r\xa0\u2007\u2009\u202f|", "---–'%        ", "*_`\\[]=\ufe0f")
_FILLER = re.compile(
    r"[\s~≈≃<>≤≥±+?(),;:./&–—→-]|\b(?:about|around|approx|approximately|roughly|nearly|almost|near|circa|ca?|over"
    r"|under|up|at|least|most|more|less|than|to|until|till|through|thru|from|since|by|before|after|pre|post|between"
    r"|and|or|the|of|in|on|early|mid|late|end|start|beginning|est|estimated|expected|planned|week|[eafp])\b",
    re.IGNORECASE,
)
"""What may stand around a value without making it another thing."""
_NOTE = re.compile(r"\([^()]*\)")

_MONEY = (
    r"(?:[a-z]{0,3}\$|[€£¥￥₹₩₽₺₪₫฿₦₴₱₲₵₸₾₿¢]|rs\.?|kr\.?|zł|kč|(?-i:A[ER]D|ARS|AUD|BDT|BRL|BTC|CAD|CHF|CLP|CNY"
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
    (\d{{1,3}}(?:\ \d{{3}}(?!\w))+(?:[.,]\d+)?|\d+(?:[.,']\d+)*|\.\d+)\)?
    (?:\ ?({_SCALE})(?:\ ({_SCALE}))?(?=e?(?![a-z]))\.?)?
    (?:\ ?({_MONEY}(?![a-z]|\ ?\d)|(?:{_MONEY_WORD}|{_PERCENT})(?=e?(?![a-z]))))?"""
_FIGURE = re.compile(
    rf"""(?<!\w)(?<!\d[.,'])(?!(?<=[a-z]-)(?<!mid-)(?<!low-)\d){_END}
    (?:(\+?\ ?(?:[-–/&]|to|or|and|bis)\ ?[~≈]?|\ ?\((?:[~≈]|about\ |approx\.?\ )?){_END})?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""A figure, alone or with the one that ends its range or says the same in another currency."""
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d*\.?\d+")
_CONTINENTAL = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d+,(?:\d{1,2}|\d{4,})")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
_NEGATIVE = re.compile(rf"\((?:{_MONEY})? ?\d[^()]*\)", re.IGNORECASE)
_RATE = re.compile(r"/ ?[a-z]+|\b(?:per|a|each) [a-z]+|p\.a\.", re.IGNORECASE)
_NOTHING = frozenset("zero nil free flat unchanged breakeven".split())

_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january januar janvier enero,feb february februar février febrero,mar march märz mars marzo"
        ",apr april avril abril,may mai mayo,jun june juni juin junio,jul july juli juillet julio"
        ",aug august août agosto,sep sept september septembre septiembre,oct october oktober octobre octubre"
        ",nov november novembre noviembre,dec december dezember décembre diciembre".split(","),
        1,
    )
    for name in names.split()
}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![a-z])\.?"
_OF_YEAR = r"""(?:(?:\ of)?(?:[ -]?(?P<fiscal_>fy)[ ']{0,2}|-|[ ']{1,2}|(?<=\d[qh]))(?P<year_>\d{4}|\d\d))?
     [aefp]?(?!\w)"""
_YEAR = r"(?:1\d{3}|2[01]\d\d)"
_TH = r"(?:st|nd|rd|th|er|º|\.)?"
_DATE = re.compile(
    rf"""(?<![\w$€£¥₹₩])(?<![$€£¥₹₩]\ )(?<!\d[.,:])(?:(?=[\d'])(?:
     (?P<year1>\d{{4}})(?P<mark1>[-/.])(?P<month1>\d\d?)(?P=mark1)(?P<day1>\d\d?)(?!\d)
    |(?P<year2>(?:19|20)\d\d)(?P<month2>[01]\d)(?P<day2>[0-3]\d)(?!\d)
    |(?P<year3>\d{{4}})-?w(?P<week3>\d\d)(?:-\d)?(?!\w)
    |(?P<day4>\d\d?)(?P<order4>[-/.])\ ?(?P<month4>\d\d?)(?P=order4)\ ?(?P<year4>\d{{4}}|\d\d)(?!\d)
    |(?P<month5>\d\d?)[/.](?P<year5>{_YEAR})(?!\d)
    |(?P<year6>{_YEAR})[ -]?(?P<quarter6>[qh][1-4])(?:\ ?[-–/]\ ?(?P<until6>[qh][1-4]))?(?!\w)
    |(?P<quarter7>[1-4]q|[12]h){_OF_YEAR.replace("_", "7")}
    |(?:(?P<until8>\d\d?){_TH}\ ?[-–&/]\ ?)?(?P<day8>\d\d?){_TH}(?:\ of|\ de)?[ -]?(?P<name8>{_MONTH})
     (?:(?:,|\ de)?[ -]?'?(?P<year8>{_YEAR}|(?<=['-])\d\d)(?!\d))?
    |(?P<century9>\d\d?)(?:st|nd|rd|th)[ -]cent(?:ury|uries|\.)(?P<past9>\ bce?)?
    |(?P<year10>\d{{1,5}})\ ?(?P<past10>bce?|b\.c\.)(?!\w)
    |(?P<anno11>\d{{1,4}})\ ?(?:ad|ce)(?!\w)
    |'?(?P<decade12>1\d\d0|20\d0|[1-9]0)'?s(?!\w)
    |(?P<year13>{_YEAR})(?:\ ?(?P<range13>[-–/])\ ?'?(?P<last13>\d\d)(?!\d))?[aefp]?
     (?![\w%]|[.,]\d|\ ?(?:%|thousand|million|billion|trillion))
    |(?P<loose14>\d\d?/\d\d?)(?![\d/]))
    |(?=[a-z])(?:
     (?P<name15>{_MONTH})[ -]?(?P<day15>\d\d?){_TH}(?!\w)(?:\ ?[-–&/]\ ?(?P<until15>\d\d?){_TH}(?!\w))?
     (?:,?\ '?(?P<year15>{_YEAR}|(?<=')\d\d)(?!\d))?
    |(?:(?P<from16>{_MONTH})\ ?(?:[-–/]|to)\ ?)?(?P<name16>{_MONTH}),?
     (?:(?:\ of|\ de)?[ -]?'?(?P<year16>{_YEAR}|(?<=')\d\d)(?!\d)e?)?(?!\w)
    |(?:(?P<from17>[qh][1-4])\ ?[-–/]\ ?)?(?P<quarter17>[qh][1-4]){_OF_YEAR.replace("_", "17")}
    |(?P<fiscal18>fy|fiscal(?:\ year)?)[ -]?'?(?P<year18>\d{{4}}|\d\d)(?:[-/–](?P<last18>\d{{4}}|\d\d))?
     [aefp]?(?!\w)
    |ad\ (?P<anno19>\d{{1,4}})(?!\w)
    |(?P<now20>present|ongoing|today|now|current|currently|to\ date)(?!\w)
    |(?P<loose21>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|spring|summer|autumn|fall
      |winter|ttm|ltm|ytd)(?!\w)))
    (?:(?:t|,?\ (?:at\ )?)(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?
     \ ?(?P<noon>[ap]m)?(?:\ ?(?:z|utc|gmt|[+-]\d\d:?\d\d))?(?![\w:]))?""",
    re.VERBOSE | re.ASCII,
)
_PARTS = [name.rstrip("0123456789") for name in _DATE.groupindex]
_EVER = (-inf, inf)

_SHAPES = r"""
year \d{4} %Y %G YYYY GGGG gggg
year \d\d %y YY
month 0[1-9]|1[0-2] %m MM
month 1[0-2]|[1-9] %-m M
month January|February|March|April|May|June|July|August|September|October|November|December %B MMMM
month Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec %b %h MMM
day 0[1-9]|[12]\d|3[01] %d DD
day [12]\d|3[01]|[1-9] %-d D
day [\x20][1-9]|[12]\d|3[01] %e
day [23]?1st|2?2nd|2?3rd|(?:1\d|2?[4-9]|[23]0)th Do
weekday Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday %A dddd
weekday Mon|Tue|Wed|Thu|Fri|Sat|Sun %a ddd
weekday Mo|Tu|We|Th|Fr|Sa|Su dd
yearday [0-3]\d\d %j DDDD
week 0[1-9]|[1-4]\d|5[0-3] %V WW ww
week [1-4]\d|5[0-3]|[1-9] W w
quarter [1-4] Q
hour [01]\d|2[0-3] %H HH
hour 1\d|2[0-3]|\d %-H H
half 0[1-9]|1[0-2] %I hh
half 1[0-2]|[1-9] %-I h
minute [0-5]\d %M mm
second [0-5]\d %S ss
fraction \d{6} %f
fraction \d{3} SSS
noon AM|PM %p A
noon am|pm a
offset [+-]\d\d:?\d\d|Z %z Z ZZ
"""
_TOKENS = {
    token: (part, shape)
    for part, shape, *tokens in map(str.split, _SHAPES.strip().splitlines())
    for token in tokens
}
_NAMES = {name: at for at, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_NAMES |= {name: at for at, name in enumerate("Mo Tu We Th Fr Sa Su".split())}
_MOMENT_TOKEN = re.compile(r"\[[^\[\]]*\]|([A-Za-z])\1*o?|.", re.DOTALL)
_DIRECTIVE = re.compile(r"%-?.|[^%]+|%", re.DOTALL)

_URL = re.compile(r"(?:[a-z][a-z\d+.-]{0,30}://|mailto:[^\s@]+@|www\.)[^\s<>]+", re.IGNORECASE)
_LINK = re.compile(r"!?\[[^\[\]]*+\]\(\s*+<?([^\s()<>]*+(?:\([^\s()]*+\)[^\s()<>]*+)*+)>?(?:\s[^()]*+)?\)")
_YES_OR_NO = re.compile(
    r"(?:(?:[✓✔✅☑✗✘✖❌☒☐x] ?)?(?:true|false|yes|no|y|n|on|off)|[✓✔✅☑✗✘✖❌☒☐x])(?: ?\(.*\)| [-–—] .*)?",
    re.IGNORECASE | re.DOTALL,
)
_BLANKS = frozenset("na nd nm nil none null tbd tba tbc unknown notapplicable notavailable".split())
_BLANK_MARKS = frozenset("-–—―.…,;:/?~()\"'·•%$€£¥₹₩ ")

_Span = tuple[float, float]


class Interval(Value, frozen=True):
    """What one written figure may mean: the least and the greatest; equal when exact."""

    low: float
    high: float


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


class _Figure(Value, frozen=True):
    """A figure or both ends of a range."""

    start: int
    kind: str
    scaled: bool
    spans: tuple[_Span, ...]


def is_blank(text: str) -> bool:
    """Say whether a cell holds no value: nothing, a dash, `n/a`, `TBD`, a template's `{{…}}`."""
    if "}}" in text.partition("{{")[2] or "%>" in text.partition("<%")[2]:
        return True
    bare = " ".join(text[:_LONGEST].translate(_TIDY).split()).strip("() ").partition(" (")[0]
    letters = "".join(filter(str.isalnum, bare)).lower()
    return letters in _BLANKS if letters else _BLANK_MARKS.issuperset(bare)


def read(kind: str, text: str, *, whole: bool = False) -> tuple[Interval, ...] | None:
    """Return the values of a `kind` that `text` has, both ends of a range; None when it has none.

    Of a cell a part is enough; with `whole` there is nothing besides the value. Dates
    are proleptic ordinals, from the first to the last day that they may mean.
    """
    return _read(kind, text[:_LONGEST].translate(_TIDY).strip(), whole)


def is_boolean(text: str) -> bool:
    """Say whether `text` is a yes or a no, in words or signs, with or without a note on it."""
    return _YES_OR_NO.fullmatch(text[:_LONGEST].translate(_TIDY).strip()) is not None


def is_url(text: str) -> bool:
    """Say whether `text` is one or more URLs and nothing else, bare or as Markdown's links."""
    parts = re.split(r"[\s,;]+", _LINK.sub(r" \1 ", text[:_LONGEST]).strip())
    return all(_URL.fullmatch(part.removeprefix("<").removesuffix(">")) for part in parts)


def has_format(text: str, pattern: str) -> bool:
    """Say whether `text` is a date that exists, exactly as `pattern`, strftime's or Moment's, writes it."""
    parts, form, problem = _format(pattern)
    match = None if problem or len(text) > _LONGEST else form.fullmatch(text)
    said: dict[str, int] = {}
    for part, value in zip(parts, match.groups() if match else (), strict=False):
        digits = re.match(r"\d+", value.strip())
        number = int(digits[0]) if digits else _NAMES.get(value[:3], _NAMES.get(value[:2], 0))
        if said.setdefault(part, number) != number:
            return False
    return match is not None and _exists(said)


def format_problem(pattern: str) -> str:
    """Return what is wrong with a date's `pattern`, in words, or an empty text."""
    return _format(pattern)[2]


def day(text: str) -> date | None:
    """Return the calendar day that `text` names by itself: `2026-02-09`, `9 Feb 2026`; None for a month."""
    text = text[:_LONGEST].translate(_TIDY).strip().lower()
    days = [span for unit, spans in _dates(text) if unit in ("", "time") for span in spans]
    if len(days) != 1 or days[0][0] != days[0][1] or _DATE.sub("", text).strip(" ,."):
        return None
    return date.fromordinal(int(days[0][0]))


def sort_key(text: str) -> float | None:
    """Return the middle of the first date in `text`, as an ordinal; None without a date or its bounds."""
    first = next(iter(read("date", text) or ()), None)
    return (first.low + first.high) / 2 if first and -inf < first.low and first.high < inf else None


@lru_cache(maxsize=65536)
def _read(kind: str, text: str, whole: bool) -> tuple[Interval, ...] | None:
    """Return the values of tidy `text`, as `read` does."""
    spans = _chosen_dates(text.lower(), kind, whole) if "date" in kind else _chosen_figures(text, kind, whole)
    if kind == "integer":
        spans = [(low if low.is_integer() else high, high) for low, high in spans]
        spans = spans if all(high.is_integer() for _, high in spans) else []
    return tuple(Interval(*span) for span in spans) or None


def _nothing_else(rest: str, whole: bool) -> bool:
    """Say whether no other word is left of a text whose values are taken out; a cell may have a note."""
    return not _FILLER.sub("", rest if whole else _NOTE.sub("", rest))


def _in_note(text: str, start: int) -> bool:
    """Say whether a place is in brackets, where a cell tells more of its value: `$6B (incl. $1B of debt)`."""
    return text.count("(", 0, start) > text.count(")", 0, start)


def _chosen_figures(text: str, kind: str, whole: bool) -> list[_Span]:
    """Return what the figures of the `kind` in `text` may mean."""
    text = f"-{text[1:-1]}" if _NEGATIVE.fullmatch(text) else text
    figures = list(_figures(text))
    if not figures:
        return [(0.0, 0.0)] if _FILLER.sub("", text).lower() in _NOTHING else []
    wanted = kind if kind in ("money", "percent") else ""
    kinds = {one.kind for one in figures}
    rest = _FIGURE.sub(" ", _RATE.sub("", text) if wanted else text)
    if whole:
        chosen = figures if kinds <= {wanted, ""} and _nothing_else(rest, whole) else []
    elif not wanted:
        chosen = figures[:1]
    elif kinds != {""}:
        chosen = [one for one in figures if one.kind == wanted]
        chosen = [one for one in chosen if not _in_note(text, one.start)] or chosen
    elif figures[0].scaled and kind == "money":
        chosen = figures[:1] if _nothing_else(text[: figures[0].start], whole) else []
    else:
        chosen = figures[:1] if _nothing_else(rest, whole) else []
    return [span for one in chosen for span in one.spans]


def _figures(text: str) -> Iterator[_Figure]:
    """Yield the figures of `text`; the ends of a range share their unit and their scale."""
    for match in _FIGURE.finditer(text):
        groups = match.groups()
        ends = [end for end in (_End(*groups[:7]), _End(*groups[8:])) if end.digits and end.readings()]
        in_brackets = "(" in (groups[7] or "")
        if len(ends) == 2 and in_brackets and not ends[1].unit:
            ends.pop()
        elif any(end.unit for end in ends):
            ends = [end for end in ends if not end.is_year]
        if (
            len(ends) == 2
            and ends[0].kind != ends[1].kind
            and (in_brackets or (ends[0].unit and ends[1].unit))
        ):
            yield _figure(match.start(), ends[:1])
            ends = ends[1:]
        if len(ends) == 2 and in_brackets and ends[0].unit != ends[1].unit:
            both = _figure(match.start(), ends[:1]).spans + _figure(match.start(), ends[1:]).spans
            hull = (min(low for low, _ in both), max(high for _, high in both))
            yield _Figure(match.start(), ends[0].kind, True, (hull,))
        elif ends:
            yield _figure(match.start(), ends)


def _figure(start: int, ends: list[_End]) -> _Figure:
    """Return the figure of one or two ends; in `$5-8M` both are dollars and both are millions."""
    first, last = ends[0], ends[-1]
    unit = first if first.unit else last
    spans = [_span(last, unit, last)]
    if len(ends) == 2:
        spans.insert(0, _span(first, unit, first if first.scale else last))
        if not first.scale and spans[0][1] > spans[1][1]:
            spans[0] = (min(spans[0][0], _span(first, unit, first)[0]), spans[0][1])
    return _Figure(start, unit.kind, bool(last.scale), tuple(spans))


def _span(end: _End, unit: _End, scale: _End) -> _Span:
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


def _chosen_dates(text: str, kind: str, whole: bool) -> list[_Span]:
    """Return the days that the dates in lower-case `text` may mean, or the moments of those with a time."""
    found = list(_dates(text))
    firm = [at for at, (strength, _) in enumerate(found) if strength in ("", "time")]
    if not found or ((whole or not firm) and not _nothing_else(_DATE.sub(" ", text), whole)):
        return []
    if firm:
        found = [one for one in found[firm[0] :] if one[0] != "loose"]
    if kind == "datetime":
        timed = [one for one in found if one[0] == "time"]
        found = timed if not whole or len(timed) == len(found) else []
        return [span for _, spans in found for span in spans]
    return [
        (float(low // 1), float(high // 1)) if strength == "time" else (low, high)
        for strength, spans in found
        for low, high in spans
    ]


def _dates(text: str) -> Iterator[tuple[str, list[_Span]]]:
    """Yield the days of each date in lower-case `text`, with how it is to be taken.

    One with a `time` of day; `now`; or `loose`: a date only where no other word stands.
    """
    for match in _DATE.finditer(text):
        part = {name: value for name, value in zip(_PARTS, match.groups(), strict=True) if value}
        strength = "now" if "now" in part else "loose" if "loose" in part else ""
        if "year" not in part and "day" not in part and ("name" in part or "quarter" in part):
            strength = "loose"
        with suppress(ValueError):
            yield ("time" if "hour" in part else strength), _days(part)


def _days(part: dict[str, str]) -> list[_Span]:
    """Return the days that one date may mean, from its parts; ValueError when there is no such day."""
    year = int(part.get("year", 0))
    if "past" in part:
        century = 100 * int(part.get("century", 0))
        return [(-366.0 * (century or year), -365.0 * ((century - 99 if century else year) - 1))]
    if "century" in part:
        return [_years(100 * int(part["century"]) - 100, 100 * int(part["century"]))]
    if "anno" in part:
        return [_years(int(part["anno"]), int(part["anno"]))]
    if "decade" in part:
        decade = int(part["decade"])
        low, high = (
            (decade, decade) if decade > 99 else (1900 + decade, (2000 if decade < 40 else 1900) + decade)
        )
        return [_years(low, high + 9)]
    if len(part.get("year", "")) == 2:
        year += 2000 if year < 70 else 1900
    if "day" in part:
        return _calendar_days(part, year)
    if not year:
        return [_EVER]
    if "week" in part:
        monday = date.fromisocalendar(year, int(part["week"]), 1).toordinal()
        return [(monday, monday + 6)]
    if "fiscal" in part:
        return [_years(year - 1, year + 1)]
    if "quarter" in part:
        length = 6 if "h" in part["quarter"] else 3
        numbers = sorted(int(part[key].strip("qh")) for key in ("from", "quarter", "until") if key in part)
        return [_months(year, length * (number - 1) + 1, length * number) for number in numbers]
    if "last" in part:
        return _year_range(year, int(part["last"]), part["range"])
    months = [_MONTHS[part[key].strip(".")] for key in ("from", "name") if key in part]
    months += [int(part["month"])] if "month" in part else []
    if len(months) == 2 and months[0] > months[1]:
        return [_months(year - 1, months[0], months[0]), _months(year, months[1], months[1])]
    return [_months(year, month, month) for month in months] or [_years(year, year)]


def _calendar_days(part: dict[str, str], year: int) -> list[_Span]:
    """Return a day, or the first and the last of several; a day without a year may be in any."""
    month = _MONTHS[part["name"].strip(".")] if "name" in part else int(part["month"])
    numbers = sorted(int(part[key]) for key in ("until", "day") if key in part)
    if not year:
        date(2000, month, numbers[-1])
        return [_EVER]
    moment = time(int(part.get("hour", 0)), int(part.get("minute", 0)), min(int(part.get("second", 0)), 59))
    if "noon" in part:
        moment = moment.replace(hour=moment.hour % 12 + 12 * (part["noon"] == "pm"))
    fraction = (moment.hour * 3600 + moment.minute * 60 + moment.second) / 86400
    if "order" not in part:
        return [
            (day, day) for day in (date(year, month, number).toordinal() + fraction for number in numbers)
        ]
    readings = []
    for its_month, number in ((month, numbers[0]), (numbers[0], month)):
        with suppress(ValueError):
            readings.append(date(year, its_month, number).toordinal() + fraction)
    if part["order"] == ".":
        readings = readings[:1]
    return [(min(readings), max(readings))]


def _years(first: int, last: int) -> _Span:
    """Return the first and the last day of some years."""
    return date(max(first, 1), 1, 1).toordinal(), date(last, 12, 31).toordinal()


def _months(year: int, first: int, last: int) -> _Span:
    """Return the first and the last day of some months."""
    return date(year, first, 1).toordinal(), date(year, last, monthrange(year, last)[1]).toordinal()


def _year_range(year: int, last: int, sign: str) -> list[_Span]:
    """Return the years of `2024–25`, the month of `2026-01`, and for `2008-09` what both may mean."""
    end = year - year % 100 + last
    end += 100 if end <= year else 0
    if sign != "–" and 1 <= last <= 12:
        low, high = _months(year, last, last)
        return [_years(year, end)] if last > year % 100 else [(low, high)]
    if end - year > 60:
        raise ValueError(end)
    return [_years(year, year), _years(end, end)]


@lru_cache(maxsize=64)
def _format(pattern: str) -> tuple[list[str], re.Pattern[str], str]:
    """Return a pattern's parts in order, what they look like, and what is wrong with it."""
    is_directive = "%" in pattern
    pattern = pattern.replace("%F", "%Y-%m-%d").replace("%T", "%H:%M:%S").replace("%R", "%H:%M")
    parts: list[str] = []
    form = problem = ""
    for match in (_DIRECTIVE if is_directive else _MOMENT_TOKEN).finditer(pattern):
        token = match[0]
        if token in _TOKENS and is_directive == token.startswith("%"):
            part, shape = _TOKENS[token]
            parts.append(part)
            # Atomic, for a row of parts without signs between them must not be tried in all ways.
            form += f"((?>{shape}))"
        elif is_directive and token.startswith("%") and token != "%%":
            problem = problem or f"`{token}` is no directive of a date"
        elif not is_directive and match[1] and token != "T":
            problem = problem or f"`{token}` is no token of a date; other words stand in `[brackets]`"
        else:
            is_quoted = not is_directive and len(token) > 1
            form += re.escape("%" if token == "%%" else token[1:-1] if is_quoted else token)
    if not parts and not problem:
        problem = f"`{pattern}` names no part of a date"
    return parts, re.compile(form), problem


def _exists(said: dict[str, int]) -> bool:
    """Say whether there is a day of which all of this can be said."""
    year, month = said.get("year", 2000), said.get("month", 1)
    year += 2000 if year < 100 else 0
    try:
        named = date(year, month, said.get("day", 1))
        date.fromisocalendar(year, said.get("week", 1), 1)
    except ValueError:
        return False
    quarter = (month + 2) // 3
    is_exact = {"year", "month", "day"} <= said.keys()
    return (
        (not is_exact or said.get("weekday", named.weekday()) == named.weekday())
        and ("month" not in said or said.get("quarter", quarter) == quarter)
        and 1 <= said.get("yearday", 1) <= 365 + isleap(year)
    )
