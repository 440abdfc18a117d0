"""Why a link leads nowhere, and which files may be meant."""

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cached_property

from vaultlint.facts import Context, Link, LinkKind, NoteFacts
from vaultlint.lookup import names_attachment
from vaultlint.place import stem
from vaultlint.text import Span, Value, fold_name, is_capitals, near_name

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
    GONE = "gone"
    """It was deleted or renamed since the commit that the vault is compared with."""
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
    def plain(self) -> bool:
        """Whether every link can be written anew, and nothing hangs on how it is written now."""
        return all(map(brackets, self.links))

    @property
    def message(self) -> str:
        """What is wrong, in words, where a note is meant."""
        return f"there is no note `{self.path}`" if "/" in self.path else f"no note is called `{self.path}`"


def brackets(link: Link) -> Span | None:
    """Return the span of a wikilink with its brackets, and of a property's without its quotes.

    None where something hangs on how it is written: a heading may be linked to, and odd
    spaces and escapes have their reasons.
    """
    if link.kind == LinkKind.MARKDOWN or link.context & (Context.HEADING | Context.COMMENT):
        return None
    parts = (link.path, "#" * bool(link.subpath), link.subpath, "|" * bool(link.display), link.display or "")
    inner = sum(map(len, parts))
    if link.kind == LinkKind.PROPERTY:
        inside = Span(link.span.start + 1, link.span.end - 1)
        return inside if inside.end - inside.start == inner + 4 else None
    escape = bool(link.context & Context.TABLE and link.display)
    length = link.span.end - link.span.start
    return link.span if length == inner + 4 + link.embed + escape else None


class Guesses:
    """Judges targets that do not exist by the names that do.

    `notes` are all notes, `files` all files of the vault, `aliases` the notes by
    folded alias.
    """

    def __init__(
        self, notes: Mapping[str, NoteFacts], files: Iterable[str], aliases: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._notes = notes
        self._files = files
        self._aliases = aliases

    def judge(self, links: tuple[Link, ...]) -> Unresolved:
        """Return what is to be said of `links`, which name the same missing target."""
        path = links[0].path
        name = path.rpartition("/")[2]
        if _WEB_ADDRESS.match(path):
            return Unresolved(path, Miss.ADDRESS, links)
        if names_attachment(
            path, program=any(link.embed or link.kind == LinkKind.MARKDOWN for link in links)
        ):
            return Unresolved(path, Miss.FILE, links, self._near.get(near_name(name), ()))
        owners = self._owners(stem(path))
        key = near_name(stem(path))
        moved = "/" in path and any(near in self._notes for near in self._near.get(key, ()))
        if owners and not moved and links[0].kind != LinkKind.MARKDOWN:
            return Unresolved(path, Miss.ALIAS, links, owners)
        if key in _GENERAL:
            return Unresolved(path, Miss.NONE, links)
        near = [near for near in self._near.get(key, ()) if near in self._notes] if len(key) > 1 else []
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
            for path in self._aliases.get(folded, ())
            if any(
                alias.text == name or not is_capitals(alias.text)
                for alias in self._notes[path].aliases
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
        for key, paths in self._near.items():
            if _LONG <= len(key) <= _LONGEST and len(paths) == 1 and paths[0] in self._notes:
                for variant in _shorter_by_one(key):
                    index.setdefault(variant, []).append((key, paths[0]))
        return index

    @cached_property
    def _zettels(self) -> Mapping[str, tuple[str, ...]]:
        """The notes whose names begin with a time as their id: 202401011200 Loops."""
        found = grouped((match[1], path) for path in self._notes if (match := _ZETTEL.match(stem(path))))
        return {number: paths for number, paths in found.items() if len(paths) == 1}

    @cached_property
    def _near_aliases(self) -> Mapping[str, tuple[str, ...]]:
        return grouped(
            (near_name(alias.text), path)
            for path, facts in sorted(self._notes.items())
            for alias in facts.aliases
            if not is_capitals(alias.text)
        )

    @cached_property
    def _near(self) -> Mapping[str, tuple[str, ...]]:
        """All files by near name: of notes without `.md`, of others with their ending."""
        return grouped((near_name(stem(path)), path) for path in sorted({*self._files, *self._notes}))


def _shorter_by_one(key: str) -> set[str]:
    return {key, *(key[:index] + key[index + 1 :] for index in range(len(key)))}


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the paths of each key, in the order given, each once."""
    groups: dict[str, dict[str, None]] = {}
    for key, path in pairs:
        groups.setdefault(key, {})[path] = None
    return {key: tuple(paths) for key, paths in groups.items()}
