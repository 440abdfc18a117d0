"""Finds the vault around a path, and all files in it."""

import os
import re
import stat
import time
from collections.abc import Iterator
from typing import NamedTuple

from vaultlint.disk import read_text
from vaultlint.place import Dialect, Place, UserError, from_here, is_note, may_read

CONFIG = "vaultlint.yaml"
_CONTROL = ("templates.json", "daily-notes.json", "plugins/templater-obsidian/data.json")

_NOTES = re.compile(r"^[\"']?notes[\"']?[ \t]*:\s*([^#\n]*[^#\s])", re.MULTILINE)
_OBSIDIAN = "it has a folder .obsidian"

Stamp = tuple[int, int, int, int]
"""Size, mtime and ctime in nanoseconds, inode: a file whose stamp is the same is the same."""


class Files(NamedTuple):
    """The files of a vault, as paths from its root with `/`.

    `notes` are Markdown files with their stamps, `others` all other files.
    `controls` are the files that settle what is checked, by absolute path.
    `troubles` says in words what could not be looked at.
    """

    notes: dict[str, Stamp]
    others: tuple[str, ...]
    controls: dict[str, Stamp]
    troubles: tuple[str, ...] = ()


class Look(NamedTuple):
    """The files of the vault at `root`, and the time in nanoseconds before they were looked for."""

    root: str
    started: int
    files: Files


def look(root: str) -> Look:
    """Look for all files below `root`, now."""
    return Look(root, time.time_ns(), find_files(root))


def find_place(path: str) -> Place:
    """Return the vault that the absolute `path` belongs to.

    The vault of the nearest `vaultlint.yaml` above; without one the nearest folder
    with `.obsidian/`; without that the git root; without that the folder itself. A
    folder with `.obsidian/` inside the settings' vault is a vault of its own.

    Raises UserError where that would be the home directory or `/`: nobody means them.
    """
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    above = list(_parents(folder))
    sane = [parent for parent in above if not _is_too_high(parent)]
    obsidian = next((parent for parent in sane if os.path.exists(f"{parent}/.obsidian")), "")
    for parent in above:
        config = f"{parent}/{CONFIG}"
        if os.path.lexists(config):
            _refuse_odd(config)
            if obsidian.startswith(_notes_folder(parent, config) + "/"):
                return Place(obsidian, guessed=_OBSIDIAN)
            return Place(parent, config)
    if obsidian:
        return Place(obsidian, guessed=_OBSIDIAN)
    for parent in sane:
        if os.path.exists(f"{parent}/.git"):
            return Place(parent, guessed="it is the git root")
    if os.path.exists(f"{folder}/.obsidian"):
        return Place(folder, guessed=_OBSIDIAN)
    if _is_too_high(folder):
        raise UserError(f"`{folder}` is no vault: name the vault's folder, or put a {CONFIG} in it")
    return Place(folder, guessed="nothing above it is a vault")


def _refuse_odd(config: str) -> None:
    """Refuse settings that are no file, or a link out of the repository: messages tell what stands there."""
    shown = from_here(config)
    if not os.path.isfile(config):
        raise UserError(f"`{shown}` is no plain file")
    folder = os.path.dirname(config)
    if os.path.islink(config) and not may_read(config, git_root(folder, folder)):
        raise UserError(f"`{shown}` is a link out of the vault: name the settings with --config")


def git_root(folder: str, otherwise: str = os.curdir) -> str:
    """Return the git root around a folder, another one if there is none; links are followed."""
    real, here = (os.path.realpath(one).replace(os.sep, "/") for one in (folder, otherwise))
    return next((parent for parent in _parents(real) if os.path.exists(f"{parent}/.git")), here)


def _parents(folder: str) -> Iterator[str]:
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent


def _is_too_high(folder: str) -> bool:
    return folder in {os.path.expanduser("~"), os.path.dirname(folder)}


def _notes_folder(folder: str, config: str) -> str:
    """The root that settings name, read without understanding the rest of them."""
    try:
        found = _NOTES.search(read_text(config, errors="replace"))
    except OSError:
        found = None
    return os.path.normpath(os.path.join(folder, found.group(1).strip("\"'") if found else "."))


def find_files(root: str) -> Files:
    """Return all files below `root`.

    Folders that begin with a dot are skipped, as Obsidian does, and so are other
    vaults inside this one. Links to folders are not followed.
    """
    tree = _Tree(root)
    while tree.folders:
        tree.read(tree.folders.pop())
    for control in control_files(root):
        found = stamp_of(control)
        if found:
            tree.controls[control] = found
    return Files(
        dict(sorted(tree.notes.items())),
        tuple(sorted(tree.others)),
        dict(sorted(tree.controls.items())),
        tuple(sorted(tree.troubles)),
    )


