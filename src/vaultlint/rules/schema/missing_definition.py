"""A note does not begin with the sentence that says what it is about.

## Why

The first sentence is what a preview, a search and a hurried reader see. The name in
bold tells at once that the note is about the right thing.

## What to do

Begin with a sentence such as `**JOGMEC** — Japan's agency for …`, before the first
section.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Definition
from vaultlint.schema.sentences import is_named
from vaultlint.schema.subject import Subject


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Definition,), when=Requirement.required)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, Definition)
    definition = subject.note.definition
    if definition is None:
        message = "no sentence before the first section says what the note is about"
        yield Finding(subject.note.path, subject.facts.title_span, message)
    elif part.bold_name and not is_named(subject.note):
        help_ = f"write `**{subject.facts.name}** — …`"
        yield Finding(
            subject.note.path, definition.span, "the first sentence does not begin with a name in bold", help_
        )
