"""Git, asked about the repository around a vault.

It is only asked, never told: nothing is written, no monitor is run, nothing is fetched.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator
from shutil import which

from vaultlint.discover import git_root
from vaultlint.place import UserError, lies_in
from vaultlint.text import Value

_QUIETLY = (
    *("-c", "core.fsmonitor=false", "-c", "protocol.allow=never", "-c", "diff.relative=false"),
    # A refreshed index would be written, and a hook told of it: what is only touched is sorted out below.
    *("-c", "diff.autoRefreshIndex=false", "-c", "log.showRoot=true"),
    *("-c", "log.showSignature=false"),
    *("--no-optional-locks", "--literal-pathspecs"),
)
_RAW = (
    "--raw",
    "-z",
    "--no-abbrev",
    "--ignore-submodules=all",
    "--no-ext-diff",
    "--no-textconv",
    "-O/dev/null",
)
_RENAMES = ("--find-renames", "-l5000")
_LOCAL = frozenset(
    "GIT_DIR GIT_WORK_TREE GIT_PREFIX GIT_INDEX_FILE GIT_COMMON_DIR GIT_OBJECT_DIRECTORY GIT_SHALLOW_FILE"
    " GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_IMPLICIT_WORK_TREE GIT_GLOB_PATHSPECS GIT_ICASE_PATHSPECS".split()
)
"""What a hook is told of its own repository: the vault's may be another one."""

_HOOKS_OWN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")


class Repository(Value, frozen=True):
    """The repository around a vault.

    `top` is its working tree, `inside` the vault's folder in it, with a final `/` unless
    it is empty, `folder` where git keeps its own files. `environment` is what git has to
    be told of it, as in a hook of `git commit FILE`, which has an index of its own.
    """

    top: str
    inside: str
    folder: str
    environment: dict[str, str]


class Entry(Value, frozen=True):
    """One file of a raw diff: the status' letter, its blobs and its paths from the vault's root.

    On the side where there is no file, path and blob are empty; a blob that git has not
    stored is empty, too.
    """

    status: str
    old_blob: str
    new_blob: str
    old: str
    new: str

    @property
    def is_same(self) -> bool:
        """Whether only its mode is another."""
        return self.old == self.new and self.old_blob == self.new_blob != ""

    @property
    def is_unknown(self) -> bool:
        """Whether it may only have been touched: git has not looked into it."""
        is_plain = "\n" not in self.new and not self.new.startswith('"')
        return self.status == "M" and bool(self.old_blob) and not self.new_blob and is_plain


def find_repository(root: str) -> Repository | None:
    """Return the repository that the vault at `root` lies in; None if there is none, or no git.

    Raises UserError where git refuses to look at it.
    """
    told = {name: os.path.abspath(os.environ[name]) for name in _HOOKS_OWN if os.environ.get(name)}
    found = _find(root, {})
    if found is None:
        return _find(root, told) if "GIT_DIR" in told else None
    index = told.get("GIT_INDEX_FILE")
    # An index belongs to the repository that the hook runs for.
    if index and _same(_find(os.curdir, told) or _find(os.curdir, {}), found):
        return Repository(found.top, found.inside, found.folder, {"GIT_INDEX_FILE": index})
    return found


def why_none(root: str) -> str:
    """Return why there is no repository for the vault at `root`, where `find_repository` finds none."""
    if which("git") is None:
        return "there is no program `git`"
    top = git_root(root)
    if os.path.lexists(f"{top}/.git") and lies_in(root, top):
        return f"git finds no repository in `{os.path.relpath(f'{top}/.git').replace(os.sep, '/')}`"
    return "the vault lies in no git repository"


def _find(folder: str, environment: dict[str, str]) -> Repository | None:
    question = ("rev-parse", "--show-toplevel", "--show-prefix", "--absolute-git-dir")
    try:
        found = _run(folder, question, environment)
    except OSError:
        return None
    except UserError as error:
        if "not a git repository" in str(error) or "in a work tree" in str(error):
            return None
        raise
    top, inside, git_folder = (_text(line) for line in found.split(b"\n")[:3])
    return Repository(top, inside, git_folder, environment)


def _same(one: Repository | None, other: Repository) -> bool:
    return one is not None and os.path.realpath(one.folder) == os.path.realpath(other.folder)


def ask(repository: Repository, *arguments: str, given: str = "") -> str:
    """Return what git prints, without the last line end; raises UserError with git's words."""
    printed = _run(repository.top, arguments, repository.environment, given.encode())
    return _text(printed).removesuffix("\n")


def head(repository: Repository) -> str:
    """Return the last commit, an empty text before the first; raises UserError for one that is not stored."""
    try:
        named = ask(repository, "rev-parse", "--verify", "HEAD")
    except UserError:
        return ""
    try:
        return ask(repository, "rev-parse", "--verify", f"{named}^{{commit}}")
    except UserError:
        raise UserError(f"git cannot read the last commit, `{named}`") from None


