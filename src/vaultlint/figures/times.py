"""When a figure holds: years, quarters, months and days in a text."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from vaultlint.figures.lexicon import Lexicon
from vaultlint.figures.quantity import EXACT, RANGE, Quantity
from vaultlint.text import Span, Value

_YEAR = r"(?:1[5-9]|20|21)\d\d"
_CANDIDATE = re.compile(
    r"[FCQHTL1-9](?:(?:(?<=1)[5-9]|(?<=2)[01])\d\d(?!\d)"
    r"|(?:(?<=[FC])Y|(?<=Q)[1-4]|(?<=H)[12]|(?<=[1-4])[QH]|(?<=[TL])TM|(?<=[69])M)(?![a-z]))"
)
"""A year, or a period such as `FY`, `Q3`, `1H`; all begin with one of few characters, for a fast search."""

_LAST_WORD = re.compile(r"[^\W_]+$")
_LEADS = frozenset("of quarter half fiscal year fy cy ttm ltm 9m 6m".split())
"""Words that may stand right before a year and belong to it; so may months, quarters and days."""

_WINDOW = 26
"""Characters before a year in which its day, month or quarter stands."""

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_LONGEST_RANGE = 200
"""Years from which on two numbers with a dash are no range of years."""


class Time(Value, frozen=True):
    """A stretch of time: what it is called, and its first and last day as ordinals, 0 without a year."""

    span: Span
    tag: str
    first: int
    last: int


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand before a year and belong to it, and a whole time."""
    months = "|".join(sorted((name.capitalize() for name in lexicon.months), key=len, reverse=True))
    lead = re.compile(
        rf"""(?<![\w.,$€£¥])(?:
         (?:\d{{1,2}}(?:st|nd|rd|th|\.)?[ ])?(?:{months})\.?[ ](?:\d{{1,2}}(?:st|nd|rd|th)?,?[ ])?(?:of[ ])?'?
        |(?:[QH][1-4]|[1-4][QH]|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)[ -](?:quarter|half)(?:[ ]of)?)
         [ ]?(?:FY|fiscal[ ])?[ ]?'?
        |(?:FY|CY|[Ff]iscal(?:[ ]year)?)[ ]?'?|(?:TTM|LTM|9M|6M)[ ])$""",
        re.VERBOSE,
    )
    whole = re.compile(
        rf"""(?<![\w.,$€£¥])(?:
         (?P<iso>{_YEAR})-(?P<iso_month>\d\d)(?:-(?P<iso_day>\d\d))?(?![\d-])
        |(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?[ ])?(?P<month>{months})\.?[ ]
         (?:(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?,?[ ])?(?:of[ ])?'?(?P<year>{_YEAR})(?!\d)
        |(?:(?P<letter>[QH])(?P<number>[1-4])|(?P<number_before>[1-4])(?P<letter_after>[QH])
           |(?P<ordinal>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)[ -](?P<whole>quarter|half)(?:[ ]of)?)
         (?:[ ]?(?P<fiscal_period>FY|fiscal[ ])?
           (?:[ ]?'?(?P<period_year>{_YEAR})
             |(?:[ ]?'|[ ]|(?<=Y)|(?<=\d[QH]))(?P<short_year>\d\d)(?=\b)))?(?!\w)
        |(?:FY|CY|[Ff]iscal(?:[ ]year)?)[ ]?'?(?P<fiscal>{_YEAR}|\d\d)
         (?:[-/–](?P<fiscal_end>\d\d(?:\d\d)?))?[EFA]?(?!\w)
        |(?P<trailing>TTM|LTM|9M|6M)(?:[ ](?P<trailing_year>{_YEAR}))?(?!\w)
        |(?P<plain>{_YEAR})(?:[ ]?(?P<range>[–—/-])[ ]?(?P<until>\d\d(?:\d\d)?)(?!\d))?[EFA]?
         (?!\w|,\d|%|\.\d|[ ](?:million|billion|MW|GW|t\b|tonnes|km|people|employees)))""",
        re.VERBOSE,
    )
    return lead, whole


