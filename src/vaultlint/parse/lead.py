"""The parts that frame a note: definition and captions."""

import re

from vaultlint.facts import Heading, Link
from vaultlint.note import Caption, Definition
from vaultlint.text import Span

_EMPHASIS_LINE = re.compile(r"^[ \t]*([*_])(?!\1)([^\n]*?\S)\1[ \t]*\r?$", re.MULTILINE)
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
