"""What schemas ask, judged by all notes: which entity each note is, what its links lead to."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain

from vaultlint.facts import Context, Link, LinkKind, NoteFacts
from vaultlint.finding import Place
from vaultlint.schema.asked import Asked, Evidence, Kinds, specs_of
from vaultlint.schema.conditions import decide, holds_for
from vaultlint.schema.language import Entity, Requirement, Schemas, Within
from vaultlint.schema.links import links_in
from vaultlint.schema.names import matcher
from vaultlint.schema.part import Field, Form, Links
from vaultlint.schema.terms import AnyOf, Condition, Has, HasLink, Name, NoneOf
from vaultlint.text import Span, Value, fold_name
from vaultlint.vault import Vault


class Question(Value, frozen=True):
    """A requirement of a note that is to be judged by all notes."""

    note: NoteFacts
    entity: Entity
    requirement: Requirement
    asked: Asked

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What the note holds where the requirement looks."""
        return self.asked.evidence


_NOT_MEANT = Context.COMMENT | Context.SHOWN
"""Links that are no part of what the note says."""

Stated = tuple[str, int, int, str]
"""A value and what it is a value of."""


class Network:
    """All notes with what they are."""

    def __init__(
        self,
        vault: Vault,
        schemas: Schemas,
        kinds: Mapping[str, Kinds],
        asked: Mapping[str, tuple[Asked, ...]],
    ) -> None:
        self.vault = vault
        self._schemas = schemas
        self._kinds = kinds
        self._asked = asked
        self._links: dict[str, tuple[tuple[Link, str], ...]] = {}
        self._targets: dict[tuple[str, int], bool] = {}
        self._broken = tuple(entity.name for entity in schemas.entities if entity.broken)
        self._descent = {entity.name: (entity.name, *entity.parents) for entity in schemas.entities}

    def holds(self, condition: Condition, path: str) -> bool:
        """Say whether what a note has left open of a condition holds for it."""
        return decide(condition, lambda test: self._outside(test, path))

    def matched(self, path: str) -> tuple[str, ...]:
        """Return the entities and patterns whose condition holds for a note."""
        kinds = self._kinds.get(path, Kinds())
        return tuple(name for name, open_ in kinds.entities if self._matches(path, name, open_))

    def entities(self, path: str) -> tuple[str, ...]:
        """Return the entities that a note is, with all that they extend."""
        return tuple(dict.fromkeys(one for name in self.matched(path) for one in self._descent[name]))

    def _matches(self, path: str, name: str, condition: Condition) -> bool:
        return not condition.tests or (path, name) in self._true

    def is_unsure(self, path: str) -> bool:
        """Say whether a note's frontmatter cannot be read, so that nobody knows all that it is."""
        return path in self._kinds and self._kinds[path].unsure

    def links_to_unsure(self, question: Question, region: Span) -> bool:
        """Say whether a note links, in a region, to one that nobody knows all of."""
        links = self._links_of(question.note)
        return any(self.is_unsure(path) for link, path in links if region.covers(link.span.start))

    def is_target(self, path: str, target: int) -> bool:
        """Say whether an entry of `Schemas.targets` holds for a note."""
        if self._is_circular:
            return (path, target) in self._true
        found = self._targets.get((path, target))
        if found is None:
            found = path in self._kinds and self.holds(self._target(path, target), path)
            self._targets[path, target] = found
        return found

    def _target(self, path: str, target: int) -> Condition:
        """What a note has left open of a condition that links are held to."""
        return dict(self._kinds[path].targets).get(target, self._schemas.targets[target])

    @cached_property
    def _is_circular(self) -> bool:
        """Whether what a note is may depend on what others are, and so on."""
        open_ = any(condition.tests for kinds in self._kinds.values() for _, condition in kinds.entities)
        return open_ or any(map(_is_about_links, self._schemas.targets))

    @cached_property
    def _true(self) -> set[tuple[str, str | int]]:
        """All that holds, of entities by name and of targets by index: the least that explains itself.

        Begins with nothing and adds, in order of path, what follows, until nothing does.
        """
        waiting: dict[tuple[str, str | int], Condition] = {}
        for path, kinds in sorted(self._kinds.items()):
            waiting |= {(path, name): condition for name, condition in kinds.entities if condition.tests}
            waiting |= {
                (path, index): self._target(path, index) for index in range(len(self._schemas.targets))
            }
        true = self.__dict__["_true"] = set[tuple[str, str | int]]()
        changed = self._is_circular
        while changed:
            found = [key for key, condition in waiting.items() if self.holds(condition, key[0])]
            true.update(found)
            changed = bool(found)
            for key in found:
                del waiting[key]
        return true

    def _outside(self, test: Has | HasLink, path: str) -> bool:
        if isinstance(test, Has):
            # A schema with mistakes gives its entity the benefit of the doubt.
            entities = (*self.entities(path), *self._broken)
            return holds_for(test, lambda name: any(map(matcher(name), entities)))
        others = self.vault.incoming.get(path, ()) if test.back else self.outgoing.get(path, ())
        return any(self.is_target(other, test.target) for other in others)

    @cached_property
    def outgoing(self) -> Mapping[str, frozenset[str]]:
        """The notes that each note links to, itself left out."""
        found: dict[str, set[str]] = {}
        for target, sources in self.vault.incoming.items():
            for source in sources:
                found.setdefault(source, set()).add(target)
        return {source: frozenset(targets) for source, targets in found.items()}

    def questions(self) -> Iterator[Question]:
        """Yield what is to be judged of the notes that are checked."""
        for note in self.vault.checked():
            for one in self._asked.get(note.path, ()):
                if not one.open.tests or self.holds(one.open, note.path):
                    entity = self._schemas.entities[one.entity]
                    requirement = entity.requirements[one.requirement]
                    yield Question(note, entity, requirement, one)

    def find(self, evidence: Evidence, note: NoteFacts) -> str | None:
        """Return the file that a link in a property or cell leads to, None if there is none."""
        if evidence.form is Form.MARKDOWN:
            return self.vault.resolve(_link(evidence, LinkKind.MARKDOWN), note)
        path = evidence.text.partition("#")[0]
        found = self.vault.lookup.find(path, note.folder)
        if found is None and evidence.form is Form.NAME:
            owners = self.vault.aliases.get(fold_name(path), ())
            found = owners[0] if len(owners) == 1 else None
        return found

    def led_to(self, question: Question, spec: int) -> Mapping[str, Span]:
        """Return the files that a value's links lead to, of the kind asked for, each with the link's place.

        `spec` is the index of what is asked of the value, as in `specs_of`.
        """
        target = specs_of(question.requirement.part)[spec].target
        return {
            path: one.span
            for one in question.evidence
            if one.spec == spec and one.form and (path := self.find(one, question.note)) is not None
            if target < 0 or self.is_target(path, target)
        }

    def linked(self, question: Question, region: Span) -> Mapping[str, tuple[Link, ...]]:
        """Return the notes of the kind asked for that a note links to in a region.

        Of the whole note its properties are a part, too.
        """
        part = question.requirement.part
        assert isinstance(part, Links)
        everywhere = question.requirement.within == Within()
        found: dict[str, list[Link]] = {}
        for link, path in self._links_of(question.note):
            is_here = everywhere if link.kind == LinkKind.PROPERTY else region.covers(link.span.start)
            if is_here and self.is_target(path, part.target):
                found.setdefault(path, []).append(link)
        return {path: tuple(links) for path, links in found.items()}

    def _links_of(self, note: NoteFacts) -> tuple[tuple[Link, str], ...]:
        """A note's links to other notes, each with the note that it opens."""
        found = self._links.get(note.path)
        if found is None:
            pairs = zip(note.links, self.vault.opened[note.path], strict=True)
            found = self._links[note.path] = tuple(
                (link, path)
                for link, path in pairs
                if path and path in self._kinds and path != note.path and not link.context & _NOT_MEANT
            )
        return found

    def sources(self, question: Question, part: Links) -> tuple[str, ...]:
        """Return the notes of the kind asked for that link to a note."""
        sources = self.vault.incoming.get(question.note.path, frozenset())
        return tuple(sorted(path for path in sources if self.is_target(path, part.target)))

    def listed(
        self, note: NoteFacts, name: Name, asker: Question | None = None
    ) -> tuple[frozenset[str], Span] | None:
        """Return the files that a section or property of this name links to, and its last entry's place.

        None if the note has neither. Where both have the name, the `asker` is not asked itself.
        """
        matches = matcher(name)
        sections = [one for one in note.headings if not one.quoted and matches(one.text)]
        entries = [one for one in note.properties if matches(one.key)]
        if asker is not None and isinstance(asker.requirement.part, Field):
            own = {fold_name(key) for key in (asker.requirement.part.key, *asker.requirement.part.aliases)}
            entries = [] if sections else [one for one in entries if fold_name(one.key) not in own]
        elif asker is not None and asker.requirement.within.sections:
            starts = {one.span.start for one in asker.evidence}
            sections = [] if entries else [one for one in sections if one.span.end not in starts]
        if not sections and not entries:
            return None
        found: set[str] = set()
        place = sections[-1].span if sections else entries[-1].span
        for one in sections:
            for link, path in zip(note.links, self.vault.opened[note.path], strict=True):
                if one.span.end <= link.span.start < one.end:
                    found.add(path or "")
                    place = link.span
        for entry in entries:
            for target in links_in(entry.text, entry.span, Form.ANY):
                found.add(self.find(Evidence(target.span, target.text, target.form), note) or "")
            found.add(self.find(Evidence(entry.span, entry.text, Form.NAME), note) or "")
        return frozenset(found), place

    def answers(self, path: str, source: str, where: Name | bool) -> bool:
        """Say whether the note at `path` links to `source`, in a section or property if one is named."""
        if isinstance(where, bool):
            return path in self.vault.incoming.get(source, ())
        listed = self.listed(self.vault.notes[path], where)
        return listed is not None and source in listed[0]

    def owners(self, question: Question, evidence: Evidence) -> tuple[Place, ...]:
        """Return every place that states the same value, for the same requirement or in the same property."""
        part = question.requirement.part
        is_field = isinstance(part, Field) and not part.path
        if is_field and specs_of(part)[evidence.spec].unique == "vault":
            assert isinstance(part, Field)
            keys = (part.key, *part.aliases)
            places = (self._stated.get((fold_name(key), fold_name(evidence.text)), ()) for key in keys)
            return tuple(chain.from_iterable(places))
        return self._owners.get(_key(question, evidence), ())

    @cached_property
    def _stated(self) -> Mapping[tuple[str, str], list[Place]]:
        found: dict[tuple[str, str], list[Place]] = {}
        for path, note in sorted(self.vault.notes.items()):
            for one in note.properties:
                key = (fold_name(one.key), fold_name(one.text))
                found.setdefault(key, []).append(Place(path, one.span, "here"))
        return found

    @cached_property
    def _owners(self) -> Mapping[Stated, tuple[Place, ...]]:
        found: dict[Stated, list[Place]] = {}
        for question in self.questions():
            specs = specs_of(question.requirement.part)
            for one in question.evidence:
                if one.spec < len(specs) and specs[one.spec].unique and not one.form:
                    place = Place(question.note.path, one.span, "here")
                    found.setdefault(_key(question, one), []).append(place)
        return {key: tuple(dict.fromkeys(places)) for key, places in found.items()}


def _is_about_links(condition: Condition) -> bool:
    return any(
        any(map(_is_about_links, test.conditions))
        if isinstance(test, AnyOf | NoneOf)
        else isinstance(test, HasLink)
        for test in condition.tests
    )


def _key(question: Question, evidence: Evidence) -> Stated:
    """A value as stated: the line that asks for it is one for all entities that inherit it."""
    origin = question.requirement.origin
    return origin.file, origin.line, evidence.spec, fold_name(evidence.text)


def _link(evidence: Evidence, kind: LinkKind) -> Link:
    return Link(evidence.span, evidence.span, kind, False, evidence.text, "", None, -1, 0)
