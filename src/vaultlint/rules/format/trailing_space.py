"""Lines end in white space.

## Why

Nobody sees it, and every program that trims it makes a change to look at.

## What to do

Take it away; `vaultlint format` does. Two spaces that break a line in a paragraph
stay, and so does the space after the mark of an empty list item or task.
"""

from collections.abc import Iterator

from vaultlint.finding import Edit, Finding, Fix, Severity
from vaultlint.lines import (
    BLANK,
    after_line,
    is_free,
    is_only_marks,
    line_at,
    line_before,
    lines,
    may_be_code,
)
from vaultlint.note import Note
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span, count


@note_rule(Severity.INFO, since="0.1.0", on=False, fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    spans = [*_trailing(note)]
    if spans:
        message = f"{count(len(spans), 'line')} end{'s' if len(spans) == 1 else ''} in white space"
        fix = Fix("trim them", tuple(Edit(span, "") for span in spans))
        yield Finding(note.path, spans[0], message, also=tuple(spans[1:]), fix=fix)


def _trailing(note: Note) -> Iterator[Span]:
    for line in lines(note):
        source = note.source(line)
        words = source.rstrip(" \t")
        if len(words) == len(source) or not is_free(note, line.end - 1) or not is_free(note, line.start):
            continue
        if may_be_code(note, line.start):
            continue
        # What belongs to an empty item hangs on the blank lines after it.
        above = note.source(line_before(note, line.start)).rstrip("\r")
        if not words and above.strip(BLANK) and is_only_marks(above):
            continue
        # Without the space a backslash would break the line.
        marks = words and (is_only_marks(words) or words.endswith("\\"))
        breaks = words and source.endswith("  ")
        if not marks and not (breaks and _goes_on(note, line.end)):
            yield Span(line.start + len(words), line.end)


def _goes_on(note: Note, end: int) -> bool:
    """Say whether a line follows that is not blank: two spaces before it are a line break."""
    following = line_at(note, after_line(note, end))
    return bool(note.source(following).strip(" \t\r>"))
