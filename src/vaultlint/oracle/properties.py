"""A note's properties as another YAML parser reads them."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError

from vaultlint.finding import Swap

_LINKED = re.compile(r"!?\[\[([^\[\]\n]*)\]\]")


class _Constructor(SafeConstructor):
    """Leaves dates as they are written: some exist in no calendar."""


_Constructor.add_constructor(
    "tag:yaml.org,2002:timestamp", lambda loader, node: f"date {loader.construct_scalar(node)}"
)


def value_of(source: str) -> Any:
    """Return the value of some YAML; its text where it is none, or nested deeper than a parser can go."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    try:
        return yaml.load(source)
    except (YAMLError, ValueError, RecursionError):
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


def links_of(properties: Any) -> Iterator[str]:
    """Yield the targets of links in texts."""
    for leaf in _leaves(properties):
        yield from (found.partition("|")[0].strip() for found in _LINKED.findall(leaf))


def tags_of(properties: Any) -> Iterator[str]:
    """Yield the tags that Obsidian reads: the items of the list `tags`."""
    if isinstance(properties, dict):
        for key, value in properties.items():
            if str(key).lower() == "tags" and isinstance(value, list):
                yield from (str(one).removeprefix("#") for one in value)


def without_links(value: Any) -> Any:
    """Return a value without what its links say: they are compared on their own."""
    if isinstance(value, dict):
        return {key: without_links(one) for key, one in value.items()}
    if isinstance(value, list):
        return [without_links(one) for one in value]
    return _LINKED.sub("[[]]", value) if isinstance(value, str) else value


def swapped(properties: Any, swaps: Sequence[Swap]) -> Any:
    """Return the properties with each first value replaced by its second."""
    for old, new in swaps:
        before, after = value_of(old), value_of(new)
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
