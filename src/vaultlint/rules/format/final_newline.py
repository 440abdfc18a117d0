"""The note does not end in one line end.

## Why

Git marks a last line without an end, and what is appended would run into it. Blank
lines at the end are changes that nobody meant.

## What to do

End the last line, and nothing after it; `vaultlint format` does.
"""

from collections.abc import Iterator

from vaultlint.finding import Edit, Finding, Fix, Severity
from vaultlint.lines import BLANK, is_free
from vaultlint.note import Note
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span


@note_rule(Severity.INFO, since="0.1.0", on=False, fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    text = note.text
    end = len(text.rstrip(BLANK))
    rest = text[end:]
    if text[end - 1 : end].isspace():
        return  # A sign that ends a line elsewhere.
    if end <= note.body or (rest.count("\n") == 1 and rest.endswith("\n")) or not is_free(note, end - 1):
        return
    if "\n" in rest:
        # White space that ends the last line is another rule's.
        start = text.index("\n", end) + 1
        fix = Fix("take them away", (Edit(Span(start, len(text)), ""),))
        yield Finding(note.path, Span(start, len(text)), "blank lines end the note", fix=fix)
    else:
        fix = Fix("end it", (Edit(Span(len(text), len(text)), "\n"),))
        yield Finding(note.path, Span(end - 1, end), "the last line has no end", fix=fix)
