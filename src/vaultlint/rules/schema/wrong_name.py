"""A note's file is not called what the schema says.

## Why

Names that follow a rule can be guessed, sorted and linked to without a search.

## What to do

Rename the note; Obsidian corrects the links to it.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.files import in_folder, is_called
from vaultlint.schema.language import Requirement
from vaultlint.schema.names import fill
from vaultlint.schema.part import File
from vaultlint.schema.subject import Subject


@schema_rule(Severity.ERROR, since="0.1.0", parts=(File,), when=Requirement.required)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, File)
    names = [name for folder, name in part.places if in_folder(subject, folder)]
    if names and not any(is_called(subject, name) for name in names):
        wanted = [fill(name, subject.word, file=True) for name in names if name]
        message = f'the note is called "{subject.facts.name}" and not {" or ".join(map(str, wanted))}'
        yield Finding(subject.note.path, subject.facts.title_span, message)
