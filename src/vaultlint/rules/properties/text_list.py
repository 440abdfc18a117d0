"""A property that must be a list is a text.

## Why

Since Obsidian 1.9 `tags`, `aliases` and `cssclasses` count only as lists. A text
after them is kept, and does nothing.

## What to do

Write a list: `tags: [a, b]`, or one item a line.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note, Scalar
from vaultlint.rule import note_rule

_LISTS = frozenset({"tags", "aliases", "cssclasses"})


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    for entry in note.frontmatter.properties:
        value = entry.value
        if entry.key.lower() in _LISTS and isinstance(value, Scalar) and value.kind != "null" and value.text:
            message = f"`{entry.key}` is a text, and Obsidian reads only a list"
            yield Finding(
                note.path, value.span, message, f"write `{entry.key}: [{_items(entry.key, value.text)}]`"
            )


def _items(key: str, text: str) -> str:
    if key.lower() == "aliases":
        return text
    return ", ".join(text.replace(",", " ").split())
