"""A note composed from what is asked of it: `TBD` where only its writer knows."""

from collections.abc import Iterable, Iterator, Sequence

from vaultlint.schema.language import Entity, Requirement
from vaultlint.schema.names import PLACEHOLDER
from vaultlint.schema.part import (
    Column,
    Definition,
    Embed,
    Field,
    File,
    Footer,
    Items,
    Label,
    Section,
    Table,
    Tags,
    Text,
    ValueSpec,
    Words,
)
from vaultlint.schema.terms import AnyOf, Condition, Has, HasField, Name

OPEN = "TBD"


class Draft:
    """What a note needs to be of its kind: gathered from a condition and from requirements."""

    def __init__(self) -> None:
        self.folder = ""
        self.tags: dict[str, None] = {}
        self.fields: dict[str, str] = {}

    def meet(self, condition: Condition) -> None:
        """Take what makes a condition hold, as far as names without `*` tell it."""
        for test in condition.tests:
            if isinstance(test, AnyOf) and test.conditions:
                self.meet(test.conditions[0])
            elif isinstance(test, HasField) and test.value is not False:
                value = first_text(test.value) if isinstance(test.value, Name) else ""
                self.fields.setdefault(test.key, value or OPEN.lower())
            elif isinstance(test, Has):
                names = [name for one in (*test.all, test.any) if one and (name := first_text(one))]
                if test.what == "tags":
                    self.tags |= dict.fromkeys(names)
                elif test.what == "folder" and names:
                    self.folder = self.folder or names[0].strip("/")

    def place(self, requirement: Requirement) -> None:
        """Take the folder that a requirement asks for."""
        if isinstance(requirement.part, File):
            folder = requirement.part.places[0][0]
            self.folder = (first_text(folder) if folder else "").strip("/") or self.folder


def compose(entity: Entity, requirements: Iterable[Requirement], path: str, day: str) -> str:
    """Return a note of the entity at `path`, written on `day`, with all that is required of it."""
    asked = [one for one in requirements if one.required()]
    name = path.rpartition("/")[2].removesuffix(".md")
    draft = Draft()
    draft.meet(entity.match)
    parts = [*_head(draft, asked, name, day), *_definition(asked, name)]
    parts += _parts([one for one in asked if not one.within.sections], name)
    body = list(_sections(asked, 0, name))
    footers = [one.part.form for one in asked if isinstance(one.part, Footer) and one.part.form]
    parts += body + [PLACEHOLDER.sub(day, form) for form in dict.fromkeys(footers)]
    return "\n\n".join(parts) + "\n"


def _head(draft: Draft, asked: Sequence[Requirement], name: str, day: str) -> Iterator[str]:
    """The frontmatter and the tag line."""
    place, tags = "line", dict[str, None]()
    for one in asked:
        if isinstance(one.part, Tags):
            place = one.part.place if one.part.place != "any" else place
            names = (*([one.part.first] if one.part.first else []), *one.part.require)
            tags |= dict.fromkeys(filter(None, map(first_text, names)))
    tags |= draft.tags
    fields = dict(draft.fields)
    for one in asked:
        if isinstance(one.part, Field) and not one.part.path:
            fields.setdefault(one.part.key, _yaml(asked, one.part, one.part.value, name, day))
    if tags and place == "frontmatter":
        fields["tags"] = f"[{', '.join(tags)}]"
    if fields:
        yield "\n".join(["---", *(f"{key}: {value}" for key, value in fields.items()), "---"])
    if tags and place == "line":
        yield " ".join(f"#{tag}" for tag in tags)


def _definition(asked: Sequence[Requirement], name: str) -> Iterator[str]:
    for one in asked:
        if isinstance(one.part, Definition):
            words = " ".join([OPEN] * max(1, int(one.part.words.min or 0) - len(name.split())))
            yield f"**{name}** — {words}"
            return


