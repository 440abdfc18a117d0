"""A note as another Markdown parser renders it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from vaultlint.oracle.properties import links_of, tags_of, value_of
from vaultlint.text import Value

_WIKILINK = re.compile(r"(!?)\[\[([^\[\]\n]+)\]\]")
_COMMENT = re.compile(r"%%.*?(?:%%|\Z)", re.DOTALL)
_LINE_END_SPACE = re.compile(r"[ \t]+(?=\n)")
_SPACES = re.compile(r"[ \t]{2,}|\t")
_TAG = re.compile(r"(?<![\w/#&])#((?:[^\W]|[/-])+)")


class Block(Value, frozen=True):
    """A top-level block: its kind, its lines from 0 with the end exclusive, and its HTML.

    In the HTML a link's target is left out: targets are compared on their own.
    """

    kind: str
    start: int
    end: int
    html: str


class View(Value, frozen=True):
    """A note as another program sees it."""

    blocks: tuple[Block, ...]
    links: tuple[str, ...]
    tags: tuple[str, ...]
    properties: Any


@lru_cache(maxsize=4)  # What comes after one fix stands before the next.
def view(text: str) -> View:
    """Return what a note's text shows, its frontmatter included."""
    tokens = _reader().parse(_in_reach(text))
    front = next((token for token in tokens if token.type == "front_matter"), None)
    properties = value_of(front.content) if front else {}
    inline = [token for token in tokens if token.type == "inline"]
    inner = [child for token in inline for child in token.children or ()]
    links = [*links_of(properties), *(target for child in inner for target in _target(child))]
    tags = [*tags_of(properties), *(tag for child in inner for tag in _tags_in(child))]
    return View(tuple(_blocks(tokens)), tuple(links), tuple(tags), properties)


def inline(markdown: str) -> str:
    """Return a piece of Markdown as HTML, as it is inside a block."""
    words = markdown.strip(" \t")
    before, after = (" " * (edge in (" ", "\t")) for edge in (markdown[:1], markdown[-1:]))
    return f"{before}{_of(_reader().parseInline(_in_reach(words)))}{after}" if words else before


def _in_reach(text: str) -> str:
    """A text with footnotes as words: as such they stay where they are, also where nothing refers to them."""
    return text.replace("[^", "\u2060[^")


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    reader.use(front_matter_plugin).use(tasklists_plugin)
    reader.inline.ruler.before("link", "wikilink", _wikilink)
    reader.inline.ruler.before("escape", "comment", _comment)
    return reader


def _wikilink(state: StateInline, silent: bool) -> bool:
    found = _WIKILINK.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        target, pipe, words = found.group(2).replace("\\|", "|").partition("|")
        token = state.push("wikilink", "img" if found.group(1) else "a", 0)
        token.content = words if pipe else target
        token.meta = {"target": target.strip()}
    state.pos = found.end()
    return True


def _comment(state: StateInline, silent: bool) -> bool:
    found = _COMMENT.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("text", "", 0).content = _LINE_END_SPACE.sub("", found.group())
    state.pos = found.end()
    return True


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    own: list[Token] = []
    for token in tokens:
        if token.type == "front_matter":
            continue
        own.append(token)
        if token.level == 0 and token.nesting <= 0:
            lines = next((one.map for one in own if one.map), None) or [0, 0]
            yield Block(own[0].tag or own[0].type, lines[0], lines[1], _of(own))
            own = []


def _of(tokens: Sequence[Token]) -> str:
    """HTML of tokens, without the targets of links and pictures."""
    for token in tokens:
        children = token.children or []
        for child, following in zip_longest(children, children[1:]):
            if child.type == "text":  # Of several spaces one is shown, and at a line's end none.
                ends = following is None or following.type.endswith("break")
                child.content = _SPACES.sub(" ", child.content.rstrip(" \t") if ends else child.content)
            for name in ("href", "src"):
                if name in child.attrs:
                    child.attrs[name] = ""
            if "title" in child.attrs:
                child.attrs["title"] = " ".join(str(child.attrs["title"]).split())
            if child.type == "wikilink":
                child.type, child.nesting = "html_inline", 0
                child.content = _shown(child)
    return str(_reader().renderer.render(tokens, _reader().options, {}))


def _shown(link: Token) -> str:
    words = escapeHtml(link.content)
    return f'<img src="" alt="{words}" />' if link.tag == "img" else f'<a href="">{words}</a>'


def _target(token: Token) -> Iterator[str]:
    if token.type == "wikilink":
        yield token.meta["target"]
    for name in ("href", "src"):
        found = token.attrs.get(name)
        if found:
            yield unquote(str(found))
    for child in token.children or ():
        yield from _target(child)


def _tags_in(token: Token) -> Iterator[str]:
    if token.type == "text":
        yield from _TAG.findall(token.content)
