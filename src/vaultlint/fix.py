"""Fixes for one text: a fix is applied whole or not at all, and only if it does what it declares."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import chain

from msgspec import structs

from vaultlint.edits import apply, place
from vaultlint.finding import Changes, Diagnostic, Edit, Fix
from vaultlint.project import Settings
from vaultlint.text import Span, Value, line_end

_LINE_FEED = re.compile(r"(?<!\r)\n")

Judge = Callable[[str, str, Set[int], Changes], str]
"""Says in what a text differs from another besides what is declared.

It is given the text before and after, the numbers of the lines before that are
touched, from 0, and the declared changes.
"""


class Mended(Value, frozen=True):
    """A text with fixes applied, by their indices, and for the others why they are not.

    `spans` are the places of the new text that were edited. A fix that overlaps with
    another waits: it is neither applied nor refused.
    """

    text: str
    applied: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]
    spans: tuple[Span, ...]


def may_fix(item: Diagnostic, settings: Settings, *, unsafe: bool) -> bool:
    """Say whether a finding has a fix that the owner allows."""
    fix = item.finding.fix
    return fix is not None and (fix.safe or unsafe) and item.rule not in settings.unfixable


def mend(text: str, fixes: Sequence[Fix], judge: Judge) -> Mended:
    """Apply those of the fixes that do not overlap and that do what they declare, as `judge` sees it."""
    own = [_in_line_ends(fix, line_end(text)) for fix in fixes]
    chosen = list(_apart(own))
    refused: list[tuple[int, str]] = []
    # Blocks that are read anew are compared for one fix at a time.
    alone = any(own[index].changes.blocks for index in chosen) and len(chosen) > 1
    if alone or _fault(text, [], [own[index] for index in chosen], judge):
        accepted: list[int] = []
        for index in chosen:
            fault = _fault(text, [own[one] for one in accepted], [own[index]], judge)
            if fault:
                refused.append((index, fault))
            else:
                accepted.append(index)
        chosen = accepted
    new, spans = apply(text, [edit for index in chosen for edit in own[index].edits])
    return Mended(new, tuple(chosen), tuple(refused), spans)


def _in_line_ends(fix: Fix, end: str) -> Fix:
    """A fix with the line ends that the note has."""
    edits = (structs.replace(edit, text=_LINE_FEED.sub(end, edit.text)) for edit in fix.edits)
    return structs.replace(fix, edits=tuple(edits))


def _apart(fixes: Sequence[Fix]) -> Iterator[int]:
    """The fixes, in order of place, that overlap with none before."""
    taken = _Taken()
    entries: set[str] = set()
    for index in sorted(range(len(fixes)), key=lambda index: min(map(place, fixes[index].edits))):
        # Two fixes of one property each declare it without the other: they go one by one.
        own = {entry for entry, _ in fixes[index].changes.properties if entry}
        if own.isdisjoint(entries) and not any(map(taken.touches, fixes[index].edits)):
            taken.add(fixes[index].edits)
            entries |= own
            yield index


class _Taken:
    """Edits of which none overlaps with another, in order of place."""

    def __init__(self) -> None:
        self._edits: list[Edit] = []

    def add(self, edits: Iterable[Edit]) -> None:
        """Take in edits that touch none of those that are here."""
        for edit in edits:
            insort(self._edits, edit, key=_where)

    def touches(self, edit: Edit) -> bool:
        """Say whether an edit overlaps with one of them: the one before it, or one that begins in it."""
        index = max(0, bisect_left(self._edits, (edit.span.start, -1), key=_where) - 1)
        while index < len(self._edits) and self._edits[index].span.start <= edit.span.end:
            if _overlap(edit, self._edits[index]):
                return True
            index += 1
        return False


def _where(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def _overlap(one: Edit, other: Edit) -> bool:
    """Insertions at one point do not overlap, unless they are the same: two fixes that want one thing."""
    if one.span == other.span:
        return one.span.start < one.span.end or one.text == other.text
    return one.span.start < other.span.end and other.span.start < one.span.end


def _fault(text: str, done: Sequence[Fix], fixes: Sequence[Fix], judge: Judge) -> str:
    """What fixes do besides what they declare, on the text with those before them applied."""
    earlier = [edit for one in done for edit in one.edits]
    edits = [edit for one in fixes for edit in one.edits]
    before, _ = apply(text, earlier)
    after, _ = apply(text, [*earlier, *edits])
    starts = [0, *(found.end() for found in re.finditer("\n", before))]
    touched: set[int] = set()
    for edit in edits:
        shift = sum(
            len(one.text) - (one.span.end - one.span.start)
            for one in earlier
            if one.span.end <= edit.span.start
        )
        first, last = (bisect_right(starts, at + shift) - 1 for at in (edit.span.start, edit.span.end))
        touched.update(range(first, last + 1))
    return judge(before, after, touched, _together(fixes))


def _together(fixes: Iterable[Fix]) -> Changes:
    """All that fixes declare, kind by kind."""
    kinds = zip(*(structs.astuple(fix.changes) for fix in fixes), strict=True)
    return Changes(*(tuple(chain.from_iterable(swaps)) for swaps in kinds))
