"""Several blank lines stand together.

## Why

One parts what belongs apart; more say nothing to Markdown and look like a gap.

## What to do

Keep one; `vaultlint format` does.
"""

import re
from collections.abc import Iterator

from vaultlint.finding import Edit, Finding, Fix, Severity
from vaultlint.lines import BLANK, is_free, is_only_marks, line_before, may_be_code
from vaultlint.note import Note
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span, count

_BLANK = re.compile(r"^[ \t]*\r?\n(?P<more>(?:[ \t]*\r?\n)++)", re.MULTILINE)
_WORDS = re.compile(r"[^\n]*\S")


@note_rule(Severity.INFO, since="0.1.0", on=False, fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    spans = [
        Span(*found.span("more"))
        for found in _BLANK.finditer(note.text, note.body)
        if _WORDS.match(note.text, found.end())  # What ends the note is another rule's.
        and found.start() >= note.body
        and is_free(note, found.start())
        and is_free(note, found.end())
        # How many lines follow an item without words says what belongs to it.
        if not _is_bare_item(note.source(line_before(note, found.start())))
        and not may_be_code(note, found.end())
    ]
    if spans:
        message = f"more than one blank line in {count(len(spans), 'place')}"
        fix = Fix("keep one", tuple(Edit(span, "") for span in spans))
        yield Finding(note.path, spans[0], message, also=tuple(spans[1:]), fix=fix)


def _is_bare_item(line: str) -> bool:
    return bool(line.strip(BLANK)) and is_only_marks(line.rstrip("\r"))
