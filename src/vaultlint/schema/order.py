"""In what order things stand: the smallest set that is out of place, and which entry is newer."""

import re
from collections.abc import Sequence
from math import inf

from vaultlint.schema.cells import Interval, read
from vaultlint.text import Span, shown_text

_LONGEST_DATE = 6
"""Words that a date has at most: `Monday, 5 January 2026 at 14:30`."""

_BEGINS = re.compile(r"(\d{4}-\d\d(?:-\d\d)?)[→–/-]\d")
_MARK = re.compile(r"^[\W_]+")


def positions(choices: Sequence[Sequence[int]]) -> list[int]:
    """Return for each list of candidates the first after the last chosen, else its first; -1 for none."""
    chosen: list[int] = []
    last = -1
    for candidates in choices:
        found = next((one for one in candidates if one > last), candidates[0] if candidates else -1)
        last = max(last, found)
        chosen.append(found)
    return chosen


def longest_rise(numbers: Sequence[int]) -> tuple[int, ...]:
    """Return the indexes of a longest part of `numbers` that never falls."""
    best: list[tuple[int, ...]] = []
    for index, number in enumerate(numbers):
        before = (chain for chain in best if numbers[chain[-1]] <= number)
        best.append((*max(before, key=len, default=()), index))
    return max(best, key=len, default=())


def first_newer(entries: Sequence[tuple[Span, Interval | None]]) -> Span | None:
    """Return the first entry that is certainly newer than one above it; undated ones do not count."""
    oldest = inf
    for span, when in entries:
        if when is not None:
            if when.low > oldest:
                return span
            oldest = min(oldest, when.high)
    return None


def leading_date(text: str) -> Interval | None:
    """Return the date or period that an entry begins with, None if it begins with something else."""
    words = _MARK.sub("", shown_text(text[:80])).split()[:_LONGEST_DATE]
    for length in range(len(words), 0, -1):
        found = read("date", " ".join(words[:length]).rstrip(".:,;—–-"), whole=True)
        if found:
            return _around(found)
    # `2025-01→06` is a time that begins in January; where it ends, only a reader knows.
    begins = _BEGINS.match(words[0]) if words else None
    start = read("date", begins.group(1), whole=True) if begins else None
    return Interval(_around(start).low, inf) if start else None


def date_of_heading(text: str) -> Interval | None:
    """Return the date that a heading has anywhere, None if it has none: `Q4 earnings (Feb 4, 2026)`."""
    found = read("date", shown_text(text))
    return leading_date(text) or (_around(found) if found else None)


def _around(found: Sequence[Interval]) -> Interval:
    return Interval(min(one.low for one in found), max(one.high for one in found))
