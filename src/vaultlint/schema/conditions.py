"""Conditions, decided in two steps: what a note itself tells, then what the other notes tell."""

from collections.abc import Callable, Iterable

from vaultlint.schema.names import fill, is_file, is_in_folder, is_tagged, search
from vaultlint.schema.pieces import texts_of
from vaultlint.schema.subject import Subject
from vaultlint.schema.terms import (
    ALWAYS,
    NEVER,
    AnyOf,
    Condition,
    Has,
    HasField,
    HasLink,
    HasSize,
    HasText,
    Name,
    NoneOf,
    Test,
)

Outside = Callable[[Has | HasLink], bool]
"""Decides what only other notes tell: the note's entity, and the links from and to it."""


def both(one: Condition, other: Condition) -> Condition:
    """Return the condition that holds where both do."""
    if not one.tests or not other.tests:
        return other if not one.tests else one
    if NEVER in (one, other):
        return NEVER
    return Condition(tuple(dict.fromkeys((*one.tests, *other.tests))))


def but_not(condition: Condition, exceptions: Iterable[Condition]) -> Condition:
    """Return the condition without the notes that one of the exceptions holds for."""
    left = tuple(one for one in exceptions if one != NEVER)
    if ALWAYS in left:
        return NEVER
    return both(condition, Condition((NoneOf(left),))) if left else condition


def reduce(condition: Condition, subject: Subject) -> Condition:
    """Return what a note leaves open of a condition: ALWAYS and NEVER leave nothing.

    The tests that are left are about the note's entity and its links.
    """
    left: list[Test] = []
    for test in condition.tests:
        reduced = _reduce(test, subject)
        if reduced is False:
            return NEVER
        if reduced is not True:
            left.append(reduced)
    return Condition(tuple(left))


def _reduce(test: Test, subject: Subject) -> Test | bool:
    if isinstance(test, AnyOf):
        parts = [one for each in test.conditions if (one := reduce(each, subject)) != NEVER]
        return True if ALWAYS in parts else bool(parts) and AnyOf(tuple(parts))
    if isinstance(test, NoneOf):
        parts = [one for each in test.conditions if (one := reduce(each, subject)) != NEVER]
        return False if ALWAYS in parts else not parts or NoneOf(tuple(parts))
    if isinstance(test, HasLink) or (isinstance(test, Has) and test.what == "entity"):
        return test
    return _HOLDS[type(test)](test, subject)


def decide(condition: Condition, outside: Outside) -> bool:
    """Say whether what a note has left open of a condition holds."""
    return all(_decide(test, outside) for test in condition.tests)


def _decide(test: Test, outside: Outside) -> bool:
    if isinstance(test, AnyOf):
        return any(decide(one, outside) for one in test.conditions)
    if isinstance(test, NoneOf):
        return not any(decide(one, outside) for one in test.conditions)
    assert isinstance(test, Has | HasLink)
    return outside(test)


def holds_for(test: Has, matches: Callable[[Name], bool]) -> bool:
    """Say whether a test holds where `matches` says of a name whether the note has such a thing."""
    if test.any is not None and not matches(test.any):
        return False
    return all(map(matches, test.all)) and not (test.none is not None and matches(test.none))


def _has(test: Has, subject: Subject) -> bool:
    return holds_for(test, lambda name: _THINGS[test.what](name, subject))


def _has_section(name: Name, subject: Subject) -> bool:
    matches = subject.matcher(name)
    return any(matches(heading.text) for _, heading in subject.headings)


def _has_label(name: Name, subject: Subject) -> bool:
    matches = subject.matcher(name)
    return subject.may_hold(subject.body, matches) and any(
        matches(one.label.text) for one in subject.labels(subject.body)
    )


def _has_column(name: Name, subject: Subject) -> bool:
    matches = subject.matcher(name)
    return any(matches(cell.text) for grid in subject.grids(subject.body) for cell in grid.rows[0])


_THINGS: dict[str, Callable[[Name, Subject], bool]] = {
    "tags": lambda name, subject: is_tagged(fill(name, subject.word), subject.tags),
    "folder": lambda name, subject: is_in_folder(fill(name, subject.word), subject.facts.folder),
    "name": lambda name, subject: subject.matcher(name)(subject.facts.name),
    "sections": _has_section,
    "labels": _has_label,
    "tables": _has_column,
    "embeds": lambda name, subject: any(is_file(name, link.path) for link in subject.embeds(subject.body)),
}


def _has_field(test: HasField, subject: Subject) -> bool:
    entry = subject.field(test.key)
    texts = texts_of(entry.value) if entry is not None else ()
    if isinstance(test.value, bool):
        return test.value == (entry is not None and not subject.says_nothing(entry))
    return any(map(subject.matcher(test.value), texts))


def _has_text(test: HasText, subject: Subject) -> bool:
    return search(test.pattern, subject.note.text[subject.note.body :])


def _has_size(test: HasSize, subject: Subject) -> bool:
    if test.what == "lines":
        size = len(subject.note.text.splitlines())
    else:
        size = subject.count_words(subject.body.span, test.bounds)
    return test.bounds.hold(size, size)


_HOLDS: dict[type, Callable[..., bool]] = {
    Has: _has,
    HasField: _has_field,
    HasText: _has_text,
    HasSize: _has_size,
}
