"""A property is none of those that the schema allows.

## Why

Where a schema says `additional: report`, its list of properties is complete: another
one is mostly a misspelled one, which nothing reads.

## What to do

Correct the key, take the property out, or list it in the schema with `need: may`.
`aliases`, `tags` and `cssclasses` belong to Obsidian and are always allowed.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import ClosedFields
from vaultlint.schema.subject import Subject
from vaultlint.text import fold_name, nearest

_OBSIDIAN = frozenset({"aliases", "tags", "cssclasses"})


@schema_rule(Severity.ERROR, since="0.1.0", parts=(ClosedFields,), when=Requirement.welcome)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, ClosedFields)
    known = {fold_name(key) for key in part.keys} | _OBSIDIAN
    for entry in subject.note.frontmatter.properties:
        if entry.key and fold_name(entry.key) not in known:
            near = nearest(entry.key, part.keys)
            help_ = f"did you mean `{near}`?" if near else ""
            message = f"the schema knows no property `{entry.key}`"
            yield Finding(subject.note.path, entry.key_span, message, help_)
