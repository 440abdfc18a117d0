"""Finds the vault around a path, and all files in it."""

import os
import stat
from collections.abc import Iterator

from vaultlint.project import Dialect, Place
from vaultlint.text import Value

CONFIG = "vaultlint.yaml"
_CONTROL = ("app.json", "templates.json", "daily-notes.json", "plugins/templater-obsidian/data.json")

Stamp = tuple[int, int, int, int]
"""Size, mtime and ctime in nanoseconds, inode: a file whose stamp is the same is the same."""


class Files(Value, frozen=True):
    """The files of a vault, as paths from its root with `/`.

    `notes` are Markdown files with their stamps, `others` all other files.
    `controls` are the files that settle what is checked, by absolute path.
    """

    notes: dict[str, Stamp]
    others: tuple[str, ...]
    controls: dict[str, Stamp]


def find_place(path: str) -> Place:
    """Return the vault that the absolute `path` belongs to.

    The folder of the nearest `vaultlint.yaml` above; without one the nearest with
    `.obsidian/`; without that the git root; without that the folder itself. The
    home directory and `/` are a vault only when they are the path given.
    """
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    above = list(_parents(folder))
    for parent in above:
        if os.path.isfile(f"{parent}/{CONFIG}"):
            return Place(parent, f"{parent}/{CONFIG}")
    sane = [parent for parent in above if parent == folder or not _is_too_high(parent)]
    for sign, words in ((".obsidian", "it has a folder .obsidian"), (".git", "it is the git root")):
        for parent in sane:
            if os.path.exists(f"{parent}/{sign}"):
                return Place(parent, guessed=words)
    return Place(folder, guessed="nothing above it is a vault")


def _parents(folder: str) -> Iterator[str]:
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent


def _is_too_high(folder: str) -> bool:
    return folder in {os.path.expanduser("~"), os.path.dirname(folder)}


def find_files(root: str) -> Files:
    """Return all files below `root`.

    Folders that begin with a dot are skipped, as Obsidian does, and so are other
    vaults inside this one. Links to folders are not followed.
    """
    notes: dict[str, Stamp] = {}
    others: list[str] = []
    controls: dict[str, Stamp] = {}
    folders = [""]
    while folders:
        prefix = folders.pop()
        try:
            entries = list(os.scandir(f"{root}/{prefix}"))
        except OSError:
            continue
        names = {entry.name for entry in entries}
        if prefix and (CONFIG in names or ".obsidian" in names):
            continue
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                if name == ".gitignore":
                    controls[entry.path] = stamp(entry.stat())
            elif entry.is_dir(follow_symlinks=False):
                folders.append(f"{prefix}{name}/")
            elif name[-3:].lower() == ".md" and entry.is_file(follow_symlinks=False):
                notes[prefix + name] = stamp(entry.stat(follow_symlinks=False))
            elif entry.is_file():
                others.append(prefix + name)
    for control in control_files(root):
        found = stamp_of(control)
        if found:
            controls[control] = found
    return Files(dict(sorted(notes.items())), tuple(sorted(others)), dict(sorted(controls.items())))


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
