"""Two places of the note give different figures for the same thing.

## Why

A number is changed in one place and not in the other: the definition says one thing, the
table below another. Nobody sees it by eye, and readers and programs go on with the wrong one.

## What to do

Find out which is right and correct the other. Where both are, say what tells them apart: the
year, the phase, gross or net. A figure that is told as history can be marked with
`<!-- vaultlint-history -->` on its line. Compared are figures in one unit that a label, or the
words around them, give to one measure of the note's own subject, for the same time and in the
same role; rounding is allowed for, and so is what neighbours explain, a sum or a difference.
With three or more, the odd one out is reported. Put figures that the vault agrees on into
`facts.yaml`.
"""

from collections.abc import Iterator

from vaultlint.figures.compare import conflicts
from vaultlint.figures.reckoning import CONVERSION
from vaultlint.figures.telling import Options as Options
from vaultlint.figures.telling import in_note, reckoned
from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note, options: Options) -> Iterator[Finding]:
    found = conflicts(note.figures.statements, frozenset(note.figures.names))
    yield from reckoned(note, CONVERSION, options)
    yield from in_note(note, (one for one in found if one.confidence >= options.min_confidence))
