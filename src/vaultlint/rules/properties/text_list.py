"""A property that must be a list is a text.

## Why

Since Obsidian 1.9 `tags`, `aliases` and `cssclasses` count only as lists. A text
after them is kept, and does nothing. `#one` without quotes is not even kept: to
YAML it is a comment.

## What to do

Write a list: `tags: [a, b]`, or one item a line.
"""

import re
from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note, Property, Scalar, Sequence, core_kind
from vaultlint.rule import note_rule
from vaultlint.text import Span

_LISTS = frozenset({"tags", "aliases", "cssclasses"})
_LOST = re.compile(r"[ \t]+(#[\w/-][^\n]*)")
_SIGNS = re.compile(r"[:#\[\]{},&*!|>'\"%@`\\]|^[-?]")


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    for entry in note.frontmatter.properties:
        if entry.key.lower() not in _LISTS:
            continue
        for lost in _comments(note.text, entry):
            message = f"`{lost.group(1).strip()}` is lost: in YAML a `#` begins a comment"
            help_ = f"write `{_line(entry.key, lost.group(1))}`"
            yield Finding(note.path, Span(*lost.span(1)), message, help_)
        value = entry.value
        if isinstance(value, Scalar) and value.kind != "null" and value.text:
            message = f"`{entry.key}` is a text, and Obsidian reads only a list"
            yield Finding(note.path, value.span, message, f"write `{_line(entry.key, value.text)}`")


def _comments(text: str, entry: Property) -> Iterator[re.Match[str]]:
    """The comments that stand where a value, or an item of a list, was meant."""
    value = entry.value
    places = [(value, entry.key_span.end + 1)]
    if isinstance(value, Sequence):
        places = [(item, item.span.start) for item in value.items]
    for place, end in places:
        lost = (
            _LOST.match(text, end) if isinstance(place, Scalar) and not place.text and place.plain else None
        )
        if lost:
            yield lost


def _line(key: str, text: str) -> str:
    """The property as the list that was meant, in YAML that says so."""
    if key.lower() == "aliases":
        items = [text.strip()]
    else:
        items = [word.lstrip("#") for word in text.replace(",", " ").split()]
    return f"{key}: [{', '.join(map(_plain_or_quoted, items))}]"


def _plain_or_quoted(item: str) -> str:
    """A text as YAML reads it back: in single quotes, where only they need doubling."""
    if _SIGNS.search(item) or core_kind(item) in {"null", "boolean"}:
        return "'" + item.replace("'", "''") + "'"
    return item
