"""What links may name behind the `#`: a note's headings and blocks."""

from collections import defaultdict

from vaultlint.facts import Heading, Link, LinkKind, NoteFacts
from vaultlint.text import fold_heading, fold_name, heading_slugs, near_name, shown_text

_MANY = 300
"""Headings of a note beyond which only the spelling is compared."""


class Anchors:
    """The headings and blocks of one note, folded once."""

    def __init__(self, note: NoteFacts) -> None:
        self._note = note
        self._headings = [
            (one.level, {fold_heading(one.text), fold_heading(shown_text(one.text))}) for one in note.headings
        ]
        self._words = {words for _, both in self._headings for words in both}
        self._blocks = {fold_name(block.id) for block in note.blocks}
        self._slugs: frozenset[str] | None = None
        self._near: dict[str, list[Heading]] | None = None

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

    def near(self, wanted: str) -> list[Heading]:
        """Return the headings that differ from `wanted` in spelling alone, or hold its words."""
        headings = self._note.headings
        if self._near is None:
            self._near = defaultdict(list)
            for heading in headings:
                self._near[near_name(heading.text)].append(heading)
        found = self._near.get(near_name(wanted), [])
        if found or len(headings) > _MANY:
            return found
        return [heading for heading in headings if _is_part(wanted, heading.text)]

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


def _is_part(wanted: str, heading: str) -> bool:
    one, other = fold_heading(wanted), fold_heading(shown_text(heading))
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and f" {short} " in f" {long} "
