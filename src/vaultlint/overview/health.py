"""How notes are, in groups: each note counts by the gravest thing found in it."""

from collections.abc import Callable, Iterable

from vaultlint.finding import Severity
from vaultlint.overview.parts import NoteState, Overview, Shown

_GRAVEST_FIRST = tuple(severity.word for severity in sorted(Severity, reverse=True))


class Health(Shown, frozen=True):
    """A group of notes: how many have an error, a warning and no error, nothing; all findings in them."""

    name: str
    notes: int
    errors: int
    warnings: int
    clean: int
    findings: int


def health(overview: Overview, groups_of: Callable[[NoteState], Iterable[str]]) -> tuple[Health, ...]:
    """Return the state of every group that notes belong to, the largest first."""
    told: dict[str, list[str]] = {}
    for problem in overview.problems:
        told.setdefault(problem.path, []).append(problem.severity)
    groups: dict[str, list[NoteState]] = {}
    for note in overview.notes:
        for name in groups_of(note):
            groups.setdefault(name, []).append(note)
    found = (_of_group(name, [told.get(note.path, []) for note in notes]) for name, notes in groups.items())
    return tuple(sorted(found, key=lambda one: (-one.notes, one.name)))


def _of_group(name: str, told: list[list[str]]) -> Health:
    gravest = [next((word for word in _GRAVEST_FIRST if word in words), "") for words in told]
    errors, warnings, clean = (gravest.count(word) for word in (*_GRAVEST_FIRST[:2], ""))
    return Health(name, len(told), errors, warnings, clean, sum(map(len, told)))
