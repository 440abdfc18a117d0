"""The notes of a vault, read: most of them by an earlier run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
from msgspec import structs

from vaultlint import analyses, cache, work
from vaultlint.analyses import Fresh, Index
from vaultlint.discover import Files
from vaultlint.engine import Analysis
from vaultlint.request import Request

Progress = Callable[[int, int], None]
"""Told how many notes of how many have been read."""


@dataclass(frozen=True)
class Reading:
    """What is known of the notes `to_read`: of most by the `index` of earlier runs, of the others `fresh`.

    `started` is when the run began, in nanoseconds: what was written later is not settled.
    """

    request: Request
    files: Files
    rules: work.Rules
    to_read: Sequence[str]
    started: int
    index: Index
    fresh: dict[str, Fresh] = field(default_factory=dict)

    def known(self) -> Mapping[str, Analysis]:
        """Return all analyses, by path in order; what is damaged in the cache is read anew."""
        current = [path for path in self.to_read if path not in self.fresh]
        kept = analyses.read(self.request.root, self.index, current)
        self.read(tuple(path for path in current if path not in kept), lambda done, total: None)
        decoder = msgspec.msgpack.Decoder(Analysis)
        return {
            path: decoder.decode(kept[path] if path in kept else self.fresh[path].analysis)
            for path in self.to_read
        }

    def anew(self) -> Mapping[str, Analysis]:
        """Return the analyses of the notes that were read anew."""
        decoder = msgspec.msgpack.Decoder(Analysis)
        return {path: decoder.decode(one.analysis) for path, one in self.fresh.items()}

    def before(self) -> Mapping[str, Analysis]:
        """Return what the index still has of the notes that were read anew."""
        decoder = msgspec.msgpack.Decoder(Analysis)
        kept = analyses.read(self.request.root, self.index, self.fresh)
        return {path: decoder.decode(data) for path, data in kept.items()}

    def digests(self) -> dict[str, bytes]:
        """Return the digests of the notes' contents as they were read."""
        return {path: self._of(path).digest for path in self.to_read}

    def digests_before(self) -> tuple[bytes, ...]:
        """Return what the index has of the digests, by path in order; of new notes it has none."""
        entries = self.index.entries
        return tuple(entries[path].digest for path in self.to_read if path in entries)

    def _of(self, path: str) -> Fresh | analyses.Entry:
        return self.fresh.get(path) or self.index.entries[path]

    def save(self) -> None:
        """Keep what was read for the next run; from now on only the digests are known."""
        request, entries = self.request, self.index.entries
        # What a change leaves out is still there for the next run.
        hidden = request.change.hidden.intersection(entries) if request.change else frozenset[str]()
        kept = [*hidden, *(path for path in self.to_read if path in entries)]
        if request.cache and not request.instead and (self.fresh or len(kept) != len(entries)):
            analyses.save(request.root, self.index, kept, self.fresh)
        for path, one in self.fresh.items():
            self.fresh[path] = structs.replace(one, analysis=b"")  # Decoded by now: it is not held twice.

    def read(self, paths: tuple[str, ...], progress: Progress) -> None:
        """Read notes, whatever is known of them."""
        request, settings = self.request, self.request.settings
        task = work.Work(request.root, paths, self.rules, settings.schemas, request.instead, settings.words)
        known = len(self.to_read) - len(paths)
        for number, done in enumerate(work.analyse(task, request.jobs), 1):
            stamp = self.files.notes[done.path]
            # What could not be read, a drive fails for a moment, is tried again: no stamp tells of it.
            settled = bool(done.digest) and cache.is_settled(stamp, self.started)
            self.fresh[done.path] = Fresh(stamp, done.digest, settled, done.analysis)
            progress(known + number, len(self.to_read))


def key_of(request: Request, rules: work.Rules) -> bytes:
    """Return what identifies everything that an analysis depends on besides the note."""
    settings = request.settings
    words = repr(sorted(settings.words.items()))
    return cache.digest(cache.program(), repr(rules), msgspec.msgpack.encode(settings.schemas), words)


def read_notes(
    request: Request,
    files: Files,
    to_read: Sequence[str],
    rules: work.Rules,
    started: int,
    progress: Progress,
) -> Reading:
    """Read the notes whose files are not as they were when they were last read."""
    key = key_of(request, rules)
    index = analyses.load(request.root, key) if request.cache else Index(key)
    reading = Reading(request, files, rules, to_read, started, index)
    reading.read(tuple(path for path in to_read if not _is_current(index, request, path, files)), progress)
    return reading


def _is_current(index: Index, request: Request, path: str, files: Files) -> bool:
    entry = index.entries.get(path)
    if entry is None or path in request.instead or entry.stamp != files.notes[path]:
        return False
    return entry.settled or cache.file_digest(f"{request.root}/{path}") == entry.digest
