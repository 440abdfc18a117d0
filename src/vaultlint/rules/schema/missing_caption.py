"""An embedded picture has no caption.

## Why

The caption says what the picture shows and what to see in it; without it every reader
starts anew.

## What to do

Write a line in italics directly under the picture.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.embeds import captions_of, embedded
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Embed
from vaultlint.schema.subject import Subject


def _wants_caption(asked: Requirement) -> bool:
    return asked.welcome() and isinstance(asked.part, Embed) and asked.part.caption == "italic"


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Embed,), when=_wants_caption)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, Embed)
    for region in subject.regions(asked.within):
        bare = [link for link in embedded(subject, part, region) if not captions_of(subject, link)]
        if bare:
            message = f"`{bare[0].path.rpartition('/')[2]}` has no caption in italics"
            help_ = "write it on the line directly below"
            also = tuple(link.span for link in bare[1:])
            yield Finding(subject.note.path, bare[0].span, message, help_, also)
