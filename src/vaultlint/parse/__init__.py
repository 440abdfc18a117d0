"""Bytes in, a note out. Never raises: what cannot be read is said in the note."""

import codecs
import re

from msgspec import structs

from vaultlint.facts import Alias, Block, Heading, Link, NoteFacts, PropertyText
from vaultlint.figures.lexicon import Lexicon
from vaultlint.figures.read import account_of, read_figures
from vaultlint.note import Callout, Footnote, Frontmatter, Note, Structure, Table
from vaultlint.parse.frontmatter import read_frontmatter
from vaultlint.parse.lead import read_bullets, read_captions, read_definition, summary_of
from vaultlint.parse.links import (
    links_of_properties,
    not_prose,
    open_pipes,
    property_text,
    read_links,
    read_property_links,
)
from vaultlint.parse.markdown import Outline, RawHeading, read_outline
from vaultlint.parse.moments import read_moments
from vaultlint.parse.suppressions import read_suppressions
from vaultlint.parse.tags import read_tag_line, read_tags
from vaultlint.parse.templates import is_template
from vaultlint.parse.zones import comment_spans, math_spans
from vaultlint.place import LARGEST_NOTE
from vaultlint.text import START, Span, Spans, first_line

_WIDEST = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_WIDE = (*_WIDEST, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_MOSTLY = 0.6
"""The share of a section's text from which on it is a list of links."""

_ATX = re.compile(r"[ \t]*#{1,6}(?:[ \t]+|$)")
_ATX_END = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_CALLOUT = re.compile(r"\[!([^\]\n]+)\]([+-]?)[ \t]*([^\n]*)")
_BLOCK = re.compile(r"(?:(?<=[\s\])])|^)\^([A-Za-z0-9-]+)[ \t]*\r?$", re.MULTILINE)
_ANCHOR = re.compile(r"<[a-zA-Z][^<>]*?\b(?:id|name)\s*=\s*[\"']?([^\s\"'<>]+)")
_ANCHOR_MARK = re.compile(r"\{#([^\s{}]+)\}[ \t]*\r?$", re.MULTILINE)


def parse(path: str, source: bytes, lexicon: Lexicon | None = None) -> Note:
    """Return the note at `path`, relative to the vault's root, with these bytes.

    Its figures are read by the words of the lexicon; without one they are not.
    """
    if len(source) > LARGEST_NOTE:
        return unreadable(path, f"it is larger than {LARGEST_NOTE // 1024 // 1024} MiB")
    if source.startswith(_WIDE):
        return unreadable(path, f"it is UTF-{32 if source.startswith(_WIDEST) else 16}, not UTF-8")
    if source.count(0) * 4 > len(source):  # UTF-16 without a mark; or what a crash left behind.
        return unreadable(path, "it is UTF-16, not UTF-8" if source.strip(b"\0") else "it is all NUL bytes")
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        return unreadable(path, f"it is not UTF-8: line {line} holds the byte 0x{source[error.start]:02x}")
    note = read(path, text, byte_order_mark=source.startswith(codecs.BOM_UTF8))
    return _with_figures(note, lexicon) if lexicon else note


def _with_figures(note: Note, lexicon: Lexicon) -> Note:
    """Return a note with what it states in figures; templates and drawings state nothing."""
    if note.facts.template or note.facts.drawing:
        return note
    figures = read_figures(note, lexicon)
    facts = structs.replace(note.facts, figures=account_of(figures))
    return structs.replace(note, figures=figures, facts=facts)


def unreadable(path: str, reason: str) -> Note:
    """Return a note that stands for a file whose text is not known."""
    return Note(path, "", NoteFacts(path, START), unreadable=reason)


def read(path: str, text: str, *, byte_order_mark: bool = False) -> Note:
    """Return the note at `path` with this text; a byte order mark before it is no part of it."""
    frontmatter = read_frontmatter(text)
    body = frontmatter.span.end
    outline = read_outline(text, body)
    structure = _structure(text, body, outline)
    opaque = structure.inert
    tag_line = read_tag_line(text, body)
    headings = _headings(text, outline.headings, structure.comments, tag_line)
    links = read_links(text, outline, headings, structure.math, structure.comments)
    headings = _with_lists(headings, links)
    property_links = read_property_links(text, frontmatter)
    definition = read_definition(text, outline.paragraphs, headings, tag_line)
    facts = NoteFacts(
        path=path,
        title_span=_title_span(text, body, headings, tag_line),
        aliases=_aliases(frontmatter),
        tags=read_tags(text, body, frontmatter, tag_line, Spans((*opaque, *not_prose(text, outline.links)))),
        headings=headings,
        breaks=outline.breaks,
        blocks=tuple(Block(found.group(1), Span(*found.span())) for found in _blocks(text, body, opaque)),
        anchors=(*_ANCHOR.findall(text, body), *_ANCHOR_MARK.findall(text, body)),
        links=(*links_of_properties(property_links), *links),
        property_links=property_links,
        properties=_properties(frontmatter),
        suppressions=read_suppressions(text, body, structure.code),
        moments=read_moments(text, body, opaque),
        summary=summary_of(text, definition),
        bullets=read_bullets(text, links, outline.items),
        template=is_template(text, body, opaque),
        drawing=frontmatter.get("excalidraw-plugin") is not None,
    )
    captions = read_captions(text, links)
    note = Note(path, text, facts, body, frontmatter, structure, tag_line, definition, captions)
    return structs.replace(note, byte_order_mark=byte_order_mark)


def _with_lists(headings: tuple[Heading, ...], links: tuple[Link, ...]) -> tuple[Heading, ...]:
    """The headings, those marked that have little but links below them."""
    lengths: dict[int, int] = {}
    for link in links:
        lengths[link.section] = lengths.get(link.section, 0) + link.span.end - link.span.start
    ends = (*(one.span.start for one in headings[1:]), *(one.end for one in headings[-1:]))
    lists = {
        index
        for index, length in lengths.items()
        if index >= 0 and length > _MOSTLY * (ends[index] - headings[index].span.end)
    }
    if not lists:
        return headings
    return tuple(
        structs.replace(one, links_only=True) if index in lists else one for index, one in enumerate(headings)
    )


def _aliases(frontmatter: Frontmatter) -> tuple[Alias, ...]:
    entry = frontmatter.get("aliases") or frontmatter.get("alias")
    return tuple(Alias(name, span) for name, span in property_text(entry) if name) if entry else ()


def _properties(frontmatter: Frontmatter) -> tuple[PropertyText, ...]:
    return tuple(
        PropertyText(entry.key, words, span)
        for entry in frontmatter.properties
        for words, span in property_text(entry)
    )


def _structure(text: str, body: int, outline: Outline) -> Structure:
    code = Spans((*outline.code_spans, *(block.span for block in outline.code_blocks)))
    html = Spans(outline.html)
    opaque = Spans((*code, *html)) if html else code
    math = Spans(math_spans(text, body, opaque))
    comments = Spans(comment_spans(text, body, opaque))
    inert = Spans((*opaque, *math)) if math else opaque
    return Structure(
        paragraphs=outline.paragraphs,
        tables=tuple(
            _glue(text, outline, table) for table in outline.tables if not comments.covers(table.span.start)
        ),
        items=outline.items,
        code_blocks=outline.code_blocks,
        callouts=_callouts(text, outline.quotes),
        footnotes=tuple(Footnote(name, span) for name, span in outline.footnotes),
        code=code,
        math=math,
        comments=comments,
        html=html,
        inert=inert,
        open_pipes=open_pipes(text, body, inert, Spans(table.span for table in outline.tables)),
    )


def _glue(text: str, outline: Outline, table: Table) -> Table:
    """Tell the lines of prose that no blank line parts from the table."""
    above = below = None
    line_start = text.rfind("\n", 0, table.span.start) + 1
    start = text.rfind("\n", 0, max(line_start - 1, 0)) + 1
    previous = text[start : max(line_start - 1, 0)].rstrip("\r")
    words = previous.strip(" \t>")
    # A callout's title is no paragraph: what stands under it is its body.
    if words and not words.startswith("[!") and any(span.end == line_start for span in outline.paragraphs):
        above = Span(start, start + len(previous))
    if text.startswith("|", table.header.span.start):
        for row in table.rows:
            if "|" not in text[row.span.start : row.span.end]:
                below = Span(
                    row.span.start, row.span.start + len(text[row.span.start : row.span.end].rstrip())
                )
                break
    return Table(table.span, table.width, table.header, table.rows, above, below) if above or below else table


def _callouts(text: str, quotes: tuple[Span, ...]) -> tuple[Callout, ...]:
    callouts = []
    for span in quotes:
        match = _CALLOUT.match(text, span.start + 1 + int(text.startswith("> ", span.start)))
        if match:
            callouts.append(Callout(span, match.group(1).lower(), match.group(2), match.group(3).rstrip()))
    return tuple(callouts)


def _headings(
    text: str, raw_headings: tuple[RawHeading, ...], comments: Spans, tag_line: Span | None
) -> tuple[Heading, ...]:
    kept = [
        raw
        for raw in raw_headings
        if not comments.covers(raw.span.start) and not (tag_line and tag_line.covers(raw.span.start))
    ]
    ends = [len(text)] * len(kept)
    followers = [len(text)] * len(kept)
    parents = [-1] * len(kept)
    path: list[int] = []
    for index, raw in enumerate(kept):
        if raw.quoted:
            continue
        if path:
            followers[path[-1]] = raw.span.start
        while path and kept[path[-1]].level >= raw.level:
            ends[path.pop()] = raw.span.start
        parents[index] = path[-1] if path else -1
        path.append(index)
    headings = []
    for index, raw in enumerate(kept):
        title, span = _title(text, raw.span)
        empty = not raw.quoted and not text[raw.span.end : followers[index]].strip()
        end = span.end if raw.quoted else ends[index]
        headings.append(Heading(raw.level, title, span, end, parents[index], empty, raw.quoted))
    return tuple(headings)


def _title(text: str, span: Span) -> tuple[str, Span]:
    """A heading's words without its marks, and its lines without the line end."""
    source = text[span.start : span.end].rstrip()
    marks = _ATX.match(source)
    if marks:
        title = _ATX_END.sub("", source[marks.end() :]).strip()
    else:
        title = source.rstrip("=-").rstrip("\r\n\t >").strip()
    return title, Span(span.start, span.start + len(source))


def _blocks(text: str, body: int, opaque: Spans) -> list[re.Match[str]]:
    if text.find("^", body) < 0:
        return []
    return [found for found in _BLOCK.finditer(text, body) if not opaque.covers(found.start())]


def _title_span(text: str, body: int, headings: tuple[Heading, ...], tag_line: Span | None) -> Span:
    """Where a finding about the whole note stands: its title, tag line or first line of text."""
    if headings and headings[0].level == 1:
        return headings[0].span
    return tag_line if tag_line is not None else first_line(text, body)
