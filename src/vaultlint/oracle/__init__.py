"""The independent witness of a fix: a note before and after it, rendered by another parser.

Nothing here is shared with `parse`: what both get wrong in the same way would go unseen.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from html import unescape

from vaultlint.finding import Changes, Swap
from vaultlint.oracle.properties import swapped, without_links
from vaultlint.oracle.rendering import Block, View, inline
from vaultlint.oracle.rendering import view as view

_MARKUP = re.compile(r"<[^<>]*>")
_Blocks = Sequence[Block]


def difference(before: View, after: View, touched: Set[int], changes: Changes) -> str:
    """Say in what two views differ besides the declared changes; an empty text if in nothing.

    `touched` are the numbers of the lines before that the edits touch, from 0.
    """
    for what, one, other, swaps in (
        ("links", before.links, after.links, changes.links),
        ("tags", before.tags, after.tags, changes.tags),
    ):
        expected = Counter(one) - Counter(old for old, _ in swaps if old)
        expected += Counter(new for _, new in swaps if new)
        if expected != Counter(other):
            return f"the {what} are not those declared: {_apart(expected, Counter(other))}"
    if without_links(swapped(before.properties, changes.properties)) != without_links(after.properties):
        return "the properties are not those declared"
    if changes.blocks:
        return _blocks_differ(before.blocks, after.blocks, touched, changes)
    expected_html, found = _html(before.blocks), _html(after.blocks)
    if _is_swapped(expected_html, found, [(inline(old), inline(new)) for old, new in changes.text]):
        return ""
    return "what is shown is not what was declared"


def _apart(expected: Counter[str], found: Counter[str]) -> str:
    lost, added = expected - found, found - expected
    return f"{sorted(lost)} lost, {sorted(added)} added"


def _html(blocks: Iterable[Block]) -> str:
    return "".join(block.html for block in blocks)


def _is_swapped(before: str, after: str, swaps: Sequence[Swap]) -> bool:
    """Say whether `after` is `before` with each first text replaced by its second, in order of place."""
    ways, tried = [(0, 0, 0)], set[tuple[int, int, int]]()
    while ways:
        way = ways.pop()
        if way in tried:
            continue
        tried.add(way)
        number, here, there = way
        if number < len(swaps):
            ways += _on(before, here, after, there, swaps[number], number + 1)
        elif before[here:] == after[there:]:
            return True
    return False


def _on(
    before: str, here: int, after: str, there: int, swap: Swap, number: int
) -> Iterator[tuple[int, int, int]]:
    """Where one may stand after the next swap, in both texts, the likeliest last."""
    old, new = swap
    same = _common(before, here, after, there)
    # Where one text ends as the next begins, the swap stands before the first difference, but touches it.
    for start in range(max(0, same - max(len(old), len(new))), same + 1):
        if before.startswith(old, here + start) and after.startswith(new, there + start):
            yield number, here + start + len(old), there + start + len(new)


def _common(one: str, here: int, other: str, there: int) -> int:
    """How many characters two texts have in common from these places on, in time of that number."""
    most = min(len(one) - here, len(other) - there)
    low, high = 0, 64
    while high < most and one[here + low : here + high] == other[there + low : there + high]:
        low, high = high, 2 * high
    high = min(high, most)
    while low < high:
        middle = (low + high + 1) // 2
        if one[here + low : here + middle] == other[there + low : there + middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _blocks_differ(
    before: Sequence[Block], after: Sequence[Block], touched: Set[int], changes: Changes
) -> str:
    """As `difference` for a fix by which blocks are read anew: all others are as they were."""
    pairs = [pair for pair in _pairs(before, after) if _html(pair[0]) != _html(pair[1])]
    for old, _ in pairs:
        lines = range(old[0].start - 1, old[-1].end + 1) if old else touched
        if touched.isdisjoint(lines):
            return "blocks are read anew that the fix does not touch"
    for old, new in pairs:
        kinds = (" ".join(block.kind for block in old), " ".join(block.kind for block in new))
        if kinds not in changes.blocks:
            return f"{kinds[0] or 'nothing'} became {kinds[1] or 'nothing'}"
    swaps = [(_words(inline(one)), _words(inline(other))) for one, other in changes.text]
    shown, found = (_words(_html(block for pair in pairs for block in pair[side])) for side in (0, 1))
    return "" if _is_swapped(shown, found, swaps) else "the words shown are not those declared"


def _pairs(
    before: Sequence[Block], after: Sequence[Block]
) -> Iterator[tuple[Sequence[Block], Sequence[Block]]]:
    """The blocks one by one where their number is the same, or else what lies between equal ones."""
    if len(before) == len(after):
        yield from (([old], [new]) for old, new in zip(before, after, strict=True))
        return
    head = 0
    while head < min(len(before), len(after)) and before[head].html == after[head].html:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail].html == after[-1 - tail].html:
        tail += 1
    yield before[head : len(before) - tail], after[head : len(after) - tail]


def _words(html: str) -> str:
    """The words of some HTML, each with a space after it."""
    return "".join(f"{word} " for word in unescape(_MARKUP.sub(" ", html)).split())
