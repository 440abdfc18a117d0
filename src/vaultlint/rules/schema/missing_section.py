"""A section that the schema asks for is not there.

## Why

Readers, and programs, look for a thing where all notes of a kind have it.

## What to do

Write the section, or give the one that has the content the heading that the schema
knows. Where a note cannot have it, say so in the schema: `need: should`, or `unless`.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Fixes, schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.mending import section_fix
from vaultlint.schema.names import fill
from vaultlint.schema.near import nearest_to
from vaultlint.schema.part import Section
from vaultlint.schema.pieces import Region
from vaultlint.schema.subject import Subject
from vaultlint.text import count, shown_text


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Section,), when=Requirement.required, fixes=Fixes.UNSAFE)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    section = asked.part
    assert isinstance(section, Section)
    regions = subject.regions(asked.within)
    if not regions:
        return
    numbers = [len(subject.sections(section, region)) for region in regions]
    if max(numbers) < section.min:
        region = regions[numbers.index(max(numbers))]
        where, heading = subject.under(region), section.heading
        if not heading.patterns:
            heading = fill(heading, subject.word)
        message = f"no section {heading}{where}"
        if max(numbers):
            message = f"only {count(max(numbers), 'section')} {heading}{where}, of {section.min}"
        help_ = _help(subject, section, region)
        # What comes near is to be renamed, not to be written beside.
        fix = section_fix(subject, section, region) if not help_ and not max(numbers) else None
        yield Finding(subject.note.path, subject.place(region), message, help_, fix=fix)


def _help(subject: Subject, section: Section, region: Region) -> str:
    if section.levels:
        anywhere = Section(section.heading)
        for found in subject.sections(anywhere, region):
            heading = subject.facts.headings[found.heading]
            levels = " or ".join(map(str, section.levels))
            line = subject.note.line(heading.span)
            return f'"{shown_text(heading.text)}" at line {line} has level {heading.level}, not {levels}'
    headings = {one.text: one.span for _, one in subject.headings}
    near = nearest_to(fill(section.heading, subject.word), headings)
    return f'"{shown_text(near)}" at line {subject.note.line(headings[near])} comes near' if near else ""
