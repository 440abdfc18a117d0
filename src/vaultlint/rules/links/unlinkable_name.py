"""A note's file name has a character that a link cannot hold.

## Why

`#` and `^` begin a heading or a block in a link, `|` its text, and brackets end
it: links to the note do not work, or not everywhere. Obsidian's help advises
against all of them.

## What to do

Rename the file.
"""

import re
from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule
from vaultlint.text import START

_REFUSED = re.compile(r"[#^|\[\]]")


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    name = note.path.rpartition("/")[2]
    found = _REFUSED.search(name)
    if found:
        message = f"the name `{name}` has `{found.group()}`, which a link cannot be relied on to hold"
        yield Finding(note.path, START, message, "rename the file")
