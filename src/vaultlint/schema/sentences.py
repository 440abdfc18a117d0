"""A note's first sentence: whose name it begins with, and where it ends."""

import re

from vaultlint.note import Note

_SENTENCE_END = re.compile(r"[.!?](?:\*\*|[\"”’)])?\s+(?=[\"“(*_\[]*[A-Z0-9])")
_LONGEST = 12
"""Characters before a point that tell whether it ends an abbreviation."""

_SHORT_WORD = re.compile(
    r"(?:\b[A-Z]|\b(?:Inc|Corp|Co|Ltd|No|St|Mr|Mrs|Ms|Dr|Jr|Sr|vs|est|approx|c|ca|e\.g|i\.e))$"
)


def first_sentence(text: str) -> str:
    """Return a text up to the first point that ends a sentence, as far as can be told."""
    for found in _SENTENCE_END.finditer(text):
        if not _SHORT_WORD.search(text, max(0, found.start() - _LONGEST), found.start()):
            return text[: found.end()].rstrip()
    return text


def is_named(note: Note) -> bool:
    """Say whether a note's definition begins with a name in bold; what ends with a colon is a label."""
    definition = note.definition
    if definition is None or not definition.name or definition.name.endswith(":"):
        return False
    return not note.text.startswith(":", definition.span.start + len(definition.name) + 4)
