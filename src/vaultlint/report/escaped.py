"""JSON and XML in which nothing moves a terminal, colours its text or turns its direction."""

import json
from collections.abc import Callable

from vaultlint.report.text import visible


def as_json(document: object, *, indent: int | None = 1) -> str:
    """Return a document as JSON; what `visible` would replace is escaped, so that nothing is lost."""
    written = json.dumps(document, ensure_ascii=False, indent=indent)
    return _escaped(written, lambda char: json.dumps(char)[1:-1])


def as_xml(written: str) -> str:
    """Return XML with such characters as references."""
    return _escaped(written, lambda char: f"&#{ord(char)};")


def _escaped(written: str, escape: Callable[[str], str]) -> str:
    if written.isascii() and "\x7f" not in written:
        return written  # What is below a space has been escaped before.
    odd = {char for char in set(written) if char > "~" and visible(char) != char}
    return written.translate({ord(char): escape(char) for char in odd}) if odd else written
