"""Shares do not add up, or a share is not the part of the whole it is told for.

## Why

Shares that come to more than the whole were taken from different years or sources; a rate that
does not fit its own numbers was reckoned from older ones.

## What to do

Correct the figure. Checked are columns of shares (share, quota, stake, allocation …) that come to
more than 100 %, or, with a row for the rest, to less; the shares that a sentence tells with the
remainder; and `18 of 117, or 15 %`. Rounding is allowed for. A column of stakes is one whole
only where its rows are holders.
"""

from collections.abc import Iterator

from vaultlint.figures.reckoning import SHARE
from vaultlint.figures.telling import Options as Options
from vaultlint.figures.telling import reckoned
from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note, options: Options) -> Iterator[Finding]:
    yield from reckoned(note, SHARE, options)
