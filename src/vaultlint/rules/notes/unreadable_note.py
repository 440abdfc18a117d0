"""The file cannot be read as text.

## Why

A note that is no UTF-8, is larger than 8 MiB, takes more than ten seconds to check
or may not be opened is invisible to search, to links' headings or to every other rule.

## What to do

Save the file as UTF-8, split it, or correct its permissions.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule
from vaultlint.text import START

_REMEDIES = (
    ("UTF-", "save it as UTF-8 text"),
    ("more than", "split it"),
    ("larger", "split it"),
    ("NUL", "restore it"),
)


@note_rule(Severity.ERROR, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    if note.unreadable:
        message = f"the note cannot be read: {note.unreadable}"
        remedy = next((words for sign, words in _REMEDIES if sign in note.unreadable), "make it readable")
        yield Finding(note.path, START, message, f"{remedy}, or exclude it")
