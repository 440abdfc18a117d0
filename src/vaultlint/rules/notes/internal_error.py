"""A rule failed on this note: the fault is vaultlint's.

## Why

A rule met something that its author did not think of. The other rules and the
other notes were checked all the same, and the run ends with 2.

## What to do

Please report it with the note, or the part of it that is needed.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import engine_rule
from vaultlint.text import START


@engine_rule(Severity.ERROR, since="0.1.0")
def check(path: str, rule: str, error: Exception) -> Iterator[Finding]:
    """Report that `rule` raised `error`."""
    detail = " ".join(str(error).split()) or "no message"
    message = f"the rule `{rule}` failed here: {type(error).__name__}: {detail}"
    yield Finding(path, START, message, "this is a fault of vaultlint; please report it")
