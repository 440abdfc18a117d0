"""A suppression silences nothing.

## Why

The problem it was written for is gone, or its rule's name is wrong. Left in
place it would hide the next, real problem.

## What to do

Delete the comment, or correct the name.
"""

from collections.abc import Iterator

from vaultlint.facts import Reach, Suppression
from vaultlint.finding import Finding, Severity
from vaultlint.rule import engine_rule


@engine_rule(Severity.WARNING, since="0.1.0")
def check(path: str, suppression: Suppression, near: str | None, idle: bool) -> Iterator[Finding]:
    """Report a suppression that is none, has an unknown name (`near` is the nearest), or is `idle`."""
    name, span = suppression.name, suppression.name_span
    if suppression.reach == Reach.UNKNOWN:
        help_ = "write `disable-line`, `disable-next-line`, `disable-file`, `disable` or `enable`"
        yield Finding(path, suppression.span, "this is no suppression", help_)
    elif near is not None:
        help_ = f"did you mean `{near}`?" if near else "`vaultlint rule` lists the names"
        yield Finding(path, span, f"no rule is called `{name}`", help_)
    elif idle:
        what = f"the suppression of `{name}`" if name else "the suppression"
        yield Finding(path, span, f"{what} silences nothing", "delete it")
