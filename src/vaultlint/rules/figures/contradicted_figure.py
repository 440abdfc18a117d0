"""Another note, the one that a figure is about, says otherwise.

## Why

A number is changed in one note and not in the others that repeat it. Nobody sees this by eye,
for the two are never read together.

## What to do

Bring the two in line, or say what tells them apart: another year, another phase. What a note
says of its own subject is the authority; the finding stands in the other note. Of relations,
such as a stake that both notes tell, each may be wrong. Compared are rows and sentences about a
linked note, in one unit, for one measure, time and role, with the statements of that note; where
any of these agrees, nothing is said. Canonical figures can be pinned in the file that the
setting `facts` names: entity, measure, value, and if you like `as-of` and `source`. A pinned
figure outranks every note.
"""

from collections.abc import Iterator

from vaultlint.figures.contradict import Contradiction, contradictions
from vaultlint.figures.statement import Statement
from vaultlint.figures.telling import Options as Options
from vaultlint.figures.telling import measure_of
from vaultlint.finding import Finding, Place, Severity
from vaultlint.rule import vault_rule
from vaultlint.text import shortened
from vaultlint.vault import Vault


@vault_rule(Severity.WARNING, since="0.1.0")
def check(vault: Vault, options: Options) -> Iterator[Finding]:
    found: dict[tuple[str, int], Contradiction] = {}
    for one in contradictions(vault):
        if one.confidence >= options.min_confidence:
            found.setdefault((one.path, one.statement.quantity.span.start), one)
    pairs = {(place, _other_side(one)) for place, one in found.items()}
    for place, one in found.items():
        yield _finding(vault, one, mirrored=(_other_side(one), place) in pairs)


def _other_side(one: Contradiction) -> tuple[str, int]:
    return one.authority, one.other.quantity.span.start


def _once(one: Contradiction) -> str:
    """The same from either note; without offsets, for lines come and go."""
    sides = ((one.path, one.statement), (one.authority, one.other))
    return str(sorted((path, said.written, *said.measure) for path, said in sides))


def _finding(vault: Vault, one: Contradiction, *, mirrored: bool) -> Finding:
    mine, theirs = one.statement, one.other
    name = vault.notes[one.authority].name if one.authority else one.subject
    slip = f": {one.slip}" if one.slip else ""
    where = f"in {one.authority}" if one.authority else f"pinned in {one.pinned}"
    message = f"`{measure_of(theirs, mine)}` of {name} is {_shown(mine)} here, {_shown(theirs)} {where}{slip}"
    spot = Place(one.authority, theirs.quantity.span, f"{_shown(theirs)} here")
    times = ", ".join(dict.fromkeys((*mine.times, *theirs.times)))
    explanation = (
        f"of {name}, measure {', '.join(mine.measure) or '-'} and {', '.join(theirs.measure) or '-'}"
        f"{f', time {times}' if times else ''}; {one.confidence:.0%} sure"
    )
    return Finding(
        one.path,
        mine.quantity.span,
        message,
        related=(spot,) if one.authority else (),
        explanation=explanation,
        once=_once(one) if mirrored else "",
    )


def _shown(one: Statement) -> str:
    return shortened(one.written)
