"""Notes reworded: what the vault sees of them is as it was, but for where it stands.

Vault rules and network rules see facts and evidence. They compare offsets with each other, and
of distances they ask only how long a link is, whether the next link stands beside it and
whether a footer stands below a line across. So they find the same in the text before and
after, at the places that have moved with it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, get_args, get_type_hints

from msgspec import structs

from vaultlint.engine import Analysis
from vaultlint.facts import NoteFacts
from vaultlint.figures.statement import Account, unpack
from vaultlint.finding import Finding
from vaultlint.text import Offset, Span, Value

_NEAR = 16
"""Characters: two things may be asked whether they stand so close, not how far apart they are."""


class Move:
    """Where the offsets of a note have gone when its text changed."""

    def __init__(self, before: list[int], after: list[int]) -> None:
        """Take what the facts name, in order, in the old text and in the new one."""
        self._before = before
        self._after = after

    def __call__(self, offset: int) -> int:
        """Return where an offset is now; raises LookupError where the text around it has changed."""
        index = bisect_right(self._before, offset) - 1
        if index < 0:
            raise LookupError(offset)
        start, moved = self._before[index], self._after[index]
        if offset != start and self._before[index + 1] - start != self._after[index + 1] - moved:
            raise LookupError(offset)
        return moved + offset - start


def reworded(before: Analysis, after: Analysis) -> Move | None:
    """Return how the places of a note have moved, None where others see that it has changed."""
    old, new = _seen(before), _seen(after)
    starts, ends = (sorted({0, *_offsets(one)}) for one in (old, new))
    if before.unread or after.unread or len(starts) != len(ends):
        return None
    if _close(before.facts) != _close(after.facts):
        return None
    move = Move(starts, ends)
    return move if _moved(old, move) == new else None


def relocated(finding: Finding, moves: Mapping[str, Move]) -> Finding:
    """Return a finding where it stands now; raises LookupError where a place is no more."""
    related = tuple(
        _moved(place, moves[place.path]) if place.path in moves else place for place in finding.related
    )
    here = moves.get(finding.path)
    if here is None:
        return structs.replace(finding, related=related)
    span, also, fix = (_moved(one, here) for one in (finding.span, finding.also, finding.fix))
    return structs.replace(finding, span=span, also=also, related=related, fix=fix)


def _close(facts: NoteFacts) -> tuple[list[int], list[int]]:
    """The distances that rules ask for: links' lengths and gaps, and from lines across to what follows."""
    lengths = [link.span.end - link.span.start for link in facts.links]
    gaps = [min(later.span.start - sooner.span.end, _NEAR) for sooner, later in pairwise(facts.links)]
    lines = sorted((*facts.breaks, *(one.span.start for one in facts.moments.footers)))
    return [*lengths, *gaps], [min(later - sooner, _NEAR) for sooner, later in pairwise(lines)]


def _seen(analysis: Analysis) -> tuple[object, ...]:
    """What other notes' findings may hang on: all but the text, and what the note's own rules found."""
    account = unpack(analysis.facts.figures)
    return structs.replace(analysis.facts, figures=b""), _counted(account), analysis.judgement


def _counted(account: Account) -> Account:
    """The account with its groups numbered as they come: sentences without figures do not count."""
    numbers: dict[int, int] = {}
    statements = (
        structs.replace(one, group=numbers.setdefault(one.group, len(numbers))) for one in account.statements
    )
    return structs.replace(account, statements=tuple(statements))


def _offsets(value: object) -> Iterator[int]:
    """Every offset in a value."""
    if isinstance(value, Span):
        yield value.start
        yield value.end
    elif isinstance(value, tuple):
        for one in value:
            yield from _offsets(one)
    elif isinstance(value, Value):
        for name, is_offset in _places(type(value)):
            inner = getattr(value, name)
            if not is_offset:
                yield from _offsets(inner)
            elif isinstance(inner, tuple):
                yield from inner
            else:
                yield inner


def _moved(value: Any, move: Move) -> Any:
    """A value with every offset in it moved."""
    if isinstance(value, Span):
        return Span(move(value.start), move(value.end))
    if isinstance(value, tuple):
        return tuple(_moved(one, move) for one in value)
    if not isinstance(value, Value):
        return value
    changes = {}
    for name, is_offset in _places(type(value)):
        inner = getattr(value, name)
        if not is_offset:
            changes[name] = _moved(inner, move)
        else:
            changes[name] = tuple(map(move, inner)) if isinstance(inner, tuple) else move(inner)
    return structs.replace(value, **changes)


@cache
def _places(kind: type) -> tuple[tuple[str, bool], ...]:
    """The fields of a value that may hold offsets, each with whether it is an offset, or a tuple of them."""
    hints = get_type_hints(kind, include_extras=True)
    plain = {int, str, bool, bytes, float}
    return tuple(
        (name, hint == Offset or Offset in get_args(hint))
        for name, hint in hints.items()
        if hint not in plain
    )
