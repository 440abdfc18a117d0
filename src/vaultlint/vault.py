"""All notes together: which file a link opens, who links to whom."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from msgspec import structs

from vaultlint.facts import Context, Link, LinkKind, NoteFacts, belongs_to_day
from vaultlint.figures.statement import Pin
from vaultlint.finding import Edit, Swap
from vaultlint.history import NO_HISTORY, History
from vaultlint.lookup import Lookup, join, names_attachment, relative
from vaultlint.missing import Guesses, Miss, Unresolved, brackets, grouped
from vaultlint.place import is_note, stem
from vaultlint.text import fold_name

_HUB, _HUB_SHARE = 20, 0.05
"""A hub has more than so many incoming links, and is linked to by more than this share of all notes."""


class Vault:
    """The facts of all notes and the names of all files.

    `checked` are the notes that rules may report on; the others are only there to
    be linked to. Of `unread` ones only the name is known. `ignored` says whether git
    ignores a path. `today` is the day to judge by; `ask_git` is called when a rule
    wants to know the notes' history. `past` is what the vault is compared with,
    `pins` are the figures that its owner has fixed.
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
        today: date = date.max,
        ask_git: Callable[[], History] = lambda: NO_HISTORY,
        past: "Past | None" = None,
        pins: tuple[Pin, ...] = (),
    ) -> None:
        self.notes = notes
        self.files = frozenset(files)
        self.lookup = Lookup(sorted(self.files | notes.keys()))
        self.ignored = ignored
        self.today = today
        self._ask_git = ask_git
        self._past = past
        self.pins = pins
        self._checked = sorted(checked)
        self._unread = frozenset(unread)
        self._daily_folder = daily_folder

    def checked(self) -> Iterator[NoteFacts]:
        """Yield the notes to report on, by path."""
        return (self.notes[path] for path in self._checked if path in self.notes)

    @cached_property
    def lasting(self) -> tuple[NoteFacts, ...]:
        """The notes to report on that belong to no day: those that are to stay true."""
        return tuple(note for note in self.checked() if not self.is_dated(note.path))

    @cached_property
    def history(self) -> History:
        """When git saw the notes change: asked once, and only when a rule wants to know."""
        return self._ask_git()

    @property
    def asked_git(self) -> bool:
        """Whether a rule has wanted to know the history."""
        return "history" in vars(self)

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
        return belongs_to_day(path, self._daily_folder)

    @cached_property
    def unresolved(self) -> Mapping[str, tuple[Unresolved, ...]]:
        """For each checked note the targets that it links to and that do not exist."""
        found = {}
        guesses = Guesses(self.notes, self.files, self.aliases)
        for note in self.checked():
            missing: dict[tuple[str, bool], list[Link]] = {}
            for link, opened in zip(note.links, self.opened[note.path], strict=True):
                if opened is not None or link.context & Context.SHOWN or self._is_elsewhere(link, note):
                    continue
                if not self._is_cut_name(link, note):
                    key = (fold_name(link.path), link.kind == LinkKind.MARKDOWN)
                    missing.setdefault(key, []).append(link)
            if missing:
                found[note.path] = tuple(
                    self._gone(links[0], note, guesses.judge(tuple(links))) for links in missing.values()
                )
        return found

    def _gone(self, link: Link, note: NoteFacts, target: Unresolved) -> Unresolved:
        """What is known of a missing target, and that it was there before, if it was."""
        was = self._past.vault.resolve(link, note) if self._past else None
        now = self._past.moved.get(was) if self._past and was else None
        if now is None or target.miss not in {Miss.NEAR, Miss.NONE}:
            return target
        return structs.replace(target, miss=Miss.GONE, near=(now,) if now in self.notes else target.near)

    def missing(self, miss: Miss) -> Iterator[tuple[str, Unresolved]]:
        """Yield the missing targets of one kind, each with the path of the note that links to it."""
        for path, targets in self.unresolved.items():
            yield from ((path, target) for target in targets if target.miss is miss)

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
        return not is_note(link.path) and not names_attachment(link.path, program=True)

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The notes by folded name."""
        return grouped((fold_name(stem(path)), path) for path in sorted(self.notes))

    @cached_property
    def aliases(self) -> Mapping[str, tuple[str, ...]]:
        """The notes by folded alias."""
        return grouped(
            (fold_name(alias.text), path)
            for path, facts in sorted(self.notes.items())
            for alias in facts.aliases
        )

    @cached_property
    def opened(self) -> Mapping[str, tuple[str | None, ...]]:
        """For each note the files that its links open, in their order."""
        return {
            path: tuple(self.resolve(link, facts) for link in facts.links)
            for path, facts in self.notes.items()
        }

    @cached_property
    def incoming(self) -> Mapping[str, frozenset[str]]:
        """The notes that link to each file, itself left out, and reports of ours."""
        found: dict[str, set[str]] = {}
        for path in (path for path, note in self.notes.items() if not note.report):
            for target in self.opened[path]:
                if target is not None and target != path:
                    found.setdefault(target, set()).add(path)
        return {target: frozenset(sources) for target, sources in found.items()}

    @cached_property
    def hubs(self) -> frozenset[str]:
        """The notes that so many link to that one link more says nothing of either."""
        least = max(_HUB, len(self.notes) * _HUB_SHARE)
        return frozenset(path for path, sources in self.incoming.items() if len(sources) > least)

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

    def relinked(
        self, target: Unresolved, path: str, source: str, display: str
    ) -> tuple[tuple[Edit, ...], tuple[Swap, ...]]:
        """Return edits by which the links of `source` to a missing target open `path`, and what they name.

        Both are empty where a link cannot be written anew, or where it would show something else.
        """
        if not target.plain or any(link.subpath and not link.display for link in target.links):
            return (), ()
        edits = tuple(
            Edit(span, self.offer(path, link, source, display))
            for link in target.links
            if (span := brackets(link))
        )
        names = (edit.text.strip("![]").replace("\\|", "|").partition("|")[0] for edit in edits)
        return edits, tuple((link.target, name) for link, name in zip(target.links, names, strict=True))

    def link_text(self, path: str, source: str) -> str:
        """Return the shortest wikilink that opens `path` from the note `source`."""
        whole = path[:-3] if is_note(path) else path
        name = whole.rpartition("/")[2]
        return f"[[{name if self.lookup.find(name, source.rpartition('/')[0]) == path else whole}]]"


@dataclass(frozen=True)
class Past:
    """The vault as it was; `moved` has what is gone from its path: where it went, or an empty path."""

    vault: Vault
    moved: Mapping[str, str]
