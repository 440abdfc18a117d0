"""The Related section lists the note itself.

## Why

The entry leads nowhere. Mostly a note of the same name in another folder was meant, and
Obsidian opens the one that is nearest.

## What to do

Name the note that was meant, with its folder, or delete the entry.
"""

from collections.abc import Iterator

from vaultlint.facts import Link, NoteFacts
from vaultlint.finding import Finding, Severity
from vaultlint.place import stem
from vaultlint.related import Options as Options
from vaultlint.related import find_section, is_entry
from vaultlint.rule import vault_rule
from vaultlint.text import fold_name, listing
from vaultlint.vault import Vault


@vault_rule(Severity.WARNING, since="0.1.0")
def check(vault: Vault, options: Options) -> Iterator[Finding]:
    for note in vault.lasting:
        own = [link for link, opened in _entries(vault, note) if opened == note.path]
        section = find_section(note, options) if own else None
        for link in own:
            if section and section.has(link):
                twins = [path for path in vault.names.get(fold_name(note.name), ()) if path != note.path]
                yield _finding(vault, note.path, link, twins)


def _entries(vault: Vault, note: NoteFacts) -> Iterator[tuple[Link, str | None]]:
    """The links that may be entries, each with what it opens."""
    for link, opened in zip(note.links, vault.opened[note.path], strict=True):
        if is_entry(link) and link.path and not link.subpath:
            yield link, opened


def _finding(vault: Vault, path: str, link: Link, twins: list[str]) -> Finding:
    if not twins:
        help_ = "name the note that was meant, or delete the entry"
        return Finding(path, link.span, f"`{link.path}` is this note itself", help_)
    offers = listing((vault.offer(twin, link, path, stem(twin)) for twin in twins), "or")
    message = f"`{link.path}` is this note itself, and another has the name"
    return Finding(path, link.span, message, f"did you mean {offers}?")
