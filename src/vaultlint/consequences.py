"""What a change causes: what is wrong in the notes that changed, and what is newly wrong elsewhere."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from msgspec import structs

from vaultlint.change import Change, Changed
from vaultlint.facts import NoteFacts
from vaultlint.finding import Diagnostic, Finding
from vaultlint.lookup import Lookup
from vaultlint.text import Span, fold_name
from vaultlint.vault import Vault


def consequences(
    change: Change, before: Vault, after: Vault, was: Iterable[Diagnostic], found: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Return what of `found` the change has brought about, each with the file that did.

    `was` are the diagnostics of the vault before. What stands in a note that has
    changed is reported whether or not it is new.
    """
    known: dict[Kind, list[frozenset[Part]]] = {}
    moved, present = change.moved, change.present
    for item in was:
        known.setdefault(_kind(item), []).append(_parts(item.finding, moved))
    sides = _Sides(before, after, Lookup(sorted(change.hidden)))
    by_path = change.by_path
    told: dict[Kind | Diagnostic, Diagnostic] = {}
    for item in found:
        key = _kind(item) if item.finding.once else item
        note = after.notes.get(item.finding.path)
        if key in told:
            continue
        if note is None:
            told[key] = item
        elif note.path in present:
            # A note that has changed is its own cause, unless something went from under its links.
            causes = (by_path[path] for path in sides.at(item.finding, note) if path in by_path)
            told[key] = _because(item, next((one for one in causes if not one.remains), None))
        elif not any(_parts(item.finding, {}) <= parts for parts in known.get(_kind(item), ())):
            told[key] = _because(item, _cause(sides, item.finding, note, by_path))
    return tuple(told.values())


def _cause(
    sides: "_Sides", finding: Finding, note: NoteFacts, by_path: Mapping[str, Changed]
) -> Changed | None:
    """The file that a finding's links tell of; without links the likeliest around, gone ones first."""
    near = (by_path[path] for path in sides.at(finding, note) if path in by_path)
    around = [by_path[path] for path in sides.around(finding, note) if path in by_path]
    return next(chain(near, (one for one in around if not one.remains), around), None)


Kind = tuple[str, str, str]
"""What two diagnostics must have in common to tell the same story: rule, note or name, and who asks."""

Part = tuple[str, Span | None]
"""A place that a finding tells of; of a note that may have changed only its path."""


def _kind(item: Diagnostic) -> Kind:
    finding = item.finding
    return item.rule, finding.once or finding.path, finding.asked


def _parts(finding: Finding, moved: Mapping[str, str]) -> frozenset[Part]:
    """What a finding consists of, by the names that notes have now: one that only lost some is not new."""
    if finding.once:
        return frozenset()
    parts: set[Part] = {(finding.path, span) for span in (finding.span, *finding.also)}
    for one in finding.related:
        path = moved.get(one.path, one.path)
        parts.add((path, one.span if one.path == finding.path else None))
    return frozenset(parts)


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
        for place in (finding.span, *finding.also):
            index = bisect_right(note.links, place.start, key=lambda one: one.span.start) - 1
            link = note.links[index] if index >= 0 else None
            if link is not None and place.start < link.span.end:
                found = (vault.resolve(link, note) for vault in self._vaults)
                hidden = self._hidden.find(link.path, note.folder)
                yield from (path for path in (*found, hidden) if path and path != note.path)
                yield from before.aliases.get(fold_name(link.path), ())
                yield from after.names.get(fold_name(link.path), ())

    def around(self, finding: Finding, note: NoteFacts) -> Iterator[str]:
        """Yield the files that a finding names, then those that link to its note or that it links to."""
        yield from (one.path for one in finding.related if one.path != note.path)
        for vault in self._vaults:
            yield from sorted(vault.incoming.get(note.path, ()))
        for vault in self._vaults:
            linked = (vault.resolve(link, note) for link in note.links)
            yield from sorted({path for path in linked if path and path != note.path})
