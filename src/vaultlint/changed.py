"""What has changed in a vault since a commit, and what is about to be committed."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from vaultlint import git
from vaultlint.change import Change, Changed
from vaultlint.discover import is_note
from vaultlint.git import Entry, Repository
from vaultlint.project import UserError


def since(root: str, ref: str) -> Change:
    """Return what has changed in the vault at `root` since `ref`, in commits and in the working tree.

    Of a branch that has gone on, what counts is the commit at which this one left it.
    Raises UserError.
    """
    repository = _repository(root, "--since")
    base = _commit(repository, ref)
    with suppress(UserError):  # No commit in common, or none at all yet.
        base = git.ask(repository, "merge-base", base, "HEAD")
    entries = [*_files(git.raw(repository, "diff", base))]
    entries += [Entry("A", "", "", "", path) for path in git.untracked(repository)]
    return Change(ref, tuple(_with_moves(root, _changed(repository, entries))), {}, frozenset())


def staged(root: str) -> Change:
    """Return what is about to be committed in the vault at `root`: the index, whatever lies on the disk.

    Raises UserError.
    """
    repository = _repository(root, "--staged")
    entries = _files(git.raw(repository, "diff", "--cached", _head(repository)))
    unstaged = [*_files(git.raw(repository, "diff"))]
    kept = {one.old: one.old_blob for one in unstaged if one.old}
    contents = git.contents(repository, (blob for path, blob in kept.items() if is_note(path)))
    hidden = {one.new for one in unstaged if not one.old} | set(git.untracked(repository))
    return Change(
        "HEAD",
        tuple(_changed(repository, [*entries])),
        {path: contents.get(blob, b"") for path, blob in kept.items()},
        frozenset(hidden),
    )


def _repository(root: str, option: str) -> Repository:
    found = git.find_repository(root)
    if found is None:
        raise UserError(f"{option}: `{root}` lies in no git repository, or there is no git")
    return found


def _commit(repository: Repository, ref: str) -> str:
    try:
        return git.ask(repository, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}")
    except UserError:
        hint = "; this clone is shallow: fetch more of its history" if git.is_shallow(repository) else ""
        raise UserError(f"--since: git knows no commit `{ref}`{hint}") from None


def _head(repository: Repository) -> str:
    """The last commit; before the first one the tree that has nothing in it."""
    try:
        return git.ask(repository, "rev-parse", "--verify", "HEAD^{commit}")
    except UserError:
        return git.ask(repository, "hash-object", "-t", "tree", "--stdin")


def _files(found: Iterable[Entry | str]) -> Iterator[Entry]:
    """The files of a diff but those of a merge that is not finished."""
    return (
        one for one in found if isinstance(one, Entry) and one.status not in "UX" and (one.old or one.new)
    )


def _changed(repository: Repository, entries: list[Entry]) -> list[Changed]:
    """The entries with what the notes held before."""
    contents = git.contents(repository, (one.old_blob for one in entries if is_note(one.old)))
    return [Changed(one.old, one.new, contents.get(one.old_blob)) for one in entries]


def _with_moves(root: str, changed: list[Changed]) -> Iterator[Changed]:
    """Pair what was deleted with what git does not track yet and holds the same: it was renamed."""
    gone = {one.before: one for one in changed if not one.new and one.before}
    moved: set[str] = set()
    for one in changed:
        if not one.old and is_note(one.new) and gone:
            source = gone.pop(_read(f"{root}/{one.new}"), None)
            if source is not None:
                moved |= {source.old, one.new}
                yield Changed(source.old, one.new, source.before)
    yield from (one for one in changed if one.old not in moved and one.new not in moved)


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""
