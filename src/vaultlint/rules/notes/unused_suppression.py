"""A suppression silences nothing.

## Why

The problem it was written for is gone, or its rule's name is wrong. Left in
place it would hide the next, real problem.

## What to do

Delete the comment, or correct the name.
"""

from collections.abc import Iterator

from vaultlint.facts import Suppression
from vaultlint.finding import Finding, Severity
from vaultlint.rule import engine_rule
from vaultlint.text import Span


@engine_rule(Severity.WARNING, since="0.1.0")
def check(
    path: str, suppression: Suppression, unknown: dict[str, str], idle: tuple[str, ...]
) -> Iterator[Finding]:
    """Report a suppression's `unknown` names, with the name that may be meant, and its `idle` ones."""
    spans = dict(zip(suppression.names, suppression.name_spans, strict=True))
    for name, near in unknown.items():
        help_ = f"did you mean `{near}`?" if near else "`vaultlint rule` lists the names"
        yield Finding(path, spans.get(name, suppression.span), f"no rule is called `{name}`", help_)
    if suppression.cover.start == suppression.cover.end:
        message = "this is no suppression"
        yield Finding(
            path, suppression.span, message, "write `disable-line`, `-next-line`, `-file`, or `disable`"
        )
    elif not suppression.names and idle:
        yield Finding(path, suppression.span, "the suppression silences nothing", "delete it")
    else:
        for name in idle:
            span = spans.get(name, Span(suppression.span.start, suppression.span.end))
            yield Finding(path, span, f"the suppression of `{name}` silences nothing", "delete it")
