"""The first words of a report: what anyone should know who reads no further."""

from collections import Counter
from collections.abc import Iterator

from vaultlint.finding import Severity
from vaultlint.overview.parts import Overview
from vaultlint.text import count


def summary(overview: Overview) -> str:
    """Return the state of a vault in a few sentences."""
    return " ".join(_sentences(overview))


def _sentences(overview: Overview) -> Iterator[str]:
    notes = len(overview.notes)
    if not notes:
        yield "There are no notes to report on."
        return
    part = (
        f"{share(_clean(overview), notes)} of {notes:,} notes" if overview.problems else count(notes, "note")
    )
    yield f"Nothing was found in {part}."
    errors = {one.path for one in overview.problems if one.severity == Severity.ERROR.word}
    if errors:
        yield f"{count(len(errors), 'note')} {'has' if len(errors) == 1 else 'have'} errors."
    for rule, number in Counter(one.rule for one in overview.problems).most_common(1):
        yield f"Most frequent is {rule}, {count(number, 'time')}."
    if overview.clashes:
        number = len(overview.clashes)
        yield f"{count(number, 'figure')} {'is' if number == 1 else 'are'} contradicted elsewhere."
    wanted = sum(target.miss == "unwritten" for target in overview.targets)
    if wanted:
        yield f"{count(wanted, 'note')} that others link to {'is' if wanted == 1 else 'are'} not written yet."


def tiles(overview: Overview) -> Iterator[tuple[str, str]]:
    """Yield the numbers to begin with, each with its words."""
    yield "notes", f"{len(overview.notes):,}"
    yield "links between notes", f"{overview.links:,}"
    for severity, number in overview.numbers().items():
        yield f"{severity.word}s", f"{number:,}"
    yield "notes with nothing found", share(_clean(overview), len(overview.notes))
    if overview.sorted_by:
        kinds = {kind for note in overview.notes for kind in note.kinds}
        yield "entities" if overview.sorted_by == "entity" else "main tags", f"{len(kinds):,}"


def share(number: int, total: int) -> str:
    """Return a share in percent, which is none or all only where it truly is."""
    percent = 100 * number / total if total else 0.0
    if 0 < percent < 1:
        return "under 1 %"
    return "over 99 %" if 99 < percent < 100 else f"{percent:.0f} %"


def _clean(overview: Overview) -> int:
    """Count the notes in which nothing was found."""
    return len({note.path for note in overview.notes} - {problem.path for problem in overview.problems})