def times_in(text: str, lexicon: Lexicon, start: int = 0, end: int | None = None) -> Iterator[Time]:
    """Yield the times between two offsets of a text, in order of place; none for days that do not exist."""
    end = len(text) if end is None else end
    lead, whole = _patterns(lexicon)
    done = start
    for candidate in _CANDIDATE.finditer(text, start, end):
        at = candidate.start()
        if at < done:
            continue
        window = text[max(done, at - _WINDOW) : at]
        before = lead.search(window) if _may_lead(window, lexicon) else None
        match = whole.match(text, at - len(before.group()) if before else at, end)
        if match is None:
            continue
        done = match.end()
        try:
            found = _time(match, lexicon)
        except ValueError:
            continue
        if found is not None:
            yield Time(Span(*match.span()), *found)


def _may_lead(words: str, lexicon: Lexicon) -> bool:
    """Say whether the last word may belong to the year that follows: most are passed over by this."""
    last = words.rstrip(" .,'").rpartition(" ")[2]
    found = _LAST_WORD.search(last) if last[-1:].isalnum() else None
    if found is None:
        return False
    word = found.group().lower()
    return word in lexicon.months or word in _LEADS or word[-1].isdigit() or word[0].isdigit()


@lru_cache(maxsize=16384)
def tags_in(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return what the times of a short text are called, in order of place."""
    return tuple(time.tag for time in times_in(text, lexicon))


def _time(match: re.Match[str], lexicon: Lexicon) -> tuple[str, int, int] | None:
    """What a time is called, its first and its last day; ValueError for a day that does not exist."""
    plain, until = match["plain"], match["until"]
    if plain:
        return _years(int(plain), until) if until else (plain, *_months(int(plain), 1, 12))
    part = match.groupdict()
    if part["iso"] or part["month"]:
        year = int(part["iso"] or part["year"])
        month = int(part["iso_month"]) if part["iso"] else int(lexicon.months[part["month"].lower()])
        day = part["iso_day"] or part["day"] or part["day_after"]
        if not day:
            return f"{year}-{month:02}", *_months(year, month, month)
        found = date(year, month, int(day)).toordinal()
        return f"{year}-{month:02}", found, found
    if part["letter"] or part["letter_after"] or part["whole"]:
        return _period(part)
    if part["fiscal"]:
        year = _full(part["fiscal_end"] or part["fiscal"])
        return f"FY{year}", *_months(year, 1, 12)
    return part["trailing"] + (part["trailing_year"] or ""), 0, 0


def _years(year: int, until: str) -> tuple[str, int, int] | None:
    """A range of years: `2019–2021`, `2019-21`."""
    last = int(until) if len(until) == 4 else year - year % 100 + int(until)
    if not year < last <= year + _LONGEST_RANGE:
        return None
    return f"{year}–{last}", _months(year, 1, 12)[0], _months(last, 1, 12)[1]


def _period(part: dict[str, str]) -> tuple[str, int, int]:
    """A quarter or half, of a year or of none that is told."""
    letter = (part["letter"] or part["letter_after"] or part["whole"][0]).upper()
    number = int(part["number"] or part["number_before"] or _ORDINALS[part["ordinal"].lower()])
    told = part["period_year"] or part["short_year"]
    if not told:
        return f"{letter}{number}", 0, 0
    year, length = _full(told), 6 if letter == "H" else 3
    name = f"{'FY' if part['fiscal_period'] else ''}{year}{letter}{number}"
    return name, *_months(year, length * (number - 1) + 1, min(length * number, 12))


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


@lru_cache(maxsize=1024)
def _months(year: int, first: int, last: int) -> tuple[int, int]:
    """The first and the last day of some months."""
    return date(year, first, 1).toordinal(), date(year, last, monthrange(year, last)[1]).toordinal()


def same_time(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two sets of times have one in common; a month lies in its year."""
    return any(a == b or a.startswith(f"{b}-") or b.startswith(f"{a}-") for a in one for b in other)


def date_of(time: Time) -> Quantity:
    """Return a time as a quantity: days, as proleptic ordinals."""
    kind = EXACT if time.first == time.last else RANGE
    return Quantity(time.span, float(time.first), float(time.last), "date", 1.0, kind)
