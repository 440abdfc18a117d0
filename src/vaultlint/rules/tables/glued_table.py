"""Text stands directly above or below a table.

## Why

A line below is swallowed as one more row. A line above makes Obsidian and other
programs disagree on whether there is a table at all.

## What to do

Put a blank line between the text and the table.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    for table in note.structure.tables:
        if table.below is not None:
            message = "this line becomes a row of the table above it"
            yield Finding(note.path, table.below, message, "put a blank line before it")
        elif table.above is not None:
            message = "no blank line parts this text from the table below it"
            yield Finding(
                note.path,
                table.above,
                message,
                "put a blank line after it: not every program shows the table",
            )
