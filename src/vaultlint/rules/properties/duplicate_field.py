"""A property stands twice in the frontmatter.

## Why

YAML allows a key once. Obsidian shows no properties of such a note; other
programs take the first value, or the last.

## What to do

Keep one of them, with the value that is right.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Place, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule


@note_rule(Severity.ERROR, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    for first, second in note.frontmatter.duplicates:
        message = f"the property `{second.key}` stands here a second time"
        related = (Place(note.path, first.key_span, "first here"),)
        yield Finding(note.path, second.key_span, message, "keep one of the two", related=related)
