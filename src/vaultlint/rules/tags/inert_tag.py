"""A tag of digits only is no tag.

## Why

Obsidian wants at least one character that is no digit: `#2024` in a tag line or
`tags: [2024]` finds nothing.

## What to do

Add a letter: `y2024`.
"""

from collections.abc import Iterator

from vaultlint.facts import TagPlace
from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    for tag in note.facts.tags:
        if tag.place != TagPlace.INLINE and tag.text.replace("/", "").isdigit():
            message = f"`{tag.text}` is no tag: it has only digits"
            yield Finding(note.path, tag.span, message, f"add a letter, such as `y{tag.text}`")
