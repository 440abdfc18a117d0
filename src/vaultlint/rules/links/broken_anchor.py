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

from vaultlint.facts import Link, LinkKind, NoteFacts
from vaultlint.finding import Finding, Place, Severity
from vaultlint.rule import vault_rule
from vaultlint.text import fold_heading, fold_name, heading_slugs, near_name, shown_text
from vaultlint.vault import Vault


@vault_rule(Severity.ERROR, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    known: dict[str, _Anchors] = {}

    def finds(link: Link, path: str) -> bool:
        if path not in known:
            known[path] = _Anchors(vault.notes[path])
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
            yield _finding(note, vault.notes[path], links)


class _Anchors:
    """What a note's links may name behind the `#`, folded once."""

    def __init__(self, note: NoteFacts) -> None:
        self._note = note
        self._headings = [
            (one.level, {fold_heading(one.text), fold_heading(shown_text(one.text))}) for one in note.headings
        ]
        self._words = {words for _, both in self._headings for words in both}
        self._blocks = {fold_name(block.id) for block in note.blocks}
        self._slugs: frozenset[str] | None = None

    def has(self, link: Link) -> bool:
        """Say whether the note has what `link` names."""
        subpath = link.subpath.strip()
        if subpath.startswith("^"):
            return fold_name(subpath[1:]) in self._blocks
        if subpath.startswith("[^") or not subpath.strip("# "):
            return True  # A footnote, or nothing after the mark: no heading is meant.
        if self._has_path([fold_heading(part) for part in subpath.split("#") if part.strip()]):
            return True
        if link.kind != LinkKind.MARKDOWN:
            return False
        if self._slugs is None:
            self._slugs = heading_slugs(heading.text for heading in self._note.headings)
        return subpath.lower() in self._slugs or subpath in self._note.anchors

    def _has_path(self, wanted: list[str]) -> bool:
        """Each heading of `A#B` comes after the one before it, and deeper."""
        if len(wanted) == 1:
            return wanted[0] in self._words or not wanted[0]
        level, found = 0, 0
        for deeper, words in self._headings:
            if deeper > level and wanted[found] in words:
                level, found = deeper, found + 1
                if found == len(wanted):
                    return True
        return False


def _finding(note: NoteFacts, target: NoteFacts, links: list[Link]) -> Finding:
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
    near = [heading for heading in target.headings if near_name(heading.text) == near_name(parts[-1])]
    near = near or [heading for heading in target.headings if _is_part(parts[-1], heading.text)]
    offer = _spelling(near[0].text) if len(near) == 1 else ""
    if not offer or offer == subpath:
        other = "take the link away" if target.path == note.path else "link to the note"
        return Finding(note.path, first, message, f"take over the heading's words, or {other}", also, (), cap)
    related = (Place(target.path, near[0].span, "this heading comes near"),)
    return Finding(note.path, first, message, f"did you mean `#{offer}`?", also, related, cap)


def _is_part(wanted: str, heading: str) -> bool:
    one, other = fold_heading(wanted), fold_heading(shown_text(heading))
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and f" {short} " in f" {long} "


def _spelling(heading: str) -> str:
    """A heading as Obsidian writes it in a link: without the signs that a link cannot hold."""
    words = re.sub(r"\{#[^{}]*\}\s*$", "", shown_text(heading))
    return " ".join(re.sub(r"[#|^:\\]|%%|\[\[|\]\]", " ", words).split())
