"""One note as requirements see it: regions, tables, labels, lists, words, each read when first asked for."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from vaultlint.facts import Context, Heading, Link, TagPlace
from vaultlint.note import Item, Mapping, Note, Property
from vaultlint.schema.language import Within
from vaultlint.schema.names import Matcher, Texts, fill, matcher, placeholders, quick, with_above
from vaultlint.schema.part import Section
from vaultlint.schema.pieces import (
    Entry,
    Grid,
    Labelled,
    Region,
    entry_of,
    grid_of,
    label_of,
    labels_of,
    texts_of,
)
from vaultlint.schema.terms import NO_BOUNDS, Bounds, Name
from vaultlint.text import Span, Spans, fold_name, shown_text

_LONG = 2000
"""Characters from which on a section is not asked whether all of it is comments."""

_COMMENT = re.compile(r"<!--.*?-->|%%.*?%%", re.DOTALL)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:[.,'’&/_-][^\W_]+)*")
_NO_WORDS = re.compile(r"!\[\[[^\]\n]*\]\]|!?\[(?=[^\]\n]*\]\()|\]\([^()\n]*\)|<[^<>\n]*>|\[\[[^\[\]|\n]*\|")


class Subject:
    """A note, and what a schema may ask about it.

    `problems` remembers what is wrong with the properties of a requirement, for the rules
    that each report a part of it.
    """

    def __init__(self, note: Note) -> None:
        self.note = note
        self.facts = note.facts
        self.problems: dict[int, tuple[Any, ...]] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        self._regions: dict[Within, tuple[Region, ...]] = {}
        self._sections: dict[tuple[Name, tuple[int, ...], Region], tuple[Region, ...]] = {}
        self._quick: dict[Region, str] = {}
        self._entries: dict[int, Entry] = {}
        self._grids: dict[int, Grid] = {}
        self._labels: dict[Region, tuple[Labelled, ...]] = {}

    @cached_property
    def tags(self) -> frozenset[str]:
        """The tags that say what the note is, folded, each with those that it lies below."""
        own = (fold_name(tag.text) for tag in self.facts.tags if tag.place != TagPlace.INLINE)
        return frozenset(above for tag in own for above in with_above(tag))

    @cached_property
    def headings(self) -> tuple[tuple[int, Heading], ...]:
        """The headings that divide the note, with their indexes."""
        return tuple((index, one) for index, one in enumerate(self.facts.headings) if not one.quoted)

    @cached_property
    def title(self) -> int:
        """The index of the note's title, -1 without one: its first heading, if only that is of level 1."""
        first = [index for index, heading in self.headings if heading.level == 1]
        return first[0] if len(first) == 1 and first[0] == self.headings[0][0] else -1

    def word(self, key: str) -> tuple[str, ...]:
        """Return what the note fills a placeholder with: file name, title, aliases, or a property's texts."""
        found = self._words.get(key)
        if found is None:
            found = self._words[key] = tuple(self._word(key))
        return found

    def _word(self, key: str) -> tuple[str, ...]:
        if key == "name":
            return (self.facts.name,)
        if key == "alias":
            return tuple(alias.text for alias in self.facts.aliases)
        if key == "h1":
            return tuple(shown_text(one.text) for _, one in self.headings if one.level == 1)[:1]
        entry = self.fields.get(key)
        texts = texts_of(entry.value) if entry is not None else ()
        return texts or self.word("h1") or self.word("name") if key == "title" else texts

    @cached_property
    def fields(self) -> dict[str, Property]:
        """The note's properties by folded key, of several with one key the first."""
        return {fold_name(entry.key): entry for entry in reversed(self.note.frontmatter.properties)}

    def matcher(self, name: Name) -> Matcher:
        """Return the comparison with a name, its placeholders filled in from the note."""
        return matcher(fill(name, self.word) if placeholders(name) else name)

    def field(self, key: str, aliases: tuple[str, ...] = ()) -> Property | None:
        """Return the property of one of these keys; Obsidian compares them without case."""
        found = (self.fields.get(fold_name(one)) for one in (key, *aliases))
        return next((entry for entry in found if entry is not None), None)

    def says_nothing(self, entry: Property) -> bool:
        """Say whether a property is there without a value."""
        return not isinstance(entry.value, Mapping) and not texts_of(entry.value)

    @cached_property
    def body(self) -> Region:
        """All of the note below the frontmatter."""
        return Region(Span(self.note.body, len(self.note.text)), -1)

    @cached_property
    def lead(self) -> Region:
        """What stands before the first heading that is not the note's title."""
        first = next((one for index, one in self.headings if index != self.title), None)
        return Region(Span(self.note.body, first.span.start if first else len(self.note.text)), -1)

    def regions(self, within: Within) -> tuple[Region, ...]:
        """Return where parts of `within` may stand; none if the note has no such section."""
        if not within.sections:
            return (self.lead if within.lead else self.body,)
        found = self._regions.get(within)
        if found is None:
            regions: tuple[Region, ...] = (self.body,)
            for section in within.sections:
                regions = tuple(one for region in regions for one in self.sections(section, region))
            # Of an empty section nothing more is to be said than that.
            kept = (one for one in dict.fromkeys(regions) if not self.is_empty(one))
            found = self._regions[within] = tuple(kept)
        return found

    def is_empty(self, region: Region) -> bool:
        """Say whether a section has neither text nor headings; comments, rules and footers are none."""
        if region.heading < 0 or region.span.end - region.span.start > _LONG:
            return False
        text = self.note.text[region.span.start : region.span.end]
        for footer in self.note.facts.moments.footers:
            text = text.replace(self.note.source(footer.span), "")
        if "<!--" in text or "%%" in text:
            text = _COMMENT.sub("", text)
        return not text.strip(" \t\r\n-*_")

    def sections(self, section: Section, region: Region) -> tuple[Region, ...]:
        """Return the sections in a region whose heading has the name and level."""
        key = (section.heading, section.levels, region)
        found = self._sections.get(key)
        if found is None:
            named = (self.headings[one] for one in self._headings.named(self.matcher(section.heading)))
            found = self._sections[key] = tuple(
                Region(Span(heading.span.end, heading.end), index)
                for index, heading in named
                if region.span.covers(heading.span.start)
                and (not section.levels or heading.level in section.levels)
            )
        return found

    @cached_property
    def _headings(self) -> Texts:
        return Texts([heading.text for _, heading in self.headings])

    def headings_in(self, region: Region) -> Iterator[tuple[int, Heading]]:
        """Yield the headings in a region, its own left out."""
        for index, heading in self.headings:
            if region.span.covers(heading.span.start):
                yield index, heading

    def outline(self, region: Region) -> Iterator[tuple[int, Heading]]:
        """Yield the headings that divide a region, without those below them and without the title."""
        end = -1
        for index, heading in self.headings_in(region):
            if index != self.title and heading.span.start >= end:
                end = heading.end
                yield index, heading

    def grids(self, region: Region) -> Iterator[Grid]:
        """Yield the tables in a region."""
        for index, table in enumerate(self.note.structure.tables):
            if region.span.covers(table.span.start):
                if index not in self._grids:
                    self._grids[index] = grid_of(self.note.text, table)
                yield self._grids[index]

    def labels(self, region: Region) -> tuple[Labelled, ...]:
        """Return every cell and every start of a list item in a region that may be a label."""
        found = self._labels.get(region)
        if found is None:
            labels = [one for grid in self.grids(region) for one in labels_of(grid)]
            labels += [one for entry in self.entries(region) if (one := label_of(entry)) is not None]
            found = self._labels[region] = tuple(labels)
        return found

    def entries(self, region: Region, *, outer: bool = False) -> Iterator[Entry]:
        """Yield the items of the lists in a region; `outer` ones stand in no other item and no quote."""
        for place, item in enumerate(self.note.structure.items):
            if region.span.covers(item.span.start) and (not outer or self._is_outer(item)):
                if place not in self._entries:
                    following = self.note.structure.items[place + 1 : place + 2]
                    self._entries[place] = entry_of(self.note.text, item, following)
                yield self._entries[place]

    def _is_outer(self, item: Item) -> bool:
        line = self.note.text.rfind("\n", 0, item.span.start) + 1
        return item.depth == 1 and not self.note.text.startswith(">", line)

    @cached_property
    def lowered(self) -> str:
        """The note's text in lower case, for quick questions about words in ASCII."""
        return self.note.text.lower()

    def may_hold(self, region: Region, matches: Matcher) -> bool:
        """Say whether something of a name can stand in a region at all: quick, and sure of its no."""
        found = self._quick.get(region)
        if found is None:
            found = self._quick[region] = quick(self.note.text[region.span.start : region.span.end])
        return matches.may_stand_in(found)

    def embeds(self, region: Region) -> Iterator[Link]:
        """Yield the embeds in a region."""
        for link in self.facts.links:
            if link.embed and region.span.covers(link.span.start) and not link.context & Context.COMMENT:
                yield link

    @cached_property
    def _wordless(self) -> Spans:
        """Code, comments, HTML and the tag line: a reader sees no words there."""
        structure = self.note.structure
        tags = [self.note.tag_line] if self.note.tag_line else []
        return Spans((*structure.code, *structure.comments, *structure.html, *tags))

    def count_words(self, span: Span, bounds: Bounds = NO_BOUNDS) -> int:
        """Return how many words stand in a stretch of the body, as a reader sees it.

        With a least number of words and no most, counting may end when there are enough.
        """
        enough = bounds.min if bounds.max is None else None
        number, start, text = 0, span.start, self.note.text
        for hidden in (*self._wordless, Span(span.end, span.end)):
            if hidden.end > start and start < span.end:
                shown = _NO_WORDS.sub(" ", text[start : max(start, min(hidden.start, span.end))])
                number += len(_WORD.findall(shown))
                start = hidden.end
                if enough is not None and number >= enough:
                    break
        return number

    def under(self, region: Region) -> str:
        """Return ` under "Heading"` for a section, nothing for the whole note."""
        if region.heading < 0:
            return " before the first heading" if region == self.lead != self.body else ""
        return f' under "{shown_text(self.facts.headings[region.heading].text)}"'

    def place(self, region: Region) -> Span:
        """Return where to say that something is missing in a region: at its heading or the note's title."""
        return self.facts.title_span if region.heading < 0 else self.facts.headings[region.heading].span
