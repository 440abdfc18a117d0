"""Links and embeds: what they name, and where."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from msgspec import structs

from vaultlint.facts import Context, Heading, Link, LinkKind, PropertyLink
from vaultlint.note import Frontmatter, Mapping, Property, Scalar, Sequence, YamlValue
from vaultlint.parse.markdown import Outline, RawLink
from vaultlint.text import Span, Spans

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_URL_AFTER = re.compile(r"\([A-Za-z][A-Za-z0-9+.-]+:")
_WHOLE_LINK = re.compile(r"\[\[([^\[\]\n]+)\]\]")
_NAMES = frozenset({"aliases", "alias", "tags", "tag"})
_MARKS = " \t>-*+|_0123456789.)[xX]"
"""What may stand on a line before its first word: quotes, bullets, numbers, boxes, borders, emphasis."""
_LONGEST_MARK = 16
_FORENAMES = ("New", "North", "South", "East", "West", "Saint", "San")
_PART = re.compile(r"(?: |-)[A-Z][a-z]{2,}")
_OPEN_PIPE = re.compile(r"\[\[[^\[\]\n|\\]+\|[^\[\]\n|]*\]\]")
_PIPE_ROW = re.compile(r"[ \t>]*\|[^\n]*\|")
_DELIMITER = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*\r?(?:\n|$)")


def read_links(
    text: str, outline: Outline, headings: tuple[Heading, ...], math: Spans, comments: Spans
) -> tuple[Link, ...]:
    """Return the links to notes and files of the vault, in order of place."""
    links = []
    section = 0
    for raw in outline.links:
        start = raw.span.start
        if math and math.covers(start):
            continue
        while section < len(headings) and headings[section].span.start <= start:
            section += 1
        context = raw.context | (Context.COMMENT if comments and comments.covers(start) else 0)
        if _is_first(text, start):
            context |= Context.FIRST
        if _is_part(text, raw.span):
            context |= Context.PART
        read = _wikilink if raw.url is None else _markdown_link
        link = read(text, raw, section - 1, context)
        if link is not None:
            links.append(link)
    return _marked(text, tuple(links), outline.code_spans) if outline.code_spans else tuple(links)


def _is_first(text: str, start: int) -> bool:
    """Whether nothing but marks stands before a link on its line: asked of every link, cheaply first."""
    if start > 1 and text[start - 2].isalpha() and text[start - 1] != "\n":
        return False
    line = text.rfind("\n", 0, start) + 1
    return start - line < _LONGEST_MARK and not text[line:start].strip(_MARKS)


def _is_part(text: str, span: Span) -> bool:
    """Whether a word beside a link makes a longer name of it: `[[Iron]] Bank`, `New [[Mexico]]`."""
    if text[span.start - 1 : span.start] == " " and text.endswith(_FORENAMES, 0, span.start - 1):
        return True
    return _PART.match(text, span.end) is not None and text[span.start - 1 : span.start] != "*"


def _marked(text: str, links: tuple[Link, ...], code: tuple[Span, ...]) -> tuple[Link, ...]:
    """Mark the links that only show what code on their line explains."""

    def is_shown(link: Link) -> bool:
        start = text.rfind("\n", 0, link.span.start) + 1
        end = text.find("\n", link.span.end)
        beside = (span for span in code if start <= span.start and (span.start < end or end < 0))
        written = text[link.span.start : link.span.end]
        return any(written in text[span.start : span.end] for span in beside)

    return tuple(
        structs.replace(link, context=link.context | Context.SHOWN) if link.path and is_shown(link) else link
        for link in links
    )


def _wikilink(text: str, raw: RawLink, section: int, context: int) -> Link | None:
    start, end = raw.span.start, raw.span.end
    embed = text[start] == "!"
    inner_start = start + (3 if embed else 2)
    inner = text[inner_start : end - 2]
    if inner.count("[") > inner.count("]") and text.startswith("]", end):
        inner, end = text[inner_start : end - 1], end + 1  # `[[a [b]]]` names `a [b]`.
    if _URL_AFTER.match(text, end) or (start > 1 and text.startswith("{{", start - 2)):
        return None  # `[[1]](https://…)` is a citation, `{{[[TODO]]}}` a command of Roam's.
    target, pipe, display = inner.partition("|")
    if "\n" in inner or not inner.strip():
        return None  # Obsidian: a link does not cross a line; an empty one is none.
    if target.endswith("\\"):
        target = target[:-1]  # the escape that a table wants
    path, _, subpath = target.partition("#")
    lead = len(path) - len(path.lstrip())
    path = path.strip()
    path_span = Span(inner_start + lead, inner_start + lead + (len(path) or len(target)))
    return Link(
        Span(start, end),
        path_span,
        LinkKind.WIKILINK,
        embed,
        normal_path(path),
        subpath,
        display if pipe else None,
        section,
        context,
    )


def _markdown_link(text: str, raw: RawLink, section: int, context: int) -> Link | None:
    assert raw.url is not None
    source = text[raw.span.start : raw.span.end]
    url, url_span = (raw.reference, raw.span) if raw.reference else _destination(source, raw)
    if not url or _SCHEME.match(url) or url.startswith("?"):
        return None
    path, hash_, subpath = url.partition("#")
    if "\n" in url or not (path or hash_):
        return None
    return Link(
        raw.span,
        Span(url_span.start, min(url_span.end, url_span.start + (len(path) or len(url)))),
        LinkKind.MARKDOWN,
        source.startswith("!"),
        normal_path(unquote(path.partition("?")[0])),
        unquote(subpath),
        None,
        section,
        context,
    )


def _destination(source: str, raw: RawLink) -> tuple[str, Span]:
    """The URL as the note spells it, and where: the parser's own copy has lost its accents."""
    assert raw.url is not None
    bracket = source.rfind("](")
    at = bracket + 2
    while at < len(source) and source[at] in " \t\n<":
        at += 1
    url = source[at : at + len(raw.url)]
    same = len(url) == len(raw.url) and all(
        seen == given or not seen.isascii() for seen, given in zip(url, raw.url, strict=True)
    )
    if bracket < 0 or not same:
        return raw.url, raw.span
    return url, Span(raw.span.start + at, raw.span.start + at + len(url))


