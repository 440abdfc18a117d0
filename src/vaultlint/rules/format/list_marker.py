"""A list changes its marker in the middle.

## Why

To Markdown another marker begins another list. Mostly two people, or a person and
a program, wrote at one list.

## What to do

Use the first item's marker; `vaultlint format` does. Which marker that is is the
note's own choice.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from vaultlint.finding import Changes, Edit, Finding, Fix, Severity
from vaultlint.lines import is_free
from vaultlint.note import Item, Note
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span

_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_MARKER = re.compile(r"[-*+](?=[ \t])")


@note_rule(Severity.INFO, since="0.1.0", on=False, fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    for items in _runs(note):
        markers = [note.text[one.span.start] for one in items]
        odd = [
            Span(one.span.start, one.span.start + 1)
            for one, marker in zip(items, markers, strict=True)
            if marker != markers[0]
        ]
        if odd:
            lists = 1 + sum(one != other for one, other in pairwise(markers))
            changes = Changes(blocks=((" ".join(["ul"] * lists), "ul"),))
            fix = Fix(f"use `{markers[0]}`", tuple(Edit(span, markers[0]) for span in odd), changes)
            message = f"another marker than `{markers[0]}`, with which this list begins"
            yield Finding(note.path, odd[0], message, also=tuple(odd[1:]), fix=fix)


def _runs(note: Note) -> Iterator[list[Item]]:
    """Items of the top level that follow each other line by line."""
    run: list[Item] = []
    for item in note.structure.items:
        start = item.span.start
        begins_line = start == 0 or note.text[start - 1] == "\n"
        if item.depth > 1 or item.ordered or not begins_line or not _MARKER.match(note.text, start):
            continue
        if run and not _follows(note, run[-1], item):
            yield run
            run = []
        if is_free(note, start):
            run.append(item)
    yield run


def _follows(note: Note, last: Item, item: Item) -> bool:
    """Say whether nothing stands between two items, not even a blank line."""
    between = note.text[last.span.end : item.span.start]
    return not between.strip() and not _BLANK_LINE.search(note.text, last.span.start, item.span.start)
