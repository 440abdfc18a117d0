"""Where a schema's property stands in a note: in the frontmatter, or in the maps inside it."""

from collections.abc import Iterator

from vaultlint.note import Mapping, Property, Scalar, Sequence, YamlValue
from vaultlint.schema import cells
from vaultlint.schema.part import Field
from vaultlint.schema.subject import Subject
from vaultlint.text import Span, fold_name


def containers(subject: Subject, field: Field) -> Iterator[tuple[Span, tuple[Property, ...]]]:
    """Yield the maps that a property may stand in, each with the place to say that it does not.

    That is the frontmatter, or what the properties of the field's path hold: maps, or lists of maps.
    """
    top = Span(0, 3) if subject.note.frontmatter.span.end else subject.facts.title_span
    maps = [(top, subject.note.frontmatter.properties)]
    for keys in field.path:
        values = (entry.value for _, entries in maps for entry in entries if _is_called(entry, keys))
        items = (item for value in values for item in raw_items(value))
        maps = [(item.span, item.entries) for item in items if isinstance(item, Mapping)]
    yield from maps


def entry_in(entries: tuple[Property, ...], field: Field) -> Property | None:
    """Return the entry of a map that a field describes; Obsidian compares keys without case."""
    found = (entry for key in (field.key, *field.aliases) for entry in entries if _is_called(entry, (key,)))
    return next(found, None)


def entries_of(subject: Subject, field: Field) -> Iterator[Property]:
    """Yield every property that a field describes."""
    for _, entries in containers(subject, field):
        entry = entry_in(entries, field)
        if entry is not None:
            yield entry


def _is_called(entry: Property, keys: tuple[str, ...]) -> bool:
    return fold_name(entry.key) in {fold_name(key) for key in keys}


def raw_items(value: YamlValue) -> tuple[YamlValue, ...]:
    """Return a list's items as they stand, a lone value as a list of one."""
    return value.items if isinstance(value, Sequence) else (value,)


def path_of(field: Field, key: str = "") -> str:
    """Return a property's name with those of the maps around it: `source.date`."""
    return ".".join((*(keys[0] for keys in field.path), key or field.key))


def is_empty(value: Scalar) -> bool:
    """Say whether a property says nothing: `null`, a dash, n/a, TBD or a placeholder."""
    return value.kind == "null" or cells.is_blank(value.text)
