"""A rate of change does not follow from the figures before and after.

## Why

`Rose from 104 to 142, a gain of 47 %` is wrong by ten points: one of the three was changed alone.

## What to do

Correct the rate or an end. A rate counts if it is told right beside both ends: `from A to B, a
gain of C %`, `A, fell by C % to B`, a column Change after two periods. Percent and points are
both tried, rounding and bounds are allowed for, and rates per year are left alone.
"""

from collections.abc import Iterator

from vaultlint.figures.reckoning import CHANGE
from vaultlint.figures.telling import Options as Options
from vaultlint.figures.telling import reckoned
from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note, options: Options) -> Iterator[Finding]:
    yield from reckoned(note, CHANGE, options)
