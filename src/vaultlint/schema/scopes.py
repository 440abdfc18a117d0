"""The kinds of text in a note that a pattern may be looked for in."""

import re
from collections.abc import Callable, Iterator

from vaultlint.schema.names import spans_of
from vaultlint.schema.part import Text
from vaultlint.schema.pieces import Region
from vaultlint.schema.subject import Subject
from vaultlint.text import Span, Spans

_BOLD = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,500}?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![*_\w])([*_])(?![*_\s])([^\n*_]{1,500}?)(?<![\s])\1(?![*_\w])")


def found_in(subject: Subject, part: Text, region: Region) -> tuple[Span, ...]:
    """Return where a pattern is found in a region, in the scopes asked for and without the others."""
    found = [
        Span(stretch.start + span.start, stretch.start + span.end)
        for stretch in _stretches(subject, part, region)
        for span in spans_of(part.pattern, subject.note.text[stretch.start : stretch.end])
    ]
    if found and part.without:
        without = Spans(one for name in part.without for one in _SCOPES[name](subject))
        found = [span for span in found if not without.covers(span.start)]
    return tuple(dict.fromkeys(found))


def _stretches(subject: Subject, part: Text, region: Region) -> Iterator[Span]:
    if not part.scopes:
        yield region.span
    for name in part.scopes:
        for span in _SCOPES[name](subject):
            # The frontmatter lies before every region: in the note means there, too.
            if (
                (name == "frontmatter" and region == subject.body)
                or region.span.start <= span.start < region.span.end
                or (region.heading >= 0 and name == "headings" and span == subject.place(region))
            ):
                yield span


def _prose(subject: Subject) -> Iterator[Span]:
    """Text that is no heading, table, code, callout or comment, line by line."""
    note, structure = subject.note, subject.note.structure
    others = Spans(
        (
            *structure.code,
            *structure.comments,
            *structure.html,
            *(heading.span for heading in subject.facts.headings),
            *(table.span for table in structure.tables),
            *(callout.span for callout in structure.callouts),
            *([note.tag_line] if note.tag_line else []),
        )
    )
    start = note.body
    for other in others:
        if other.start > start:
            yield Span(start, other.start)
        start = max(start, other.end)
    yield Span(start, len(note.text))


def _cells(subject: Subject) -> Iterator[Span]:
    return (cell.span for grid in subject.grids(subject.body) for row in grid.rows for cell in row)


def _emphasis(pattern: re.Pattern[str]) -> Callable[[Subject], Iterator[Span]]:
    def spans(subject: Subject) -> Iterator[Span]:
        note = subject.note
        for found in pattern.finditer(note.text, note.body):
            if not note.structure.inert.covers(found.start()):
                yield Span(*found.span(2))

    return spans


_SCOPES: dict[str, Callable[[Subject], Iterator[Span]]] = {
    "prose": _prose,
    "headings": lambda subject: (heading.span for heading in subject.facts.headings),
    "cells": _cells,
    "bold": _emphasis(_BOLD),
    "italic": _emphasis(_ITALIC),
    "captions": lambda subject: (caption.span for caption in subject.note.captions),
    "callouts": lambda subject: (callout.span for callout in subject.note.structure.callouts),
    "code": lambda subject: iter(subject.note.structure.code),
    "frontmatter": lambda subject: iter([subject.note.frontmatter.span]),
    "definition": lambda subject: (
        one.span for one in ([subject.note.definition] if subject.note.definition else [])
    ),
}
"""What finds the text of each scope, by the name that schemas give it."""
