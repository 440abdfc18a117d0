"""How surely two statements of a note tell of one thing, from 0 to 1."""

from collections.abc import Iterable

from vaultlint.figures.quantity import PAIR, Quantity
from vaultlint.figures.statement import Place, Statement
from vaultlint.figures.times import same_time

STARTS = {"start", "founding"}
BARE = {
    "power": {"power", "capacity"},
    "energy": {"energy", "capacity"},
    "area": {"area"},
    "length": {"length"},
    "volume": {"volum", "reservoir", "storage", "stor", "capacity"},
    "mass/year": {"capacity", "output"},
}
"""Measures that say no more than the unit does."""

_PERIODS = ("/year", "/quarter", "/month", "/week", "/day", "/hour", "/second")
_OF_SUBSTANCES = ("mass", "volume", "oil", "gas")
_START_DAYS = 3 * 366
"""Days by which a launch may differ from the founding and still be meant as the same."""


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
    if (one.total or other.total) and not (_is_bare(one, other) or _is_bare(other, one)):
        return _of_total(one, other, topic)
    if one.of and one.of == other.of and unit != "%":
        return 0.92
    shared = (first | set(one.of)) & (second | set(other.of)) & (first | second)
    if weight(shared, topic) < 1:
        return 0.82 if _is_bare(one, other) or _is_bare(other, one) else 0.0
    if one.place != Place.PROSE and other.place != Place.PROSE:
        return 0.95 - 0.35 * weight(first ^ second, topic)
    if one.place == other.place:
        if unit == "%" and len(shared) < 2:
            return 0.0  # Shares of many things are told in one word: `73.7% rural`, `67.1% rural`.
        each = 0.12 if unit else 0.25
        return 0.95 - each * weight(first ^ second, topic) if shared - topic else 0.0
    label, prose = (one, other) if other.place == Place.PROSE else (other, one)
    return _label_and_prose(label, prose, topic, implied)


def _is_bare(label: Statement, prose: Statement) -> bool:
    """Say whether a label names only what the unit of a figure in the definition tells: `Route | 330 km`."""
    bare = BARE.get(label.quantity.unit, set())
    named = set(label.measure)
    besides = named - bare - ({*label.around, *label.scope} if label.total else set())
    plain = label.place == Place.LABEL and (label.total or not label.instance) and not label.of
    return bool(plain and prose.lead and named & bare and not besides)


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
    return (
        0.9
        if may_be_one_start(one.quantity, other.quantity) and first and second and first | second <= STARTS
        else 0.0
    )


def may_be_one_start(one: Quantity, other: Quantity) -> bool:
    """Say whether two dates are near enough for a launch and a founding to be meant as the same."""
    return abs(one.low - other.low) < _START_DAYS


def weight(terms: Iterable[str], topic: frozenset[str]) -> float:
    """Return how much some concepts tell: those of the note's own name tell little."""
    return sum(0.25 if term in topic else 1.0 for term in terms)


def trust(one: Statement, other: Statement) -> float:
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


def support(one: Statement, other: Statement) -> float:
    """What speaks for two statements besides their words: one period, an end of a change that agrees."""
    a, b = one.quantity, other.quantity
    found = 0.1 if one.times and other.times else 0.0
    found += 0.2 if a.kind == PAIR and (a.first == b.first) != (a.last == b.last) else 0.0
    return found + (0.05 if "/" in a.unit else 0.0)
