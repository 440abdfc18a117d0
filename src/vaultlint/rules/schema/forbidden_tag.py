"""A note has a tag that the schema forbids.

## Why

The tag says something that a note of this kind cannot be, or has been replaced.

## What to do

Take the tag out, or put the one in its place that the schema names.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Tags
from vaultlint.schema.subject import Subject
from vaultlint.schema.tags import tagged


def _forbids(asked: Requirement) -> bool:
    return isinstance(asked.part, Tags) and asked.part.forbid is not None


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Tags,), when=_forbids)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, Tags)
    assert part.forbid is not None
    for tag in tagged(subject, part.forbid):
        yield Finding(subject.note.path, tag.span, f"`#{tag.text}` is a tag that such a note must not have")
