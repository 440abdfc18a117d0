"""Puts a file's new bytes in place of the old, whole, or leaves it as it is."""

import errno
import os
import re
import signal
import stat
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache

from vaultlint.place import UserError, from_here

_SUFFIX = ".vaultlint"
_LEFT = re.compile(rf"\.[a-z0-9_]{{8}}{re.escape(_SUFFIX)}")
"""The names of files that wait beside the one whose place they take."""

_STALE = 60
"""Seconds after which such a file is what a killed run has left: a living one has it for a moment."""

_ENDS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name)]
"""What ends a run from outside and can be put off."""


def replace(path: str, read: bytes, fixed: bytes) -> str:
    """Give the file at `path` new content if it still has what was read.

    Returns why it was left alone, or an empty text. The new content is whole before it
    takes the old one's place, in one step: whoever looks sees one or the other. That
    step makes another file of it, so a file that has a second name is left alone: its
    content would be one thing here and another there.
    """
    try:
        if os.path.islink(path):
            return "it is a link to another file"
        found, status = _look(path)
        if found != read:
            return _since(found, fixed)
        if not status.st_mode & stat.S_IWUSR:
            return "it is read-only"
        if status.st_nlink > 1:
            return "it is one file under several names (hard links)"
        with _beside(path, fixed, stat.S_IMODE(status.st_mode), status) as new:
            # Now and not before: what others have written while this waited for the disk must not be lost.
            found, _ = _look(path)
            if found != read:
                return _since(found, fixed)
            os.replace(new, path)
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return ""


def _since(found: bytes, fixed: bytes) -> str:
    """What has come of a file that no longer has what was read: another run may have had the same to do."""
    return "" if found == fixed else "it has changed meanwhile"


def put(path: str, text: str) -> None:
    """Write a report to a file, whole before it is seen; raises OSError.

    What is no plain file, a pipe or a device, is written to.
    """
    content = text.encode("utf-8", "backslashreplace")
    real = os.path.realpath(path)
    if os.path.exists(real) and not os.path.isfile(real):
        with open(real, "wb") as file:
            file.write(content)
        return
    before = os.stat(real) if os.path.exists(real) else None
    with _beside(real, content, stat.S_IMODE(before.st_mode) if before else _usual_mode(), before) as new:
        os.replace(new, real)


def create(path: str, text: str, *, instead: bool = False) -> None:
    """Write a file that is not there yet, its folders too, whole before it is seen.

    With `instead` it takes the place of one that is there, a link included. Raises
    FileExistsError, and UserError where it cannot be written.
    """
    try:
        os.makedirs(os.path.dirname(path) or os.curdir, exist_ok=True)
        with _beside(path, text.encode(), _usual_mode()) as new:
            (os.replace if instead else _give_name)(new, path)
    except FileExistsError:
        raise
    except OSError as error:
        shown = from_here(path)
        raise UserError(f"`{shown}`: {(error.strerror or str(error)).lower()}") from None


def _look(path: str) -> tuple[bytes, os.stat_result]:
    """A plain file's bytes and status; raises OSError. A link or pipe in its place is not waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is no plain file", path)
        return file.read(), status


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _give_name(new: str, path: str) -> None:
    """Give a file another name that no file has; raises FileExistsError if one has come by it meanwhile."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:  # A file system without links.
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path) from None
        os.rename(new, path)


@contextmanager
def _beside(path: str, content: bytes, mode: int, like: os.stat_result | None = None) -> Iterator[str]:
    """Give a new file with `content` next to `path`, so that the change of names stays in one file system.

    It is on the disk before it can take a name: some file systems keep the change of names
    and lose the content when the power fails, and a note that was whole is empty. The folder
    is not waited for: after a power cut the file is the old one or the new one.
    """
    folder = os.path.dirname(path) or os.curdir
    _sweep(folder)
    with _undisturbed():
        handle, beside = tempfile.mkstemp(prefix=".", suffix=_SUFFIX, dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if like is not None and hasattr(os, "chown"):
                with suppress(OSError):  # Root mends the notes of others, in a container: they stay theirs.
                    os.chown(beside, like.st_uid, like.st_gid)
            os.chmod(beside, mode)
            yield beside
        finally:
            with suppress(OSError):
                os.unlink(beside)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off what would end the run, for the moment that a file takes: nothing of it is left beside.

    Not by a mask, which holds for one thread while the system gives the signal to another.
    """
    if threading.current_thread() is not threading.main_thread():  # Python tells the main thread alone.
        yield
        return
    came = list[int]()
    before = {end: signal.signal(end, lambda number, _: came.append(number)) for end in _ENDS}
    try:
        yield
    finally:
        for end, handler in before.items():
            signal.signal(end, handler or signal.SIG_DFL)
        if came:
            signal.raise_signal(came[0])


@cache
def _sweep(folder: str) -> None:
    """Take away what killed runs have left in a folder, once a run.

    Should the clock be wrong and the file a living run's, that run leaves its note as it is, and says so.
    """
    try:
        for entry in os.scandir(folder):
            if not _LEFT.fullmatch(entry.name) or not entry.is_file(follow_symlinks=False):
                continue
            if abs(time.time() - entry.stat(follow_symlinks=False).st_mtime) > _STALE:
                os.unlink(entry.path)
    except OSError:
        return
