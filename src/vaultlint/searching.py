"""Other people's regular expressions, searched for so long and no longer."""

import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from vaultlint.place import UserError
from vaultlint.text import Span, shortened

if TYPE_CHECKING:
    import regex

MOST_SECONDS = 1.0
"""Processor time that a pattern may take beyond what any pattern takes, in all of a process's searches."""

_FAIR = 0.02
_FAIR_A_CHARACTER = 2e-7
"""Processor time in seconds that any search may take, and more for each character of a long text."""

_BRACE = re.compile(r"\\N\{[^{}]*\}|\\.|\{(?!\d*,?\d*\})", re.DOTALL)

T = TypeVar("T")


class SlowPatternError(UserError):
    """A pattern tries too many ways to match: a mistake in it, at `place`."""

    def __init__(self, pattern: str, place: str = "") -> None:
        super().__init__(
            f"{place}{': ' if place else ''}the pattern `{shortened(pattern)}` takes more than"
            f" {MOST_SECONDS:g} s: parts of it that repeat can match the same text in too many ways"
        )
        self.pattern, self.place = pattern, place

    def __reduce__(self) -> tuple[type[UserError], tuple[str, str]]:
        return SlowPatternError, (self.pattern, self.place)


class Pattern:
    """A regular expression in Python's syntax, in the hands of an engine that can be stopped.

    Python's own may take years for a text of forty letters, and nothing but the end of the
    process stops it. The module `regex` measures processor time, so that a busy machine
    stops nobody. Not a linear engine: those know neither lookarounds nor letters beyond
    ASCII at a word's border, which owners write.
    """

    def __init__(self, source: str, flags: int = 0, *, shown: str = "") -> None:
        """Compile `source`; `shown` is what its owner wrote where that is another language."""
        import regex

        self._shown = shown or source
        self._compiled = regex.compile(_without_fuzziness(source), flags | regex.VERSION0)
        self._left = MOST_SECONDS

    def search(self, text: str) -> "regex.Match[str] | None":
        """Return the first place where the pattern is found; raises SlowPatternError."""
        return self._within(text, lambda seconds: self._compiled.search(text, timeout=seconds))

    def spans(self, text: str) -> list[Span]:
        """Return all places where the pattern is found; raises SlowPatternError."""

        def found(seconds: float) -> list[Span]:
            return [Span(*one.span()) for one in self._compiled.finditer(text, timeout=seconds)]

        return self._within(text, found)

    def words(self, text: str) -> list[str]:
        """Return all that the first group finds, without groups the whole; raises SlowPatternError."""
        group = min(self._compiled.groups, 1)

        def found(seconds: float) -> list[str]:
            return [one.group(group) for one in self._compiled.finditer(text, timeout=seconds)]

        return self._within(text, found)

    def _within(self, text: str, ask: Callable[[float], T]) -> T:
        fair = _FAIR + _FAIR_A_CHARACTER * len(text)
        start = time.process_time()
        try:
            answer = ask(self._left + fair)
        except (TimeoutError, MemoryError):
            raise self._too_slow() from None
        slow = time.process_time() - start - fair
        if slow > 0:
            self._left -= slow
        if self._left <= 0:
            raise self._too_slow()
        return answer

    def _too_slow(self) -> SlowPatternError:
        self._left = 0.0  # Whoever asks again learns it at once.
        return SlowPatternError(self._shown)


def _without_fuzziness(source: str) -> str:
    """The pattern with `{e<=1}` for what Python takes it for, five characters."""

    def literal(found: re.Match[str]) -> str:
        return found[0] if found[0].startswith("\\") else "\\{"

    return _BRACE.sub(literal, source)


def compile_error(source: str) -> str:
    """Return why a text is no regular expression, in words, or an empty text."""
    import regex

    try:
        re.compile(source)
        Pattern(source)
    except (re.error, regex.error, OverflowError) as error:
        return str(error)
    except (RecursionError, MemoryError):  # Where they happen, and so their words, is different each time.
        return "it is nested too deep"
    return ""
