"""A heading stands close to text, and most others of its level in the note do not.

## Why

A blank line above and below a heading is what most notes and programs write. Where
a note leaves it out throughout, at one level even, it is left as it is.

## What to do

Put a blank line there; `vaultlint format` does. Nothing is put between `#` and the
words: `#tag` is a tag.
"""

from collections.abc import Iterator

from vaultlint.finding import Edit, Finding, Fix, Severity
from vaultlint.lines import BLANK, after_line, begins_line, is_blank, is_free, line_at, line_before
from vaultlint.note import Note
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span


@note_rule(Severity.INFO, since="0.1.0", on=False, fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    levels: dict[int, list[Span]] = {}
    for one in note.facts.headings:
        if not one.quoted and _is_plain(note, one.span):
            levels.setdefault(one.level, []).append(one.span)
    for headings in levels.values():
        for tight, spaced, message in (
            (*_above(note, headings), "no blank line above this heading"),
            (*_below(note, headings), "no blank line below this heading"),
        ):
            for heading, at in tight if len(tight) < spaced else ():
                fix = Fix("put one there", (Edit(Span(at, at), "\n"),))
                yield Finding(note.path, heading, message, fix=fix)


def _is_plain(note: Note, heading: Span) -> bool:
    """Say whether a heading begins its line with `#`: another kind, or one in a list, wants more care."""
    return (
        begins_line(note, heading.start)
        and note.text.startswith("#", heading.start)
        and "|" not in note.source(heading)  # Right above a row of dashes some take it for a table's head.
        and is_free(note, heading.start)
    )


def _above(note: Note, headings: list[Span]) -> tuple[list[tuple[Span, int]], int]:
    """The headings without a blank line above, each with where it is to be, and the number of the others."""
    first = len(note.text) - len(note.text[note.body :].lstrip(BLANK))
    below_text = [one for one in headings if one.start > first]
    tight = [one for one in below_text if not is_blank(note, line_before(note, one.start))]
    return [(one, one.start) for one in tight], len(below_text) - len(tight)


def _below(note: Note, headings: list[Span]) -> tuple[list[tuple[Span, int]], int]:
    """The same of the line below; where another heading or a tag line follows, none is asked for."""
    tight, spaced = [], 0
    last = len(note.text.rstrip(BLANK))
    for heading in headings:
        start = after_line(note, heading.start)
        if start >= last or note.text.startswith("#", start):
            continue
        if is_blank(note, line_at(note, start)):
            spaced += 1
        else:
            tight.append((heading, start))
    return tight, spaced