class _Tree:
    """The files below a root, gathered folder by folder; `folders` are still to be read."""

    def __init__(self, root: str) -> None:
        self._root = root
        self.folders = [""]
        self.notes: dict[str, Stamp] = {}
        self.others: list[str] = []
        self.controls: dict[str, Stamp] = {}
        self.troubles: list[str] = []

    def read(self, prefix: str) -> None:
        """Sort what the folder `prefix` holds, unless it is a vault of its own."""
        try:
            entries = list(os.scandir(f"{self._root}/{prefix}"))
        except OSError as error:
            self.troubles.append(f"the folder `{prefix or '.'}` cannot be read: {error.strerror}")
            return
        names = {entry.name for entry in entries}
        if prefix and (CONFIG in names or ".obsidian" in names):
            return
        for entry in entries:
            try:
                self._sort(entry, prefix)
            except (OSError, UnicodeEncodeError) as error:
                reason = getattr(error, "strerror", None) or "its name is not UTF-8"
                self.troubles.append(f"`{prefix}{entry.name}` cannot be read: {reason}")

    def _sort(self, entry: os.DirEntry[str], prefix: str) -> None:
        """Put one entry where it belongs; raises OSError, UnicodeEncodeError."""
        name = entry.name
        name.encode()  # Raises for bytes that are no UTF-8: no link could name such a file.
        if name[0] == ".":
            # A link is none of git's, either: it may lead anywhere.
            if name == ".gitignore" and entry.is_file(follow_symlinks=False):
                self.controls[entry.path] = stamp(entry.stat(follow_symlinks=False))
        elif entry.is_dir(follow_symlinks=False):
            self.folders.append(f"{prefix}{name}/")
        elif is_note(name) and entry.is_file(follow_symlinks=False):
            self.notes[prefix + name] = stamp(entry.stat(follow_symlinks=False))
        elif entry.is_file():
            self.others.append(prefix + name)


def is_inside(root: str, path: str) -> bool:
    """Say whether a file at `path` would be one of the vault's: in no hidden folder, no vault inside."""
    *folders, name = path.split("/")
    if any(part.startswith(".") for part in (*folders, name)):
        return False
    above = (f"{root}/{'/'.join(folders[: depth + 1])}" for depth in range(len(folders)))
    return not any(os.path.exists(f"{folder}/{sign}") for folder in above for sign in (CONFIG, ".obsidian"))


def find_inner_vaults(folder: str) -> tuple[str, ...]:
    """Return the vaults inside a folder that is none itself: absolute paths, in order."""
    found: list[str] = []
    folders = [folder]
    while folders:
        current = folders.pop()
        try:
            entries = [
                entry for entry in os.scandir(current) if entry.name[0] != "." or entry.name == ".obsidian"
            ]
        except OSError:
            continue
        if current != folder and any(entry.name in {CONFIG, ".obsidian"} for entry in entries):
            found.append(current)
        else:
            folders += [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
    return tuple(sorted(found))


def control_files(root: str) -> tuple[str, ...]:
    """Return the files outside the tree of notes that settle what is checked, present or not."""
    always = [*(f"{root}/.obsidian/{name}" for name in _CONTROL), *_dendron_signs(root)]
    ignore: list[str] = []
    for parent in _parents(root):
        if parent != root:
            ignore.append(f"{parent}/.gitignore")
        if os.path.exists(f"{parent}/.git"):
            return (*always, *ignore, f"{parent}/.git/info/exclude")
    return tuple(always)


def _dendron_signs(root: str) -> tuple[str, ...]:
    """Dendron's own files lie in the vault's folder or in the one above."""
    folders = (root, os.path.dirname(root))
    return tuple(
        f"{folder}/{sign}" for folder in folders for sign in ("dendron.yml", "dendron.code-workspace")
    )


def stamp(status: os.stat_result) -> Stamp:
    """Return a file's stamp."""
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def stamp_of(path: str) -> Stamp | None:
    """Return the stamp of the regular file at `path`, None if there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return stamp(status) if stat.S_ISREG(status.st_mode) else None


def find_dialect(root: str, files: Files) -> Dialect | None:
    """Recognise a vault that links in another program's way."""
    others = set(files.others)
    for sign in _dendron_signs(root):
        if sign in files.controls:
            return Dialect("Dendron", os.path.basename(sign))
    if "root.schema.yml" in others and "root.md" in files.notes:
        return Dialect("Dendron", "root.schema.yml")
    if "logseq/config.edn" in others:
        return Dialect("Logseq", "logseq/config.edn")
    return None
