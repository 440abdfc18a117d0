"""A property has a name that Obsidian no longer reads.

## Why

Since Obsidian 1.9 only `tags`, `aliases` and `cssclasses` count; `tag`, `alias`
and `cssclass` are properties like any other, and their values do nothing.

## What to do

Use the plural, with a list.
"""

from collections.abc import Iterator

from vaultlint.edits import entry_swap, in_yaml, is_plain
from vaultlint.finding import Changes, Edit, Finding, Fix, Severity
from vaultlint.note import Note, Property, Scalar, Sequence
from vaultlint.rule import Fixes, note_rule

_PLURALS = {"tag": "tags", "alias": "aliases", "cssclass": "cssclasses"}


@note_rule(Severity.WARNING, since="0.1.0", fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    for entry in note.frontmatter.properties:
        plural = _PLURALS.get(entry.key.lower())
        empty = isinstance(entry.value, Scalar) and not entry.value.text
        if plural and not empty:
            message = f"Obsidian no longer reads the property `{entry.key}`"
            help_ = f"call it `{plural}` and make its value a list"
            yield Finding(note.path, entry.key_span, message, help_, fix=_fix(note, entry, plural))


def _fix(note: Note, entry: Property, plural: str) -> Fix | None:
    """The new name, and one value as a list: of a text that may be several nobody knows which."""
    value = entry.value
    edits = [Edit(entry.key_span, plural)]
    if note.frontmatter.get(plural) or note.source(entry.key_span) != entry.key or not is_plain(note, entry):
        return None
    if isinstance(value, Scalar):
        several = "," in value.text or (plural != "aliases" and " " in value.text.strip())
        if several or "[[" in value.text:
            return None
        edits.append(Edit(value.span, in_yaml([value.text.removeprefix("#")])))
        items = [value.text]
    elif isinstance(value, Sequence):
        items = [item.text for item in value.items if isinstance(item, Scalar)]
    else:
        return None
    tags = [("", item.removeprefix("#")) for item in items] if plural == "tags" else []
    changes = Changes(tags=tuple(tags), properties=(entry_swap(note, entry, edits),))
    return Fix(f"call it `{plural}`", tuple(edits), changes)
