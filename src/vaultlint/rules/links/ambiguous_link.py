"""A link's name belongs to several notes.

## Why

Obsidian opens the one with the shortest path, which nobody thinks of while
writing; moving a note changes where the link leads. A note in the own folder or
at the exact path is no question, and names such as README are meant to repeat.

## What to do

Add the folder to the link, or give one of the notes another name.
"""

from collections.abc import Iterator

from vaultlint.facts import Link
from vaultlint.finding import Finding, Place, Severity
from vaultlint.place import stem
from vaultlint.rule import vault_rule
from vaultlint.text import count, few, fold_name
from vaultlint.vault import Vault

_REPEATED = frozenset(
    "index _index readme home overview log changelog license contributing moc todo notes tasks"
    " agents claude".split()
)

_MOST = 12
"""Notes that a finding names; thousands may be called the same."""


@vault_rule(Severity.WARNING, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    rivals_of: dict[str, tuple[str, ...]] = {}
    by_name: dict[str, dict[str, list[Link]]] = {}
    for note in vault.checked():
        for link in note.links:
            if link.path and fold_name(stem(link.path)) not in _REPEATED:
                name, rivals = fold_name(link.path), vault.rivals(link, note)
                if rivals:
                    rivals_of.setdefault(name, rivals)
                    by_name.setdefault(name, {}).setdefault(note.path, []).append(link)
    for name, links in by_name.items():
        rivals, total = rivals_of[name], sum(map(len, links.values()))
        if not all(path in vault.notes for path in rivals):
            continue
        for path, own in links.items():
            yield _finding(vault, path, own, rivals, total)


def _finding(vault: Vault, path: str, links: list[Link], rivals: tuple[str, ...], total: int) -> Finding:
    """One a note, of which the first that nobody silences is reported: the question is the name's."""
    names = [rival.removesuffix(".md") for rival in rivals]
    opens = "this link opens" if total == 1 else f"this link and {count(total - 1, 'other')} open"
    related = tuple(Place(rival, vault.notes[rival].title_span, "has the name") for rival in rivals[:_MOST])
    return Finding(
        path,
        links[0].path_span,
        f"`{links[0].path}` is the name of {few(names, _MOST)}",
        f"{opens} `{names[0]}`; add the folder, or rename one of the notes",
        tuple(link.path_span for link in links[1:]),
        related,
        once=f"{rivals[0]}\0{len(rivals)}",
    )
