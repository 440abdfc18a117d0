"""A link spells a note's name with other capitals.

## Why

Obsidian does not mind; GitHub, Linux tools and most site generators find nothing.
The rule is off unless it is selected.

## What to do

Take over the file's spelling.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.place import stem
from vaultlint.rule import vault_rule
from vaultlint.text import Span
from vaultlint.vault import Vault


@vault_rule(Severity.WARNING, since="0.1.0", on=False)
def check(vault: Vault) -> Iterator[Finding]:
    for note in vault.checked():
        places: dict[tuple[str, str], list[Span]] = {}
        for link in note.links:
            target = vault.resolve(link, note) if link.path else None
            written = stem(link.path)
            if target and stem(target) != written and stem(target).lower() == written.lower():
                places.setdefault((written, stem(target)), []).append(link.path_span)
        for (written, name), spans in places.items():
            message = f"`{written}` is spelled `{name}` on disk"
            yield Finding(note.path, spans[0], message, f"write `{name}`", tuple(spans[1:]))
