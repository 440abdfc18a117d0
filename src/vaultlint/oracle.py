"""The independent witness of a fix: a note before and after it, rendered by another parser.

Nothing here is shared with `parse`: what both get wrong in the same way would go unseen.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.tasklists import tasklists_plugin
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError

from vaultlint.finding import Changes, Swap
from vaultlint.text import Value

_WIKILINK = re.compile(r"(!?)\[\[([^\[\]\n]+)\]\]")
_COMMENT = re.compile(r"%%.*?(?:%%|\Z)", re.DOTALL)
_TAG = re.compile(r"(?<![\w/#&])#((?:[^\W]|[/-])+)")
_MARKUP = re.compile(r"<[^<>]*>")
_LINKED = re.compile(r"!?\[\[([^\[\]\n]*)\]\]")


class Block(Value, frozen=True):
    """A top-level block: its kind, its lines from 0 with the end exclusive, and its HTML.

    In the HTML a link's target is left out: targets are compared on their own.
    """

    kind: str
    start: int
    end: int
    html: str


_Blocks = Sequence[Block]


class View(Value, frozen=True):
    """A note as another program sees it."""

    blocks: tuple[Block, ...]
    links: tuple[str, ...]
    tags: tuple[str, ...]
    properties: Any


def view(text: str) -> View:
    """Return what a note's text shows, its frontmatter included."""
    tokens = _reader().parse(text)
    front = next((token for token in tokens if token.type == "front_matter"), None)
    properties = _yaml(front.content) if front else {}
    inline = [token for token in tokens if token.type == "inline"]
    inner = [child for token in inline for child in token.children or ()]
    links = [*_links_of(properties), *(target for child in inner for target in _target(child))]
    tags = [*_tags_of(properties), *(tag for child in inner for tag in _tags_in(child))]
    return View(tuple(_blocks(tokens)), tuple(links), tuple(tags), properties)


def difference(before: View, after: View, touched: Mapping[int, str], changes: Changes) -> str:
    """Say in what two views differ besides the declared changes; an empty text if in nothing.

    `touched` are the lines before that the edits touch, by number from 0.
    """
    for what, one, other, swaps in (
        ("links", before.links, after.links, changes.links),
        ("tags", before.tags, after.tags, changes.tags),
    ):
        expected = Counter(one) - Counter(old for old, _ in swaps if old)
        expected += Counter(new for _, new in swaps if new)
        if expected != Counter(other):
            return f"the {what} are not those declared: {_apart(expected, Counter(other))}"
    if _without_links(_swapped(before.properties, changes.properties)) != _without_links(after.properties):
        return "the properties are not those declared"
    if changes.blocks:
        return _blocks_differ(before.blocks, after.blocks, touched, changes)
    expected_html, found = _html(before.blocks), _html(after.blocks)
    if _is_swapped(expected_html, found, [(_inline(old), _inline(new)) for old, new in changes.text]):
        return ""
    return "what is shown is not what was declared"


def _apart(expected: Counter[str], found: Counter[str]) -> str:
    lost, added = expected - found, found - expected
    return f"{sorted(lost)} lost, {sorted(added)} added"


def _html(blocks: Iterable[Block]) -> str:
    return "".join(block.html for block in blocks)


def _is_swapped(before: str, after: str, swaps: Sequence[Swap]) -> bool:
    """Say whether `after` is `before` with each first text replaced by its second, in order of place."""
    if not swaps:
        return before == after
    (old, new), rest = swaps[0], swaps[1:]
    same = _common(before, after)
    # Where one text ends as the next begins, the swap may stand a little before the first difference.
    for start in range(same, -1, -1):
        here = before.startswith(old, start) and after.startswith(new, start)
        if here and _is_swapped(before[start + len(old) :], after[start + len(new) :], rest):
            return True
    return False


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    if one == other:
        return len(one)
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _blocks_differ(
    before: Sequence[Block], after: Sequence[Block], touched: Mapping[int, str], changes: Changes
) -> str:
    """As `difference` for a fix by which blocks are read anew: all others are as they were."""
    pairs = [pair for pair in _pairs(before, after) if _html(pair[0]) != _html(pair[1])]
    if any(touched.keys().isdisjoint(range(block.start, block.end)) for old, _ in pairs for block in old):
        return "blocks are read anew that the fix does not touch"
    for old, new in pairs:
        kinds = (" ".join(block.kind for block in old), " ".join(block.kind for block in new))
        if old and kinds not in changes.blocks:
            return f"{kinds[0] or 'nothing'} became {kinds[1] or 'nothing'}"
    swaps = [(_words(_inline(one)), _words(_inline(other))) for one, other in changes.text]
    shown, found = (_words(_html(block for pair in pairs for block in pair[side])) for side in (0, 1))
    return "" if _is_swapped(shown, found, swaps) else "the words shown are not those declared"


