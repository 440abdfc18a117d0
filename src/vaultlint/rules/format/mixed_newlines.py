"""Lines end in two ways: some as on Windows, some as elsewhere.

## Why

Git shows whole notes as changed, and some editors show the odd ends as signs.

## What to do

End all lines as most of them do; `vaultlint format` does.
"""

import re
from collections.abc import Iterator

from vaultlint.finding import Edit, Finding, Fix, Severity
from vaultlint.note import Note
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span, count

_LINE_FEED = re.compile(r"(?<!\r)\n")
_BOTH = re.compile(r"\r(?=\n)")


@note_rule(Severity.INFO, since="0.1.0", on=False, fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    if "\r\n" not in note.text:
        return
    both = [found.start() for found in _BOTH.finditer(note.text)]
    alone = [found.start() for found in _LINE_FEED.finditer(note.text)]
    if not alone or len(both) < note.text.count("\r"):  # A lone return ends a line, too, for some programs.
        return
    if len(both) > len(alone):
        edits = [Edit(Span(at, at + 1), "\r\n") for at in alone]
        usual = "on Windows"
    else:
        edits = [Edit(Span(at, at + 1), "") for at in both]
        usual = "on Linux and macOS"
    first = min(both[0], alone[0])
    message = f"{count(len(both), 'line')} of {len(both) + len(alone):,} end as on Windows"
    fix = Fix(f"end all as {usual}", tuple(edits))
    yield Finding(note.path, Span(first, first + 1), message, fix=fix)
