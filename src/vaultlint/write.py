"""Puts a file's new bytes in place of the old, whole, or leaves it as it is."""

import os
import stat
import tempfile
from contextlib import suppress

from vaultlint.place import UserError


def replace(path: str, read: bytes, fixed: bytes) -> str:
    """Give the file at `path` new content if it still has what was read.

    Returns why it was left alone, or an empty text. The new content is whole before it
    takes the old one's place, in one step: whoever looks sees one or the other.
    """
    try:
        if os.path.islink(path):
            return "it is a link to another file"
        with open(path, "rb") as file:
            if file.read() != read:
                return "it has changed meanwhile"
        mode = stat.S_IMODE(os.stat(path).st_mode)
        if not mode & stat.S_IWUSR:
            return "it is read-only"
        _swap(path, fixed, mode)
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return ""


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
    mask = os.umask(0)
    os.umask(mask)
    mode = stat.S_IMODE(os.stat(real).st_mode) if os.path.exists(real) else 0o666 & ~mask
    _swap(real, content, mode)


def create(path: str, text: str) -> None:
    """Write a file that is not there yet, its folders too.

    Raises FileExistsError, and UserError where it cannot be written.
    """
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise
    except OSError as error:
        shown = os.path.relpath(path).replace(os.sep, "/")
        raise UserError(f"`{shown}`: {(error.strerror or str(error)).lower()}") from None


def _swap(path: str, content: bytes, mode: int) -> None:
    """Write next to the file, so that the change of names stays in one file system."""
    folder = os.path.dirname(path)
    handle, beside = tempfile.mkstemp(prefix=".", suffix=".vaultlint", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(beside, mode)
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
