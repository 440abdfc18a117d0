"""The dates of the footer are not parted as the vault's owner wants it.

## Why

`*Created 2026-02-09 | Updated 2026-03-01*` and `*Created 2026-02-09, updated …*`
say the same, and whoever reads them by program must know both.

## What to do

Set `separator`, such as ` · `; `vaultlint format` writes it between the dates of a
footer that holds nothing else. Without it every footer stays as it is. The dates
themselves are never touched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from vaultlint.finding import Changes, Edit, Finding, Fix, Severity
from vaultlint.note import Note
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span

_BETWEEN = re.compile(r"(?P<separator>\s*[|·•,;/–—-]\s*|\s+)(?P<word>[A-Za-z]+):?\s+")


@dataclass(frozen=True)
class Options:
    """How a footer is written."""

    separator: str = ""
    """What stands between two dates of a footer, such as ` · ` or ` | `."""


@note_rule(Severity.INFO, since="0.1.0", on=False, fixes=Fixes.SAFE)
def check(note: Note, options: Options) -> Iterator[Finding]:
    for footer in note.facts.moments.footers if options.separator else ():
        edits, swaps = [], []
        for one, other in pairwise(footer.dates):
            between = _BETWEEN.fullmatch(note.text, one.span.end, other.span.start)
            if between and between["separator"] != options.separator:
                edits.append(Edit(Span(*between.span("separator")), options.separator))
                swaps.append((between["separator"], options.separator))
        if edits:
            fix = Fix(f"write `{options.separator}`", tuple(edits), Changes(tuple(swaps)))
            message = f"the footer's dates are parted by `{swaps[0][0]}`"
            yield Finding(note.path, footer.span, message, fix=fix)
