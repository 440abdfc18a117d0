"""A note's text laid out for figures: its sections, its sentences, its links by place."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from vaultlint.facts import Heading, Link
from vaultlint.figures.lexicon import Lexicon
from vaultlint.figures.measure import terms, words_of
from vaultlint.figures.quantity import Quantity
from vaultlint.figures.readable import readable
from vaultlint.figures.scan import scan
from vaultlint.figures.times import Time, tags_in, times_in
from vaultlint.note import Note
from vaultlint.text import Span

_BREAK = re.compile(
    r"(?<=[.!?])(?<!approx\.)(?<!vs\.)(?<!est\.)(?<!no\.)(?<!\be\.g\.)(?<! [A-Z]\.)"
    r"\s+(?=[\"“‘(~+$€£]?\s*(?:[A-Z]|\d[\d,.]*\D))"
)
_CAPITAL = re.compile(r"(?<![\w-])[A-Z][\w&-]*[a-z][\w-]*|(?<![\w-])[A-Z]{2,}(?![\w])")
_OPENING = re.compile(
    r"\s*(?:[-+>]\s+|\d+[.)]\s+)*"
    r"(?:(?:In|By|At|During|Since|As of|For|Of|On|Under|Today)\b[^,]{0,40}(?:, |(?= (?:it|they) )))?"
)
_PRONOUNS = frozenset("it its they their this these".split())
_SIDELINES = frozenset(("related", "see also", "sources", "references", "links", "further reading"))


class Section:
    """A heading with what it says of the figures under it."""

    def __init__(self, title: str, times: tuple[str, ...], scope: tuple[str, ...], own: bool) -> None:
        self.title = title
        self.times = times
        self.scope = scope
        self.own = own


class Layout:
    """The readable text of a note and what stands where in it."""

    def __init__(self, note: Note, lexicon: Lexicon) -> None:
        self.note = note
        self.lexicon = lexicon
        self.text = readable(note)
        self.name = frozenset(terms(note.facts.name, lexicon)).union(
            *(terms(alias.text, lexicon) for alias in note.facts.aliases)
        )
        called = (note.facts.name, *(alias.text for alias in note.facts.aliases))
        self.names = tuple(name for one in called if (name := " ".join(words_of(one))))
        self.is_agreement = any(not lexicon.agreements.isdisjoint(name.split()) for name in self.names)
        self._quantities = tuple(scan(self.text, lexicon, note.body))
        self._quantity_starts = [one.span.start for one in self._quantities]
        self._times = tuple(times_in(self.text, lexicon, note.body))
        self._time_starts = [one.span.start for one in self._times]
        self._links = [link for link in note.facts.links if not link.embed and link.span.start >= note.body]
        self._starts = [link.span.start for link in self._links]
        self.headings = [heading for heading in note.facts.headings if not heading.quoted]
        self._heading_starts = [heading.span.start for heading in self.headings]
        self._sections: dict[int, Section] = {-1: Section("", (), (), True)}

    def links(self, start: int, end: int) -> Sequence[Link]:
        """Return the links that begin in a stretch."""
        return self._links[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def quantities(self, start: int, end: int) -> tuple[Quantity, ...]:
        """Return the quantities that begin in a stretch."""
        starts = self._quantity_starts
        return self._quantities[bisect_left(starts, start) : bisect_left(starts, end)]

    def times(self, start: int, end: int) -> tuple[Time, ...]:
        """Return the times that begin in a stretch."""
        starts = self._time_starts
        return self._times[bisect_left(starts, start) : bisect_left(starts, end)]

    def tells(self, span: Span) -> bool:
        """Say whether a stretch holds a quantity or a time."""
        return bool(self.quantities(span.start, span.end) or self.times(span.start, span.end))

    def is_timed(self, text: str) -> bool:
        """Say whether a label or header names a time."""
        return bool(tags_in(text, self.lexicon))

    def section_index(self, offset: int) -> int:
        """Return the number of the heading that an offset stands under, -1 before the first."""
        return bisect_right(self._heading_starts, offset) - 1

    def section(self, offset: int) -> Section:
        """Return the section that an offset lies in, with the headings above it."""
        return self._section(self.section_index(offset))

    def _section(self, index: int) -> Section:
        found = self._sections.get(index)
        if found is None:
            heading = self.headings[index]
            title = self.text[heading.span.start : heading.span.end].lstrip("# ").strip()
            parent = self._parent(index)
            times = tags_in(title, self.lexicon) or parent.times
            profile = self._is_profile(words_of(title))
            named = () if profile else terms(title, self.lexicon)
            own = tuple(one for one in named if one not in self.name and one not in self.lexicon.profile)
            is_own = parent.own and (profile or (heading.level < 3 and self._is_plain(heading, title, named)))
            scope = tuple(dict.fromkeys((*parent.scope, *own)))
            found = self._sections[index] = Section(title, times, scope, is_own)
        return found

    def _is_plain(self, heading: Heading, title: str, named: Sequence[str]) -> bool:
        """Say whether a heading names a side of the subject, and neither the subject nor something else."""
        only_the_name = bool(named) and self.name.issuperset(named)
        return not only_the_name and not self.names_another(title, heading.span)

    def _parent(self, index: int) -> Section:
        for above in range(index - 1, -1, -1):
            if self.headings[above].level < self.headings[index].level:
                return self._section(above) if self.headings[above].level > 1 else self._section(-1)
        return self._section(-1)

    def names_another(self, words: str, span: Span) -> bool:
        """Say whether a heading or a sentence's beginning names something else than the note."""
        if any(
            not self.name.issuperset(terms(link.path, self.lexicon))
            for link in self.links(span.start, span.end)
        ):
            return True
        capitals = _CAPITAL.findall(words.split(" ", 1)[1]) if " " in words else []
        return any(not self.name.issuperset(terms(word, self.lexicon)) for word in capitals)

    def is_own(self, sentence: Span) -> bool:
        """Say whether a sentence tells of the note's subject, by how it begins."""
        start = _OPENING.match(self.text, sentence.start, sentence.end)
        begin = start.end() if start else sentence.start
        if not self.section(sentence.start).own:
            return False
        words = self.text[begin : sentence.end].split()[:6]
        if not words:
            return False
        links = self.links(begin - 2, sentence.end)
        if links and not self.text[begin : links[0].span.start].strip():
            return not self.text.startswith("'s", links[0].span.end)
        first = words_of(words[0])
        if not first:
            return False
        if first[0] in _PRONOUNS and self.text[: sentence.start].rstrip(" ")[-1:] not in ("\n", ""):
            return not self._told_other(sentence.start)
        if first[0] in self.lexicon.selves or self._names_itself(begin, sentence.end):
            return True
        if self.lexicon.concept(first)[0]:
            return True
        measured = any(self.lexicon.concept(words_of(word))[0] for word in words[1:5])
        return measured and not _CAPITAL.search(" ".join(words[1:5]))

    def opens_with_self(self, sentence: Span) -> bool:
        """Say whether a sentence begins with the note's name or a word that stands for it."""
        first = words_of(self.text[sentence.start : sentence.start + 40])[:2]
        return not self.lexicon.selves.isdisjoint(first) or self._names_itself(sentence.start, sentence.end)

    def _told_other(self, start: int) -> bool:
        """Say whether the sentence before, on the same line, may have told of something else."""
        line = self.text.rfind("\n", 0, start) + 1
        return not self.is_own(Span(line, start)) or bool(self.links(line, start))

    def begins_with_other(self, sentence: Span) -> bool:
        """Say whether a sentence begins with a link to something else."""
        links = self.links(sentence.start - 2, sentence.end)
        if not links or self.text[sentence.start : links[0].span.start].strip():
            return False
        after = self.text[links[0].span.end : links[0].span.end + 2]
        return after != "'s" and " ".join(words_of(links[0].display or links[0].path)) not in self.names

    def _is_profile(self, words: tuple[str, ...]) -> bool:
        """Say whether a heading leads to what the whole note tells of: `Overview`, `Why X matters`."""
        rest = " ".join(words)
        if rest in self.names[:1]:
            return True
        for name in self.names:
            rest = f" {rest} ".replace(f" {name} ", " ").strip()
        return bool(rest) and self.lexicon.profile.issuperset(rest.split())

    def _names_itself(self, start: int, end: int) -> bool:
        """Say whether a text begins with the note's name or an alias, as a whole."""
        opening = " ".join(words_of(self.text[start : min(end, start + 80)])) + " "
        return any(opening.startswith(name + " ") for name in self.names)

    def stretches(self) -> Iterator[Span]:
        """Yield what is neither table nor heading nor a list of links at the note's end."""
        zones = [(table.span.start, table.span.end) for table in self.note.structure.tables]
        for heading in self.headings:
            aside = _is_sideline(heading)
            zones.append((heading.span.start, heading.end if aside else heading.span.end))
        at = self.note.body
        for start, end in (*sorted(zones), (len(self.text), len(self.text))):
            if start > at:
                yield Span(at, start)
            at = max(at, end)

    def in_sideline(self, offset: int) -> bool:
        """Say whether an offset lies under Related, Sources and the like."""
        return any(
            heading.span.start <= offset < heading.end and _is_sideline(heading) for heading in self.headings
        )

    def sentences(self, stretch: Span) -> Iterator[Span]:
        """Yield the sentences and list items of a stretch that hold a quantity or a time."""
        at = stretch.start
        while at < stretch.end:
            found = bisect_left(self._quantity_starts, at), bisect_left(self._time_starts, at)
            starts = [
                *self._quantity_starts[found[0] : found[0] + 1],
                *self._time_starts[found[1] : found[1] + 1],
            ]
            following = min(starts, default=stretch.end)
            if following >= stretch.end:
                return
            begin = max(at, self.text.rfind("\n", 0, following) + 1)
            end = self.text.find("\n", following, stretch.end)
            end = end if end >= 0 else stretch.end
            for sentence in self._split(begin, end):
                if self.tells(sentence):
                    yield sentence
            at = end + 1

    def _split(self, start: int, end: int) -> Iterator[Span]:
        """The sentences of a line."""
        at = start
        for match in _BREAK.finditer(self.text, start, end):
            yield Span(at, match.start())
            at = match.end()
        yield Span(at, end)


def _is_sideline(heading: Heading) -> bool:
    return heading.text.strip().lower() in _SIDELINES
