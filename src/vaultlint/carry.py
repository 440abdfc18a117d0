"""A baseline carried over to where notes lie now: moved and renamed ones keep what was recorded of them."""

import os
from collections import Counter
from collections.abc import Callable, Mapping

from vaultlint import cache, changed, git
from vaultlint.baseline import Baseline
from vaultlint.discover import Files
from vaultlint.disk import read_note
from vaultlint.place import UserError, absolute

Moves = dict[str, str]
"""Where a note lies now, by where it lay."""


def content_of(source: bytes) -> str:
    """Return what is recorded of a note's bytes: size and digest."""
    return f"{len(source)}-{cache.digest(source).hex()}"


def carried(baseline: Baseline, file: str, root: str, files: Files) -> tuple[Baseline, bool]:
    """Return a baseline under the paths of today, and whether git was asked for them.

    A note that is gone is found again by its content, by its file name in another folder, or
    by what git knows of renames since the baseline's `file` was committed.
    """
    gone = [path for path in baseline.notes if path and path not in files.notes]
    free = {path for path in files.notes if path not in baseline.notes}
    moves: Moves = {}
    asked = False
    for way in (_by_content, _by_name):
        if left := [path for path in gone if path not in moves]:
            sizes = {path: files.notes[path][0] for path in free - {*moves.values()}}
            moves |= way(baseline, root, left, sizes)
    if any(path not in moves for path in gone):
        known = _by_git(file, root)
        asked = True
        moves |= {old: known[old] for old in gone if old not in moves and known.get(old) in free}
    notes = {moves.get(path, path): recorded for path, recorded in baseline.notes.items()}
    return Baseline(notes), asked


Sizes = Mapping[str, int]
"""Notes of which nothing is recorded, with their sizes in bytes."""


def _by_content(baseline: Baseline, root: str, gone: list[str], free: Sizes) -> Moves:
    wanted = {baseline.notes[path].content: path for path in gone if baseline.notes[path].content}
    sizes = {content.partition("-")[0] for content in wanted}
    moves: Moves = {}
    for path in sorted(free):
        if str(free[path]) in sizes:
            try:
                old = wanted.pop(content_of(read_note(f"{root}/{path}")), None)
            except OSError:
                continue
            if old is not None:
                moves[old] = path
    return moves


def _by_name(baseline: Baseline, root: str, gone: list[str], free: Sizes) -> Moves:
    """Notes that have the name of one that is gone, where only one of each has it."""
    name: Callable[[str], str] = os.path.basename
    lost, found = Counter(map(name, gone)), Counter(map(name, free))
    now = {name(path): path for path in free if found[name(path)] == 1}
    return {path: now[name(path)] for path in gone if lost[name(path)] == 1 and name(path) in now}


def _by_git(file: str, root: str) -> Moves:
    repository = git.find_repository(root)
    if repository is None:
        return {}
    try:
        commit = git.ask(repository, "log", "-1", "--format=%H", "--", absolute(file)).strip()
        return dict(changed.since(root, commit).moved) if commit else {}
    except UserError:
        return {}  # A history that cannot be read tells of no renames.