def normal_path(path: str) -> str:
    """Return a link's path as Obsidian looks it up: NFC, `/` only, none doubled or last.

    Source: `normalizePath` in Obsidian's API.
    """
    if "://" in path:
        return path  # A web address: nobody looks it up.
    if "\\" in path or "//" in path or path.endswith("/") or "\u00a0" in path:
        path = re.sub(r"/{2,}", "/", path.replace("\\", "/").replace("\u00a0", " "))
        path = path.rstrip("/") or path[:1]
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def read_property_links(text: str, frontmatter: Frontmatter) -> tuple[PropertyLink, ...]:
    """Return the wikilinks that are whole values, in order; see PropertyLink.

    Aliases and tags are names: what looks like a link there is a mistake of its own.
    """
    seen: set[int] = set()
    return tuple(
        link
        for entry in frontmatter.properties
        if entry.key.lower() not in _NAMES
        for link in _property_links(text, entry, seen)
    )


def _property_links(text: str, entry: Property, seen: set[int]) -> Iterator[PropertyLink]:
    """Yield the links in a property's value; what an anchor repeats is looked at once."""
    key, value = entry.key, entry.value
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, Scalar):
        match = _WHOLE_LINK.fullmatch(value.text.strip()) if "[[" in value.text else None
        if match:
            yield PropertyLink(key, value.span, match.group(1), True)
    elif isinstance(value, Mapping):
        for inner in value.entries:
            named = Property(f"{key}.{inner.key}", inner.key_span, inner.value)
            yield from _property_links(text, named, seen)
    elif link := unquoted_link(text, value):
        yield PropertyLink(key, value.span, link, False)
    else:
        for item in value.items:
            yield from _property_links(text, Property(key, entry.key_span, item), seen)


def unquoted_link(text: str, value: YamlValue) -> str:
    """Return the link that `[[X]]` without quotes was meant to be, or an empty text."""
    if not isinstance(value, Sequence) or not value.flow or len(value.items) != 1:
        return ""
    inner = value.items[0]
    if not isinstance(inner, Sequence) or not inner.flow or inner.span.start != value.span.start + 1:
        return ""
    if any(isinstance(item, Sequence) for item in inner.items):
        return ""
    return text[inner.span.start + 1 : inner.span.end - 1].strip()


def links_of_properties(property_links: tuple[PropertyLink, ...]) -> tuple[Link, ...]:
    """Return the quoted property links as links."""
    links = []
    for found in property_links:
        if found.quoted:
            target, pipe, display = found.text.partition("|")
            path, _, subpath = target.partition("#")
            links.append(
                Link(
                    found.span,
                    found.span,
                    LinkKind.PROPERTY,
                    False,
                    normal_path(path.strip()),
                    subpath,
                    display if pipe else None,
                    -1,
                    0,
                )
            )
    return tuple(links)


def open_pipes(text: str, body: int, opaque: Spans, tables: Spans) -> tuple[Span, ...]:
    """Return the links in rows of tables whose own pipe is not escaped and ends a cell.

    One in a header makes the row too wide, so that there is no table: then the row
    of dashes below tells what was meant.
    """
    headers: dict[int, bool] = {}

    def in_header(offset: int) -> bool:
        line_start = text.rfind("\n", 0, offset) + 1
        if line_start not in headers:
            next_start = text.find("\n", offset) + 1
            row = _PIPE_ROW.match(text, line_start)
            headers[line_start] = bool(row and next_start and _DELIMITER.match(text, next_start))
        return headers[line_start]

    return tuple(
        Span(*match.span())
        for match in _OPEN_PIPE.finditer(text, body)
        if not opaque.covers(match.start()) and (tables.covers(match.start()) or in_header(match.start()))
    )


def property_text(entry: Property) -> tuple[tuple[str, Span], ...]:
    """Return the texts of a property that holds one or a list of them, with their spans."""
    values = entry.value.items if isinstance(entry.value, Sequence) else (entry.value,)
    texts = (value for value in values if isinstance(value, Scalar) and value.kind not in {"null", "boolean"})
    return tuple((value.text, value.span) for value in texts)


def not_prose(text: str, raw_links: tuple[RawLink, ...]) -> tuple[Span, ...]:
    """Return what of the links is no prose: wikilinks, and the URLs and titles of Markdown links."""
    spans = []
    for raw in raw_links:
        start = raw.span.start if raw.url is None else text.rfind("](", raw.span.start, raw.span.end)
        spans.append(Span(max(start, raw.span.start), raw.span.end))
    return tuple(spans)
