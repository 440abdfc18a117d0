"""Text stands directly above or below a table.

## Why

A line below is swallowed as one more row. A line above makes Obsidian and other
programs disagree on whether there is a table at all.

## What to do

Put a blank line between the text and the table.
"""

import re
from collections.abc import Iterator

from vaultlint.finding import Changes, Edit, Finding, Fix, Severity, Swap
from vaultlint.note import Note
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span

_TEXT = re.compile(r"(?![\s=+#>~-]|\d+[.)]|\[[^\[\]]*\]:)(?=.*\w)[^|`%$<\\\r]*")
"""A line that is text wherever it stands: no row, no item, nothing that may begin here and end elsewhere."""

_MARKS = re.compile(r"[*_~=\[\]]")
_MANY = 20


@note_rule(Severity.WARNING, since="0.1.0", fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    for table in note.structure.tables:
        if table.below is not None:
            message = "this line becomes a row of the table above it"
            fix = _part(note, table.below.start, (("table", "table p"),))
            fix = fix if _is_text(note, table.below.start) else None
            yield Finding(note.path, table.below, message, "put a blank line before it", fix=fix)
        elif table.above is not None:
            message = "no blank line parts this text from the table below it"
            yield Finding(
                note.path,
                table.above,
                message,
                "put a blank line after it: not every program shows the table",
                fix=_part(note, table.span.start, ()),
            )


def _is_text(note: Note, start: int) -> bool:
    """Say whether the lines from here to the next blank one are nothing but text."""
    lines = note.text[start:].split("\n", _MANY)
    end = next((index for index, line in enumerate(lines) if not line.strip()), len(lines))
    if end > 1 and any(_MARKS.search(line) for line in lines[:end]):
        return False  # Marks may pair over lines, but not over the cells of rows.
    return end <= _MANY and all(_TEXT.fullmatch(line.rstrip("\r")) for line in lines[:end])


def _part(note: Note, start: int, blocks: tuple[Swap, ...]) -> Fix | None:
    """Puts a blank line before the line at `start`; in a quote or a list it would want more than that."""
    if note.text[start - 1 : start] != "\n":
        return None
    return Fix("put a blank line between", (Edit(Span(start, start), "\n"),), Changes(blocks=blocks))
