"""Git, asked about the repository around a vault.

It is only asked, never told: nothing is written, no monitor is run, nothing is fetched.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator

from vaultlint.project import UserError
from vaultlint.text import Value

_QUIETLY = (
    *("-c", "core.fsmonitor=false", "-c", "protocol.allow=never", "-c", "diff.relative=false"),
    *("--no-optional-locks", "--literal-pathspecs"),
)
_RAW = ("--raw", "-z", "--no-abbrev", "--find-renames", "-l5000", "--ignore-submodules=all")
_LOCAL = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_INDEX_FILE", "GIT_COMMON_DIR"})
"""What a hook is told of its own repository: the vault's may be another one."""


class Repository(Value, frozen=True):
    """The repository around a vault.

    `top` is its working tree, `inside` the vault's folder in it, with a final `/` unless
    it is empty, `folder` where git keeps its own files. `index` is the index to read
    where it is not the usual one, as in a hook of `git commit FILE`.
    """

    top: str
    inside: str
    folder: str
    index: str = ""


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


def find_repository(root: str) -> Repository | None:
    """Return the repository that the vault at `root` lies in; None if there is none, or no git.

    Raises UserError where git refuses to look at it.
    """
    try:
        found = _run(root, ("rev-parse", "--show-toplevel", "--show-prefix", "--absolute-git-dir"))
    except FileNotFoundError:
        return None
    except UserError as error:
        if "not a git repository" in str(error) or "in a work tree" in str(error):
            return None
        raise
    top, inside, folder = (_text(line) for line in found.split(b"\n")[:3])
    index = os.path.abspath(os.environ["GIT_INDEX_FILE"]) if os.environ.get("GIT_INDEX_FILE") else ""
    is_own = index and os.path.realpath(os.path.dirname(index)) == os.path.realpath(folder)
    return Repository(top, inside, folder, index if is_own else "")


def ask(repository: Repository, *arguments: str) -> str:
    """Return what git prints, without the last line end; raises UserError with git's words."""
    return _text(_run(repository.top, arguments, repository.index)).removesuffix("\n")


def is_shallow(repository: Repository) -> bool:
    """Say whether the clone lacks the older part of its history."""
    return ask(repository, "rev-parse", "--is-shallow-repository") == "true"


def raw(repository: Repository, command: str, *arguments: str) -> Iterator[Entry | str]:
    """Yield the files of a raw diff of the vault; of `log` also what its format prints for each commit."""
    pathspec = ("--", repository.inside or ".")
    quietly = ("--no-ext-diff", "--no-textconv", *_RAW)
    fields = iter(ask(repository, command, *quietly, *arguments, *pathspec).split("\0"))
    for field in fields:
        if field.lstrip("\n").startswith(":"):
            yield _entry(repository, field, fields)
        elif field.strip():
            yield field.strip()


def _entry(repository: Repository, head: str, fields: Iterator[str]) -> Entry:
    old_mode, new_mode, *blobs, status = head.lstrip("\n:").split(" ")
    old = new = next(fields).removeprefix(repository.inside)
    if status[0] in "RC":
        new = next(fields).removeprefix(repository.inside)
    old_blob, new_blob = (blob if blob.strip("0") else "" for blob in blobs)
    is_old, is_new = _is_file(old_mode) and status[0] != "C", _is_file(new_mode)
    return Entry(status[0], old_blob, new_blob, old if is_old else "", new if is_new else "")


def _is_file(mode: str) -> bool:
    """Whether a mode is that of a file, not of a link, a submodule or nothing."""
    return mode.startswith("100")


def untracked(repository: Repository) -> tuple[str, ...]:
    """Return the files of the vault that git neither tracks nor ignores."""
    listed = ask(
        repository, "ls-files", "--others", "--exclude-standard", "-z", "--", repository.inside or "."
    )
    return tuple(path.removeprefix(repository.inside) for path in listed.split("\0") if path)


def contents(repository: Repository, blobs: Iterable[str]) -> dict[str, bytes]:
    """Return what the blobs hold; raises UserError for one that the clone does not have."""
    wanted = tuple(dict.fromkeys(blobs))
    if not wanted:
        return {}
    output = _run(repository.top, ("cat-file", "--batch"), "", "\n".join(wanted).encode() + b"\n")
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


def _run(folder: str, arguments: tuple[str, ...], index: str = "", given: bytes = b"") -> bytes:
    environment = {name: value for name, value in os.environ.items() if name not in _LOCAL}
    environment |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    if index:
        environment["GIT_INDEX_FILE"] = index
    command = ("git", *_QUIETLY, "-C", folder, *arguments)
    done = subprocess.run(command, input=given, capture_output=True, env=environment, check=False)
    if done.returncode:
        words = _text(done.stderr).strip().splitlines() or [f"it ended with {done.returncode}"]
        raise UserError(f"git {arguments[0]}: {words[0].removeprefix('fatal: ')}")
    return done.stdout


def _text(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape")
