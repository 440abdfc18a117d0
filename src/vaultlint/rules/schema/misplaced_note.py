"""A note lies in another folder than the schema says.

## Why

People look for a note where its kind is kept, and so do settings for folders.

## What to do

Move the note; Obsidian corrects the links to it.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.files import in_folder
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import File
from vaultlint.schema.subject import Subject


@schema_rule(Severity.ERROR, since="0.1.0", parts=(File,), when=Requirement.required)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, File)
    if not any(in_folder(subject, folder) for folder, _ in part.places):
        folders = " or ".join(str(folder) for folder, _ in part.places)
        where = f"`{subject.facts.folder}`" if subject.facts.folder else "the vault's root"
        message = f"the note lies in {where} and not in {folders}"
        yield Finding(subject.note.path, subject.facts.title_span, message)
