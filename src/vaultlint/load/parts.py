"""A schema's parts, flattened: each with where it stands, how much it is needed, and on what condition."""

from collections.abc import Iterator

from vaultlint.load.build import Builder, joined
from vaultlint.load.contradictions import impossible
from vaultlint.load.order import chains
from vaultlint.load.values import back, cell_value, value
from vaultlint.load.written import Written
from vaultlint.schema.conditions import both, but_not
from vaultlint.schema.language import Need, Requirement, Within
from vaultlint.schema.part import (
    ClosedFields,
    Column,
    Definition,
    Embed,
    Field,
    File,
    Footer,
    Items,
    Label,
    Links,
    Part,
    Section,
    Sections,
    Table,
    Tags,
    Text,
    Words,
)
from vaultlint.schema.terms import ALWAYS, Bounds, Condition, Name
from vaultlint.text import Value


class Scope(Value, frozen=True):
    """Where the parts being read stand, and on what condition they are asked for."""

    within: Within = Within()
    when: Condition = ALWAYS


WHOLE_NOTE = Scope()


def requirements(build: Builder, written: Written, scope: Scope = WHOLE_NOTE) -> Iterator[Requirement]:
    """Yield all that a schema asks, its `when` included."""
    frame = Frame(build, scope)
    for group in _alternatives(written.each("file")):
        places = tuple((build.name_at(one, "folder"), build.name_at(one, "name")) for one in group)
        yield frame.asked(group[0], File(places))
    for key, read in (("tags", frame.tags), ("definition", frame.definition), ("footer", frame.footer)):
        found = written.get(key)
        if found is not None:
            yield frame.asked(found, read(found))
    yield from frame.frontmatter(written.get("frontmatter"))
    yield from frame.parts(written)
    lead = written.get("lead")
    if lead is not None:
        yield from Frame(build, Scope(Within(lead=True), scope.when)).parts(lead)
    for one in written.each("when"):
        when = both(scope.when, build.condition(one.get("match")))
        if one.get("match") is None and one.node not in build.mistakes.spoiled:
            build.mistakes.add(one.node, "`match` is missing here: when does it hold?")
        if why := impossible(when):
            build.mistakes.add(one.node, f"this can never hold: {why}")
        yield from requirements(build, one, Scope(scope.within, when))


def _alternatives(files: tuple[Written, ...]) -> Iterator[list[Written]]:
    """The places of a file that are one requirement: a note lies in one folder, and has one name.

    An entry for the folder and another for the name have nothing to choose between.
    """
    left = list(files)
    while left:
        first = left[0]
        group = [
            one for one in left if _place_keys(first) & _place_keys(one) and first.forbids() == one.forbids()
        ]
        left = [one for one in left if one not in group]
        yield group


def _place_keys(written: Written) -> frozenset[str]:
    return frozenset(key for key in ("folder", "name") if written.get(key) is not None) or frozenset({""})


