"""Where a vault lies, and what a run prints. Light: an answer from memory imports no more."""

import os
from typing import NamedTuple


class UserError(Exception):
    """A mistake in the user's settings or on the command line, in words, with its place."""


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


class Dialect(NamedTuple):
    """Another program's way of linking, which Obsidian's rules do not fit; `sign` is the file that tells."""

    name: str
    sign: str


def lies_in(path: str, folder: str) -> bool:
    """Say whether a path is a folder or lies in it, links followed."""
    top = os.path.realpath(folder)
    return os.path.commonpath([os.path.realpath(path), top]) == top


def stem(path: str) -> str:
    """Return a path's file name without a final `.md`."""
    name = path.rpartition("/")[2]
    return name[:-3] if is_note(name) else name


def is_note(path: str) -> bool:
    """Say whether a path ends as a note's does."""
    return path[-3:].lower() == ".md"
