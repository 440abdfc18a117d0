"""The parts that frame a note: definition, captions, and the ends of its lists."""

import re

from vaultlint.facts import Bullet, Context, Heading, Link, LinkKind
from vaultlint.note import Caption, Definition, Item
from vaultlint.text import Span, shown_text

_EMPHASIS_LINE = re.compile(r"^[ \t]*([*_])(?!\1)([^\n]*?\S)\1[ \t]*\r?$", re.MULTILINE)
_IS = re.compile(r"(?:\*\*|__)\s*(?:\([^()]*\)\s*)?(?:—|–|-|:|is|are|was|were)\s+(?:an?\s+|the\s+)?")
_SENTENCE_END = re.compile(r"(?<=[\w)][\w)][.!?])\s+(?=[A-Z\[*])|\n|(?<=\w)\.$")
_CLAUSE_END = re.compile(r"\s*(?:[;:(]|,(?!\d)|\s[—–-]\s)")
_LONGEST_SUMMARY = 70
_BEFORE_LINK = re.compile(r"[ \t]*[-*+][ \t]+(?:\*\*|__)?")
_JOINT = re.compile(r"((?:\*\*|__)?(?:[ \t]+[—–-]+[ \t]+|:[ \t]+))(?=\S)")
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


def summary_of(text: str, definition: Definition | None) -> str:
    """Return what a definition says that the note's subject is, in its own first words; often nothing."""
    if definition is None or not definition.name:
        return ""
    name_end = text.find(definition.name, definition.span.start) + len(definition.name)
    begin = _IS.match(text, name_end, definition.span.end)
    if begin is None:
        return ""
    end = _SENTENCE_END.search(text, begin.end(), definition.span.end)
    words = shown_text(text[begin.end() : end.start() if end else definition.span.end]).strip(" .")
    while len(words) > _LONGEST_SUMMARY:
        cuts = [cut.start() for cut in _CLAUSE_END.finditer(words, 0, _LONGEST_SUMMARY) if cut.start() > 8]
        if not cuts:
            return ""
        words = words[: cuts[-1]]
    plain = not any(sign in words for sign in "#[]|`<%$_~=\\") and words.count("(") == words.count(")")
    return words if plain else ""


def read_bullets(text: str, links: tuple[Link, ...], items: tuple[Item, ...]) -> tuple[Bullet, ...]:
    """Return of each section the last item that begins with a wikilink."""
    wanted = Context.FIRST | Context.LIST
    last: dict[int, Link] = {}
    for link in links:
        plain = link.context & (wanted | Context.QUOTE | Context.TABLE | Context.COMMENT) == wanted
        if plain and link.kind == LinkKind.WIKILINK and not link.embed:
            last[link.section] = link
    found = []
    for link in last.values():
        start = text.rfind("\n", 0, link.span.start) + 1
        before = text[start : link.span.start]
        own = next((item for item in items if item.depth == 1 and item.span.covers(link.span.start)), None)
        if own is None or own.span.start < start or not _BEFORE_LINK.fullmatch(before):
            continue
        joint = _JOINT.match(text, link.span.end)
        end = own.span.start + len(text[own.span.start : own.span.end].rstrip())
        found.append(Bullet(link.span.start, end, before, joint.group(1) if joint else ""))
    return tuple(found)
