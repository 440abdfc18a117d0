"""YAML files of settings: read with the place of everything, checked against a model."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from vaultlint.disk import read_text
from vaultlint.load.models import Policy, known_keys
from vaultlint.load.nodes import refuse_depth
from vaultlint.place import UserError, from_here
from vaultlint.text import did_you_mean

Model = TypeVar("Model", bound=Policy)
Path = Sequence[str | int]

_PACKS = ("rules", "../../../rules")
"""The folder of the shipped packs, from this one: in a wheel, in a checkout."""


class Document:
    """A YAML file's content and where in it each thing stands."""

    def __init__(self, path: str, data: Any) -> None:
        self.path = path
        self.data = data

    def at(self, path: Path, *, key: bool = False) -> str:
        """Return `file:line:column` of the value at `path`, or of its key."""
        node, line, column = self.data, 0, 0
        for index, step in enumerate(path):
            found = _position(node, step, key and index == len(path) - 1)
            if found is None:
                break
            line, column = found
            node = node[step]
        return f"{from_here(self.path)}:{line + 1}:{column + 1}"


def read_document(path: str) -> Document:
    """Return the settings file at `path`, unchecked; raises UserError if it is none."""
    document = Document(path, _parse(path))
    if document.data is None:
        return Document(path, {})
    if not isinstance(document.data, Mapping):
        raise UserError(f"{document.at(())}: settings are `key: value` lines")
    return document


def check_policy(document: Document, model: type[Model], patterns: tuple[str, ...]) -> Model:
    """Return what a settings file says; raises UserError with every mistake in it.

    `patterns` are the names of the vault's own rules, which it may grade.
    """
    try:
        # A key with nothing behind it says nothing.
        said = {str(key): value for key, value in document.data.items() if value is not None}
        return model.model_validate(said, context=patterns)
    except ValidationError as error:
        words = [words for mistake in error.errors() for words in _say(document, model, dict(mistake))]
        raise UserError(*words) from None


def shipped_pack(name: str) -> str | None:
    """Return the file of the shipped pack called `name`, None if there is none."""
    path = os.path.join(_packs_folder(), f"{name}.yaml")
    return path if os.path.isfile(path) else None


def shipped_names() -> tuple[str, ...]:
    """Return the names of the shipped packs."""
    return tuple(sorted(name[:-5] for name in os.listdir(_packs_folder()) if name.endswith(".yaml")))


def _packs_folder() -> str:
    folders = (os.path.normpath(os.path.join(os.path.dirname(__file__), folder)) for folder in _PACKS)
    return next(folder for folder in folders if os.path.isdir(folder))


def _parse(path: str) -> Any:
    try:
        text = read_text(path)
        refuse_depth(text, from_here(path))
        return YAML().load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{from_here(path)}:{mark.line + 1}:{mark.column + 1}" if mark else from_here(path)
        raise UserError(f"{where}: not valid YAML: {error.problem or error.context}{_trap(error)}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UserError(f"{from_here(path)}:{line}:1: the file is not UTF-8") from None
    except RecursionError:
        raise UserError(f"{from_here(path)}:1:1: lists or maps are nested too deep") from None
    except ReaderError:
        raise UserError(f"{from_here(path)}:1:1: the file holds a control character") from None
    except (YAMLError, OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or "a number or a text in it is none that YAML knows"
        raise UserError(f"{from_here(path)}:1:1: {words}") from None


def _trap(error: MarkedYAMLError) -> str:
    if "alias" in str(error.context) + str(error.problem):
        return "; put a text that begins with `*` in quotes"
    if "cannot start any token" in str(error.problem):
        return "; put a text that begins with such a sign in quotes"
    return ""


def _position(node: Any, step: str | int, key: bool) -> tuple[int, int] | None:
    if isinstance(node, CommentedMap) and step in node:
        found = node.lc.key(step) if key else node.lc.value(step)
    elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
        found = node.lc.item(step)
    else:
        return None
    return int(found[0]), int(found[1])


_WORDS = {
    "list_type": "wants a list",
    "string_type": "wants a text",
    "dict_type": "wants `key: value` lines",
    "model_type": "wants `key: value` lines",
    "string_unicode": "holds half a character, which is no text",
}


def _say(document: Document, model: type[Policy], mistake: Mapping[str, Any]) -> Iterator[str]:
    """One of pydantic's errors in words, each with its place."""
    path = [step for step in mistake["loc"] if _is_step(document.data, step, mistake["loc"])]
    kind, context = mistake["type"], mistake.get("ctx", {})
    last = next(reversed([*mistake["loc"], *path]), "")
    at = document.at(path)
    if kind == "value_error":
        for one in context["error"].mistakes:
            yield f"{document.at([*path, *one.path], key=one.key)}: {one.message}"
    elif kind == "extra_forbidden":
        known: Iterable[str] = known_keys(model, tuple(str(step) for step in path[:-1]))
        words = f"`{last}` is no setting{did_you_mean(str(last), known)}"
        yield f"{document.at(path, key=True)}: {words}"
    elif kind == "missing":
        yield f"{at}: `{mistake['loc'][-1]}` is missing"
    elif kind == "literal_error":
        yield f"{at}: `{mistake['input']}` is none of {context['expected'].replace(chr(39), '`')}"
    else:
        what = f"`{last}`" if last != "" else "a key"
        yield f"{at}: {what} {_WORDS.get(kind, mistake['msg'])}"


def _is_step(data: Any, step: str | int, path: Sequence[str | int]) -> bool:
    """Say whether pydantic's step is one of the document's: it adds names of its own types."""
    node = data
    for one in path:
        try:
            node = node[one]
        except (KeyError, IndexError, TypeError):
            if one == step:
                return False
    return True
