"""The Related section lists the same note twice.

## Why

Two entries for one note say two things, or the same one twice; the next correction reaches
only one of them.

## What to do

Make one entry of the two. Lists under different headings or labels may share entries.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Place, Severity
from vaultlint.note import Note
from vaultlint.related import Entry, entries
from vaultlint.related import Options as Options
from vaultlint.rule import note_rule
from vaultlint.text import fold_name, is_dated


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note, options: Options) -> Iterator[Finding]:
    if is_dated(note.facts.name):
        return
    seen: dict[tuple[int, str, str], Entry] = {}
    for entry in entries(note, options):
        link = entry.link
        first = seen.setdefault((entry.group, fold_name(link.path), link.subpath), entry)
        if first is not entry:
            related = (Place(note.path, first.link.span, "the first"),)
            message = f"`{link.path}` is listed twice"
            yield Finding(note.path, link.span, message, "make one entry of the two", related=related)
