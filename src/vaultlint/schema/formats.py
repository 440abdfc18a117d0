"""Patterns that a date is to be written in: strftime's directives and Moment's tokens."""

import re
from calendar import isleap
from datetime import date
from functools import lru_cache

_LONGEST = 200
"""Characters that a date, or its pattern, may have."""

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


@lru_cache(maxsize=64)
def _format(pattern: str) -> tuple[list[str], re.Pattern[str], str]:
    """Return a pattern's parts in order, what they look like, and what is wrong with it."""
    if len(pattern) > _LONGEST:
        return [], re.compile(""), f"it has more than {_LONGEST} characters"
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
