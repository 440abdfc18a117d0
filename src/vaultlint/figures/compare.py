"""Which statements of a note tell of the same thing, and which of them disagree."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from vaultlint.figures.quantity import EXACT, PAIR, Quantity, agrees, slip
from vaultlint.figures.statement import Place, Statement
from vaultlint.figures.times import same_time
from vaultlint.text import Value

_FIRM = 0.5
_MOST = 300
"""Figures of a kind beyond which a note is data: comparing each with each would take too long."""

_SAME = 0.8
_STARTS = {"start", "founding"}
_PERIODS = ("/year", "/quarter", "/month", "/week", "/day", "/hour", "/second")
_OF_SUBSTANCES = ("mass", "volume", "oil", "gas")
_START_YEARS = 3
"""Years by which a launch may differ from the founding and still be meant as the same."""


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
        near |= by_term["start"] | by_term["founding"] if _STARTS.intersection(one.measure) else set()
        for other in sorted(near):
            if other > index and statements[other].group != one.group:
                yield one, statements[other]


def _conflict(one: Statement, other: Statement, block: _Block) -> Conflict | None:
    allowed = comparable(one, other)
    if not allowed or agrees(one.quantity, other.quantity):
        return None
    score = likeness(one, other, block.topic) * allowed
    if score < _FIRM:
        return None
    score *= _trust(one, other)
    for a, b in ((one, other), (other, one)):
        if _is_in_series(a, b, block) or _tells_of_something_else(a, b, block):
            return None
        if _is_explained(a, b, block.groups[b.group]):
            return None
    name = slip(one.quantity, other.quantity)
    bonus = (0.25 if "thousand" in name or "million" in name else 0.15) if name else 0.0
    sure = round(min(score + bonus + _support(one, other), 0.99), 2)
    odd, rest = (one, other) if _is_odd(one, other, block) else (other, one)
    return Conflict(odd, rest, sure, name)


def weight(terms: Iterable[str], topic: frozenset[str]) -> float:
    """Return how much some concepts tell: those of the note's own name tell little."""
    return sum(0.25 if term in topic else 1.0 for term in terms)


def likeness(one: Statement, other: Statement, topic: frozenset[str]) -> float:
    """Return from 0 to 1 how surely two statements tell of the same measure."""
    unit = one.quantity.unit
    topic = topic if unit else frozenset()  # What is counted is the measure, even in its own note.
    implied = {"share"} if unit == "%" else {"price"} if "/" in unit else set()
    implied = implied - (set(one.measure) & set(other.measure))
    first, second = set(one.measure) - implied, set(other.measure) - implied
    if unit == "date":
        return _same_event(first, second, one, other)
    if one.of and other.of and not set(one.of) & set(other.of):
        return 0.0
    if one.total or other.total:
        return _of_total(one, other, topic)
    if one.of and one.of == other.of and unit != "%":
        return 0.92
    shared = (first | set(one.of)) & (second | set(other.of)) & (first | second)
    if weight(shared, topic) < 1:
        return 0.0
    if one.place != Place.PROSE and other.place != Place.PROSE:
        return 0.95 - 0.35 * weight(first ^ second, topic)
    if one.place == other.place:
        each = 0.12 if unit else 0.25
        return 0.95 - each * weight(first ^ second, topic) if shared - topic else 0.0
    label, prose = (one, other) if other.place == Place.PROSE else (other, one)
    return _label_and_prose(label, prose, topic, implied)


def _label_and_prose(label: Statement, prose: Statement, topic: frozenset[str], implied: set[str]) -> float:
    """How surely words tell of what a label names: all of it, and nothing besides."""
    unit = label.quantity.unit
    named = set(label.measure) - implied
    said = (set(prose.measure) - implied) | (named & set(prose.of))
    around = set(prose.around)
    missing = weight(named - said - around - set(prose.of), topic)
    nearby = weight((named & around) - said - set(prose.of), topic)
    if unit.startswith(_OF_SUBSTANCES) and bool(label.of) != bool(prose.of):
        missing += weight({*label.of, *prose.of} - named - said - set(label.around), topic)
    extra = weight(said - named - {*label.around, *label.scope, *label.of}, topic)
    telling = 0.4 if "/" in unit and not unit.endswith(_PERIODS) else 1.0  # Few things are told in EUR/t.
    return (
        0.95
        - 0.25 * missing * telling
        - (0.25 if label.instance and not label.total else 0.05) * nearby
        - (0.15 if unit else 0.2) * extra * telling
    )


