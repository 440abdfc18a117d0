"""In what order things stand: the smallest set that is out of place, and which entry is newer."""

import re
from collections.abc import Sequence
from itertools import pairwise

from vaultlint.schema.cells import Interval, read
from vaultlint.text import Span, shown_text

_LONGEST_DATE = 6
"""Words that a date has at most: `Monday, 5 January 2026 at 14:30`."""

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
    """Return the first entry that is certainly newer than the one above it; undated ones do not count."""
    dated = [(span, when) for span, when in entries if when is not None]
    return next((span for (_, above), (span, below) in pairwise(dated) if below.low > above.high), None)


def leading_date(text: str) -> Interval | None:
    """Return the date or period that an entry begins with, None if it begins with something else."""
    words = _MARK.sub("", shown_text(text[:80])).split()[:_LONGEST_DATE]
    for length in range(len(words), 0, -1):
        found = read("date", " ".join(words[:length]).rstrip(".:,;—–-"), whole=True)
        if found:
            return _around(found)
    return None


def date_of_heading(text: str) -> Interval | None:
    """Return the date that a heading has anywhere, None if it has none: `Q4 earnings (Feb 4, 2026)`."""
    found = read("date", shown_text(text))
    return leading_date(text) or (_around(found) if found else None)


def _around(found: Sequence[Interval]) -> Interval:
    return Interval(min(one.low for one in found), max(one.high for one in found))
