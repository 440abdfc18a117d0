"""Which notes are forms to fill in."""

import re

from vaultlint.text import Spans

# What only a form has: the placeholders of Obsidian's templates, QuickAdd and
# Templater anywhere, others as a heading, a link's target or a whole property.
# Prose may name a placeholder, and sites, cards and recipes have braces of their own.
_PLACEHOLDER = re.compile(
    r"\{\{\s*(?:title|date|time|yesterday|tomorrow|selected|linkcurrent|v?date|m?value|name|field|macro|template)"
    r"(?::[^{}\n]*)?\s*\}\}|<%[-_*+~]?[^%\n]*\btp\.|<%\*|^#{1,6}[ \t][^\n]*\{\{[^{}<%\[\n]+\}\}"
    r"|\[\[[^\[\]\n]*\{\{[^{}<%\[\n]+\}\}",
    re.IGNORECASE | re.MULTILINE,
)
_PLACEHOLDER_VALUE = re.compile(r"(?::|-)[ \t]+([\"']?)\{\{[^{}\n]+\}\}\1[ \t]*\r?$", re.MULTILINE)


def is_template(text: str, body: int, opaque: Spans) -> bool:
    """Say whether a note is a form to fill in; `opaque` text is no Markdown."""
    if "{{" not in text and "<%" not in text:
        return False
    if _PLACEHOLDER_VALUE.search(text, 0, body) or _PLACEHOLDER.search(text, 0, body):
        return True
    return any(not opaque.covers(found.start()) for found in _PLACEHOLDER.finditer(text, body))
