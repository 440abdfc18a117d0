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

from vaultlint.edits import entry_swap, in_yaml, is_plain
from vaultlint.finding import Changes, Edit, Finding, Fix, Severity
from vaultlint.note import Note, Property, Scalar, Sequence
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span

_LISTS = frozenset({"tags", "aliases", "cssclasses"})
_LOST = re.compile(r"[ \t]+(#[\w/-][^\r\n]*)")


@note_rule(Severity.WARNING, since="0.1.0", fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    for entry in note.frontmatter.properties:
        if entry.key.lower() not in _LISTS:
            continue
        for lost in _comments(note.text, entry):
            message = f"`{lost.group(1).strip()}` is lost: in YAML a `#` begins a comment"
            place = Span(*lost.span(1))
            help_, fix = _fix(note, entry, place, lost.group(1))
            # Of a list only one item is lost, and the whole is not written anew.
            alone = isinstance(entry.value, Scalar) and is_plain(note, entry)
            yield Finding(note.path, place, message, help_, fix=fix if alone else None)
        value = entry.value
        if isinstance(value, Scalar) and value.kind != "null" and value.text:
            message = f"`{entry.key}` is a text, and Obsidian reads only a list"
            help_, fix = _fix(note, entry, value.span, value.text)
            plain = is_plain(note, entry) and "[[" not in value.text
            yield Finding(note.path, value.span, message, help_, fix=fix if plain else None)


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


def _fix(note: Note, entry: Property, place: Span, text: str) -> tuple[str, Fix]:
    """The list that was meant: what to write, and the fix that does."""
    if entry.key.lower() == "aliases":
        items = [text.strip()]
    else:
        items = [word.lstrip("#") for word in text.replace(",", " ").split()]
    edit = Edit(place, in_yaml(items))
    tags = tuple(("", item) for item in items) if entry.key.lower() == "tags" else ()
    changes = Changes(tags=tags, properties=(entry_swap(note, entry, (edit,)),))
    help_ = f"write `{entry.key}: {edit.text}`"
    return help_, Fix(help_, (edit,), changes)
