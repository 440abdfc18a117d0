"""What a note says of time: when it was written, what it was written from, what it expects."""

import re
from collections.abc import Iterator
from itertools import chain

from vaultlint.dates import DATE
from vaultlint.facts import Expectation, Footer, FooterDate, Moments, SourceLine
from vaultlint.text import Span, Spans, shown_text

_EMPHASIS_LINE = re.compile(r"[ \t]*([*_])(?!\1)([^\n]*?\S)\1[ \t]*\r?(?:\n|\Z)")
_EMPHASIS_NEXT = re.compile(r"\n(?=[ \t]*[*_](?![*_])[^\n]*\d{4})")
# The word begins the line or follows a mark, perhaps with a few before it that say no other
# thing: "to be updated" and "next reviewed" do.
_FOOTER_WORD = re.compile(
    r"(?:^|(?<=[^\w\s]))\s*(?:(?:this|the|page|note|file|entry|profile|draft|was|first|created and) )*"
    r"((?:last )?(?:created|updated|edited|modified|rewritten|reviewed|verified))\b:?\s*(?:on\s+)?(?:\[\[)?"
)
_YEAR_IN_TEXT = re.compile(r"\d{4}\s*[^\W_]")
_HYPHENS = {0x2010: "-", 0x2011: "-"}
_URL = re.compile(r"https?://\S+")
_ISO_DATE = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?(?![\d-])")
_SOURCE_LINE = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?[*_]{0,3}\(?([Ss]ources?)\b[*_]{0,3}:[^\n]*\d{4}[^\n]*")

_AHEAD = ("xpected", "cheduled", "lanned")
"""Words that look ahead, without the letter that may be a capital: so the text need not be folded."""

# What was expected, or planned originally, is told as history.
_EXPECTATION = re.compile(
    r"(?<![a-z])(?<!was )(?<!were )(?<!been )(?<!originally )(?<!than[ -])(?<!as )(?<!no )(?<!not )"
    r"(?:expected|scheduled|planned)(?![a-z])"
)
_BEFORE_DATE = (
    re.compile(r":?(?: to [a-z]+)? \*{0,2}(?:\[\[)?"),
    re.compile(
        r"[^.;\n|(]{0,60}? (?:in|by|for|on|before|until|around) (?:the )?"
        r"(?:early |mid-? ?|late |end of )?\*{0,2}(?:\[\[)?"
    ),
)
_LONGEST_CLAIM = 160


def read_moments(text: str, body: int, opaque: Spans) -> Moments:
    """Return what the text from `body` on says of time, `opaque` stretches of code and the like left out."""
    return Moments(
        tuple(_footers(text, body, opaque)),
        tuple(_sources(text, body, opaque)),
        tuple(_expectations(text, body, opaque)),
    )


def _footers(text: str, body: int, opaque: Spans) -> Iterator[Footer]:
    """The whole lines in single emphasis with a date after Created, Updated and the like."""
    for start in (body, *(found.end() for found in _EMPHASIS_NEXT.finditer(text, body))):
        match = _EMPHASIS_LINE.match(text, start)
        if match and not opaque.covers(match.start(1)):
            dates = tuple(_footer_dates(text, Span(*match.span(2))))
            if dates:
                yield Footer(Span(match.start(1), match.end(2) + 1), match.group(2), dates)


def _footer_dates(text: str, span: Span) -> Iterator[FooterDate]:
    line = _lowered(text[span.start : span.end])
    for word in _FOOTER_WORD.finditer(line):
        found = _ISO_DATE.match(line, word.end()) or DATE.match(line, word.end())
        # A year alone may count something, or begin a name: "Modified 2027 Honda".
        if found and not (found.end() - found.start() == 4 and _YEAR_IN_TEXT.match(line, found.start())):
            date = Span(span.start + found.start(), span.start + found.end())
            written = text[span.start + word.start(1) : span.start + word.end(1)]
            yield FooterDate(written, text[date.start : date.end], date)


def _sources(text: str, body: int, opaque: Spans) -> Iterator[SourceLine]:
    """The lines that begin with `Source:` and hold a year."""
    end = body
    for found in _occurrences(text, "ource", body):
        start = text.rfind("\n", 0, found) + 1
        if start < end:
            continue  # The line has been looked at.
        match = _SOURCE_LINE.match(text, start)
        end = match.end() if match else found
        if match and found < match.end(1) and not opaque.covers(start):
            line = match.group().strip()
            start = match.end() - len(match.group().lstrip())
            yield SourceLine(Span(start, start + len(line)), _URL.sub("", shown_text(line)))


def _expectations(text: str, body: int, opaque: Spans) -> Iterator[Expectation]:
    """What the note says is still to come by a date."""
    for found in sorted(chain.from_iterable(_occurrences(text, word, body) for word in _AHEAD)):
        start = max(found - 12, 0)
        near = _lowered(text[start : found + _LONGEST_CLAIM])
        word = _EXPECTATION.match(near, found - 1 - start)
        dates = (_date_after(before, near, word.end()) for before in _BEFORE_DATE) if word else ()
        date = next(filter(None, dates), None)
        if date and not opaque.covers(found):
            span = Span(found - 1, start + date.end())
            yield Expectation(span, text[start + date.start() : span.end])


def _date_after(before: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    words = before.match(text, start)
    return DATE.match(text, words.end()) if words else None


def _occurrences(text: str, word: str, start: int) -> Iterator[int]:
    """Where a word stands, found faster than by a pattern that looks for all words at once."""
    found = text.find(word, start)
    while found >= 0:
        yield found
        found = text.find(word, found + len(word))


def _lowered(text: str) -> str:
    """The text in lower case with plain hyphens, at the same offsets; the few that grow keep their case."""
    text = text.translate(_HYPHENS)
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text
