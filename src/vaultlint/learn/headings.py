"""Which sections the notes of a kind have: spellings that vary are one, several names for one thing too."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaultlint.learn.proposal import FEW, enough
from vaultlint.schema.names import bare, matcher, visible
from vaultlint.schema.subject import Subject
from vaultlint.schema.terms import Name
from vaultlint.text import fold_name, near_name

_ANY = "*"
_VARIES = re.compile(
    r"\d[\d.,:/-]*|\b(?:q[1-4]|h[12]|fy|jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)\b"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
"""What differs from note to note in headings that mean the same: numbers and dates."""

_FINAL = re.compile(r"\s*(?:\([^()]*\)|:)$")
_SMALL = frozenset(
    "a an and are as at by for from how in is it its key main of on or the to what why with".split()
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_TOGETHER = 0.05
"""The share of notes with the rarer one that may have both, of two names for one thing."""

_LIKE = 0.5
"""The share of words that two such names have in common, or else they keep clear of each other."""

_EXPECTED = 2.8
_CLEAR = 0.2
"""How many notes would have both by chance, at least, and what share of them may have."""

_MEMBER = 0.03
_MOST_NAMES = 6


class Heading(NamedTuple):
    """A section that notes have: its names, and by index the notes that have one of them."""

    names: tuple[str, ...]
    notes: frozenset[int]


def common_headings(subjects: Sequence[Subject], kind: str) -> tuple[Heading, ...]:
    """Return the sections that at least three notes in ten have, in the order in which notes have them.

    The name of their `kind` says nothing in a heading.
    """
    found = _spelled(subjects)
    least = max(FEW, _MEMBER * len(subjects))
    single = [one for one in found if len(one.notes) >= least]
    grouped = _grouped(single, len(subjects), kind)
    common = [one for one in grouped if len(one.notes) >= enough(len(subjects))]
    return tuple(sorted(common, key=lambda one: _place(one, subjects)))


def key_of(subject: Subject, heading: str) -> str:
    """Return a heading without what differs from note to note: its own name, numbers, dates."""
    key = bare(heading)
    for own in (subject.facts.name, *(alias.text for alias in subject.facts.aliases)):
        if len(own) > 2 and fold_name(own) in key and fold_name(own) != key:
            key = key.replace(fold_name(own), _ANY)
    key = _VARIES.sub(_ANY, key)
    return re.sub(r"\*(?:[\s*,–-]*\*)+", _ANY, key)


def _spelled(subjects: Sequence[Subject]) -> list[Heading]:
    """Each section with the ways in which it is spelled, the commonest first."""
    notes: dict[str, set[int]] = {}
    spellings: dict[str, Counter[str]] = {}
    for index, subject in enumerate(subjects):
        for key, written in _outer(subject):
            near = near_name(key.replace(_ANY, " x ")) or key
            notes.setdefault(near, set()).add(index)
            spellings.setdefault(near, Counter())[_name(key, written)] += 1
    found = [Heading(_names(spellings[near]), frozenset(having)) for near, having in notes.items()]
    return sorted((one for one in found if one.names), key=lambda one: (-len(one.notes), one.names))


def _outer(subject: Subject) -> Iterator[tuple[str, str]]:
    """The headings that divide the note, not those inside a section."""
    for _, heading in subject.outline(subject.body):
        if heading.text.strip() and "{" not in heading.text:
            yield key_of(subject, heading.text), visible(heading.text)


def _name(key: str, written: str) -> str:
    """How a schema writes a heading: as notes do, but for what stands in brackets at its end."""
    return key[:1].upper() + key[1:] if _ANY in key else _FINAL.sub("", written) or written


def _names(spellings: Counter[str]) -> tuple[str, ...]:
    """The spellings that are different names, not the same with other case or numbering."""
    kept: dict[str, str] = {}
    for spelling, _ in sorted(spellings.items(), key=lambda item: (-item[1], item[0])):
        kept.setdefault(bare(spelling), spelling)
    names: list[str] = []
    for name in kept.values():
        if name.strip(_ANY + " ") and not any(matcher(Name((other,)))(name) for other in names):
            names.append(name)
    return tuple(names[:_MOST_NAMES])


def _grouped(single: Sequence[Heading], total: int, kind: str) -> list[Heading]:
    """Sections that share a word and hardly ever stand in one note are one thing with several names."""
    groups: list[Heading] = []
    for one in single:
        same = (place for place, group in enumerate(groups) if _is_same(group, one, total, kind))
        at = next(same, None)
        if at is None:
            groups.append(one)
        else:
            group = groups[at]
            groups[at] = Heading((*group.names, *one.names), group.notes | one.notes)
    return groups


def _is_same(group: Heading, one: Heading, total: int, kind: str) -> bool:
    together = len(group.notes & one.notes)
    few = together <= _TOGETHER * min(len(group.notes), len(one.notes))
    if not few or len(group.names) >= _MOST_NAMES:
        return False
    own, others = _words(group.names[0], kind), _words(one.names[0], kind)
    by_chance = len(group.notes) * len(one.notes) / total
    clear = by_chance >= _EXPECTED and together <= _CLEAR * by_chance
    return bool(own & others) and (clear or len(own & others) >= _LIKE * len(own | others))


def _words(name: str, kind: str) -> set[str]:
    words = {word.lower().removesuffix("s") for word in _WORD.findall(name) if word.lower() not in _SMALL}
    return words - set(kind.split("-"))


def _place(one: Heading, subjects: Sequence[Subject]) -> float:
    """Where a section stands in the notes that have it, on average: 0 is the beginning, 1 the end."""
    keys = {bare(name) for name in one.names}
    places = []
    for index in sorted(one.notes):
        outline = [key for key, _ in _outer(subjects[index])]
        places += [
            at / max(1, len(outline) - 1)
            for at, key in enumerate(outline)
            if key in keys or bare(_name(key, key)) in keys
        ][:1]
    return sum(places) / len(places) if places else 1.0
