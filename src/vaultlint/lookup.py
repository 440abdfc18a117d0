"""Which file a link opens: Obsidian's algorithm, told in docs/obsidian.md."""

from collections.abc import Iterable
from typing import NamedTuple

from vaultlint.text import fold_name

ATTACHMENTS = frozenset(
    "avif bmp gif heic jpeg jpg png svg webp tif tiff ico 3gp flac m4a mp3 ogg wav opus mkv mov mp4 ogv webm"
    " pdf canvas base csv tsv json xml yaml yml txt html htm doc docx xls xlsx ppt pptx odt ods zip gz 7z"
    " epub ipynb bib eml excalidraw drawio psd".split()
)
"""Endings by which a link names a file and not a note called `release v2.4`."""

PROGRAMS = frozenset("css js ts py sh r tex ai sketch fig".split())
"""Endings of files that names have as well, such as Next.js: only an embed or a URL means the file."""


class _Named(NamedTuple):
    """The files that a link may mean, the one with the shortest path first; all their paths end alike."""

    files: tuple[str, ...]
    ending: str


class Lookup:
    """All files of a vault by name and by path."""

    def __init__(self, files: Iterable[str]) -> None:
        """Index `files`, all files of the vault, as paths relative to its root."""
        self._by_name: dict[str, list[str]] = {}
        self._by_path: dict[str, str] = {}
        self._twins: dict[str, list[str]] = {}
        self._folders: set[str] = {""}
        for path in files:
            folded = fold_name(path)
            self._by_name.setdefault(folded.rpartition("/")[2], []).append(path)
            if self._by_path.setdefault(folded, path) != path:
                self._twins.setdefault(folded, [self._by_path[folded]]).append(path)
            folder = folded.rpartition("/")[0]
            while folder and folder not in self._folders:
                self._folders.add(folder)
                folder = folder.rpartition("/")[0]
        self._memory: dict[tuple[str, str], str | None] = {}
        self._named: dict[str, _Named] = {}

    def find(self, path: str, folder: str) -> str | None:
        """Return the file that `path` opens from a note in `folder`, None if none.

        Both are in a link's spelling: no escapes, `/` between folders.
        """
        key = (path, folder)
        if key not in self._memory:
            self._memory[key] = self._find(fold_name(path), fold_name(folder))
        return self._memory[key]

    def find_url(self, path: str, folder: str) -> str | None:
        """Return the file that a URL opens: as `find`, but among equals the one that other programs open.

        That is the file at `path` as seen from `folder`.
        """
        folded = fold_name(path)
        joined = join(fold_name(folder), folded)
        beside = None if joined is None else self._exact(joined)
        return (beside and self._exact(folded)) or beside or self.find(path, folder)

    def _find(self, path: str, folder: str) -> str | None:
        if path.startswith("/"):
            return self._exact(path[1:])
        if path.startswith(("./", "../")):
            joined = join(folder, path)
            return None if joined is None else self._exact(joined)
        named = self._candidates(path)
        if len(named.files) < 2:
            return named.files[0] if named.files else None
        exact = self._exact(path)
        return exact or self._beside(named, folder) or named.files[0]

    def _exact(self, path: str) -> str | None:
        return self._by_path.get(path) or self._by_path.get(path + ".md")

    def _candidates(self, path: str) -> _Named:
        """Every file with the link's name whose folders end with the link's folders; thousands may ask."""
        if path not in self._named:
            self._named[path] = self._look_up(path)
        return self._named[path]

    def _look_up(self, path: str) -> _Named:
        name = path.rpartition("/")[2]
        found = self._by_name.get(name, []) if "." in name else []
        ending = path
        if not found:
            found, ending = self._by_name.get(name + ".md", []), path + ".md"
        if "/" in path:
            found = [one for one in found if ("/" + fold_name(one)).endswith("/" + ending)]
        return _Named(tuple(sorted(found, key=_shortest)), ending)

    def _beside(self, named: _Named, folder: str) -> str | None:
        """The one of some files that lies in a folder, None if none does."""
        path = f"{folder}/{named.ending.rpartition('/')[2]}".removeprefix("/")
        if path not in self._by_path or not f"/{path}".endswith(f"/{named.ending}"):
            return None
        return min(self._twins.get(path) or [self._by_path[path]], key=_shortest)

    def rivals(self, path: str, folder: str) -> tuple[str, ...]:
        """Return the files between which only the length of their paths decides.

        An exact path and a file in the note's own folder leave nothing open.
        """
        folded, folder = fold_name(path), fold_name(folder)
        if folded.startswith(("/", "./", "../")) or self._exact(folded):
            return ()
        named = self._candidates(folded)
        return () if len(named.files) < 2 or self._beside(named, folder) else named.files

    def is_folder(self, path: str, folder: str) -> bool:
        """Say whether `path` is a folder of the vault, from its root or from `folder`."""
        folded = fold_name(path)
        return folded.strip("/") in self._folders or join(fold_name(folder), folded) in self._folders


def _shortest(path: str) -> tuple[int, str]:
    return len(path), path


def join(folder: str, path: str) -> str | None:
    """Return a relative path taken from `folder`, None where it climbs out of the vault."""
    parts = folder.split("/") if folder else []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def names_attachment(path: str, *, program: bool = False) -> bool:
    """Say whether a link's path ends like a file that is no note; with `program` those endings count, too."""
    name, dot, ending = path.rpartition(".")
    return bool(dot and name) and (ending.lower() in ATTACHMENTS or (program and ending.lower() in PROGRAMS))


def relative(path: str, folder: str) -> str:
    """Return `path` as seen from `folder`; both from the vault's root."""
    steps, base = path.split("/"), folder.split("/") if folder else []
    shared = 0
    while shared < min(len(base), len(steps) - 1) and base[shared] == steps[shared]:
        shared += 1
    return "/".join([".."] * (len(base) - shared) + steps[shared:])