class Frame:
    """Reads the parts of one place of a schema."""

    def __init__(self, build: Builder, scope: Scope) -> None:
        self._build = build
        self._scope = scope

    def asked(self, written: Written, part: Part) -> Requirement:
        """Return the requirement of a part as its own keys grade it."""
        build = self._build
        unless = written.get("unless")
        when = but_not(self._scope.when, [build.condition(unless)] if unless is not None else [])
        asked = build.need(written)
        if asked >= Need.SHOULD_NOT and isinstance(part, Words | Tags | Sections | ClosedFields):
            found = written.get("need")
            build.mistakes.add(found.node if found else written.node, "this cannot be forbidden as a whole")
        return Requirement(
            part,
            build.origin(written.node),
            self._scope.within,
            asked,
            when,
            build.text(written, "help"),
        )

    def tags(self, written: Written) -> Tags:
        build = self._build
        known, vocabulary = build.allowed(written, "known")
        forbidden = build.names_at(written, "forbid")
        return Tags(
            build.text(written, "place", "any"),
            build.name_at(written, "first"),
            known,
            build.names_at(written, "require"),
            joined(forbidden) if forbidden else None,
            vocabulary,
        )

    def definition(self, written: Written) -> Definition:
        words = written.get("words")
        bounds = self._build.bounds(words) if words is not None else Bounds()
        return Definition(self._build.text(written, "form") == "bold-name", bounds)

    def footer(self, written: Written) -> Footer:
        form = self._build.text(written, "form")
        if form and "{" not in form:
            node = written.entries["form"].node if written.entries else written.node
            self._build.mistakes.add(node, "`form` shows where the date stands: write `*Created {date}*`")
        return Footer(form, self._build.days(written, "max-age"))

    def frontmatter(self, written: Written | None) -> Iterator[Requirement]:
        """Yield a requirement for each property, and one for the set of them if it is closed."""
        if written is None:
            return
        fields = written.get("fields")
        entries = (fields.entries or {}) if fields is not None else {}
        for key, one in entries.items():
            yield from self._field(key, one, ())
        if self._build.text(written, "additional") == "report":
            yield self.asked(written, ClosedFields(()))

    def _field(self, key: str, written: Written, path: tuple[tuple[str, ...], ...]) -> Iterator[Requirement]:
        """Yield the requirement of a property, and those of the properties in its maps."""
        aliases = tuple(one.node.text for one in written.each("aliases"))
        asked = self.asked(written, Field(key, value(self._build, written), aliases, path))
        yield asked
        inside = written
        while inside.get("items") is not None:
            inside = inside.entries["items"] if inside.entries else inside
        fields = inside.get("fields")
        if fields is not None and asked.welcome():
            for inner, one in (fields.entries or {}).items():
                yield from self._field(inner, one, (*path, (key, *aliases)))

    def parts(self, written: Written) -> Iterator[Requirement]:
        """Yield what may stand in a note, a lead or a section."""
        sections = written.get("sections")
        if sections is not None:
            yield from self._sections(sections)
        for one in written.each("tables"):
            yield from self._table(one)
        for one in written.each("labels"):
            yield self.asked(one, self._label(one, ()))
        for one in written.each("lists"):
            newest_first = self._build.text(one, "order") == "newest-first"
            part = Items(self._build.texts(one, "item"), self._build.bounds(one), newest_first)
            yield self.asked(one, part)
        for one in written.each("embeds"):
            least, most = self._count(one)
            name = self._build.required_name(one, "file")
            yield self.asked(one, Embed(name, self._build.text(one, "caption"), least, most))
        for one in written.each("links"):
            yield self.asked(one, self._links(one))
        for one in written.each("text"):
            yield self.asked(one, self._text(one))
        words = written.get("words")
        if words is not None:
            yield self.asked(words, Words(self._build.bounds(words)))

    def _sections(self, written: Written) -> Iterator[Requirement]:
        listed: list[tuple[Written, Requirement, Section]] = []
        for one in written.each("items"):
            section = self._section(one)
            asked = self.asked(one, section)
            listed.append((one, asked, section))
            yield asked
            within = Within(sections=(*self._scope.within.sections, section))
            if asked.welcome():
                yield from Frame(self._build, Scope(within, asked.when)).parts(one)
        order = self._build.text(written, "order", "relative")
        closed = self._build.text(written, "additional") == "report"
        if closed:
            yield self.asked(written, Sections((), (), "any", closed))
        if order != "any":
            for chain in chains(written, listed):
                headings = tuple(section.heading for _, _, section in chain)
                mild = tuple(asked.need is Need.SHOULD for _, asked, _ in chain)
                yield self.asked(written, Sections(headings, mild, order))

    def _section(self, written: Written) -> Section:
        build = self._build
        levels = []
        for one in written.each("level"):
            if one.node.text in {"1", "2", "3", "4", "5", "6"}:
                levels.append(int(one.node.text))
            else:
                build.mistakes.add(one.node, "`level` is a number from 1 to 6")
        least, most = self._count(written)
        newest_first = build.text(written, "order") == "newest-first"
        heading = build.required_name(written, "heading")
        return Section(heading, tuple(levels), build.text(written, "place"), least, most, newest_first)

    def _count(self, written: Written) -> tuple[int, int | None]:
        bounds = self._build.bounds(written)
        most = 1 if bounds.max is None else int(bounds.max)
        least = int(bounds.min) if bounds.min is not None else min(1, most)
        return least, None if bounds.max is None else int(bounds.max)

    def _table(self, written: Written) -> Iterator[Requirement]:
        build = self._build
        columns = written.each("columns")
        # What a table is told by: the columns that it must have, whatever the note.
        names = tuple(
            build.required_name(one, "name")
            for one in columns
            if build.need(one) is Need.MUST and one.get("unless") is None
        )
        asked = self.asked(written, Table(names, build.bounds(written)))
        yield asked
        if asked.welcome():
            for one in columns:
                yield self.asked(one, self._column(one, names))
            for one in written.each("labels"):
                yield self.asked(one, self._label(one, names, in_table=True))

    def _column(self, written: Written, columns: tuple[Name, ...]) -> Column:
        build = self._build
        distinct = build.number(written, "distinct") or 0
        return Column(build.required_name(written, "name"), cell_value(build, written), distinct, columns)

    def _label(self, written: Written, columns: tuple[Name, ...], *, in_table: bool = False) -> Label:
        least, most = self._count(written)
        name = self._build.required_name(written, "label")
        return Label(name, cell_value(self._build, written, is_label=True), least, most, columns, in_table)

    def _links(self, written: Written) -> Links:
        build = self._build
        to, source = written.get("to"), written.get("from")
        if (to is None) == (source is None):
            build.mistakes.add(written.node, "`links` wants either `to` or `from`")
        if source is not None and written.get("also-in") is not None:
            build.mistakes.add(written.node, "`also-in` is about the links of this note: write it with `to`")
        found = to or source
        target, wanted = build.target(found.node) if found is not None else (-1, "")
        least, most = self._count(written)
        also_in = build.name_at(written, "also-in")
        return Links(target, wanted, source is not None, least, most, also_in, back(build, written))

    def _text(self, written: Written) -> Text:
        if written.get("pattern") is None and written.node not in self._build.mistakes.spoiled:
            self._build.mistakes.add(written.node, "`pattern` is missing here")
        least, most = self._count(written)
        scopes = tuple(one.node.text for one in written.each("in"))
        without = tuple(one.node.text for one in written.each("except"))
        return Text(self._build.regex(written, "pattern"), scopes, without, least, most)
