"""The YAML between the first two fences, read as Obsidian reads it."""

import re
from collections.abc import Callable

import yaml
from frontmatter.default_handlers import BaseHandler
from msgspec import structs

from vaultlint.note import Frontmatter, Mapping, Problem, Property, Scalar, Sequence, YamlValue
from vaultlint.parse.yaml_depth import LOADER, line_too_deep
from vaultlint.parse.yaml_mending import mend
from vaultlint.parse.yaml_words import explain
from vaultlint.text import START, Span

_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"[ \t\r\n]*(?:#.*\n\s*)*[\w][\w .-]*:(?=\s)")
_PLAIN_KEY = re.compile(r"(?:#[^\n]*\n)*[\w-]+:(?:[ \t]|\r?$)", re.MULTILINE)
_LATE = re.compile(r"[ \t]*\r?\n\s*(---[ \t]*\r?\n)")


class ObsidianHandler(BaseHandler):
    """python-frontmatter's protocol with Obsidian's rules and with offsets.

    The fence stands at the very first byte (release notes 1.4.6 and 1.4.10), the
    closing one may have trailing spaces (1.3.2) and may end the file. `load`
    returns a YAML node whose marks are code points from the text given.
    """

    FM_BOUNDARY = _OPENING

    def detect(self, text: str) -> bool:
        """Say whether `text` begins with a fence."""
        return _OPENING.match(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        """Return the YAML and the body; ValueError when the fence is not closed."""
        opening = _OPENING.match(text)
        closing = opening and _CLOSING.search(text, opening.end())
        if not opening or not closing:
            raise ValueError("the frontmatter is not closed")
        return text[opening.end() : closing.start()], text[closing.end() :]

    def load(self, fm: str) -> yaml.Node | None:  # type: ignore[override]
        """Return the root node, None for an empty text; raises yaml.YAMLError."""
        return yaml.compose(fm, Loader=LOADER)


_HANDLER = ObsidianHandler()
_DEEPEST = 50
_TOO_DEEP = f"the frontmatter is nested more than {_DEEPEST} levels deep"


def read_frontmatter(text: str) -> Frontmatter:
    """Return the frontmatter of a note's text; what cannot be read is its problem."""
    return _read(text, mending=True)


def _read(text: str, *, mending: bool) -> Frontmatter:
    if not _HANDLER.detect(text):
        return _misplaced(text)
    try:
        source, body = _HANDLER.split(text)
    except ValueError:
        return _unclosed(text)
    span = Span(0, len(text) - len(body))
    offset = text.index("\n") + 1
    if line_too_deep(source, _DEEPEST) is not None:
        return Frontmatter(span, problem=Problem(Span(offset, offset), _TOO_DEEP, "make it flatter"))
    try:
        root = _HANDLER.load(source)
    except yaml.YAMLError as error:
        problem = explain(error, source, offset)
        fix = mend(source, offset, problem.span.start, _read_plainly) if mending else None
        return Frontmatter(span, problem=structs.replace(problem, fix=fix))
    except ValueError as error:
        problem = Problem(Span(offset, offset), f"the frontmatter is not valid YAML: {error}")
        return Frontmatter(span, problem=problem)
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value.strip()):
        return Frontmatter(span)
    if not isinstance(root, yaml.MappingNode):
        where = _span(root, offset)
        message = "the frontmatter holds no `key: value` pairs"
        return Frontmatter(span, problem=Problem(where, message, "write `key: value` lines"))
    return _with_properties(span, root, offset)


def _read_plainly(text: str) -> Frontmatter:
    """As `read_frontmatter`, without asking what would help: one edit is tried, not one after another."""
    return _read(text, mending=False)


def _with_properties(span: Span, root: yaml.MappingNode, offset: int) -> Frontmatter:
    reader = _Reader(offset)
    entries = reader.mapping(root).entries
    # Obsidian compares a note's own properties without case (release notes 1.4.1).
    duplicates = _duplicates(entries, str.lower)
    for inner in reader.inner_maps:
        duplicates += _duplicates(inner.entries, str)
    return Frontmatter(span, entries, tuple(duplicates))


def _duplicates(entries: tuple[Property, ...], fold: Callable[[str], str]) -> list[tuple[Property, Property]]:
    first: dict[str, Property] = {}
    named = (entry for entry in entries if entry.key)
    pairs = ((first.setdefault(fold(entry.key), entry), entry) for entry in named)
    return [(earlier, entry) for earlier, entry in pairs if earlier is not entry]


def _unclosed(text: str) -> Frontmatter:
    """A `---` that no second one follows is frontmatter only if a key comes next."""
    if not _PLAIN_KEY.match(text, text.index("\n") + 1):
        return Frontmatter()
    where = Span(0, 3)
    message = "the frontmatter is not closed"
    return Frontmatter(problem=Problem(where, message, "end it with a line `---`"))


def _misplaced(text: str) -> Frontmatter:
    """Blank lines before the fence turn frontmatter into text (release notes 1.4.6)."""
    late = _LATE.match(text)
    if not late or not _KEY.match(text, late.end()) or not _CLOSING.search(text, late.end()):
        return Frontmatter()
    where = Span(late.start(1), late.start(1) + 3)
    message = "the frontmatter does not begin on the first line"
    help_ = "delete the blank lines above it: Obsidian reads no properties here"
    return Frontmatter(problem=Problem(where, message, help_))


class _Reader:
    """Turns YAML nodes into values with spans; an anchor's node is read once."""

    def __init__(self, offset: int) -> None:
        self._offset = offset
        self._done: dict[int, YamlValue] = {}
        self.inner_maps: list[Mapping] = []

    def value(self, node: yaml.Node) -> YamlValue:
        done = self._done.get(id(node))
        if done is None:
            # An alias inside its own anchor would recurse for ever: it reads as empty.
            self._done[id(node)] = Scalar(_span(node, self._offset), "", True)
            done = self._done[id(node)] = self._read(node)
        return done

    def mapping(self, node: yaml.MappingNode) -> Mapping:
        entries = []
        for key, value in node.value:
            text = key.value if isinstance(key, yaml.ScalarNode) else ""
            entries.append(Property(text, _span(key, self._offset), self.value(value)))
        return Mapping(_span(node, self._offset), tuple(entries))

    def _read(self, node: yaml.Node) -> YamlValue:
        span = _span(node, self._offset)
        if isinstance(node, yaml.MappingNode):
            self.inner_maps.append(self.mapping(node))
            return self.inner_maps[-1]
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.value(item) for item in node.value)
            return Sequence(span, items, bool(node.flow_style))
        assert isinstance(node, yaml.ScalarNode)
        return Scalar(span, node.value, not node.style)


def _span(node: yaml.Node, offset: int) -> Span:
    if node.start_mark is None or node.end_mark is None:
        return START
    return Span(offset + node.start_mark.index, offset + node.end_mark.index)
