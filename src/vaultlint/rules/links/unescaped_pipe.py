"""A link's pipe ends a table cell.

## Why

In a table every `|` parts two cells, also the one inside `[[Note|text]]`: the link
is torn in two, and the row gets a cell too many.

## What to do

Write `[[Note\\|text]]`.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule
from vaultlint.text import Span


@note_rule(Severity.ERROR, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    places: dict[str, list[Span]] = {}
    for span in note.structure.open_pipes:
        places.setdefault(note.source(span), []).append(span)
    for text, spans in places.items():
        message = f"the `|` in `{text}` ends the table cell"
        escaped = text.replace("|", "\\|", 1)
        yield Finding(note.path, spans[0], message, f"write `{escaped}`", also=tuple(spans[1:]))
