"""A link's name belongs to several notes.

## Why

Obsidian opens the one with the shortest path, which nobody thinks of while
writing; moving a note changes where the link leads. A note in the own folder or
at the exact path is no question, and names such as README are meant to repeat.

## What to do

Add the folder to the link, or give one of the notes another name.
"""

from collections.abc import Iterator

from vaultlint.facts import Link, NoteFacts, stem
from vaultlint.finding import Finding, Place, Severity
from vaultlint.rule import vault_rule
from vaultlint.text import count, fold_name, listing
from vaultlint.vault import Vault

_REPEATED = frozenset(
    [
        "index",
        "_index",
        "readme",
        "home",
        "overview",
        "log",
        "changelog",
        "license",
        "contributing",
        "moc",
        "todo",
        "notes",
        "tasks",
        "agents",
        "claude",
    ]
)


@vault_rule(Severity.WARNING, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    by_name: dict[tuple[str, ...], list[tuple[NoteFacts, Link]]] = {}
    for note in vault.checked():
        for link in note.links:
            if link.path and fold_name(stem(link.path)) not in _REPEATED:
                rivals = vault.lookup.rivals(link.path, note.folder)
                if rivals and all(path in vault.notes for path in rivals):
                    by_name.setdefault(rivals, []).append((note, link))
    for rivals, links in by_name.items():
        note, link = links[0]
        message = f"`{link.path}` is the name of {listing(path.removesuffix('.md') for path in rivals)}"
        opens = "opens" if len(links) == 1 else f"and {count(len(links) - 1, 'other link')} open"
        help_ = (
            f"this link {opens} `{rivals[0].removesuffix('.md')}`; add the folder, or rename one of the notes"
        )
        related = tuple(Place(path, vault.notes[path].title_span, "has the name") for path in rivals)
        also = tuple(other.path_span for source, other in links[1:] if source is note)
        yield Finding(note.path, link.path_span, message, help_, also, related)
