"""When git saw the notes change: the whole history, read once."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from vaultlint import cache, git, memory
from vaultlint.git import Entry, Repository
from vaultlint.history import History
from vaultlint.place import UserError, is_note
from vaultlint.text import Value

_LINK = re.compile(rb"\[\[[^\[\]\n]*\]\]|\]\([^()\n]*\)")

Step = tuple[int, str, str]
"""A commit of one note: its day, the blob before, the blob after."""


_NAME = "history"


class _Chronicle(Value, frozen=True):
    """What git told of the notes, under the key that names the commit and the folder."""

    key: bytes
    history: History


def read_history(root: str, *, keep: bool = True) -> History:
    """Return when the notes of the vault at `root` were committed, kept from an earlier run where it holds.

    Nothing is read from the cache, or written there, unless `keep`. What cannot be known
    is said in the history's `problem`.
    """
    try:
        repository = git.find_repository(root)
        if repository is None:
            return History({}, 1, git.why_none(root))
        if git.is_shallow(repository):
            return History({}, 1, "this clone is shallow: git does not know when notes were written")
        head = git.head(repository)
        if not head:
            return History({}, 1, "nothing is committed yet")
        key = cache.digest(cache.program(), head, repository.inside)
        known = memory.recall(root, _NAME, _Chronicle) if keep else None
        if known is None or known.key != key:
            known = _Chronicle(key, _history(repository))
            if keep:
                memory.remember(root, _NAME, known)
    except UserError as error:
        return History({}, 1, str(error))
    return known.history


def state_files(root: str) -> tuple[str, ...]:
    """Return git's own files that change whenever the history or the index does, present or not."""
    try:
        repository = git.find_repository(root)
        if repository is None:
            return ()
        branch = git.ask(repository, "rev-parse", "--symbolic-full-name", "HEAD")
    except UserError:
        return ()
    names = ("HEAD", "index", "logs/HEAD", "packed-refs", "shallow", branch)
    paths = git.ask(repository, "rev-parse", *(word for name in names for word in ("--git-path", name)))
    return tuple(os.path.join(repository.top, path) for path in paths.split("\n"))


def _history(repository: Repository) -> History:
    steps = _steps(repository)
    firsts = {path: found[-1][0] for path, found in steps.items()}
    lasts = _last_changes(repository, steps)
    commits = {path: (firsts[path], lasts[path]) for path in sorted(steps)}
    return History(commits, min(firsts.values(), default=1))


def _steps(repository: Repository) -> dict[str, list[Step]]:
    """The commits of each note that there is now, newest first, under whatever name it had then."""
    steps: dict[str, list[Step]] = {}
    owners: dict[str, str] = {}
    for day, entries in _commits(repository):
        owned = [(one, owners.get(one.new, one.new)) for one in entries]
        for one, owner in owned:
            if is_note(owner):
                steps.setdefault(owner, []).append((day, one.old_blob, one.new_blob))
        # What had a name before it was added, or before a rename gave it, is another note.
        owners |= {one.new: "" for one in entries if one.new and one.new != one.old}
        owners |= {one.old: owner for one, owner in owned if one.old}
    return steps


def _commits(repository: Repository) -> Iterator[tuple[int, list[Entry]]]:
    """The commits, newest first, each with its day and its files."""
    day, entries = 0, list[Entry]()
    for one in git.log(repository):
        if isinstance(one, Entry):
            entries.append(one)
        else:
            yield day, entries
            day, entries = date.fromisoformat(one).toordinal(), []
    yield day, entries


def _last_changes(repository: Repository, steps: Mapping[str, list[Step]]) -> dict[str, int]:
    """The day on which more of each note than links and white space was changed last."""
    found: dict[str, int] = {}
    depth = 0
    open_ = dict(steps)
    while open_:
        current = {path: its[depth] for path, its in open_.items()}
        contents = git.contents(repository, _blobs(current.values()))
        words = {blob: b"".join(_LINK.sub(b"", content).split()) for blob, content in contents.items()}
        depth += 1
        for path, (day, old, new) in current.items():
            if not (old and new) or words[old] != words[new] or depth == len(open_[path]):
                found[path] = day
                del open_[path]
    return found


def _blobs(steps: Iterable[Step]) -> Iterable[str]:
    return (blob for _, old, new in steps for blob in (old, new) if old and new)
