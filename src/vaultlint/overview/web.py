"""What the links of a vault tell: who links to whom, what is not there, where the web is thin."""

from collections.abc import Iterable, Mapping

from vaultlint.missing import Miss, Unresolved
from vaultlint.overview.graph import joints, parts
from vaultlint.overview.parts import Joint, Source, Target, WeakSpots
from vaultlint.text import fold_name
from vaultlint.vault import Vault

_MISSES = {
    Miss.NONE: "unwritten",
    Miss.NEAR: "near",
    Miss.ALIAS: "alias",
    Miss.FILE: "file",
}
"""What a page says of targets that are not there; a web address is none."""


class Web:
    """The notes that are checked, and the links between them."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self.notes = tuple(vault.checked())
        self.incoming = {note.path: vault.incoming.get(note.path, frozenset()) for note in self.notes}
        outgoing: dict[str, set[str]] = {note.path: set() for note in self.notes}
        for target, sources in vault.incoming.items():
            for source in sources & outgoing.keys() if target in vault.notes else ():
                outgoing[source].add(target)
        self.outgoing: Mapping[str, set[str]] = outgoing

    def links(self, reported: frozenset[str]) -> int:
        """Count the links of the notes reported on that lead to another note."""
        vault = self._vault
        return sum(
            target in vault.notes and target != path for path in reported for target in vault.opened[path]
        )

    def weak_spots(self, reported: frozenset[str]) -> WeakSpots:
        """Return where the web is thin, of the notes reported on; notes of a day are no orphans."""
        neighbours = {
            note.path: {
                other
                for other in self.outgoing[note.path] | self.incoming[note.path]
                if other in self.outgoing
            }
            for note in self.notes
        }
        together = parts(neighbours)
        lasting = [
            note.path for note in self.notes if note.path in reported and not self._vault.is_dated(note.path)
        ]
        found = [
            Joint(path, len(pieces), sum(pieces[:-1]))
            for path, pieces in joints(neighbours).items()
            if path in reported
        ]
        return WeakSpots(
            len(together[0]) if together else 0,
            tuple(one for one in together[1:] if len(one) > 1 and not reported.isdisjoint(one)),
            tuple(path for path in lasting if not self.incoming[path]),
            tuple(path for path in lasting if not self.outgoing[path]),
            tuple(sorted(found, key=lambda one: (-one.apart, one.path))),
        )

    def targets(self, reported: frozenset[str]) -> tuple[Target, ...]:
        """Return what the notes reported on link to and is not there, the most wanted first."""
        found: dict[tuple[str, str], list[tuple[str, Unresolved]]] = {}
        for path in sorted(self._vault.unresolved.keys() & reported):
            for target in self._vault.unresolved[path]:
                if target.miss in _MISSES and not self._is_ignored(path, target):
                    key = (fold_name(target.path), _MISSES[target.miss])
                    found.setdefault(key, []).append((path, target))
        targets = (_target(miss, told) for (_, miss), told in found.items())
        return tuple(sorted(targets, key=lambda one: (-len(one.sources), one.name, one.miss)))

    def _is_ignored(self, path: str, target: Unresolved) -> bool:
        """Whether git ignores what is missing, so that it lies on its owner's disk only."""
        if target.miss is not Miss.FILE:
            return False
        folder, name = path.rpartition("/")[0], target.path.lstrip("./")
        return self._vault.ignored(name) or self._vault.ignored(f"{folder}/{name}".lstrip("/"))


def _target(miss: str, told: Iterable[tuple[str, Unresolved]]) -> Target:
    pairs = list(told)
    links: dict[str, int] = {}
    for path, target in pairs:
        links[path] = links.get(path, 0) + len(target.links)
    near = dict.fromkeys(near for _, target in pairs for near in target.near)
    return Target(pairs[0][1].path, miss, tuple(near), tuple(Source(*one) for one in links.items()))
