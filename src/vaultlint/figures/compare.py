"""Which statements of a note tell of the same thing, and which of them disagree."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from vaultlint.figures.likeness import BARE, STARTS, comparable, likeness, support, trust
from vaultlint.figures.quantity import EXACT, PAIR, Quantity, agrees, slip
from vaultlint.figures.statement import Place, Statement
from vaultlint.text import Value

_FIRM = 0.5
_MOST = 300
"""Figures of a kind beyond which a note is data: comparing each with each would take too long."""

_SAME = 0.8


class Conflict(Value, frozen=True):
    """Two statements of one thing that disagree; `one` is the one to report."""

    one: Statement
    other: Statement
    confidence: float
    slip: str


class _Block:
    """The statements of a note in one unit, with those of each group."""

    def __init__(self, statements: Sequence[Statement], topic: frozenset[str]) -> None:
        self.statements = statements
        self.topic = topic
        self.groups: dict[int, list[Statement]] = defaultdict(list)
        for one in statements:
            self.groups[one.group].append(one)


def conflicts(found: Sequence[Statement], topic: frozenset[str]) -> Iterator[Conflict]:
    """Yield the pairs of statements of one note that tell one measure differently.

    `topic` are the concepts of the note's names, which say little about what is measured.
    """
    by_unit: dict[str, list[Statement]] = defaultdict(list)
    for statement in found:
        by_unit[statement.quantity.unit].append(statement)
    rivals: set[tuple[int, int]] | None = None
    for statements in by_unit.values():
        if len(statements) < 2:
            continue
        rivals = _rival_tables(found) if rivals is None else rivals
        block = _Block(statements, topic)
        for one, other in _pairs(statements):
            if (min(one.group, other.group), max(one.group, other.group)) not in rivals:
                conflict = _conflict(one, other, block)
                if conflict is not None:
                    yield conflict


def _pairs(statements: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """The pairs that have equal what has to be: the subject, the roles, and whether a change is told."""
    kin: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for one in statements:
        kin[one.subject, one.roles, one.quantity.kind == PAIR].append(one)
    for each in kin.values():
        if 1 < len(each) <= _MOST:
            yield from _sharing(each)


def _sharing(statements: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """The pairs of statements that have a concept in common, or of which one is a total."""
    by_term: dict[str, set[int]] = defaultdict(set)
    for index, one in enumerate(statements):
        for term in (*one.measure, *one.of):
            by_term[term].add(index)
    for index, one in enumerate(statements):
        near = set().union(*(by_term[term] for term in (*one.measure, *one.of)))
        near |= by_term["start"] | by_term["founding"] if STARTS.intersection(one.measure) else set()
        named = BARE.get(one.quantity.unit, set()) if one.lead else set()
        bare = set().union(*(by_term[term] for term in named if term in by_term)) - near
        for other in sorted(near | bare):
            if (other > index or other in bare) and statements[other].group != one.group:
                yield one, statements[other]


def _conflict(one: Statement, other: Statement, block: _Block) -> Conflict | None:
    allowed = comparable(one, other)
    if not allowed or agrees(one.quantity, other.quantity):
        return None
    score = likeness(one, other, block.topic) * allowed
    if score < _FIRM:
        return None
    score *= trust(one, other)
    for a, b in ((one, other), (other, one)):
        if _is_in_series(a, b, block) or _tells_of_something_else(a, b, block):
            return None
        if _is_logged(a, block) or _is_explained(a, b, block.groups[b.group]):
            return None
    name = slip(one.quantity, other.quantity)
    bonus = (0.25 if "thousand" in name or "million" in name else 0.15) if name else 0.0
    sure = round(min(score + bonus + support(one, other), 0.99), 2)
    odd, rest = (one, other) if _is_odd(one, other, block) else (other, one)
    return Conflict(odd, rest, sure, name)


def _is_in_series(one: Statement, other: Statement, block: _Block) -> bool:
    """Say whether `one` stands among figures of the same measure, of which another fits as well."""
    as_good = likeness(one, other, block.topic) - 0.05
    untimed = not (one.times and other.times)
    for sibling in block.groups[one.group]:
        if sibling is one or (sibling.quantity.kind == PAIR) != (one.quantity.kind == PAIR):
            continue
        if sibling.label.startswith(f"{one.label} "):
            continue  # `Headcount before the sale` is what `Headcount` is not.
        if comparable(sibling, other) and likeness(sibling, other, block.topic) >= as_good:
            return True
        if untimed and sibling.times != one.times and set(sibling.measure) == set(one.measure):
            return True
    return False


def _is_logged(one: Statement, block: _Block) -> bool:
    """Say whether a label stands in so many sections that the note is a log."""
    if one.place != Place.LABEL:
        return False
    alike = {each.section for each in block.statements if each.label == one.label and each.place == one.place}
    return len(alike) > 2


def _tells_of_something_else(one: Statement, other: Statement, block: _Block) -> bool:
    """Say whether others confirm `one`, so that a label in a section of its own means another thing."""
    return other.place == Place.LABEL and bool(other.scope) and _agreeing(one, other, block) > 0


def _agreeing(one: Statement, other: Statement, block: _Block) -> int:
    """How many other statements of the note's own agree with `one`."""
    return sum(
        agrees(third.quantity, one.quantity)
        for third in block.statements
        if third is not one
        and third is not other
        and third.own
        and comparable(third, one)
        and likeness(third, one, block.topic) > _SAME
    )


def _is_odd(one: Statement, other: Statement, block: _Block) -> bool:
    """Say whether `one` is to be reported: the one that stands alone, or else the later."""
    mine, theirs = _agreeing(one, other, block), _agreeing(other, one, block)
    if mine != theirs:
        return mine < theirs
    return one.quantity.span.start > other.quantity.span.start


def _rival_tables(found: Sequence[Statement]) -> set[tuple[int, int]]:
    """Tables with the same labels of which more than one differs tell of two things, or of two times."""
    tables: dict[int, dict[tuple[object, ...], Quantity]] = defaultdict(dict)
    for one in found:
        if one.place == Place.LABEL:
            tables[one.group].setdefault((one.measure, one.quantity.unit, one.times), one.quantity)
    rivals = set()
    for a, b in combinations(sorted(group for group, rows in tables.items() if len(rows) > 1), 2):
        shared = tables[a].keys() & tables[b].keys()
        if sum(not agrees(tables[a][key], tables[b][key]) for key in shared) > 1:
            rivals.add((a, b))
    return rivals


def _is_explained(one: Statement, other: Statement, around: Sequence[Statement]) -> bool:
    """Say whether a figure is the sum, difference, complement or average of figures beside the other."""
    value, step = one.quantity.low, max(one.quantity.step, other.quantity.step)
    if one.quantity.unit == "%" and abs(100 - value - other.quantity.low) < step / 2:
        return True
    values = [each.quantity.low for each in around if each.quantity.kind == EXACT]
    if len(values) > 2:
        whole = sum(values)
        if abs(whole - value) <= step * len(values) / 2 or abs(whole / len(values) - value) <= step:
            return True
    mine = other.quantity.low
    kin = [
        each.quantity.low
        for each in around
        if each is not other and each.quantity.kind == EXACT and set(each.measure) & set(other.measure)
    ]
    return any(
        abs(mine + near - value) <= step / 2 or abs(abs(mine - near) - value) <= step / 2
        for near in kin
        if near not in (0, mine)
    )
