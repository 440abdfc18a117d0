"""Offsets become lines and columns: here, and nowhere else."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from vaultlint.finding import Edit
from vaultlint.text import Span, Value, line_end

_HELD = 64
"""Notes whose text is held at a time."""

_FEW = 20
"""Questions about a note that are answered without listing its lines."""

_MARK = "\ufeff"
_LINE_FEED = re.compile(r"(?<!\r)\n")


class Position(Value, frozen=True):
    """A line and a column, both from 1; a column counts code points, where nothing else is said."""

    line: int
    column: int


class Source:
    """A note's text, asked for lines and columns.

    For a few offsets counting line ends is faster than listing them. A byte order mark before
    the text is no part of it; only bytes are counted with it.
    """

    def __init__(self, content: str) -> None:
        self._text = content.removeprefix(_MARK)
        self._mark = len(content) - len(self._text)
        self._asked = 0
        self._line = (0, -1, "")

    def position(self, offset: int) -> Position:
        """Return where the code point at `offset` stands."""
        offset = max(0, min(offset, len(self._text)))
        self._asked += 1
        if self._asked < _FEW:
            return Position(self._text.count("\n", 0, offset) + 1, offset - self._text.rfind("\n", 0, offset))
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self._text))]

    def range(self, span: Span) -> tuple[Position, Position]:
        """Return where a span begins, and where it ends, exclusive."""
        return self.position(span.start), self.position(span.end)

    def byte_range(self, span: Span) -> tuple[Position, Position]:
        """Return the same with columns that count the bytes of the file."""
        return self._byte_position(span.start), self._byte_position(span.end)

    def _byte_position(self, offset: int) -> Position:
        if offset < 0:
            return Position(1, 1)
        line, column = self.position(offset).line, self.position(offset).column
        end = min(offset, len(self._text))
        before = (_MARK if self._mark and line == 1 else "") + self._text[end - column + 1 : end]
        return Position(line, len(before.encode("utf-8", "surrogatepass")) + 1)

    def as_one(self, edits: Iterable[Edit]) -> Edit:
        """Return the one edit that does what several do."""
        ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
        parts: list[str] = []
        at = ordered[0].span.start
        for edit in ordered:
            parts += self._text[max(0, at) : max(0, edit.span.start)], self.written(edit.text)
            at = edit.span.end
        return Edit(Span(ordered[0].span.start, at), "".join(parts))

    def written(self, text: str) -> str:
        """Return the text of an edit with the line ends that the note has."""
        return _LINE_FEED.sub(line_end(self._text), text)

    def line(self, offset: int) -> str:
        """Return the text of the line that `offset` lies in, without its end."""
        offset = max(0, min(offset, len(self._text)))
        start, end, line = self._line
        if not start <= offset <= end:  # A long line may be asked for by many findings.
            start, end = self._text.rfind("\n", 0, offset) + 1, self._text.find("\n", offset)
            end = end if end >= 0 else len(self._text)
            line = self._text[start:end].rstrip("\r")
            self._line = (start, end, line)
        return line


Sources = Callable[[str], Source]
"""Gives the source of the note at a path; of a path that is no note's, an empty one."""


def sources(read: Callable[[str], str]) -> Sources:
    """Return a memory of the sources last asked for: reports go note by note."""
    return lru_cache(_HELD)(lambda path: Source(read(path)))
