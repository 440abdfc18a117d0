"""The file is a copy that a sync tool left behind.

## Why

Dropbox, Syncthing, Nextcloud, Resilio and Obsidian Sync keep both versions when
two devices change a note at once. The copy goes on living with old text, is
found by search and gets links.

## What to do

Carry over what the copy has and the note lacks, then delete the copy.
"""

import re
from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule
from vaultlint.text import START

_COPY = re.compile(
    r"\((?:[^()]*['’]s )?conflicted copy(?: [^()]*)?\)|\.sync-conflict-\d{8}-\d{6}(?:-\w+)?"
    r"|\(case conflict(?: \d+)?\)|\.conflict(?:ed)?\d*\.md$|\(conflicted copy|_conflict-\d{8}-\d{6}",
    re.IGNORECASE,
)


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    name = note.path.rpartition("/")[2]
    if _COPY.search(name):
        message = f"`{name}` is a copy that a sync conflict left"
        yield Finding(note.path, START, message, "merge it into the original and delete it")