def _of_total(one: Statement, other: Statement, topic: frozenset[str]) -> float:
    """How surely a figure is the total of a table's column."""
    if (one.total and other.total) or one.quantity.unit in ("month", "day"):
        return 0.0
    total, single = (one, other) if one.total else (other, one)
    named, said = set(total.measure), set(single.measure)
    if weight(named & said, topic) < 1:
        return 0.0
    each = 0.12 if single.quantity.unit else 0.25
    return 0.92 - each * weight(said - named - set(total.around), topic)


def _same_event(first: set[str], second: set[str], one: Statement, other: Statement) -> float:
    """How surely two dates are those of one event."""
    if first and first == second:
        return 0.95
    for label, prose, named, told in ((one, other, first, second), (other, one, second, first)):
        in_words = label.instance and prose.place == Place.PROSE
        if in_words and told and told < named and (named - told).issubset(prose.around):
            return 0.9
    near = abs(one.quantity.low - other.quantity.low) < _START_YEARS * 366
    return 0.9 if near and first and second and first | second <= _STARTS else 0.0


def comparable(one: Statement, other: Statement) -> float:
    """Return from 0 to 1 how far nothing forbids to compare two statements of one note."""
    a, b = one.quantity, other.quantity
    changes = a.kind == b.kind == PAIR
    if one.group == other.group or a.unit != b.unit or (a.kind == PAIR) != (b.kind == PAIR):
        return 0.0
    if set(one.roles) ^ set(other.roles) or (a.first < 0) != (b.first < 0) or one.subject != other.subject:
        return 0.0
    if one.place == other.place == Place.PROSE and one.lead == other.lead:
        return 0.0  # Sentences tell many things: only what the definition says is told again.
    repeated = one.section == other.section or one.bullet or other.bullet
    if one.place == other.place == Place.LABEL and repeated:
        return 0.0  # Whoever writes a label twice in one place means two things.
    if changes and not (one.times and other.times):
        return 1.0 if (a.first == b.first) != (a.last == b.last) else 0.0
    if one.times and other.times:
        return 1.0 if same_time(one.times, other.times) else 0.0
    if one.times or other.times:
        if not all(map(_is_year, one.times + other.times)):
            return 0.0
        return 0.92 if one.section == other.section else 0.8
    return 1.0


def _is_year(time: str) -> bool:
    return len(time.removeprefix("FY")) == 4


def _trust(one: Statement, other: Statement) -> float:
    """Return how far both statements are known to tell of one subject."""
    labels = [each for each in (one, other) if each.place == Place.LABEL]
    if (one.instance and not one.total) or (other.instance and not other.total):
        return 0.9 if one.own and other.own and len(labels) == 1 and one.subject == other.subject else 0.6
    if not (one.own and other.own) or (one.subject and len(labels) == 2):
        return 0.6
    if one.total or other.total:
        return 1.0
    sections = sum(bool(each.scope) for each in labels)
    if sections == 2 or (sections and Place.PROSE not in (one.place, other.place)):
        return 0.6
    return 0.9 if sections and one.section != other.section else 1.0


def _support(one: Statement, other: Statement) -> float:
    """What speaks for two statements besides their words: one period, an end of a change that agrees."""
    a, b = one.quantity, other.quantity
    found = 0.1 if one.times and other.times else 0.0
    found += 0.2 if a.kind == PAIR and (a.first == b.first) != (a.last == b.last) else 0.0
    return found + (0.05 if "/" in a.unit else 0.0)


def _is_in_series(one: Statement, other: Statement, block: _Block) -> bool:
    """Say whether `one` stands among figures of the same measure, of which another fits as well."""
    for sibling in block.groups[one.group]:
        if sibling is one or (sibling.quantity.kind == PAIR) != (one.quantity.kind == PAIR):
            continue
        if sibling.label.startswith(f"{one.label} "):
            continue  # `Headcount before the sale` is what `Headcount` is not.
        as_good = likeness(one, other, block.topic) - 0.05
        if comparable(sibling, other) and likeness(sibling, other, block.topic) >= as_good:
            return True
        untimed = not (one.times and other.times)
        if untimed and sibling.times != one.times and set(sibling.measure) == set(one.measure):
            return True
    return False


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
    for a, b in combinations(sorted(tables), 2):
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
