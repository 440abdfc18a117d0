"""Puts a file's new bytes in place of the old, whole, or leaves it as it is."""

import os
import stat
import tempfile
from contextlib import suppress


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
