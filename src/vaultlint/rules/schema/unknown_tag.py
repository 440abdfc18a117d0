"""A tag is none of those that the schema knows.

## Why

A vocabulary keeps tags together: one that is misspelled, or made up for one note, finds
nothing else.

## What to do

Use a tag of the vocabulary, or add the new one to it.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.names import is_tag
from vaultlint.schema.part import Tags
from vaultlint.schema.subject import Subject
from vaultlint.schema.tags import own_tags
from vaultlint.text import nearest


def _has_vocabulary(asked: Requirement) -> bool:
    return isinstance(asked.part, Tags) and asked.part.known is not None


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Tags,), when=_has_vocabulary)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, Tags)
    assert part.known is not None
    for tag in own_tags(subject):
        if not is_tag(part.known, tag.text):
            near = nearest(tag.text.lower(), part.known.texts)
            help_ = f"did you mean `#{near}`?" if near else ""
            where = f"the vocabulary `{part.vocabulary}`" if part.vocabulary else "the schema"
            yield Finding(subject.note.path, tag.span, f"{where} has no tag `#{tag.text}`", help_)
