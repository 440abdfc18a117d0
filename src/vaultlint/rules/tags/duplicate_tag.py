"""A tag stands twice in the tag line or in the property.

## Why

Obsidian counts tags without case, so the second one adds nothing; most often
another tag was meant.

## What to do

Delete one of them.
"""

from collections.abc import Iterator

from vaultlint.facts import TagPlace
from vaultlint.finding import Finding, Place, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule
from vaultlint.text import Span, fold_name


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    first: dict[tuple[TagPlace, str], Span] = {}
    for tag in note.facts.tags:
        if tag.place == TagPlace.INLINE:
            continue
        earlier = first.setdefault((tag.place, fold_name(tag.text)), tag.span)
        if earlier != tag.span:
            related = (Place(note.path, earlier, "first here"),)
            yield Finding(
                note.path, tag.span, f"the tag `{tag.text}` stands twice", "delete one", related=related
            )
