"""Dates in free hand: days, months, quarters and years, with or without a time of day."""

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, time
from math import inf

from vaultlint.text import Value

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
DATE = re.compile(
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
    |(?P<fiscal18>[fc]y|fiscal(?:\ year)?)[ -]?'?(?P<year18>\d{{4}}|\d\d)(?:[-/–](?P<last18>\d{{4}}|\d\d))?
     [aefp]?(?!\w)
    |ad\ (?P<anno19>\d{{1,4}})(?!\w)
    |(?P<now20>present|ongoing|today|now|current|currently|to\ date)(?!\w)
    |(?P<loose21>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|spring|summer|autumn|fall
      |winter|ttm|ltm|ytd)(?!\w)))
    (?:(?:t|,?\ (?:at\ )?)(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?
     \ ?(?P<noon>[ap]m)?(?:\ ?(?:z|utc|gmt|[+-]\d\d:?\d\d))?(?![\w:]))?""",
    re.VERBOSE | re.ASCII,
)
_PARTS = [name.rstrip("0123456789") for name in DATE.groupindex]
_EVER = (-inf, inf)

Span = tuple[float, float]
"""The first and the last day that something written may mean, as proleptic ordinals."""


class Date(Value, frozen=True):
    """A date, or both ends of a range of days, months or years.

    Its strength is `time` when it has a time of day, `now`, or `loose`: a date only
    where no other word stands. Every other date is one wherever it stands.
    """

    start: int
    strength: str
    spans: tuple[Span, ...]

    @property
    def is_firm(self) -> bool:
        """Whether this is a date wherever it stands."""
        return self.strength in ("", "time")


def find_dates(text: str) -> Iterator[Date]:
    """Yield the dates of lower-case `text`; none for a day that does not exist."""
    for match in DATE.finditer(text):
        part = {name: value for name, value in zip(_PARTS, match.groups(), strict=True) if value}
        strength = next((name for name in ("now", "loose") if name in part), "time" if "hour" in part else "")
        if part.keys() & {"name", "quarter"} and not part.keys() & {"year", "day"}:
            strength = "loose"
        with suppress(ValueError):
            yield Date(match.start(), strength, tuple(_spans(part)))


def _spans(part: dict[str, str]) -> list[Span]:
    """Return the days that one date may mean, from its parts; ValueError when there is no such day."""
    year = int(part.get("year", 0))
    if "past" in part:
        # Near enough for a limit: no calendar counts the days before the first year.
        first, length = (100 * int(part["century"]), 100) if "century" in part else (year, 1)
        return [(-366.0 * first, -365.0 * (first - length))]
    if "century" in part:
        return [_years(100 * int(part["century"]) - 100, 100 * int(part["century"]))]
    if "anno" in part:
        return [_years(int(part["anno"]), int(part["anno"]))]
    if "decade" in part:
        decade = int(part["decade"])
        if decade > 99:
            return [_years(decade, decade + 9)]
        return [_years(1900 + decade, (2009 if decade < 40 else 1909) + decade)]
    if len(part.get("year", "")) == 2:
        year += 2000 if year < 70 else 1900
    if "day" in part:
        return _calendar_spans(part, year)
    if not year:
        return [_EVER]
    if "week" in part:
        monday = date.fromisocalendar(year, int(part["week"]), 1).toordinal()
        return [(monday, monday + 6)]
    if "fiscal" in part:
        return [_years(year - 1, year + (2 if "last" in part else 1))]
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


def _calendar_spans(part: dict[str, str], year: int) -> list[Span]:
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
        days = [date(year, month, number).toordinal() + fraction for number in numbers]
        return [(day, day) for day in days]
    readings = []
    for its_month, number in ((month, numbers[0]), (numbers[0], month)):
        with suppress(ValueError):
            readings.append(date(year, its_month, number).toordinal() + fraction)
    if part["order"] == ".":
        readings = readings[:1]
    return [(min(readings), max(readings))]


def _years(first: int, last: int) -> Span:
    """Return the first and the last day of some years."""
    return date(max(first, 1), 1, 1).toordinal(), date(last, 12, 31).toordinal()


def _months(year: int, first: int, last: int) -> Span:
    """Return the first and the last day of some months."""
    return date(year, first, 1).toordinal(), date(year, last, monthrange(year, last)[1]).toordinal()


def _year_range(year: int, last: int, sign: str) -> list[Span]:
    """Return the years of `2024–25`, the month of `2026-01`, and for `2008-09` what both may mean."""
    end = year - year % 100 + last
    end += 100 if end <= year else 0
    if sign != "–" and 1 <= last <= 12:
        low, high = _months(year, last, last)
        return [_years(year, end)] if last > year % 100 else [(low, high)]
    if end - year > 60:
        raise ValueError(end)
    return [_years(year, year), _years(end, end)]
