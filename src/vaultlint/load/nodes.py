"""A YAML file as nodes that know their line and column, and what people trip over in YAML."""

import os
import re
from collections.abc import Iterator
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from vaultlint.disk import read_text
from vaultlint.parse.yaml_depth import LOADER, line_too_deep
from vaultlint.place import UserError
from vaultlint.text import Value

_DEEPEST = 40
_MOST = 20_000
"""Nodes that a file may have, aliases written out."""

_TRAPS = (
    ("'\\t' that cannot start", "indent with spaces, not with tabs"),
    ("undefined alias", "put a text that begins with `*` in quotes"),
    ("while scanning an alias", "put a text that begins with `*` in quotes"),
    ("cannot start any token", "put a text that begins with such a sign in quotes"),
    ("found unknown escape", "in double quotes a backslash begins an escape: use single quotes"),
    ("mapping values are not allowed", "put a text with a colon in quotes"),
    ("directive", "put a text that begins with `%` in quotes"),
    ("expected '<document start>'", "put a text that begins with `%` in quotes"),
    ("found '<stream end>'", "put a text that begins with `#` in quotes: YAML takes it for a comment"),
    ("expected ',' or", "put a text with brackets, braces or commas in quotes"),
    ("found '<scalar>'", "a quote inside quotes: use the other kind, or double it"),
    ("another document", "take out the second `---`"),
)


class Node(Value, frozen=True):
    """A YAML value: a `text`, the `items` of a list or the `entries` of a map.

    `file` is as the settings show it, `line` and `column` count from 1.
    """

    file: str
    line: int
    column: int
    text: str = ""
    items: tuple["Node", ...] | None = None
    entries: tuple[tuple["Node", "Node"], ...] | None = None
    null: bool = False
    flow: bool = False
    plain: bool = False
    commented: bool = False
    """Whether there is nothing but a comment where a value was meant."""

    @property
    def is_text(self) -> bool:
        """Whether it is a scalar with something in it."""
        return self.items is None and self.entries is None and not self.null

    @property
    def at(self) -> str:
        """The place as `file:line:column`."""
        return f"{self.file}:{self.line}:{self.column}"

    def get(self, key: str) -> "Node | None":
        """Return the value of a key of a map."""
        return next((value for name, value in self.entries or () if name.text == key), None)

    def __iter__(self) -> Iterator["Node"]:
        return iter(self.items or ())


def read_nodes(path: str, shown: str) -> Node:
    """Return the root of the YAML file at `path`, which messages call `shown`; raises UserError."""
    try:
        text = read_text(path)
        refuse_depth(text, shown)
        root = _compose(text)
        return _Reader(text, shown).node(root, 0) if root is not None else Node(shown, 1, 1, null=True)
    except MarkedYAMLError as error:
        raise UserError(f"{_place(error, shown)}: not valid YAML: {_words(error)}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UserError(f"{shown}:{line}:1: the file is not UTF-8") from None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise UserError(f"{shown}:{line}:1: the file holds a control character") from None
    except RecursionError:
        raise UserError(f"{shown}:1:1: lists or maps are nested too deep") from None
    except (YAMLError, OSError, ValueError) as error:
        words = " ".join(str(getattr(error, "strerror", None) or error).split())
        raise UserError(f"{shown}:1:1: {words}") from None


def _compose(text: str) -> Any:
    """The root node: by PyYAML's C parser, which is far faster; where it refuses, YAML 1.2 decides."""
    try:
        return yaml.compose(text, Loader=LOADER)
    except (yaml.YAMLError, ValueError):
        return YAML(typ="rt").compose(text)


def refuse_depth(text: str, shown: str) -> None:
    """Refuse what a parser would take long for, or end in: levels without end; raises UserError."""
    line = line_too_deep(text, _DEEPEST)
    if line is not None:
        raise UserError(f"{shown}:{line + 1}:1: lists or maps are nested too deep")
    depth = 0
    unquoted = re.sub(r"'[^'\n]*'|\"[^\"\n]*\"", lambda found: " " * len(found.group()), text)
    for found in re.finditer(r"[\[\]{}]", unquoted):
        depth += 1 if found.group() in "[{" else -1
        if depth > _DEEPEST:
            line = text.count("\n", 0, found.start()) + 1
            raise UserError(f"{shown}:{line}:1: lists or maps are nested too deep")


class _Reader:
    """Turns ruamel's nodes into ours; counts them, for aliases multiply."""

    def __init__(self, text: str, shown: str) -> None:
        self._lines = text.split("\n")
        self._shown = shown
        self._count = 0

    def node(self, node: Any, depth: int) -> Node:
        shown, line, column = self._shown, node.start_mark.line + 1, node.start_mark.column + 1
        self._count += 1
        if depth > _DEEPEST or self._count > _MOST:
            what = "nested too deep" if depth > _DEEPEST else "too many"
            raise UserError(f"{shown}:{line}:{column}: lists or maps are {what}")
        if node.id == "scalar":
            return self._scalar(node, line, column)
        flow = bool(node.flow_style)
        if node.id == "sequence":
            items = tuple(self.node(item, depth + 1) for item in node.value)
            return Node(shown, line, column, items=items, flow=flow)
        entries = tuple((self.node(key, depth + 1), self.node(value, depth + 1)) for key, value in node.value)
        return Node(shown, line, column, entries=entries, flow=flow)

    def _scalar(self, node: Any, line: int, column: int) -> Node:
        text = str(node.value)
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise UserError(f"{self._shown}:{line}:{column}: half a character stands here, which is no text")
        plain = not node.style
        null = plain and text in {"", "~", "null", "Null", "NULL"}
        rest = self._lines[line - 1][column - 1 :] if line <= len(self._lines) else ""
        return Node(self._shown, line, column, text, null=null, plain=plain, commented=null and "#" in rest)


def _place(error: MarkedYAMLError, shown: str) -> str:
    mark = error.problem_mark or error.context_mark
    return f"{shown}:{mark.line + 1}:{mark.column + 1}" if mark else shown


def _words(error: MarkedYAMLError) -> str:
    said = f"{error.context or ''} {error.problem or ''}"
    trap = next((hint for sign, hint in _TRAPS if sign in said), "")
    return f"{error.problem or error.context}{'; ' + trap if trap else ''}"


def relative(path: str, folder: str) -> str:
    """Return how messages call a file: as seen from the settings' folder, with `/`."""
    return os.path.relpath(path, folder).replace(os.sep, "/") if folder else path.replace(os.sep, "/")
