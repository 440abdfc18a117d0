"""In what order things stand: the smallest set that is out of place."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from vaultlint.text import Span


def positions(choices: Sequence[Sequence[int]]) -> list[int]:
    """Return for each list of candidates the first one after the last chosen, else its first, -1 for none."""
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


def first_newer(entries: Sequence[tuple[Span, str]], key: Callable[[str], float | None]) -> Span | None:
    """Return the first entry that is newer than the one above it; entries without a date do not count."""
    dated = [(span, when) for span, text in entries if (when := key(text)) is not None]
    return next((span for (_, above), (span, below) in pairwise(dated) if below > above), None)
