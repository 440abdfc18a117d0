"""Where a vault lies, and what a run prints. Light: an answer from memory imports no more."""

import os
from contextlib import suppress
from typing import NamedTuple

LARGEST_NOTE = 8 * 1024 * 1024
"""Bytes beyond which a note is not read."""


class UserError(Exception):
    """Mistakes in the user's settings or on the command line, each in words, with its place.

    They may quote what stands there: a line end in one begins no new message.
    """

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))


class Output(NamedTuple):
    """What a run over one vault prints to both streams, its exit code, and the reports for files."""

    text: str
    errors: str
    code: int
    documents: tuple[str, ...] = ()


class Place(NamedTuple):
    """Where a vault lies: absolute paths with `/`.

    `guessed` says in words by what the root was found when no settings name it.
    """

    root: str
    config: str = ""
    guessed: str = ""

    @property
    def home(self) -> str:
        """The folder of the settings' file, the root where there is none: schemas and baseline lie there."""
        return os.path.dirname(self.config) or self.root


class Dialect(NamedTuple):
    """Another program's way of linking, which Obsidian's rules do not fit; `sign` is the file that tells."""

    name: str
    sign: str


def absolute(path: str) -> str:
    """Return an absolute path with `/`."""
    return os.path.abspath(path).replace(os.sep, "/")


def from_here(path: str) -> str:
    """Return a path as seen from the current directory, with `/`; one on another drive as it is."""
    with suppress(ValueError):
        path = os.path.relpath(path)
    return path.replace(os.sep, "/")


def lies_in(path: str, folder: str) -> bool:
    """Say whether a path is a folder or lies in it, links followed."""
    if "\0" in path:
        return False
    top = os.path.normcase(os.path.realpath(folder))
    try:
        return os.path.commonpath([os.path.normcase(os.path.realpath(path)), top]) == top
    except ValueError:  # They are on two drives.
        return False


def may_read(path: str, folder: str) -> bool:
    """Say whether settings may name a file: one in a folder, links followed, and not among git's own.

    What stands in such a file is told in messages, and git may keep a password there.
    """
    return lies_in(path, folder) and ".git" not in os.path.realpath(path).split(os.sep)


def stem(path: str) -> str:
    """Return a path's file name without a final `.md`."""
    name = path.rpartition("/")[2]
    return name[:-3] if is_note(name) else name


def is_note(path: str) -> bool:
    """Say whether a path ends as a note's does."""
    return path[-3:].lower() == ".md"
