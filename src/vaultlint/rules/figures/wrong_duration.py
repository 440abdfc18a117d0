"""A duration does not lead from its beginning to its end.

## Why

`From 2024 for 10 years, until 2039`: one of the three was changed.

## What to do

Correct the years or the duration. Compared are a duration and both its ends in one sentence or
cell, a term with the dates that an agreement begins and ends, and `for more than 20 years` with
the year in which the note's subject was founded. A year more or less is allowed for.
"""

from collections.abc import Iterator

from vaultlint.figures.reckoning import DURATION
from vaultlint.figures.telling import Options as Options
from vaultlint.figures.telling import reckoned
from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note, options: Options) -> Iterator[Finding]:
    yield from reckoned(note, DURATION, options)
