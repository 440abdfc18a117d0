"""Findings about figures in words: both readings, why they are comparable, and what the slip may be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vaultlint.figures.compare import Conflict
from vaultlint.figures.statement import Place, Statement
from vaultlint.finding import Finding
from vaultlint.finding import Place as Spot
from vaultlint.note import Note
from vaultlint.text import Span, shortened


@dataclass(frozen=True)
class Options:
    """How sure a finding has to be."""

    min_confidence: float = 0.8
    """From 0 to 1: findings that are less sure are not reported."""


def reckoned(note: Note, kind: str, options: Options) -> Iterator[Finding]:
    """Yield what does not come to what the note says, of one kind."""
    for one in note.figures.reckonings:
        if one.kind == kind and one.confidence >= options.min_confidence:
            spots = tuple(Spot(note.path, span, words) for span, words in one.related)
            explanation = f"reckoned {one.derivation}, {one.confidence:.0%} sure" if one.derivation else ""
            yield Finding(note.path, one.span, one.message, one.help, related=spots, explanation=explanation)


def measure_of(one: Statement, other: Statement) -> str:
    """Return what two statements measure, in the words of the one that has a label."""
    for each in (one, other):
        if each.place != Place.PROSE and each.label:
            return shortened(each.label)
    return shortened(max(one.label, other.label, key=len)) or "figure"


def in_note(note: Note, found: Iterable[Conflict]) -> Iterator[Finding]:
    """Yield a finding for each figure that others of its note contradict: where the odd one stands."""
    by_place: dict[Span, list[Conflict]] = {}
    for one in found:
        by_place.setdefault(one.one.quantity.span, []).append(one)
    for span, conflicts in by_place.items():
        best = max(conflicts, key=lambda one: one.confidence)
        spots = tuple(
            Spot(note.path, each.quantity.span, f"{each.written} here")
            for each in dict.fromkeys(one.other for one in conflicts)
        )
        line = note.line(best.other.quantity.span)
        told, other = (each.written for each in (best.one, best.other))
        slip = f": {best.slip}" if best.slip else ""
        message = (
            f"`{measure_of(best.one, best.other)}` of {note.facts.name} is {told} here,"
            f" {other} in line {line}{slip}"
        )
        yield Finding(note.path, span, message, related=spots, explanation=explained(best, note.facts.name))


def explained(conflict: Conflict, name: str) -> str:
    """Return of whom, of what, in which role and when two statements tell, and how sure that is."""
    one, other = conflict.one, conflict.other
    told = [f"of {one.subject or name}", f"measure {', '.join(one.measure) or '-'}"]
    told += [f"and {', '.join(other.measure) or '-'}"] if other.measure != one.measure else []
    told += [f"role {', '.join(one.roles)}"] if one.roles else []
    times = dict.fromkeys((*one.times, *other.times))
    told += [f"time {', '.join(times)}"] if times else []
    return f"{', '.join(told)}; {conflict.confidence:.0%} sure"
