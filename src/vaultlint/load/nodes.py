"""A YAML file as nodes that know their line and column, and what people trip over in YAML."""

import os
from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from vaultlint.project import UserError
from vaultlint.text import Value

_DEEPEST = 40
_TRAPS = (
    ("undefined alias", "put a text that begins with `*` in quotes"),
    ("while scanning an alias", "put a text that begins with `*` in quotes"),
    ("cannot start any token", "put a text that begins with such a sign in quotes"),
    ("found unknown escape", "in double quotes a backslash begins an escape: use single quotes"),
    ("mapping values are not allowed", "put a text with a colon in quotes"),
    ("directive", "put a text that begins with `%` in quotes"),
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
        with open(path, encoding="utf-8-sig") as file:
            root = YAML(typ="rt").compose(file)
        return _node(root, shown, 0) if root is not None else Node(shown, 1, 1, null=True)
    except MarkedYAMLError as error:
        raise UserError(f"{_place(error, shown)}: not valid YAML: {_words(error)}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UserError(f"{shown}:{line}:1: the file is not UTF-8") from None
    except RecursionError:
        raise UserError(f"{shown}:1:1: lists or maps are nested too deep") from None
    except (YAMLError, OSError, ValueError) as error:
        words = " ".join(str(getattr(error, "strerror", None) or error).split())
        raise UserError(f"{shown}:{(getattr(error, 'line', 0) or 0) + 1}:1: {words}") from None


def _node(node: object, shown: str, depth: int) -> Node:
    assert isinstance(node, ScalarNode | SequenceNode | MappingNode)
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if depth > _DEEPEST:
        raise UserError(f"{shown}:{line}:{column}: lists or maps are nested too deep")
    if isinstance(node, ScalarNode):
        null = not node.style and node.value in {"", "~", "null", "Null", "NULL"}
        return Node(shown, line, column, str(node.value), null=null)
    if isinstance(node, SequenceNode):
        items = tuple(_node(item, shown, depth + 1) for item in node.value)
        return Node(shown, line, column, items=items, flow=bool(node.flow_style))
    entries = tuple(
        (_node(key, shown, depth + 1), _node(value, shown, depth + 1)) for key, value in node.value
    )
    return Node(shown, line, column, entries=entries, flow=bool(node.flow_style))


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
