"""The words of figures, compiled for look-ups."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache

from vaultlint.figures import english as english_words
from vaultlint.figures import english_measures
from vaultlint.figures.quantity import LEAST, MOST
from vaultlint.text import Value

ROUGH = -1
"""A word that makes a figure rough; the other bounds are kinds of quantities."""


class Rows(Enum):
    """The forms that a table of words has."""

    WORDS = "words"
    PHRASES = "phrases, with commas"
    NUMBERS = "a number after each word, with commas"
    NAMED_WORDS = "a name and words, on each line"
    NAMED_PHRASES = "a name and phrases, on each line"
    NAMED_NUMBERS = "a name and words with numbers, on each line"


_FORMS = {
    Rows.NUMBERS: "numbers fractions magnitudes money_magnitudes months",
    Rows.PHRASES: "least most rough totals remainders parts not_counted",
    Rows.NAMED_WORDS: "currencies periods",
    Rows.NAMED_PHRASES: "roles measures",
    Rows.NAMED_NUMBERS: "units",
    Rows.WORDS: "fillers links rises falls moves events numbered relations profile generic_headers selves"
    " after_nouns no_sums partial history shares stakes holders rates agreements",
}
_TELLING = ("limit", "net", "gross", "contained", "real")

TABLES = {name: form for form, names in _FORMS.items() for name in names.split()}
"""The tables of words, each in its form; a pack may add to every one."""


class Unit(Value, frozen=True):
    """What a unit measures, and how many of the dimension's base it is."""

    dimension: str
    factor: float


class Lexicon:
    """Words by what they mean, one attribute for each table.

    Magnitudes and units keep their case: `Mt` is not `mt`.
    """

    numbers: dict[str, float]
    fractions: dict[str, float]
    magnitudes: dict[str, float]
    money_magnitudes: dict[str, float]
    months: dict[str, float]
    currencies: dict[str, str]
    periods: dict[str, str]
    roles: dict[str, str]
    units: dict[str, Unit]
    least: frozenset[str]
    most: frozenset[str]
    rough: frozenset[str]
    totals: frozenset[str]
    remainders: frozenset[str]
    parts: frozenset[str]
    not_counted: frozenset[str]
    fillers: frozenset[str]
    links: frozenset[str]
    rises: frozenset[str]
    falls: frozenset[str]
    moves: frozenset[str]
    events: frozenset[str]
    numbered: frozenset[str]
    relations: frozenset[str]
    profile: frozenset[str]
    generic_headers: frozenset[str]
    selves: frozenset[str]
    after_nouns: frozenset[str]
    no_sums: frozenset[str]
    partial: frozenset[str]
    history: frozenset[str]
    shares: frozenset[str]
    stakes: frozenset[str]
    holders: frozenset[str]
    rates: frozenset[str]
    agreements: frozenset[str]

    def __init__(self, tables: Mapping[str, str]) -> None:
        """Compile the tables, each given in the form that TABLES says."""
        for name, form in TABLES.items():
            if name != "measures":
                setattr(self, name, _READERS[form](tables[name]))
        self.measures = {
            tuple(phrase.split()): name
            for phrase, name in _named(tables["measures"].lower(), _phrases).items()
        }
        self.names = frozenset(self.measures.values())
        self.numbers, self.fractions, self.months = map(_lower, (self.numbers, self.fractions, self.months))
        self.money_magnitudes = self.magnitudes | self.money_magnitudes
        self.fillers |= self.links
        self.changes = self.rises | self.falls | self.moves
        self.fillers |= self.changes
        self.bounds = dict.fromkeys(self.least, LEAST) | dict.fromkeys(self.most, MOST)
        self.bounds |= dict.fromkeys(self.rough, ROUGH)
        self.bound_ends = frozenset(phrase.rpartition(" ")[2] for phrase in self.bounds)
        # A role is kept apart from the measure, but where its word is the measure's: `cap`, `net`.
        self.hollow = frozenset(
            phrase for phrase, role in self.roles.items() if " " not in phrase and role not in _TELLING
        )
        self.silent = self.fillers | self.hollow
        self.first_words = _reach(self.measures)
        self.first_words_of_roles = _reach(tuple(phrase.split()) for phrase in self.roles)
        number_words = _by_letter({*self.numbers, *self.fractions})
        self.number_word = re.compile(rf"(?:{number_words})(?![\w-])")
        # Begins with one of few characters, so that the search can skip ahead.
        self.before_number_word = re.compile(rf"[\s(“\"—–](?=(?:{number_words})(?![\w-]))")

    def concept(self, words: Sequence[str], start: int = 0) -> tuple[str, int]:
        """Return the measure that the words from `start` on name and how many of them do; none is 0."""
        reach = self.first_words.get(words[start], 0) if start < len(words) else 0
        for length in range(min(reach, len(words) - start), 0, -1):
            found = self.measures.get(tuple(words[start : start + length]))
            if found:
                return found, length
        return "", 0


def _reach(phrases: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """The words that phrases begin with, each with the length in words of its longest phrase."""
    found: dict[str, int] = {}
    for phrase in phrases:
        found[phrase[0]] = max(len(phrase), found.get(phrase[0], 0))
    return found


def _by_letter(words: Iterable[str]) -> str:
    """A pattern for words, also with a capital, in which most text fails at the first letter."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"[{letter}{letter.upper()}](?:{'|'.join(rest)})" for letter, rest in by_letter.items())


def _rows(table: str) -> Iterator[tuple[str, str]]:
    """The rows `name: words`; a row goes on indented."""
    for row in table.strip().replace("\n ", " ").splitlines():
        name, _, words = row.partition(":")
        if name.strip():
            yield name.strip(), words


def _phrases(words: str) -> Iterator[str]:
    return (phrase for part in words.replace("\n", " ").split(",") if (phrase := part.strip()))


def _numbers(words: str) -> Iterator[tuple[str, float]]:
    for entry in _phrases(words):
        name, _, number = entry.rpartition(" ")
        yield name, float(number)


def _named(table: str, split: Callable[[str], Iterable[str]]) -> dict[str, str]:
    """The name of each word or phrase of a table with one row for each name."""
    return {word: name for name, words in _rows(table) for word in split(words)}


def _lower(numbers: dict[str, float]) -> dict[str, float]:
    return {word.lower(): number for word, number in numbers.items()}


def _units(table: str) -> dict[str, Unit]:
    return {word: Unit(name, factor) for name, words in _rows(table) for word, factor in _numbers(words)}


_READERS: dict[Rows, Callable[[str], object]] = {
    Rows.WORDS: lambda table: frozenset(table.lower().split()),
    Rows.PHRASES: lambda table: frozenset(_phrases(table.lower())),
    Rows.NUMBERS: lambda table: dict(_numbers(table)),
    Rows.NAMED_WORDS: lambda table: _named(table, str.split),
    Rows.NAMED_PHRASES: lambda table: _named(table.lower(), _phrases),
    Rows.NAMED_NUMBERS: _units,
}


def lexicon_of(words: Mapping[str, str]) -> Lexicon:
    """Return the shipped words with others laid over them, table by table."""
    return _compiled(tuple(sorted(words.items())))


@lru_cache(maxsize=2)
def _compiled(words: tuple[tuple[str, str], ...]) -> Lexicon:
    added = dict(words)
    english = vars(english_words) | vars(english_measures)
    return Lexicon({name: english[name.upper()] + added.get(name, "") for name in TABLES})


def shipped() -> Lexicon:
    """Return the lexicon of English."""
    return lexicon_of({})