def is_shallow(repository: Repository) -> bool:
    """Say whether the clone lacks the older part of its history."""
    return ask(repository, "rev-parse", "--is-shallow-repository") == "true"


def differences(repository: Repository, *arguments: str, renames: bool = True) -> tuple[Entry, ...]:
    """Return the files of the vault that `git diff` finds different, without those that are only touched."""
    options = _RENAMES if renames else ("--no-renames",)
    found = [one for one in _raw(repository, "diff", *options, *arguments) if isinstance(one, Entry)]
    suspects = [one for one in found if one.is_unknown]
    paths = "".join(f"{repository.inside}{one.new}\n" for one in suspects)
    blobs = ask(repository, "hash-object", "--stdin-paths", given=paths).split("\n") if paths else []
    touched = {one.new for one, blob in zip(suspects, blobs, strict=True) if one.old_blob == blob}
    return tuple(one for one in found if one.new not in touched and not one.is_same)


def log(repository: Repository) -> Iterator[Entry | str]:
    """Yield the days of all commits that touched the vault, newest first, each followed by its files."""
    yield from _raw(repository, "log", *_RENAMES, "--topo-order", "--encoding=UTF-8", "--format=%x00%as")


def _raw(repository: Repository, command: str, *arguments: str) -> Iterator[Entry | str]:
    """The files of a raw diff of the vault; of `log` also what its format prints for each commit."""
    pathspec = ("--", repository.inside or ".")
    fields = iter(ask(repository, command, *_RAW, *arguments, *pathspec).split("\0"))
    for field in fields:
        if field.lstrip("\n").startswith(":"):
            entry = _entry(repository, field, fields)
            if entry.old or entry.new:
                yield entry
        elif field.strip():
            yield field.strip()


def _entry(repository: Repository, head: str, fields: Iterator[str]) -> Entry:
    old_mode, new_mode, *blobs, status = head.lstrip("\n:").split(" ")
    old = new = next(fields).removeprefix(repository.inside)
    if status[0] in "RC":
        new = next(fields).removeprefix(repository.inside)
    old_blob, new_blob = (
        blob if blob.strip("0") and _is_file(mode) else ""
        for blob, mode in zip(blobs, (old_mode, new_mode), strict=True)
    )
    if status == "U":
        return Entry(status, "", "", old, new)
    is_old, is_new = _is_there(old_mode, old) and status[0] != "C", _is_there(new_mode, new)
    return Entry(status[0], old_blob, new_blob, old if is_old else "", new if is_new else "")


def _is_there(mode: str, path: str) -> bool:
    """Whether a mode is that of a file, or of a link to one; what is not UTF-8 is no name for us."""
    return mode.startswith("1") and mode != "160000" and _is_utf8(path)


def _is_utf8(path: str) -> bool:
    return path.isascii() or not any("\ud800" <= char <= "\udfff" for char in path)


def _is_file(mode: str) -> bool:
    return mode.startswith("100")


def untracked(repository: Repository) -> tuple[str, ...]:
    """Return the files of the vault that git neither tracks nor ignores; a repository inside is a folder."""
    listed = ask(
        repository, "ls-files", "--others", "--exclude-standard", "-z", "--", repository.inside or "."
    )
    paths = (path.removeprefix(repository.inside) for path in listed.split("\0") if path)
    return tuple(path for path in paths if _is_utf8(path))


def contents(repository: Repository, blobs: Iterable[str]) -> dict[str, bytes]:
    """Return what the blobs hold; raises UserError for one that the clone does not have."""
    wanted = tuple(dict.fromkeys(blobs))
    if not wanted:
        return {}
    given = "\n".join(wanted).encode() + b"\n"
    output = _run(repository.top, ("cat-file", "--batch"), repository.environment, given)
    found = {}
    at = 0
    for blob in wanted:
        end = output.index(b"\n", at)
        size = output[at:end].partition(b" blob ")[2]
        if not size:
            raise UserError(f"git cannot read `{_text(output[at:end])}`")
        at = end + 1 + int(size) + 1
        found[blob] = output[end + 1 : at - 1]
    return found


def _run(folder: str, arguments: tuple[str, ...], told: dict[str, str], given: bytes = b"") -> bytes:
    environment = {name: value for name, value in os.environ.items() if name not in _LOCAL}
    environment |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"} | told
    command = ("git", *_QUIETLY, "-C", folder, *arguments)
    done = subprocess.run(command, input=given, capture_output=True, env=environment, check=False)
    if done.returncode:
        words = _text(done.stderr).strip().splitlines() or [f"it ended with {done.returncode}"]
        raise UserError(f"git {arguments[0]}: {words[0].removeprefix('fatal: ')}")
    return done.stdout


def _text(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape")
