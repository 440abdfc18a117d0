"""One run's findings as reports for programs need them: how paths are shown, what a finding is known by."""

import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import NamedTuple

from vaultlint.finding import Diagnostic
from vaultlint.identity import numbered
from vaultlint.report.position import Sources

Shown = Callable[[str], str]
"""Makes of a path from the vault's root, empty for the vault itself, one that the report's reader knows."""


class Run(NamedTuple):
    """What was found in one vault. `notes` are all that were checked, `last` is the line that sums it up.

    `mistakes` in schemas are why less was asked than is meant to be.
    """

    diagnostics: tuple[Diagnostic, ...]
    notes: tuple[str, ...]
    sources: Sources
    shown: Shown
    last: str
    mistakes: tuple[str, ...] = ()


def shown_from(top: str, root: str) -> Shown:
    """Return how paths of the vault at `root` are shown to programs that stand at `top`: no `..` is in them.

    What does not lie below `top` is absolute.
    """
    real, above = (os.path.realpath(path).replace(os.sep, "/").rstrip("/") for path in (root, top))
    start = "" if real == above else f"{real.removeprefix(above + '/')}/"
    return lambda path: start + path if path else start.rstrip("/") or "."


def fingerprints(run: Run) -> Iterator[str]:
    """Yield what each finding is known by from run to run: its rule, note and words, and not its line."""
    for known, number in numbered(run.diagnostics):
        parts = (known.rule, run.shown(known.path), known.words, str(number))
        yield sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
