"""Stretches that are not prose: Obsidian's math and comments."""

import re

from vaultlint.text import Span, Spans

# Inline math needs text at both its dollars and no digit after the second, on
# one line: `$5B/$6B` is money. Display math may run over lines.
_MATH = re.compile(
    r"(?<![\\$\w])\$(?![\s$])[^$\n]++(?<![\s\\])\$(?![\d$])|(?<![\\$])\$\$(?!\$).+?(?<!\\)\$\$",
    re.DOTALL,
)
# What every formula ends with; next to no amount of money does.
_MATH_END = re.compile(r"\$(?![\d$])(?<=[^\s\\]\$)")
# A comment over several lines begins its line (release notes 0.10.12), and a
# fence has exactly two signs (1.13.2).
_COMMENT = re.compile(r"(?<!%)%%(?!%)[^\n]*?(?<!%)%%(?!%)|^%%(?!%).*?(?<!%)%%(?!%)", re.DOTALL | re.MULTILINE)


def math_spans(text: str, body: int, opaque: Spans) -> tuple[Span, ...]:
    """Return the formulas in `text` from `body` on; none begins in `opaque` text."""
    if not _MATH_END.search(text, body):
        return ()
    return _found(_MATH, text, body, opaque)


def comment_spans(text: str, body: int, opaque: Spans) -> tuple[Span, ...]:
    """Return Obsidian's comments in `text` from `body` on."""
    if text.find("%%", body) < 0:
        return ()
    return _found(_COMMENT, text, body, opaque)


def _found(pattern: re.Pattern[str], text: str, body: int, opaque: Spans) -> tuple[Span, ...]:
    found = []
    at = body
    while match := pattern.search(text, at):
        if opaque.covers(match.start()) or _crosses_cells(text, match):
            at = match.start() + 1
            continue
        found.append(Span(*match.span()))
        at = match.end()
    return tuple(found)


def _crosses_cells(text: str, match: re.Match[str]) -> bool:
    """In a row of a table `Revenue ($B) | Income ($B)` is two cells, not a formula."""
    if "|" not in match.group():
        return False
    line_start = text.rfind("\n", 0, match.start()) + 1
    return text[line_start : match.start()].lstrip(" \t>").startswith("|")
