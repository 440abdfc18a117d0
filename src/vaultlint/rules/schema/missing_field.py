"""A property that the schema asks for is not there.

## Why

Searches, Bases and programs find notes by their properties: a note without one is
left out, and nobody notices.

## What to do

Add the property. An empty one, a dash, `n/a` or `TBD` counts as there, unless the
schema says `min: 1`.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Scalar
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.near import nearest_to
from vaultlint.schema.part import Field
from vaultlint.schema.subject import Subject
from vaultlint.schema.values import MISSING_FIELD, check_field, is_empty
from vaultlint.schema.terms import Name
from vaultlint.text import Span


@schema_rule(Severity.ERROR, since="0.2.0", parts=(Field,), when=Requirement.welcome)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    field = asked.part
    assert isinstance(field, Field)
    entry = subject.field(field.key, field.aliases)
    if entry is None:
        if asked.required():
            keys = [one.key for one in subject.note.frontmatter.properties]
            near = nearest_to(Name((field.key,)), keys)
            help_ = f"`{near}` comes near" if near else ""
            yield Finding(subject.note.path, _place(subject), f"no property `{field.key}`", help_)
    elif isinstance(entry.value, Scalar) and is_empty(entry.value):
        wants_some = (field.value.bounds.min or 0) > 0 and field.value.type in {"", "text", "any", "list"}
        if asked.required() and wants_some:
            yield Finding(subject.note.path, entry.key_span, f"the property `{entry.key}` is empty")
    else:
        for problem in check_field(subject, entry, field):
            if problem.rule == MISSING_FIELD:
                yield Finding(subject.note.path, problem.span, problem.message, problem.help)


def _place(subject: Subject) -> Span:
    """At the opening fence, or where a note without frontmatter begins."""
    return Span(0, 3) if subject.note.frontmatter.span.end else subject.facts.title_span
