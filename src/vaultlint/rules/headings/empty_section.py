"""A section that the schema asks for is empty.

## Why

The heading promises what is not there, and to a program the section is present.

## What to do

Write the section. A heading with deeper headings below it is not empty.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Section
from vaultlint.schema.subject import Subject
from vaultlint.text import shown_text


@schema_rule(Severity.WARNING, since="0.1.0", parts=(Section,), when=Requirement.required)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    section = asked.part
    assert isinstance(section, Section)
    sections = [one for region in subject.regions(asked.within) for one in subject.sections(section, region)]
    if sections and all(map(subject.is_empty, sections)):
        heading = subject.facts.headings[sections[0].heading]
        yield Finding(subject.note.path, heading.span, f'the section "{shown_text(heading.text)}" is empty')
