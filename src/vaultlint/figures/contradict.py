"""What notes state of each other, and where they disagree."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from msgspec import structs

from vaultlint.figures.likeness import BARE, STARTS, may_be_one_start
from vaultlint.figures.quantity import EXACT, PAIR, Quantity, agrees, slip
from vaultlint.figures.statement import Account, Pin, Place, Statement, unpack
from vaultlint.figures.times import same_time
from vaultlint.text import Span, Value, fold_name
from vaultlint.vault import Vault

_RELATIONS = frozenset("stake quota grant loan funding voting".split())
"""Measures that two things share, so that each of their notes may tell them."""

_BETWEEN = frozenset("stake correl trad distance invested".split())
"""Measures that need a second thing: a stake is one in something."""

_IN_PERCENT = frozenset(("stake", "quota", "voting"))
"""Relations told in percent; in money they may be what was paid or what it is worth."""

_FIRM = 0.6
_POSSESSOR = re.compile(r"[A-Z]{2,} (?!\()")
"""An abbreviation that begins a label and owns what follows: `OCMA quota`."""


_HELD = 4096
"""Notes and units of which what is told is held at hand: memory does not grow with the vault."""


class Contradiction(Value, frozen=True):
    """A statement in `path`, and the one of the note `authority` that contradicts it.

    Without an authority it is a figure that the vault has `pinned` for its `subject`.
    """

    path: str
    statement: Statement
    authority: str
    other: Statement
    confidence: float
    slip: str
    subject: str = ""
    pinned: str = ""


class _Told(Value, frozen=True):
    """A statement of the note at `path`; the other notes that it means, each with whether it is about it."""

    path: str
    statement: Statement
    meant: Mapping[str, bool]

    @property
    def is_own(self) -> bool:
        """Whether the note tells this of its own subject, and not of one of several things."""
        return self.statement.own and not self.statement.instance and not self.statement.subject


class _Accounts:
    """The notes' accounts, unpacked when they are asked for, and which notes a statement means."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self.paths = frozenset(note.path for note in vault.lasting)
        # Only figures in one unit are ever compared: of the others nothing is held.
        self.in_unit = lru_cache(_HELD)(self._in_unit)
        self._named = cache(self._find)

    def of(self, path: str) -> Account:
        """Return what a note states that others may state, too."""
        return unpack(self._vault.notes[path].figures) if path in self.paths else Account()

    def told(self, path: str) -> Iterator[_Told]:
        """Yield what a note states, each with the notes that it means."""
        return (_Told(path, one, self._meant(path, one)) for one in self.of(path).statements)

    def _in_unit(self, path: str, unit: str) -> tuple[_Told, ...]:
        statements = (one for one in self.of(path).statements if one.quantity.unit == unit)
        found = (_Told(path, one, self._meant(path, one)) for one in statements)
        return tuple(one for one in found if one.is_own or one.meant)

    def named(self, name: str) -> str:
        """Return the note that a name or alias means from the vault's root, or an empty text."""
        return self._named(name, "")

    def _find(self, name: str, folder: str) -> str:
        found = self._vault.lookup.find(name, folder)
        if found is None:
            owners = self._vault.aliases.get(fold_name(name), ())
            found = owners[0] if len(owners) == 1 else None
        return found if found in self.paths else ""

    def _meant(self, path: str, statement: Statement) -> Mapping[str, bool]:
        folder = path.rpartition("/")[0]
        found: dict[str, bool] = {}
        if statement.subject and (target := self._named(statement.subject, folder)):
            found[target] = True
        for link in statement.links:
            if target := self._named(link, folder):
                found.setdefault(target, False)
        if statement.place == Place.LABEL and not statement.subject:
            label = " ".join(statement.label.split(",")[0].split())
            if target := self._named(label, folder):
                found[target] = True
            elif target := self._first_word(label, folder):
                found[target] = found.get(target, False) or _POSSESSOR.match(label) is not None
        if not found and statement.opening and (target := self._opening(statement.opening, folder)):
            found[target] = True
        found.pop(path, None)
        return found

    def _opening(self, words: str, folder: str) -> str:
        """The note whose name or alias begins a sentence: `Gorse Gate, finished in 1986`."""
        parts = words.split()
        for length in range(len(parts), 0, -1):
            name = " ".join(parts[:length]).strip(",.;:")
            if name[:1].isupper() and (length > 1 or len(name) > 3) and (found := self._named(name, folder)):
                return found
        return ""

    def _first_word(self, label: str, folder: str) -> str:
        """The note whose name or alias begins a label: `OCMA quota`."""
        first, _, rest = label.partition(" ")
        return self._named(first, folder) if rest and first[:1].isupper() else ""


