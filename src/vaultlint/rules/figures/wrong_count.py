"""A number of things is announced, and the list or table has another number.

## Why

`Five programmes` above a table of six: one was added, and the text was not.

## What to do

Correct the number or the list. Compared are a sentence that ends in a colon and the list right
after it, a list under a line such as `The benchmarks:`, and the only table whose first column
bears the name of what is counted. Rows for totals and for the rest do not count, and numbers
such as `over 20` or `five of the` promise nothing.
"""

from collections.abc import Iterator

from vaultlint.figures.reckoning import COUNT
from vaultlint.figures.telling import Options as Options
from vaultlint.figures.telling import reckoned
from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note, options: Options) -> Iterator[Finding]:
    yield from reckoned(note, COUNT, options)
