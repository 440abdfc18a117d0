"""Offsets become lines and columns: here, and nowhere else."""

from bisect import bisect_right
from collections.abc import Callable

from vaultlint.text import Span, Value


class Position(Value, frozen=True):
    """A line and a column, both from 1; a column counts code points."""

    line: int
    column: int


class Source:
    """A note's text with its lines."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def position(self, offset: int) -> Position:
        """Return where the code point at `offset` stands."""
        offset = max(0, min(offset, len(self._text)))
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def range(self, span: Span) -> tuple[Position, Position]:
        """Return where a span begins, and where it ends, exclusive."""
        return self.position(span.start), self.position(span.end)

    def line(self, number: int) -> str:
        """Return the text of a line, without its end."""
        end = self._starts[number] if number < len(self._starts) else len(self._text) + 1
        return self._text[self._starts[number - 1] : end - 1].rstrip("\r")


Sources = Callable[[str], Source]
"""Gives the source of the note at a path."""


def sources(read: Callable[[str], str]) -> Sources:
    """Return a memory of sources, each read once."""
    known: dict[str, Source] = {}

    def source(path: str) -> Source:
        if path not in known:
            known[path] = Source(read(path))
        return known[path]

    return source
