"""A picture or file that the schema asks for is not embedded.

## Why

Notes of this kind show a chart or a map; without it the note says less than its
siblings.

## What to do

Embed the file: `![[name.png]]`.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.embeds import embedded
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Embed
from vaultlint.schema.subject import Subject
from vaultlint.text import listing


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Embed,), when=Requirement.required)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, Embed)
    regions = subject.regions(asked.within)
    if not regions:
        return
    numbers = [len(embedded(subject, part, region)) for region in regions]
    if max(numbers) < part.min:
        region = regions[0]
        number = f"{max(numbers)} of {part.min} embedded files" if part.min > 1 else "no embedded file"
        others = [link.path.rpartition("/")[2] for link in subject.embeds(region)]
        help_ = f"embedded here: {listing(others[:4])}" if others else ""
        message = f"{number} {part.file}{subject.under(region)}"
        yield Finding(subject.note.path, subject.place(region), message, help_)
