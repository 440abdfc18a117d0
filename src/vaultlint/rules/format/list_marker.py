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
from vaultlint.lines import BLANK, begins_line, is_free
from vaultlint.note import Item, Note
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span

_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_MARKER = re.compile(r"[-*+](?:[ \t]+(?![-*+_])|[ \t]*(?=[\r\n]|\Z))")


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
    """Items of the top level that follow each other line by line; none where blank lines part some.

    Those may be meant as lists of their own, and what a blank line belongs to is another question.
    """
    run: list[Item] = []
    plain = True
    for item in note.structure.items:
        start = item.span.start
        if item.depth > 1 or item.ordered:
            continue
        if run and note.text[run[-1].span.end : start].strip(BLANK):
            yield run if plain else []
            run, plain = [], True
        own = begins_line(note, start) and is_free(note, start)
        plain = plain and own and _MARKER.match(note.text, start) is not None
        if run and _BLANK_LINE.search(note.text, run[-1].span.start, start):
            plain = False
        run.append(item)
    yield run if plain else []
