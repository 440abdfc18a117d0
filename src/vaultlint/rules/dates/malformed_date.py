"""A date does not exist or is not written as Obsidian reads it.

## Why

`2026-13-45` sorts last, matches no query and makes the note look new for ever.

## What to do

Write `YYYY-MM-DD`, with a time after a `T` if it matters. A month (`2026-02`,
`Jan 2026`) or a year is no mistake.
"""

import re
from collections.abc import Iterator
from datetime import date

from vaultlint.dates import DATE, find_dates
from vaultlint.finding import Changes, Edit, Finding, Fix, Severity
from vaultlint.note import Note, Scalar
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span
from vaultlint.written import field_word

_NEARLY = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?(?![\d-])(?!(?!t)[a-z])")


@note_rule(Severity.WARNING, since="0.1.0", fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    for key, text, span in _dates(note):
        fault = _fault(text)
        if fault:
            message = f"`{text}` is no date: {fault}"
            yield Finding(note.path, span, message, "write `YYYY-MM-DD`", fix=_fix(note, key, text, span))


def _fix(note: Note, key: str, text: str, span: Span) -> Fix | None:
    """Two digits for a month and a day that exist; nothing else is known for sure."""
    match = _NEARLY.fullmatch(text)
    start = note.text.find(text, span.start, span.end)
    if match is None or not match.group(3) or start < 0 or _fault(better := _padded(match)):
        return None
    edit = Edit(Span(start, start + len(text)), better)
    alone = note.source(span).strip("\"'") == text and not note.text.startswith("[[", start - 2)
    if not alone or note.frontmatter.duplicates:
        return None
    swap = (note.source(span), note.source(span).replace(text, better))
    changes = Changes(properties=((f"{key}: {swap[0]}", f"{key}: {swap[1]}"),)) if key else Changes((swap,))
    return Fix(f"write `{better}`", (edit,), changes)


def _padded(match: re.Match[str]) -> str:
    return f"{match.group(1)}-{match.group(2):0>2}-{match.group(3):0>2}"


def _dates(note: Note) -> Iterator[tuple[str, str, Span]]:
    """What is meant as a date, with its property's key, or an empty text in a footer."""
    for entry in note.frontmatter.properties:
        if (field_word(entry.key) or entry.key.lower() == "stale_after") and isinstance(entry.value, Scalar):
            yield entry.key, entry.value.text, entry.value.span
    for footer in note.facts.moments.footers:
        for found in footer.dates:
            yield "", found.text, found.span


def _fault(text: str) -> str:
    match = _NEARLY.match(text)
    if match is None:
        # In words: 30 February 2026.
        is_date = DATE.fullmatch(text.lower()) is not None
        return "there is no such day" if is_date and not any(find_dates(text.lower())) else ""
    year, month, day = match.group(1), match.group(2), match.group(3) or "01"
    if not 1 <= int(month) <= 12:
        return f"there is no month {month}"
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return f"that month has no day {day}"
    return "month and day want two digits" if len(month) < 2 or len(day) < 2 else ""
