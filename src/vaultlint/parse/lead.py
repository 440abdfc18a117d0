"""The parts that frame a note: definition, captions, footer."""

import re

from vaultlint.facts import Heading, Link
from vaultlint.note import Caption, Definition, Footer, FooterDate
from vaultlint.text import Span, Spans

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATE = (
    rf"\d{{4}}-\d{{1,2}}(?:-\d{{1,2}})?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|{_MONTH},? \d{{4}}"
)
_EMPHASIS_LINE = re.compile(r"^[ \t]*([*_])(?!\1)([^\n]*?\S)\1[ \t]*\r?$", re.MULTILINE)
_FOOTER_DATE = re.compile(
    rf"(?<![A-Za-z])(Created|Updated|Last updated|Modified|Reviewed)\b:?\s*(?:on\s+)?({_DATE})", re.IGNORECASE
)
_EMPHASIS_START = re.compile(r"\n[ \t]*([*_])(?!\1)(?=[^\n]*\d{4})")
_BOLD_NAME = re.compile(r"(\*\*|__)(?=\S)([^\n]+?)(?<=\S)\1")


def read_definition(
    text: str, paragraphs: tuple[Span, ...], headings: tuple[Heading, ...], tag_line: Span | None
) -> Definition | None:
    """Return the first paragraph before the first section that says more than tags.

    A title of level 1 may stand before it.
    """
    sections = [heading for heading in headings if heading.level > 1] or list(headings[1:])
    limit = sections[0].span.start if sections else len(text)
    for paragraph in paragraphs:
        start, end = paragraph.start, paragraph.end
        if start >= limit:
            return None
        if tag_line is not None and tag_line.covers(start):
            start = tag_line.end
            start += len(text[start:end]) - len(text[start:end].lstrip())
        span = Span(start, start + len(text[start:end].rstrip()))
        if span.start < span.end and not text.startswith(("![", "|"), span.start):
            name = _BOLD_NAME.match(text, span.start)
            return Definition(span, name.group(2) if name else "")
    return None


def read_captions(text: str, links: tuple[Link, ...]) -> tuple[Caption, ...]:
    """Return the lines in italics that stand directly under a line with an embed."""
    captions = []
    for link in links:
        if link.embed:
            line_end = text.find("\n", link.span.end)
            match = _EMPHASIS_LINE.match(text, line_end + 1) if line_end >= 0 else None
            if match:
                captions.append(Caption(Span(match.start(1), match.end(2) + 1), link.span))
    return tuple(captions)


def read_footers(text: str, body: int, opaque: Spans) -> tuple[Footer, ...]:
    """Return the whole lines in single emphasis with a date after Created, Updated and the like."""
    footers = []
    for start in _EMPHASIS_START.finditer(text, max(body - 1, 0)):
        match = _EMPHASIS_LINE.match(text, start.start() + 1)
        if not match or opaque.covers(match.start(1)):
            continue
        dates = tuple(
            FooterDate(found.group(1), found.group(2), Span(*found.span(2)))
            for found in _FOOTER_DATE.finditer(text, match.start(2), match.end(2))
        )
        if dates:
            footers.append(Footer(Span(match.start(1), match.end(2) + 1), dates))
    return tuple(footers)
