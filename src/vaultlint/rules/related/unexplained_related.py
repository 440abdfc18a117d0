"""An entry of the Related section does not say how it is related, and its neighbours do.

## Why

A list of bare names sends the reader from note to note to find out why. Where most entries
say it in three words, one that does not was added in haste.

## What to do

Add a few words after the link: `- [[Copper]] — main input`. Lists in which fewer than three
of five entries say why are left alone, and so are entries that are several links. Under a
label such as "Competitors" the entries there go by their own custom.
"""

from collections.abc import Iterator

from vaultlint.facts import Link
from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.place import stem
from vaultlint.related import Entry, entries, entry_links, find_section, has_words
from vaultlint.related import Options as Options
from vaultlint.rule import note_rule

_ENTRIES, _SHARE = 3, 0.6


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note, options: Options) -> Iterator[Finding]:
    section = find_section(note.facts, options)
    # Mostly every entry has words on its own line: then there is no need to look closer.
    if section is None or all(_is_explained(note, link) for link in entry_links(note, section)):
        return
    found = [entry for entry in entries(note, section) if entry.explained or entry.alone]
    # A label such as "Competitors" may explain enough: each group goes by its own custom.
    groups: dict[int, list[Entry]] = {}
    for entry in found:
        groups.setdefault(entry.group, []).append(entry)
    told = {group for group, entries_ in groups.items() if _explains(entries_)}
    bare = [entry for entry in found if not entry.explained and entry.group in told]
    if len(found) >= _ENTRIES and bare and _explains(found):
        first, *rest = (entry.link for entry in bare)
        who = f"`{stem(first.path)}` and {len(rest)} more are" if rest else f"`{stem(first.path)}` is"
        message = f"{who} listed without a word why"
        also = tuple(link.span for link in rest)
        yield Finding(note.path, first.span, message, "say how it is related", also)


def _explains(entries: list[Entry]) -> bool:
    return sum(entry.explained for entry in entries) >= _SHARE * len(entries)


def _is_explained(note: Note, link: Link) -> bool:
    end = note.text.find("\n", link.span.end)
    rest = note.text[link.span.end : end if end >= 0 else len(note.text)]
    return has_words(rest)
