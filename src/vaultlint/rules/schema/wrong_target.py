"""A link leads to a note of another kind than the schema says.

## Why

A property `parties` that links to a country where an organisation was meant makes every
list drawn from it wrong.

## What to do

Link to the note that is meant, or correct what the other note says of itself. Links
that lead nowhere are other rules' business.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.network import Network, Question
from vaultlint.rule import network_rule
from vaultlint.schema.asked import specs_of
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Column, Field, Label
from vaultlint.text import listing


def _has_target(asked: Requirement) -> bool:
    return asked.welcome() and any(one.target >= 0 for one in specs_of(asked.part))


@network_rule(Severity.ERROR, since="0.1.0", parts=(Field, Label, Column), when=_has_target)
def check(network: Network, question: Question) -> Iterator[Finding]:
    specs = specs_of(question.requirement.part)
    for one in question.evidence:
        spec = specs[one.spec]
        if spec.target < 0 or not one.form:
            continue
        path = network.find(one, question.note)
        if path is None:
            if one.form in {"name", "path"}:
                yield Finding(question.note.path, one.span, f"no note is called `{one.text}`")
        elif network.vault.is_read(path) and not network.is_target(path, spec.target):
            if network.is_unsure(path):
                continue
            message = f"`{one.text}` is not {spec.wanted}"
            kinds = network.matched(path)
            help_ = f"it is of the kind {listing(kinds)}" if kinds else "no schema says of which kind it is"
            if path == question.note.path:
                message, help_ = f"`{one.text}` leads to this note itself", f"what is wanted is {spec.wanted}"
            yield Finding(question.note.path, one.span, message, help_)
