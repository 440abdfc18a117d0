"""Owners' regular expressions, tried before any note is read."""

import re

from vaultlint.load.nodes import Node
from vaultlint.load.written import Mistakes
from vaultlint.schema.names import PLACEHOLDER
from vaultlint.searching import compile_error

_FLAGS = re.compile(r"\(\?([imsx]+)\)")


def works(pattern: str, node: Node, mistakes: Mistakes) -> bool:
    """Say whether a regular expression can be used, as it stands and with its placeholders filled in."""
    error = compile_error(pattern) or compile_error(PLACEHOLDER.sub("x", pattern))
    if error:
        mistakes.add(node, f"`{pattern}` is no regular expression: {error}")
    return not error


def any_of(patterns: list[str]) -> str:
    """Return a regular expression for any of several; the flags of each hold for it alone."""
    return "|".join(map(_scoped, patterns))


def _scoped(pattern: str) -> str:
    flags = _FLAGS.match(pattern)
    return f"(?{flags.group(1)}:{pattern[flags.end() :]})" if flags else f"(?:{pattern})"
