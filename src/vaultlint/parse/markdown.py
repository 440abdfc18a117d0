"""The Markdown parser's events, walked once: what stands where in a note's body."""

import re
from collections.abc import Callable, Iterable
from typing import Any

import pyromark
from pyromark import Options

from vaultlint.facts import Context
from vaultlint.note import Code, Item, Row, Table
from vaultlint.text import Span, Value, split_cells

# Math stays off: Obsidian reads `$5B/$6B` as money, this parser as a formula.
_MARKDOWN = pyromark.Markdown(
    options=Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_WIKILINKS
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


class RawLink(Value, frozen=True):
    """A link as the parser gives it: its span, and its URL or None for a wikilink."""

    span: Span
    url: str | None
    reference: str
    context: int


class RawHeading(Value, frozen=True):
    """A heading's level and its lines."""

    level: int
    span: Span
    quoted: bool


class Outline(Value, frozen=True):
    """The blocks and links of a body, in order of place, before anything is read out of them."""

    headings: tuple[RawHeading, ...]
    paragraphs: tuple[Span, ...]
    tables: tuple[Table, ...]
    items: tuple[Item, ...]
    code_blocks: tuple[Code, ...]
    code_spans: tuple[Span, ...]
    html: tuple[Span, ...]
    quotes: tuple[Span, ...]
    footnotes: tuple[tuple[str, Span], ...]
    breaks: tuple[int, ...]
    links: tuple[RawLink, ...]


def read_outline(text: str, body: int) -> Outline:
    """Return what stands in `text` from the offset `body` on.

    The parser counts bytes. It is given a stand-in of one byte a character, so
    that its offsets are code points; every slice is taken from the true text.
    """
    stand_in = text[body:] if body else text
    if not stand_in.isascii():
        stand_in = _NOT_ASCII.sub("x", stand_in)
    walk = _Walk(text, stand_in, body)
    handlers = walk.handlers()
    events: Iterable[tuple[Any, Any]] = _MARKDOWN.events_with_range(stand_in)
    for event, place in events:
        # Most events are texts and ends; tested like this they cost least.
        if "Text" in event or "End" in event:
            continue
        if "Start" in event:
            data = event["Start"]
            handler = handlers.get(data if data.__class__ is str else next(iter(data)))
        else:
            data = None
            handler = handlers.get(event if event.__class__ is str else next(iter(event)))
        if handler is not None:
            handler(data, place["start"] + body, place["end"] + body)
    return walk.outline()


class _Walk:
    """Gathers blocks. Containers are told by their ends: events come in order of place."""

    def __init__(self, text: str, stand_in: str, body: int) -> None:
        self._text, self._stand_in, self._body = text, stand_in, body
        self._references: dict[str, str] | None = None
        self.headings: list[RawHeading] = []
        self.paragraphs: list[Span] = []
        self.tables: list[Table] = []
        self.rows: list[Span] = []
        self.items: list[Item] = []
        self.code_blocks: list[Code] = []
        self.code_spans: list[Span] = []
        self.html: list[Span] = []
        self.quotes: list[Span] = []
        self.footnotes: list[tuple[str, Span]] = []
        self.breaks: list[int] = []
        self.links: list[RawLink] = []
        self._lists: list[tuple[int, bool]] = []
        self._table_end = self._heading_end = self._quote_end = self._footnote_end = -1

    def handlers(self) -> dict[str, Callable[[Any, int, int], None]]:
        """What is done with an event, by its name. Not held here: a circle would outlive the note."""
        return {
            "Paragraph": self._paragraph,
            "Heading": self._heading,
            "Table": self._table,
            "TableHead": self._row,
            "TableRow": self._row,
            "List": self._list,
            "Item": self._item,
            "TaskListMarker": self._task,
            "CodeBlock": self._code_block,
            "Code": self._code_span,
            "HtmlBlock": self._html,
            "InlineHtml": self._html,
            "BlockQuote": self._quote,
            "FootnoteDefinition": self._footnote,
            "Rule": self._break,
            "Link": self._link,
            "Image": self._link,
        }

    def outline(self) -> Outline:
        self._close_table()
        return Outline(
            tuple(self.headings),
            tuple(self.paragraphs),
            tuple(self.tables),
            tuple(self.items),
            tuple(self.code_blocks),
            tuple(self.code_spans),
            tuple(self.html),
            tuple(self.quotes),
            tuple(self.footnotes),
            tuple(self.breaks),
            tuple(self.links),
        )

    def _paragraph(self, data: object, start: int, end: int) -> None:
        self.paragraphs.append(Span(start, end))

    def _heading(self, data: Any, start: int, end: int) -> None:
        self._heading_end = end
        self.headings.append(
            RawHeading(int(data["Heading"]["level"][1]), Span(start, end), start < self._quote_end)
        )

    def _table(self, data: Any, start: int, end: int) -> None:
        self._close_table()
        self._table_end = end
        self._table_span = Span(start, end)
        self._width = len(data["Table"])
        self.rows = []

    def _row(self, data: object, start: int, end: int) -> None:
        self.rows.append(Span(start, end))

    def _close_table(self) -> None:
        if self.rows:
            header, *rows = (_row(self._text, span, self._width) for span in self.rows)
            self.tables.append(Table(self._table_span, self._width, header, tuple(rows)))
            self.rows = []

    def _list(self, data: Any, start: int, end: int) -> None:
        while self._lists and self._lists[-1][0] <= start:
            self._lists.pop()
        self._lists.append((end, data["List"] is not None))

    def _item(self, data: object, start: int, end: int) -> None:
        while self._lists[-1][0] <= start:
            self._lists.pop()
        self.items.append(Item(Span(start, end), len(self._lists), self._lists[-1][1]))

    def _task(self, data: object, start: int, end: int) -> None:
        item = self.items[-1]
        self.items[-1] = Item(item.span, item.depth, item.ordered, task=True)

    def _code_block(self, data: Any, start: int, end: int) -> None:
        kind = data["CodeBlock"]
        words = kind["Fenced"].split(None, 1) if isinstance(kind, dict) else ()
        self.code_blocks.append(Code(Span(start, end), words[0] if words else ""))

    def _code_span(self, data: object, start: int, end: int) -> None:
        self.code_spans.append(Span(start, end))

    def _html(self, data: object, start: int, end: int) -> None:
        self.html.append(Span(start, end))

    def _quote(self, data: object, start: int, end: int) -> None:
        self._quote_end = max(self._quote_end, end)
        self.quotes.append(Span(start, end))

    def _footnote(self, data: Any, start: int, end: int) -> None:
        self._footnote_end = end
        self.footnotes.append((data["FootnoteDefinition"], Span(start, end)))

    def _break(self, data: object, start: int, end: int) -> None:
        self.breaks.append(start)

    def _link(self, data: Any, start: int, end: int) -> None:
        link = data.get("Link") or data.get("Image")
        kind = link["link_type"]
        wiki = kind.__class__ is dict
        if not wiki and kind in {"Autolink", "Email"}:
            return
        self.links.append(
            RawLink(
                Span(start, end),
                None if wiki else link["dest_url"],
                "" if wiki or kind == "Inline" else self._reference(link["id"], link["dest_url"]),
                self._context(start),
            )
        )

    def _context(self, start: int) -> int:
        return (
            (Context.TABLE if start < self._table_end else 0)
            | (Context.HEADING if start < self._heading_end else 0)
            | (Context.LIST if self._lists and start < self._lists[0][0] else 0)
            | (Context.QUOTE if start < self._quote_end else 0)
            | (Context.FOOTNOTE if start < self._footnote_end else 0)
        )

    def _reference(self, name: str, url: str) -> str:
        """The URL of a reference's definition as the note spells it."""
        if self._references is None:
            self._references = {}
            for key, found in _MARKDOWN.reference_definitions(self._stand_in).items():
                span, dest = found["span"], found["dest"]
                at = self._stand_in.find(dest, span["start"] + len(key) + 2)
                if 0 <= at < span["end"]:
                    at += self._body
                    self._references[key] = self._text[at : at + len(dest)]
        return self._references.get(name, url)


def _row(text: str, span: Span, width: int) -> Row:
    """Count the cells of a row: the parser fills short ones and drops what is too much."""
    source = text[span.start : span.end].rstrip()
    if source.count("|") == width + 1 and source[0] == source[-1] == "|":
        return Row(span)
    cells = split_cells(text, span)
    return Row(span, cells[width:], max(0, width - len(cells)))
