"""A link names a heading or a block that its note does not have.

## Why

The link opens the note at its top, and the reader has to search. Mostly the
heading was reworded after the link was made.

## What to do

Take over the heading's present words, or link to the whole note. In a Markdown
link an anchor may also be a GitHub slug or an HTML id; there a miss is only an
information, for other programs may know it.
"""

from collections.abc import Iterator

from vaultlint.facts import Heading, Link, LinkKind, NoteFacts
from vaultlint.finding import Finding, Place, Severity
from vaultlint.rule import vault_rule
from vaultlint.text import fold_heading, fold_name, heading_slugs, near_name, shown_text
from vaultlint.vault import Vault


@vault_rule(Severity.ERROR, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    for note in vault.checked():
        misses: dict[tuple[str, str], list[Link]] = {}
        for link in note.links:
            target = vault.resolve(link, note) if link.subpath else None
            facts = vault.notes.get(target or "")
            if facts is None or not vault.is_read(facts.path) or _finds(link, facts):
                continue
            # Another note of the name has it: then the name is the fault, see ambiguous-link.
            rivals = vault.lookup.rivals(link.path, note.folder)
            if not any(_finds(link, vault.notes[path]) for path in rivals if path in vault.notes):
                misses.setdefault((facts.path, fold_name(link.subpath)), []).append(link)
        for (path, _), links in misses.items():
            yield _finding(note, vault.notes[path], links)


def _finds(link: Link, target: NoteFacts) -> bool:
    subpath = link.subpath.strip()
    if subpath.startswith("^"):
        return any(fold_name(block.id) == fold_name(subpath[1:]) for block in target.blocks)
    if subpath.startswith("[^") or not subpath.strip("# "):
        return True  # A footnote, or nothing after the mark: no heading is meant.
    if _has_path(subpath, target.headings):
        return True
    if link.kind != LinkKind.MARKDOWN:
        return False
    slug = subpath.lower()
    return slug in heading_slugs(heading.text for heading in target.headings) or subpath in target.anchors


def _has_path(subpath: str, headings: tuple[Heading, ...]) -> bool:
    """Say whether each heading of `A#B` comes after the one before it, and deeper."""
    wanted = [fold_heading(part) for part in subpath.split("#") if part.strip()]
    level, found = 0, 0
    for heading in headings:
        if heading.level > level and wanted[found] in _spellings(heading):
            level, found = heading.level, found + 1
            if found == len(wanted):
                return True
    return not any(wanted)


def _spellings(heading: Heading) -> set[str]:
    """The ways in which a link may spell a heading: as written, and as shown."""
    return {fold_heading(heading.text), fold_heading(shown_text(heading.text))}


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
    last = subpath.rpartition("#")[2].strip()
    message = f"{where} has no heading `{last}`"
    near = [heading for heading in target.headings if near_name(heading.text) == near_name(last)]
    near = near or [heading for heading in target.headings if _is_part(last, heading.text)]
    if len(near) != 1:
        return Finding(
            note.path, first, message, "take over the heading's words, or link to the note", also, (), cap
        )
    related = (Place(target.path, near[0].span, "this heading comes near"),)
    return Finding(note.path, first, message, f"did you mean `#{near[0].text}`?", also, related, cap)


def _is_part(wanted: str, heading: str) -> bool:
    one, other = fold_heading(wanted), fold_heading(shown_text(heading))
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and f" {short} " in f" {long} "
