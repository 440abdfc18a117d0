"""What a change causes: what is wrong in the notes that changed, and what is newly wrong elsewhere."""

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import structs

from vaultlint.change import Change, Changed
from vaultlint.facts import NoteFacts
from vaultlint.finding import Diagnostic, Finding
from vaultlint.lookup import Lookup
from vaultlint.text import Span, Value, fold_name
from vaultlint.vault import Vault


def consequences(
    change: Change, before: Vault, after: Vault, was: Iterable[Diagnostic], found: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Return what of `found` the change has brought about, each with the file that did.

    `was` are the diagnostics of the vault before. What stands in a note that has
    changed is reported whether or not it is new.
    """
    known = set(map(_identity, was))
    sides = _Sides(before, after, Lookup(sorted(change.hidden)))
    by_path = change.by_path
    told = []
    for item in found:
        note = after.notes.get(item.finding.path)
        if note is None:
            told.append(item)
        elif note.path in change.present:
            # A note that has changed is its own cause, unless something went from under its links.
            paths = sides.at(item.finding, note)
            gone = (by_path[path] for path in paths if path in by_path and not by_path[path].remains)
            told.append(_because(item, next(gone, None)))
        elif _identity(item) not in known:
            paths = chain(sides.at(item.finding, note), sides.around(item.finding, note))
            told.append(_because(item, next((by_path[path] for path in paths if path in by_path), None)))
    return tuple(told)


class Identity(Value, frozen=True):
    """What makes two diagnostics of an unchanged note the same: numbers in the words may differ."""

    rule: str
    where: str
    places: tuple[Span, ...] = ()
    related: tuple[Span, ...] = ()


def _identity(item: Diagnostic) -> Identity:
    finding = item.finding
    if finding.once:
        return Identity(item.rule, finding.once)
    own = (one.span for one in finding.related if one.path == finding.path)
    return Identity(item.rule, finding.path, (finding.span, *finding.also), tuple(own))


def _because(item: Diagnostic, cause: Changed | None) -> Diagnostic:
    if cause is None:
        return item
    message = f"{item.finding.message}, because {cause.told}"
    return structs.replace(item, finding=structs.replace(item.finding, message=message))


class _Sides:
    """The vault before and after a change, asked for the files that a finding depends on.

    `hidden` are files on the disk that are no part of the change.
    """

    def __init__(self, before: Vault, after: Vault, hidden: Lookup) -> None:
        self._vaults = (before, after)
        self._hidden = hidden

    def at(self, finding: Finding, note: NoteFacts) -> Iterator[str]:
        """Yield what the links at a finding's places led to, lead to now, or would lead to."""
        before, after = self._vaults
        places = (finding.span, *finding.also)
        for link in note.links:
            if any(link.span.start <= place.start < link.span.end for place in places):
                found = (vault.resolve(link, note) for vault in self._vaults)
                hidden = self._hidden.find(link.path, note.folder)
                yield from (path for path in (*found, hidden) if path and path != note.path)
                yield from before.aliases.get(fold_name(link.path), ())
                yield from after.names.get(fold_name(link.path), ())

    def around(self, finding: Finding, note: NoteFacts) -> Iterator[str]:
        """Yield the files that a finding names, then those that its note links to or that link to it."""
        yield from (one.path for one in finding.related if one.path != note.path)
        for vault in self._vaults:
            linked = (vault.resolve(link, note) for link in note.links)
            yield from sorted({path for path in linked if path and path != note.path})
            yield from sorted(vault.incoming.get(note.path, ()))
