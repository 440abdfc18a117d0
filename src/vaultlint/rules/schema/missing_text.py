"""A text that the schema asks for is not there.

## Why

The schema looks for a sentence, a mark or a source that notes of this kind must have.

## What to do

Write what the message and the owner's own words ask for.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Text
from vaultlint.schema.scopes import found_in
from vaultlint.schema.subject import Subject


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Text,), when=Requirement.required)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, Text)
    regions = subject.regions(asked.within)
    if not regions:
        return
    numbers = [len(found_in(subject, part, region)) for region in regions]
    if max(numbers) < part.min:
        where = f" in {' or '.join(part.scopes)}" if part.scopes else ""
        number = f"{max(numbers)} of {part.min} places fit" if part.min > 1 else "nothing fits"
        message = f"{number} `{part.pattern}`{where}{subject.under(regions[0])}"
        yield Finding(subject.note.path, subject.place(regions[0]), message)
