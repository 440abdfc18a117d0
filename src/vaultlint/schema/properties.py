"""Where a schema's property stands in a note: in the frontmatter, or in the maps inside it."""

from collections.abc import Iterator, Mapping

from vaultlint.note import Mapping as YamlMap
from vaultlint.note import Property, Scalar, Sequence, YamlValue
from vaultlint.schema import cells
from vaultlint.schema.part import Field
from vaultlint.schema.subject import Subject
from vaultlint.text import Span, fold_name

Entries = Mapping[str, Property]
"""A map's entries by folded key: Obsidian compares keys without case."""


def containers(subject: Subject, field: Field) -> Iterator[tuple[Span, Entries]]:
    """Yield the maps that a property may stand in, each with the place to say that it does not.

    That is the frontmatter, or what the properties of the field's path hold: maps, or lists of maps.
    """
    top = Span(0, 3) if subject.note.frontmatter.span.end else subject.facts.title_span
    maps: list[tuple[Span, Entries]] = [(top, subject.fields)]
    for keys in field.path:
        found = (entries[fold_name(key)] for _, entries in maps for key in keys if fold_name(key) in entries)
        items = (item for entry in found for item in raw_items(entry.value))
        maps = [
            (item.span, {fold_name(entry.key): entry for entry in item.entries})
            for item in items
            if isinstance(item, YamlMap)
        ]
    yield from maps


def entry_in(entries: Entries, field: Field) -> Property | None:
    """Return the entry of a map that a field describes, under its key or an older spelling."""
    for key in (field.key, *field.aliases):
        entry = entries.get(fold_name(key))
        if entry is not None:
            return entry
    return None


def entries_of(subject: Subject, field: Field) -> Iterator[Property]:
    """Yield every property that a field describes."""
    for _, entries in containers(subject, field):
        entry = entry_in(entries, field)
        if entry is not None:
            yield entry


def raw_items(value: YamlValue) -> tuple[YamlValue, ...]:
    """Return a list's items as they stand, a lone value as a list of one."""
    return value.items if isinstance(value, Sequence) else (value,)


def path_of(field: Field, key: str = "") -> str:
    """Return a property's name with those of the maps around it: `source.date`."""
    return ".".join((*(keys[0] for keys in field.path), key or field.key))


def is_empty(value: Scalar) -> bool:
    """Say whether a property says nothing: `null`, a dash, n/a, TBD or a placeholder."""
    return value.kind == "null" or cells.is_blank(value.text)
