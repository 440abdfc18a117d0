"""Two sections of a note have the same heading.

## Why

Links to the heading reach only the first. Mostly a passage was pasted twice, or
a new section was added where the old one should have grown.

## What to do

Merge the two, or give one another name. Dated notes may repeat a heading, and
so may sections without text.
"""

from collections.abc import Iterator

from vaultlint.facts import Heading
from vaultlint.finding import Finding, Place, Severity
from vaultlint.rule import vault_rule
from vaultlint.text import fold_name
from vaultlint.vault import Vault


@vault_rule(Severity.WARNING, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    for note in vault.checked():
        if vault.is_dated(note.path):
            continue
        first: dict[tuple[int, int, str], Heading] = {}
        for index, heading in enumerate(note.headings):
            parts = any(other.parent == index for other in note.headings)
            if not heading.text or heading.quoted or (heading.empty and not parts):
                continue
            key = (heading.level, heading.parent, fold_name(heading.text))
            earlier = first.setdefault(key, heading)
            if earlier is not heading:
                message = f"the heading `{heading.text}` stands here a second time"
                related = (Place(note.path, earlier.span, "first here"),)
                yield Finding(
                    note.path, heading.span, message, "merge the two, or rename one", related=related
                )
