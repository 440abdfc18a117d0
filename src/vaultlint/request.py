"""What to check in one vault, and how."""

from collections.abc import Callable

from msgspec import field

from vaultlint.change import Change
from vaultlint.discover import Look
from vaultlint.project import Settings
from vaultlint.text import Value


def asked_for(paths: tuple[str, ...]) -> Callable[[str], bool]:
    """Return whether a note is one of `paths` or lies in one; `.` is the whole vault."""
    if "." in paths:
        return lambda path: True
    folders = tuple(path + "/" for path in paths)
    files = frozenset(paths)
    return lambda path: path in files or path.startswith(folders)


class Request(Value, frozen=True):
    """What to check in the vault at `root`.

    `paths` are the files and folders to report on, from the root, `.` for all;
    `named` those of them that were named as files. `instead` has contents of notes
    that stand for those on disk; `today` is the day to judge by, YYYY-MM-DD. With a
    `change`, what is reported is what it causes. `verdict_only` is whether what is said of the
    notes is all that is wanted, and not the vault with it. `seen` is a look at the vault that
    somebody had just before.
    """

    root: str
    settings: Settings
    today: str
    paths: tuple[str, ...] = (".",)
    named: tuple[str, ...] = ()
    instead: dict[str, bytes] = field(default_factory=dict)
    jobs: int = 1
    cache: bool = True
    change: Change | None = None
    verdict_only: bool = False
    seen: Look | None = None
