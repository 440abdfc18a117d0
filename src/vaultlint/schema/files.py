"""Where a note lies and what it is called, against what a schema says of both."""

from vaultlint.schema.names import fill, is_in_folder, matcher
from vaultlint.schema.subject import Subject
from vaultlint.schema.terms import Name


def in_folder(subject: Subject, folder: Name | None) -> bool:
    """Say whether the note lies in the folder, or below it; without a folder it may lie anywhere."""
    return folder is None or is_in_folder(fill(folder, subject.word), subject.facts.folder)


def is_called(subject: Subject, name: Name | None) -> bool:
    """Say whether the note's file has the name, with `.md` or without; without a name it may have any."""
    if name is None:
        return True
    texts = tuple(text.removesuffix(".md") for text in name.texts)

    def word(key: str) -> tuple[str, ...]:
        return () if key == "name" else subject.word(key)  # A name cannot be told by itself.

    return matcher(fill(Name(texts, name.patterns), word, file=True))(subject.facts.name)
