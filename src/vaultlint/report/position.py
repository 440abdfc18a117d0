"""Offsets become lines and columns: here, and nowhere else."""

from collections.abc import Callable
from functools import lru_cache

from vaultlint.text import Span, Value

_HELD = 64
"""Notes whose text is held at a time."""


class Position(Value, frozen=True):
    """A line and a column, both from 1; a column counts code points."""

    line: int
    column: int


class Source:
    """A note's text, asked for lines and columns; counting line ends is faster than listing them."""

    def __init__(self, text: str) -> None:
        self._text = text

    def position(self, offset: int) -> Position:
        """Return where the code point at `offset` stands."""
        offset = max(0, min(offset, len(self._text)))
        return Position(self._text.count("\n", 0, offset) + 1, offset - self._text.rfind("\n", 0, offset))

    def range(self, span: Span) -> tuple[Position, Position]:
        """Return where a span begins, and where it ends, exclusive."""
        return self.position(span.start), self.position(span.end)

    def line(self, offset: int) -> str:
        """Return the text of the line that `offset` lies in, without its end."""
        offset = max(0, min(offset, len(self._text)))
        end = self._text.find("\n", offset)
        start = self._text.rfind("\n", 0, offset) + 1
        return self._text[start : end if end >= 0 else len(self._text)].rstrip("\r")


Sources = Callable[[str], Source]
"""Gives the source of the note at a path."""


def sources(read: Callable[[str], str]) -> Sources:
    """Return a memory of the sources last asked for: reports go note by note."""
    return lru_cache(_HELD)(lambda path: Source(read(path)))
