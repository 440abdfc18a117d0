"""What earlier runs read in the notes, kept so that one changed note costs as much as one note.

An index says of every note where in a second file its analysis stands. New analyses are
added at that file's end; when most of it is out of date it is written anew.
"""

import os
from collections.abc import Iterable, Mapping
from itertools import chain
from secrets import token_hex

from msgspec import field

from vaultlint import cache, memory
from vaultlint.discover import Stamp
from vaultlint.text import Value

_INDEX, _ANALYSES = "notes", "analyses-"
_WASTE = 2
"""The file of analyses is written anew when it has so many times the bytes that are in use."""


class Entry(Value, frozen=True):
    """One note: `stamp` and `digest` of the file that was read; its analysis is `size` bytes at `offset`.

    A file that is not `settled` was written within the clock's grain of being read: it may have
    changed since under the same stamp, so its digest decides. `seal` is the analysis' own digest.
    """

    stamp: Stamp
    digest: bytes
    settled: bool
    offset: int
    size: int
    seal: bytes


class Index(Value, frozen=True):
    """All notes by path, read under the same key; `file` is the one that has the analyses."""

    key: bytes = b""
    file: str = ""
    entries: dict[str, Entry] = field(default_factory=dict)


class Fresh(Value, frozen=True):
    """A note read just now, and what came of it."""

    stamp: Stamp
    digest: bytes
    settled: bool
    analysis: bytes


def load(root: str, key: bytes) -> Index:
    """Return the index of the vault at `root` that was made under `key`, an empty one if there is none."""
    kept = memory.recall(root, _INDEX, Index)
    return kept if kept is not None and kept.key == key else Index(key)


def read(root: str, index: Index, paths: Iterable[str]) -> dict[str, bytes]:
    """Return the analyses of the notes at `paths` that the index knows; damaged ones are left out."""
    wanted = [path for path in paths if path in index.entries]
    found: dict[str, bytes] = {}
    try:
        with open(f"{cache.vault_folder(root)}/{index.file}", "rb") as file:
            for path in wanted:
                entry = index.entries[path]
                file.seek(entry.offset)
                data = file.read(entry.size)
                if cache.digest(data) == entry.seal:
                    found[path] = data
    except OSError:
        return {}
    return found


def save(root: str, index: Index, kept: Iterable[str], fresh: Mapping[str, Fresh]) -> None:
    """Keep the `fresh` analyses and, of those in the index, the ones of the notes in `kept`.

    Like all of the cache it is no error if that fails. Runs at the same time may undo each
    other's work: what an index points to is recognised by its seal.
    """
    entries = {path: index.entries[path] for path in kept if path not in fresh}
    used = sum(entry.size for entry in entries.values())
    used += sum(len(one.analysis) for one in fresh.values())
    folder, old = cache.vault_folder(root), index.file
    try:
        os.makedirs(folder, exist_ok=True)
        if not old or _is_worn(f"{folder}/{old}", used):
            known = read(root, index, entries)
            anew = {
                path: Fresh(entry.stamp, entry.digest, entry.settled, known[path])
                for path, entry in entries.items()
                if path in known
            }
            index, entries, fresh = Index(index.key, f"{_ANALYSES}{token_hex(8)}"), {}, {**anew, **fresh}
        added = _added(f"{folder}/{index.file}", fresh)
    except OSError:
        if index.file != old:
            _delete(f"{folder}/{index.file}")  # No index will point to it, and the disk may be full.
        return
    together = dict(chain(entries.items(), added.items()))
    memory.remember(root, _INDEX, Index(index.key, index.file, together))
    if index.file != old:
        _delete_others(folder, index.file)


def _is_worn(path: str, used: int) -> bool:
    """Whether a file holds much besides the bytes in use, or is gone: a run at the same time deleted it."""
    try:
        return os.path.getsize(path) > _WASTE * used
    except OSError:
        return True


def _added(path: str, fresh: Mapping[str, Fresh]) -> dict[str, Entry]:
    """Add analyses at the end of a file; return where each stands. Raises OSError."""
    found = {}
    with open(path, "ab") as file:
        at = file.seek(0, os.SEEK_END)
        for name, one in fresh.items():
            seal, size = cache.digest(one.analysis), len(one.analysis)
            found[name] = Entry(one.stamp, one.digest, one.settled, at, size, seal)
            at += size
        file.writelines(one.analysis for one in fresh.values())
    return found


def _delete_others(folder: str, file: str) -> None:
    """Delete the files of analyses that no index points to any more."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        if name.startswith(_ANALYSES) and name != file:
            _delete(f"{folder}/{name}")


def _delete(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:  # Another run did it, or still reads it: the next time.
        return
