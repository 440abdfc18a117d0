"""What has changed in a vault since a commit, and what is about to be committed."""

import os
from collections.abc import Iterable, Iterator

from vaultlint import git
from vaultlint.change import Change, Changed
from vaultlint.discover import is_inside
from vaultlint.disk import read_note
from vaultlint.git import Entry, Repository
from vaultlint.place import UserError, is_note, stem


def since(root: str, ref: str) -> Change:
    """Return what has changed in the vault at `root` since `ref`, in commits and in the working tree.

    Of a branch that has gone on, what counts is the commit at which this one left it.
    Raises UserError.
    """
    repository = _repository(root, "--since")
    entries = git.differences(repository, _left_at(repository, ref))
    changed = [*_changed(root, repository, entries)]
    gone = {one.old: one for one in changed if not one.new}
    for path in _untracked(root, repository):
        was = gone.get(path)
        if was is None:
            changed.append(Changed("", path))
        else:  # Git was told to forget it, and it is still there.
            changed[changed.index(was)] = Changed(path, path, was.before)
    return Change(ref, tuple(_with_moves(root, changed)), {}, frozenset())


def staged(root: str) -> Change:
    """Return what is about to be committed in the vault at `root`: the index, whatever lies on the disk.

    Raises UserError.
    """
    repository = _repository(root, "--staged")
    entries = git.differences(repository, "--cached", _head(repository))
    unstaged = git.differences(repository, renames=False)
    for one in (*entries, *unstaged):
        if one.status == "U":
            raise UserError(f"--staged: `{one.old or one.new}` is not merged yet")
    kept = {one.old: one.old_blob for one in unstaged if one.old and is_inside(root, one.old)}
    contents = git.contents(repository, (blob for path, blob in kept.items() if blob and is_note(path)))
    added = {one.new for one in unstaged if not one.old and is_inside(root, one.new)}
    return Change(
        "HEAD",
        tuple(_changed(root, repository, entries)),
        {path: contents.get(blob, b"") for path, blob in kept.items()},
        frozenset({*added, *_untracked(root, repository)}),
    )


def _untracked(root: str, repository: Repository) -> Iterator[str]:
    """The vault's files that git does not track, those in repositories inside, too."""
    for path in git.untracked(repository):
        found = _below(root, path) if path.endswith("/") else (path,)
        yield from (one for one in found if is_inside(root, one))


def _below(root: str, folder: str) -> Iterator[str]:
    for above, _, names in os.walk(f"{root}/{folder}"):
        yield from (os.path.relpath(f"{above}/{name}", root).replace(os.sep, "/") for name in names)


def _repository(root: str, option: str) -> Repository:
    found = git.find_repository(root)
    if found is None:
        raise UserError(f"{option}: {git.why_none(root)}")
    return found


def _left_at(repository: Repository, ref: str) -> str:
    """The commit at which the branch left `ref`, or `ref` where the two have nothing in common."""
    hint = "; this clone is shallow: fetch more of its history" if git.is_shallow(repository) else ""
    try:
        # Neither an option nor what a commit does not have: older versions of git have no way to say so.
        named = "" if ref.startswith(("-", "^")) else git.ask(repository, "rev-parse", "--verify", ref)
        commit = git.ask(repository, "rev-parse", "--verify", f"{named}^{{commit}}")
    except UserError:
        raise UserError(f"--since: git knows no commit `{ref}`{hint}") from None
    try:
        return git.ask(repository, "merge-base", commit, "HEAD")
    except UserError:
        if hint:
            raise UserError(f"--since: git does not know where `{ref}` was left{hint}") from None
        return commit


def _head(repository: Repository) -> str:
    """The last commit; before the first one the tree that has nothing in it."""
    return git.head(repository) or git.ask(repository, "hash-object", "-t", "tree", "--stdin")


def _changed(root: str, repository: Repository, entries: Iterable[Entry]) -> Iterator[Changed]:
    """The entries with what the notes held before; what went to the trash is gone from the vault."""
    blobs = (one.old_blob for one in entries if one.old_blob and is_note(one.old))
    contents = git.contents(repository, blobs)
    for one in entries:
        old, new = (path if path and is_inside(root, path) else "" for path in (one.old, one.new))
        if (old or new) and one.status != "U":
            yield Changed(old, new, contents.get(one.old_blob) if old else None)


def _with_moves(root: str, changed: list[Changed]) -> Iterator[Changed]:
    """Pair what was deleted with what is new and holds the same: it was renamed.

    Git does so for what it tracks. Of several with the same content the one of the same name is meant.
    """
    sources: dict[bytes, list[Changed]] = {}
    for one in changed:
        if not one.new and one.before:
            sources.setdefault(one.before, []).append(one)
    new = [one for one in changed if not one.old and is_note(one.new)] if sources else []
    source_of: dict[Changed, Changed] = {}
    for same_name in (True, False):
        for one in new:
            found = sources.get(_read(f"{root}/{one.new}"), []) if one not in source_of else []
            fitting = [source for source in found if not same_name or stem(source.old) == stem(one.new)]
            if fitting:
                source_of[one] = fitting[0]
                found.remove(fitting[0])
    paired = {*source_of, *source_of.values()}
    yield from (Changed(source.old, one.new, source.before) for one, source in source_of.items())
    yield from (one for one in changed if one not in paired)


def _read(path: str) -> bytes:
    try:
        return read_note(path)
    except OSError:
        return b""
