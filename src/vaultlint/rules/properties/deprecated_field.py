"""A property has a name that Obsidian no longer reads.

## Why

Since Obsidian 1.9 only `tags`, `aliases` and `cssclasses` count; `tag`, `alias`
and `cssclass` are properties like any other, and their values do nothing.

## What to do

Use the plural, with a list.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note, Scalar
from vaultlint.rule import note_rule

_PLURALS = {"tag": "tags", "alias": "aliases", "cssclass": "cssclasses"}


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    for entry in note.frontmatter.properties:
        plural = _PLURALS.get(entry.key.lower())
        empty = isinstance(entry.value, Scalar) and not entry.value.text
        if plural and not empty:
            message = f"Obsidian no longer reads the property `{entry.key}`"
            yield Finding(note.path, entry.key_span, message, f"call it `{plural}` and make its value a list")
