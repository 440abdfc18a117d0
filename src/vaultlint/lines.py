"""The lines of a note that are Markdown: what may be laid out anew."""

import re
from collections.abc import Iterator

from vaultlint.note import Note
from vaultlint.text import Span

BLANK = " \t\r\n"
"""What Markdown takes for white space at the ends of a line: other spaces are letters to it."""

_ONLY_MARKS = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)]|#{1,6})[ \t]*(?:\[.\])?)?[ \t]*")


def lines(note: Note) -> Iterator[Span]:
    """Yield every line of the body without its line end, in order of place."""
    start = note.body
    while start < len(note.text):
        yield line_at(note, start)
        start = after_line(note, start)


def line_at(note: Note, start: int) -> Span:
    """Return the line that begins at an offset, without its line end."""
    end = note.text.find("\n", start)
    stop = end if end >= 0 else len(note.text)
    return Span(start, stop - 1 if note.text.endswith("\r", start, stop) else stop)


def after_line(note: Note, offset: int) -> int:
    """Return where the line after an offset begins, the text's end if none does."""
    return note.text.find("\n", offset) + 1 or len(note.text)


def begins_line(note: Note, offset: int) -> bool:
    """Say whether an offset is the first of its line."""
    return offset == 0 or note.text[offset - 1] == "\n"


def is_free(note: Note, offset: int) -> bool:
    """Say whether an offset lies neither in code, math or HTML nor in a comment."""
    structure = note.structure
    return not structure.inert.covers(offset) and not structure.comments.covers(offset)


def line_before(note: Note, start: int) -> Span:
    """Return the line that ends right before a line's start, empty before the first."""
    end = max(note.body, start - 1)
    begin = max(note.body, note.text.rfind("\n", 0, end) + 1)
    return Span(min(begin, end), end)


def is_blank(note: Note, line: Span) -> bool:
    """Say whether a line has nothing but white space."""
    return not note.source(line).strip(BLANK)


def is_only_marks(words: str) -> bool:
    """Say whether a line is an item, a task, a heading or a quote without words."""
    return _ONLY_MARKS.fullmatch(words) is not None


def may_be_code(note: Note, start: int) -> bool:
    """Say whether a line is indented outside lists: text to some programs and code to others."""
    indented = note.text.startswith(("    ", "\t"), start)
    return indented and not any(item.span.covers(start) for item in note.structure.items)