def contradictions(vault: Vault) -> Iterator[Contradiction]:
    """Yield the statements that a pinned figure contradicts, then those that their notes do, by path."""
    accounts = _Accounts(vault)
    settled: set[tuple[str, Span]] = set()
    for pin in vault.pins:
        yield from _against_pin(accounts, pin, settled)
    for path in sorted(accounts.paths):
        for told in accounts.told(path):
            if (path, told.statement.quantity.span) in settled:
                continue
            for target in told.meant:
                found = _judge(accounts, told, target)
                if found is not None:
                    yield found


def _against_pin(accounts: _Accounts, pin: Pin, settled: set[tuple[str, Span]]) -> Iterator[Contradiction]:
    """Yield the statements of all notes that a pinned figure contradicts; add all that it settles."""
    entity = accounts.named(pin.entity)
    names = {*accounts.of(entity).names} if entity else set()
    for path in sorted(accounts.paths):
        for told in accounts.told(path):
            statement = told.statement
            own = path == entity and statement.own and not statement.subject
            if not own and not told.meant.get(entity):
                continue
            said = set(statement.measure) - names - {*accounts.of(path).names}
            # What tells no time is held to the pinned figure, whenever that holds.
            pinned = structs.replace(pin.statement, times=pin.statement.times if statement.times else ())
            score = _comparable(statement, pinned) * _about(
                statement, pinned, said, set(pinned.measure) - names
            )
            mine, theirs = _ends(statement.quantity, pin.statement.quantity)
            if score < _FIRM:
                continue
            settled.add((path, statement.quantity.span))
            if not agrees(mine, theirs):
                name = slip(mine, theirs)
                yield Contradiction(path, statement, "", pin.statement, score, name, pin.entity, pin.where)


def _judge(accounts: _Accounts, told: _Told, target: str) -> Contradiction | None:
    """The surest contradiction of a statement by a note that it means, None if any of that agrees."""
    best = None
    for other in accounts.in_unit(target, told.statement.quantity.unit):
        score = _likeness(accounts, told, other)
        if score < _FIRM:
            continue
        mine, theirs = _ends(told.statement.quantity, other.statement.quantity)
        if agrees(mine, theirs):
            return None
        name = slip(mine, theirs)
        sure = round(min(score + (0.1 if name or mine.kind == PAIR else 0.0), 0.97), 2)
        if best is None or sure > best.confidence:
            best = Contradiction(told.path, told.statement, target, other.statement, sure, name)
    return best


def _ends(one: Quantity, other: Quantity) -> tuple[Quantity, Quantity]:
    """Both quantities; a change stands for what it came to beside a single figure."""
    if (one.kind == PAIR) == (other.kind == PAIR):
        return one, other
    if one.kind == PAIR:
        return structs.replace(one, first=one.last, kind=EXACT), other
    return one, structs.replace(other, first=other.last, kind=EXACT)


def _comparable(mine: Statement, theirs: Statement) -> float:
    """How far nothing forbids to compare two statements of different notes."""
    a, b = mine.quantity, theirs.quantity
    changes = a.kind == b.kind == PAIR
    if a.unit != b.unit or (not changes and set(mine.roles) ^ set(theirs.roles)):
        return 0.0
    if mine.of and theirs.of and not set(mine.of) & set(theirs.of):
        return 0.0
    worded = mine.place == theirs.place == Place.PROSE
    if worded and a.unit == "%" and set(mine.of) != set(theirs.of):
        return 0.0
    if changes:
        return 1.0 if (a.first == b.first) != (a.last == b.last) else 0.0
    if mine.times and theirs.times:
        return 1.0 if same_time(mine.times, theirs.times) else 0.0
    return 0.85 if (mine.times or theirs.times) and a.unit != "date" else 1.0


