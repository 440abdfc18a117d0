"""A total is not the sum of its parts.

## Why

A row was changed or added and the total was not, or digits were swapped: the table contradicts
itself.

## What to do

Correct the total or the row. Checked are the last row of a table that is called Total and the
like, where every row above has one figure in the same unit, and products in a sentence (`72
turbines of 14 MW for 1,008 MW`). Rounding is allowed for. Averages, rates, percentages and
rows that are parts of others are no sums; a list of rounds or dates need not be complete, and
neither is a table under a heading such as Key or Selected.
"""

from collections.abc import Iterator

from vaultlint.figures.reckoning import TOTAL
from vaultlint.figures.telling import Options as Options
from vaultlint.figures.telling import reckoned
from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note, options: Options) -> Iterator[Finding]:
    yield from reckoned(note, TOTAL, options)
