"""A link names a heading or a block that its note does not have.

## Why

The link opens the note at its top, and the reader has to search. Mostly the
heading was reworded after the link was made.

## What to do

Take over the heading's present words, or link to the whole note. In a Markdown
link an anchor may also be a GitHub slug or an HTML id; there a miss is only an
information, for other programs may know it.
"""

import re
from collections.abc import Iterator

from vaultlint.anchors import Anchors
from vaultlint.facts import Link, LinkKind, NoteFacts
from vaultlint.finding import Finding, Place, Severity
from vaultlint.rule import vault_rule
from vaultlint.text import fold_name, shown_text
from vaultlint.vault import Vault


@vault_rule(Severity.ERROR, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    known: dict[str, Anchors] = {}

    def finds(link: Link, path: str) -> bool:
        if path not in known:
            known[path] = Anchors(vault.notes[path])
        return known[path].has(link)

    for note in vault.checked():
        misses: dict[tuple[str, str, LinkKind], list[Link]] = {}
        for link in note.links:
            target = vault.resolve(link, note) if link.subpath else None
            if target is None or not vault.is_read(target) or finds(link, target):
                continue
            # Another note of the name has it: then the name is the fault, see ambiguous-link.
            if not any(finds(link, path) for path in vault.rivals(link, note) if path in vault.notes):
                misses.setdefault((target, fold_name(link.subpath), link.kind), []).append(link)
        for (path, _, _), links in misses.items():
            yield _finding(note, vault.notes[path], links, known[path])


def _finding(note: NoteFacts, target: NoteFacts, links: list[Link], anchors: Anchors) -> Finding:
    first, *rest = (link.span for link in links)
    subpath = links[0].subpath.strip()
    also, cap = tuple(rest), Severity.INFO if links[0].kind == LinkKind.MARKDOWN else None
    where = "this note" if target.path == note.path else f"`{target.name}`"
    if subpath.startswith("^"):
        message = f"{where} has no block `{subpath}`"
        return Finding(
            note.path, first, message, "link to a block that exists, or to the note", also, (), cap
        )
    parts = [part.strip() for part in subpath.split("#") if part.strip()]
    message = f"{where} has no heading `{subpath}`"
    near = anchors.near(parts[-1])
    offer = _spelling(near[0].text) if len(near) == 1 else ""
    if not offer or offer == subpath:
        other = "take the link away" if target.path == note.path else "link to the note"
        return Finding(note.path, first, message, f"take over the heading's words, or {other}", also, (), cap)
    related = (Place(target.path, near[0].span, "this heading comes near"),)
    return Finding(note.path, first, message, f"did you mean `#{offer}`?", also, related, cap)


def _spelling(heading: str) -> str:
    """A heading as Obsidian writes it in a link: without the signs that a link cannot hold."""
    words = re.sub(r"\{#[^{}]*\}\s*$", "", shown_text(heading))
    return " ".join(re.sub(r"[#|^:\\]|%%|\[\[|\]\]", " ", words).split())
