"""A range runs from the greater to the lesser.

## Why

`12–7 years` is a slip: readers cannot tell which end is wrong.

## What to do

Swap the ends or correct one. Years, sequences such as `28nm-7nm`, scores and words for a fall
(`down from 12 to 7`) are no ranges.
"""

from collections.abc import Iterator

from vaultlint.figures.reckoning import RANGE
from vaultlint.figures.telling import Options as Options
from vaultlint.figures.telling import reckoned
from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note, options: Options) -> Iterator[Finding]:
    yield from reckoned(note, RANGE, options)
