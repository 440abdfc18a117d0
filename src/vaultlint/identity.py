"""When two findings of different runs are the same one: by rule, note and words, not by line."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vaultlint.finding import Diagnostic

_LINE = re.compile(r"\b(lines?) \d+(?:(?:, | and )\d+)*")


class Identity(NamedTuple):
    """What stays of a finding when lines come and go above it.

    `words` is the message without line numbers. What tells one problem of the whole
    vault has no `path`: the note in which it is told may be another tomorrow.
    """

    rule: str
    path: str
    words: str


def identity(item: Diagnostic) -> Identity:
    """Return what a finding is known by."""
    finding = item.finding
    return Identity(item.rule, "" if finding.once else finding.path, _LINE.sub(r"\1 …", finding.message))


def numbered(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[Identity, int]]:
    """Yield each finding's identity, with how many before it have the same."""
    seen: dict[Identity, int] = {}
    for item in diagnostics:
        own = identity(item)
        seen[own] = seen.get(own, -1) + 1
        yield own, seen[own]