def _likeness(accounts: _Accounts, told: _Told, other: _Told) -> float:
    """How surely a statement of one note and one of a note that it means tell the same."""
    is_relation = told.path in other.meant
    if not is_relation and not (other.is_own and other.meant.keys() <= told.meant.keys()):
        return 0.0
    mine, theirs = told.statement, other.statement
    allowed = _comparable(mine, theirs)
    if not allowed:
        return 0.0
    names = {*accounts.of(other.path).names}
    if is_relation:
        return allowed * _relation(mine, theirs, names.union(accounts.of(told.path).names))
    said, held = set(mine.measure), set(theirs.measure)
    if mine.quantity.unit == "%":
        said, held = said - {"share"}, held - {"share"}
    if theirs.scope and theirs.place == Place.LABEL:
        allowed *= 0.85  # A section of its own may tell of something else.
    # What a note is about qualifies its own tables: under Real Estate, AUM is that in real estate.
    said, held = said - names, held - names
    if told.meant[other.path]:
        alone = len({*mine.links, mine.subject} - {""}) < 2
        return allowed * (1.0 if alone else 0.85) * _about(mine, theirs, said, held)
    if mine.place == Place.LABEL and (mine.own or len(set(mine.links)) > 1):
        return 0.0
    full = len(said & held) >= 2 and held <= said and mine.quantity.unit != ""
    return allowed * 0.86 if full else 0.0


def _relation(mine: Statement, theirs: Statement, names: set[str]) -> float:
    """How surely two notes that link to each other tell one relation: a stake, a quota, a grant."""
    kinds = _relations(mine, names), _relations(theirs, names)
    kind, unit = kinds[0] & kinds[1], mine.quantity.unit
    if not kind or not unit or "voting" in kinds[0] ^ kinds[1] or (unit != "%" and kind <= _IN_PERCENT):
        return 0.0
    said, held = ({*one.measure} - names - _RELATIONS - {"share", "equity"} for one in (mine, theirs))
    if said & held and mine.place == theirs.place == Place.LABEL:
        return 0.0  # Both have to do with a third thing.
    worded = Place.PROSE in (mine.place, theirs.place)
    return 0.92 - (0.03 if worded else 0.08) * len(said ^ held)


def _relations(one: Statement, names: set[str]) -> set[str]:
    """The relations that a statement tells: by its measure, or else by what stands around."""
    percent = one.quantity.unit == "%"
    told = {"stake" if name == "equity" and percent else name for name in one.measure if name not in names}
    near = {*one.scope, *one.around} if percent or one.place == Place.LABEL else {*one.scope}
    return told & _RELATIONS or (near - names) & _RELATIONS


def _about(mine: Statement, theirs: Statement, said: set[str], held: set[str]) -> float:
    """A statement about another note's subject, and one of that note's own."""
    if mine.quantity.unit == "date":
        if said == held:
            return 0.93
        near = may_be_one_start(mine.quantity, theirs.quantity)
        return 0.85 if near and said | held == STARTS else 0.0
    bare = BARE.get(mine.quantity.unit, set())
    if said and held and said | held <= bare:
        return 0.88
    if not said & held or said & _BETWEEN:
        return 0.0
    if mine.place != Place.PROSE and theirs.place != Place.PROSE:
        return 0.92 if said == held else 0.84 if len(said & held) > 1 and said < held else 0.0
    if mine.place == theirs.place:
        if not mine.quantity.unit:
            return 0.92 - 0.1 * len(said ^ held) if mine.times and mine.times == theirs.times else 0.0
        return 0.9 - 0.15 * len(said ^ held)
    label, prose = (said, held) if mine.place != Place.PROSE else (held, said)
    firm = 0.95 if len(said & held) > 1 else 0.9
    return firm - 0.25 * len(label - prose) - 0.12 * len(prose - label)
