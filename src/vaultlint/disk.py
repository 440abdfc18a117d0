"""Reads files that anybody may have put there: plain ones, no larger than they should be."""

import errno
import os
import stat

from vaultlint.place import LARGEST_NOTE

LARGEST_SETTINGS = 1024 * 1024
"""Bytes from which on a file of settings, schemas or ignored names is refused."""


def read_note(path: str) -> bytes:
    """Return a note's bytes, of one that is too large no more than tells so; raises OSError.

    A link that has taken the note's place since it was found is not followed.
    """
    return _read(path, LARGEST_NOTE, getattr(os, "O_NOFOLLOW", 0))


def read_bytes(path: str, most: int) -> bytes:
    """Return a file's bytes, of one with more than `most` no more than tells so; raises OSError."""
    return _read(path, most, 0)


def read_text(path: str, most: int = LARGEST_SETTINGS, errors: str = "strict") -> str:
    """Return the text of a file of at most so many bytes; raises OSError, UnicodeDecodeError."""
    content = read_bytes(path, most)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"the file is larger than {most // 1024} KiB", path)
    return content.decode("utf-8-sig", errors)


def _read(path: str, most: int, flags: int) -> bytes:
    """Read a plain file: opening a pipe would wait for a writer, reading a device need not end."""
    flags |= os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no plain file", path)
        return file.read(most + 1)
