"""All notes together: which file a link opens, who links to whom."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property

from vaultlint.facts import Context, Link, LinkKind, NoteFacts, stem
from vaultlint.lookup import Lookup, join, names_attachment, relative
from vaultlint.text import Value, fold_name, is_capitals, is_dated, near_name

_WEB_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/|www\.|mailto:", re.IGNORECASE)
_ZETTEL = re.compile(r"(\d{12,14})(?:[ _-]|$)")

_GENERAL = frozenset({"claude", "agent", "readme", "index"})
"""Near names of files that every folder may have: another folder's is not meant."""

# Names of which one letter more or less is a slip; of longer texts it is not worth asking.
_LONG, _LONGEST = 9, 80


class Miss(Enum):
    """Why a link leads nowhere, as far as the vault can tell."""

    ADDRESS = "address"
    """It is a web address."""
    FILE = "file"
    """It names an attachment."""
    ALIAS = "alias"
    """It is another note's alias, which Obsidian does not follow."""
    NEAR = "near"
    """A file's name comes near."""
    NONE = "none"
    """Nothing in the vault is like it, or only a name one letter off."""


class Unresolved(Value, frozen=True):
    """A target that a note links to and that does not exist.

    `links` are all links of the note to it; `near` the files that may be meant.
    """

    path: str
    miss: Miss
    links: tuple[Link, ...]
    near: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What is wrong, in words, where a note is meant."""
        return f"there is no note `{self.path}`" if "/" in self.path else f"no note is called `{self.path}`"


class Vault:
    """The facts of all notes and the names of all files.

    `checked` are the notes that rules may report on; the others are only there
    to be linked to; of `unread` ones only the name is known. `ignored` says whether git ignores a path.
    """

    def __init__(
        self,
        notes: Mapping[str, NoteFacts],
        files: Iterable[str],
        checked: Iterable[str],
        *,
        unread: Iterable[str] = (),
        daily_folder: str = "",
        ignored: Callable[[str], bool] = lambda path: False,
    ) -> None:
        self.notes = notes
        self.files = frozenset(files)
        self.lookup = Lookup(sorted(self.files | notes.keys()))
        self.ignored = ignored
        self._checked = sorted(checked)
        self._unread = frozenset(unread)
        self._daily_folder = daily_folder.strip("/")

    def checked(self) -> Iterator[NoteFacts]:
        """Yield the notes to report on, by path."""
        return (self.notes[path] for path in self._checked if path in self.notes)

    def resolve(self, link: Link, note: NoteFacts) -> str | None:
        """Return the path of the file that a link in `note` opens, None if there is none."""
        if not link.path:
            return note.path
        if link.kind != LinkKind.MARKDOWN:
            return self.lookup.find(link.path, note.folder)
        if link.path.startswith("/"):
            return self.lookup.find(link.path, "") or self._in_site(link.path, note.folder)
        return self.lookup.find_url(link.path, note.folder)

    def rivals(self, link: Link, note: NoteFacts) -> tuple[str, ...]:
        """Return the files between which a link in `note` decides by the length of their paths only."""
        rivals = self.lookup.rivals(link.path, note.folder)
        if link.kind == LinkKind.MARKDOWN and join(note.folder, link.path) in rivals:
            return ()
        return rivals

    def _in_site(self, path: str, folder: str) -> str | None:
        """A Markdown link from the root of a site, which may be any folder above the note."""
        while folder:
            found = self.lookup.find(f"/{folder}{path}", "")
            if found is not None:
                return found
            folder = folder.rpartition("/")[0]
        return None

    def is_read(self, path: str) -> bool:
        """Say whether a note's text is known: what it lacks can be told."""
        return path in self.notes and path not in self._unread

    def is_dated(self, path: str) -> bool:
        """Say whether a note belongs to a day: by its name or by the daily notes' folder."""
        return is_dated(stem(path)) or (
            bool(self._daily_folder) and path.startswith(self._daily_folder + "/")
        )

    @cached_property
    def unresolved(self) -> Mapping[str, tuple[Unresolved, ...]]:
        """For each checked note the targets that it links to and that do not exist."""
        found = {}
        for note in self.checked():
            missing: dict[tuple[str, bool], list[Link]] = {}
            for link in note.links:
                if link.context & Context.SHOWN or self._is_elsewhere(link, note):
                    continue
                if self.resolve(link, note) is None and not self._is_cut_name(link, note):
                    key = (fold_name(link.path), link.kind == LinkKind.MARKDOWN)
                    missing.setdefault(key, []).append(link)
            if missing:
                found[note.path] = tuple(self._judge(tuple(links)) for links in missing.values())
        return found

    def _is_cut_name(self, link: Link, note: NoteFacts) -> bool:
        """`[[C#]]` beside `C#.md`: the file's name is the fault, see unlinkable-name."""
        return self.lookup.find(f"{link.path}#{link.subpath}", note.folder) is not None

    def _is_elsewhere(self, link: Link, note: NoteFacts) -> bool:
        """A Markdown link may mean a folder, a page of a site, or a file outside the vault."""
        if link.kind != LinkKind.MARKDOWN:
            return False
        if link.path.startswith("../") and join(note.folder, link.path) is None:
            return True
        if self.lookup.is_folder(link.path, note.folder):
            return True
        return not link.path.lower().endswith(".md") and not names_attachment(link.path, program=True)

    def _judge(self, links: tuple[Link, ...]) -> Unresolved:
        path = links[0].path
        name = path.rpartition("/")[2]
        if _WEB_ADDRESS.match(path):
            return Unresolved(path, Miss.ADDRESS, links)
        if names_attachment(
            path, program=any(link.embed or link.kind == LinkKind.MARKDOWN for link in links)
        ):
            return Unresolved(path, Miss.FILE, links, self.near.get(near_name(name), ()))
        owners = self._owners(stem(path))
        key = near_name(stem(path))
        moved = "/" in path and any(near in self.notes for near in self.near.get(key, ()))
        if owners and not moved and links[0].kind != LinkKind.MARKDOWN:
            return Unresolved(path, Miss.ALIAS, links, owners)
        if key in _GENERAL:
            return Unresolved(path, Miss.NONE, links)
        near = [near for near in self.near.get(key, ()) if near in self.notes] if len(key) > 1 else []
        near += [path for path in self._near_aliases.get(key, ()) if len(key) > 1 and path not in near]
        near = near or list(self._zettels.get(path, ()))[:1]
        if near:
            return Unresolved(path, Miss.NEAR, links, tuple(near))
        return Unresolved(path, Miss.NONE, links, self._one_letter_off(key))

    def _owners(self, name: str) -> tuple[str, ...]:
        """The notes with the alias `name`; capitals (`KIA`) are no other word's (`Kia`)."""
        folded = fold_name(name)
        return tuple(
            path
            for path in self.aliases.get(folded, ())
            if any(
                alias.text == name or not is_capitals(alias.text)
                for alias in self.notes[path].aliases
                if fold_name(alias.text) == folded
            )
        )

    def _one_letter_off(self, key: str) -> tuple[str, ...]:
        """The single note whose near name is one letter longer, shorter or different.

        Only for long names that begin alike: `CIM Group` is not `CME Group`.
        """
        if not _LONG <= len(key) <= _LONGEST:
            return ()
        digits = [char for char in key if char.isdigit()]
        found = {
            path
            for variant in _shorter_by_one(key)
            for other, path in self._shortened.get(variant, ())
            if other[0] == key[0] and digits == [char for char in other if char.isdigit()]
        }
        return tuple(found) if len(found) == 1 else ()

    @cached_property
    def _shortened(self) -> Mapping[str, list[tuple[str, str]]]:
        """Near names, whole and with any one letter left out: two that share one are a slip apart."""
        index: dict[str, list[tuple[str, str]]] = {}
        for key, paths in self.near.items():
            if _LONG <= len(key) <= _LONGEST and len(paths) == 1 and paths[0] in self.notes:
                for variant in _shorter_by_one(key):
                    index.setdefault(variant, []).append((key, paths[0]))
        return index

    @cached_property
    def _zettels(self) -> Mapping[str, tuple[str, ...]]:
        """The notes whose names begin with a time as their id: 202401011200 Loops."""
        found = _grouped((match[1], path) for path in self.notes if (match := _ZETTEL.match(stem(path))))
        return {number: paths for number, paths in found.items() if len(paths) == 1}

    @cached_property
    def _near_aliases(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped(
            (near_name(alias.text), path)
            for path, facts in sorted(self.notes.items())
            for alias in facts.aliases
            if not is_capitals(alias.text)
        )

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The notes by folded name."""
        return _grouped((fold_name(stem(path)), path) for path in sorted(self.notes))

    @cached_property
    def near(self) -> Mapping[str, tuple[str, ...]]:
        """All files by near name: of notes without `.md`, of others with their ending."""
        return _grouped((near_name(stem(path)), path) for path in sorted(self.files | self.notes.keys()))

    @cached_property
    def aliases(self) -> Mapping[str, tuple[str, ...]]:
        """The notes by folded alias."""
        return _grouped(
            (fold_name(alias.text), path)
            for path, facts in sorted(self.notes.items())
            for alias in facts.aliases
        )

    @cached_property
    def incoming(self) -> Mapping[str, frozenset[str]]:
        """The notes that link to each file, itself left out."""
        found: dict[str, set[str]] = {}
        for path, facts in self.notes.items():
            for link in facts.links:
                target = self.resolve(link, facts)
                if target is not None and target != path:
                    found.setdefault(target, set()).add(path)
        return {target: frozenset(sources) for target, sources in found.items()}

    def offer(self, path: str, link: Link, source: str, display: str = "") -> str:
        """Return `link` in the note `source` as it would be with `path` as its target.

        What else it has stays: the `!`, the subpath, its own words, for which
        `display` stands in, and in a table the escape.
        """
        subpath = f"#{link.subpath}" if link.subpath else ""
        if link.kind == LinkKind.MARKDOWN:
            return (relative(path, source.rpartition("/")[0]) + subpath).replace(" ", "%20")
        target = "" if path == source and subpath else self.link_text(path, source)[2:-2]
        words = link.display or display
        pipe = "\\|" if link.context & Context.TABLE else "|"
        shown = f"{pipe}{words}" if words and words != target + subpath else ""
        return f"{'!' if link.embed else ''}[[{target}{subpath}{shown}]]"

    def link_text(self, path: str, source: str) -> str:
        """Return the shortest wikilink that opens `path` from the note `source`."""
        whole = path[:-3] if path.lower().endswith(".md") else path
        name = whole.rpartition("/")[2]
        return f"[[{name if self.lookup.find(name, source.rpartition('/')[0]) == path else whole}]]"


def _shorter_by_one(key: str) -> set[str]:
    return {key, *(key[:index] + key[index + 1 :] for index in range(len(key)))}


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, dict[str, None]] = {}
    for key, path in pairs:
        groups.setdefault(key, {})[path] = None
    return {key: tuple(paths) for key, paths in groups.items()}