def _sections(asked: Sequence[Requirement], depth: int, name: str) -> Iterator[str]:
    """The sections at one depth, each with what must stand in it; a last one comes last."""
    own = [one for one in asked if isinstance(one.part, Section) and len(one.within.sections) == depth]
    own.sort(key=lambda one: {"first": 0, "last": 2}.get(getattr(one.part, "place", ""), 1))
    for one in own:
        section = one.part
        assert isinstance(section, Section)
        level = section.levels[0] if section.levels else depth + 2
        yield f"{'#' * level} {first_text(section.heading) or OPEN}"
        below = [
            other
            for other in asked
            if len(other.within.sections) > depth and other.within.sections[depth].heading == section.heading
        ]
        inner = list(_parts([other for other in below if len(other.within.sections) == depth + 1], name))
        deeper = list(_sections(below, depth + 1, name))
        yield from inner or ([] if deeper else [OPEN])
        yield from deeper


def _parts(asked: Sequence[Requirement], name: str) -> Iterator[str]:
    """What stands in one place: tables, lists, embeds and words."""
    tables = [one.part for one in asked if isinstance(one.part, Table)]
    labels = [one.part for one in asked if isinstance(one.part, Label)]
    for table in tables:
        columns = [
            one.part for one in asked if isinstance(one.part, Column) and one.part.columns == table.columns
        ]
        own = [one for one in labels if one.columns == table.columns]
        rows = max(int(table.rows.min or 1), *(column.distinct for column in columns), 1)
        header = [first_text(one.name) or OPEN for one in columns] or [OPEN]
        yield _table(header, own, rows)
    loose = [one for one in labels if not one.columns or not tables]
    if loose:
        yield "\n".join(f"- **{first_text(one.name) or OPEN}:** {OPEN}" for one in loose)
    for one in asked:
        if isinstance(one.part, Embed):
            caption = f"\n*{OPEN}*" if one.part.caption in {"italic", "any"} else ""
            yield f"![[{_file(one.part.file, name)}]]{caption}"
        elif isinstance(one.part, Items):
            yield "\n".join([f"- {OPEN}"] * max(1, int(one.part.number.min or 1)))
        elif isinstance(one.part, Words) and one.part.number.min:
            yield " ".join([OPEN] * int(one.part.number.min))
        elif isinstance(one.part, Text) and one.part.pattern.isalnum():
            yield one.part.pattern


def _table(columns: list[str], labels: Sequence[Label], rows: int) -> str:
    firsts = [first_text(one.name) or OPEN for one in labels]
    firsts += [OPEN] * (rows - len(firsts))
    lines = [columns, ["---"] * len(columns)]
    lines += [[first, *([OPEN] * (len(columns) - 1))] for first in firsts]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _yaml(asked: Sequence[Requirement], part: Field, spec: ValueSpec, name: str, day: str) -> str:
    """A property's value: the first allowed, today for a date, the note's name for a title, else open."""
    if spec.one_of is not None and (first := first_text(spec.one_of)):
        return _quoted(name) if "{" in first else first
    if spec.type == "list":
        inner = _yaml(asked, part, spec.items, name, day) if spec.items else OPEN
        return f"[{', '.join([inner] * int(spec.bounds.min or 0))}]"
    if spec.type == "map":
        path = (*(keys[0] for keys in part.path), part.key)
        inside = [
            one.part
            for one in asked
            if isinstance(one.part, Field) and tuple(keys[0] for keys in one.part.path) == path
        ]
        entries = (f"{one.key}: {_yaml(asked, one, one.value, name, day)}" for one in inside)
        return f"{{{', '.join(entries)}}}"
    if spec.type == "date" and not spec.format:
        return day
    return _quoted(name) if part.key in {"title", "name"} else OPEN


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _file(name: Name, note: str) -> str:
    """A file's name with the note's where `*` begins it: `*-price.png` is `acme-price.png`."""
    slug = "-".join(note.lower().split())
    text = name.texts[0] if name.texts else OPEN
    return text.replace("*", slug, 1).replace("*", "")


def first_text(name: Name) -> str:
    """Return a text that has the name: its first, what `*` stands for left out."""
    for text in name.texts:
        if not PLACEHOLDER.search(text):
            return " ".join(text.replace("*", "").split())
    return name.texts[0] if name.texts else ""
