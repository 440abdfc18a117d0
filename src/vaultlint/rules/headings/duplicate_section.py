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
        groups: dict[tuple[int, int, str], list[Heading]] = {}
        parents = {heading.parent for heading in note.headings}
        for index, heading in enumerate(note.headings):
            if heading.text and not heading.quoted and (index in parents or not heading.empty):
                key = (heading.level, heading.parent, fold_name(heading.text))
                groups.setdefault(key, []).append(heading)
        for first, *others in groups.values():
            if others:
                spans = tuple(heading.span for heading in others)
                message = f"the heading `{first.text}` stands here a second time"
                related = (Place(note.path, first.span, "first here"),)
                help_ = "merge the two, or rename one"
                yield Finding(note.path, spans[0], message, help_, spans[1:], related)