def _pairs(
    before: Sequence[Block], after: Sequence[Block]
) -> Iterator[tuple[Sequence[Block], Sequence[Block]]]:
    """The blocks one by one where their number is the same, or else what lies between equal ones."""
    if len(before) == len(after):
        yield from (([old], [new]) for old, new in zip(before, after, strict=True))
        return
    head = 0
    while head < min(len(before), len(after)) and before[head].html == after[head].html:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail].html == after[-1 - tail].html:
        tail += 1
    yield before[head : len(before) - tail], after[head : len(after) - tail]


def _words(html: str) -> str:
    """The words of some HTML, each with a space after it."""
    return "".join(f"{word} " for word in unescape(_MARKUP.sub(" ", html)).split())


def _inline(markdown: str) -> str:
    """A piece of Markdown as HTML, as it is inside a block."""
    return _of(_reader().parseInline(markdown))


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    reader.use(front_matter_plugin).use(footnote_plugin).use(tasklists_plugin)
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
        state.push("text", "", 0).content = found.group()
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
        for child in token.children or ():
            for name in ("href", "src"):
                if name in child.attrs:
                    child.attrs[name] = ""
            if child.type == "wikilink":
                child.type, child.nesting = "html_inline", 0
                child.content = _shown(child)
    return str(_reader().renderer.render(tokens, _reader().options, {}))


def _shown(link: Token) -> str:
    from markdown_it.common.utils import escapeHtml

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


class _Constructor(SafeConstructor):
    """Leaves dates as they are written: some exist in no calendar."""


_Constructor.add_constructor(
    "tag:yaml.org,2002:timestamp", lambda loader, node: f"date {loader.construct_scalar(node)}"
)


def _yaml(source: str) -> Any:
    """The value of some YAML; its text where it is none."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    try:
        return yaml.load(source)
    except (YAMLError, ValueError):
        return source


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif isinstance(value, str):
        yield value


def _links_of(properties: Any) -> Iterator[str]:
    for leaf in _leaves(properties):
        yield from (found.partition("|")[0].strip() for found in _LINKED.findall(leaf))


def _tags_of(properties: Any) -> Iterator[str]:
    if isinstance(properties, dict):
        for key, value in properties.items():
            if str(key).lower() == "tags" and isinstance(value, list):
                yield from (str(one).removeprefix("#") for one in value)


def _without_links(value: Any) -> Any:
    """A value without what its links say: they are compared on their own."""
    if isinstance(value, dict):
        return {key: _without_links(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_links(one) for one in value]
    return _LINKED.sub("[[]]", value) if isinstance(value, str) else value


def _swapped(properties: Any, swaps: Sequence[Swap]) -> Any:
    """The properties with each first value replaced by its second."""
    for old, new in swaps:
        before, after = _yaml(old), _yaml(new)
        if isinstance(before, dict) or isinstance(after, dict):
            entries = properties.items() if isinstance(properties, dict) else ()
            gone = before if isinstance(before, dict) else {}
            properties = {key: value for key, value in entries if gone.get(key, ...) != value}
            properties |= after if isinstance(after, dict) else {}
        else:
            properties = _replaced(properties, before, after)
    return properties


def _replaced(value: Any, before: Any, after: Any) -> Any:
    if value == before:
        return after
    if isinstance(value, dict):
        return {key: _replaced(one, before, after) for key, one in value.items()}
    return [_replaced(one, before, after) for one in value] if isinstance(value, list) else value
