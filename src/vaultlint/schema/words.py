"""Conditions and parts in words, as messages and `vaultlint schema show` tell them."""

from collections.abc import Iterator

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
    ValueSpec,
    Words,
)
from vaultlint.schema.properties import path_of
from vaultlint.schema.terms import (
    Bounds,
    Condition,
    Has,
    HasField,
    HasLink,
    HasSize,
    HasText,
    Name,
    NoneOf,
    Test,
)
from vaultlint.text import listing

_THINGS = {
    "tags": "the tag",
    "folder": "the folder",
    "name": "the name",
    "entity": "the kind",
    "sections": "the section",
    "labels": "the label",
    "tables": "the column",
    "embeds": "the embedded file",
}

_CAPTIONS = {"italic": "caption in italics", "none": "no caption"}
_PLACES = {"any": "", "line": "in the tag line", "frontmatter": "in the frontmatter"}


def of_condition(condition: Condition) -> str:
    """Return a condition in words that go on from `a note with`."""
    return " and ".join(map(_of_test, condition.tests)) or "anything in it"


def _of_test(test: Test) -> str:
    if isinstance(test, Has):
        return _of_things(test)
    if isinstance(test, HasField):
        named = f" {test.value}" if isinstance(test.value, Name) else ""
        return f"{'no' if test.value is False else 'the'} property `{test.key}`{named}"
    if isinstance(test, HasText):
        return f"text that fits `{test.pattern}`"
    if isinstance(test, HasSize):
        return f"{of_bounds(test.bounds)} {test.what}".strip()
    if isinstance(test, HasLink):
        return "a link from certain notes" if test.back else "a link to certain notes"
    inner = " or ".join(f"({of_condition(one)})" for one in test.conditions)
    return f"not {inner}" if isinstance(test, NoneOf) else f"either {inner}"


def _of_things(test: Has) -> str:
    what = _THINGS[test.what]
    words = [f"{what} {name}" for name in (*([test.any] if test.any else []), *test.all)]
    words += [f"not {what} {test.none}"] if test.none else []
    return " and ".join(words)


def of_bounds(bounds: Bounds, unit: str = "") -> str:
    """Return bounds in words, an empty text without any."""
    after = f" {unit}" if unit else ""
    if bounds.min is not None and bounds.min == bounds.max:
        return f"exactly {bounds.min:g}{after}"
    if bounds.min is not None and bounds.max is not None:
        return f"{bounds.min:g} to {bounds.max:g}{after}"
    if bounds.min is not None:
        return f"at least {bounds.min:g}{after}"
    return f"at most {bounds.max:g}{after}" if bounds.max is not None else ""


def missed(bounds: Bounds) -> str:
    """Return bounds in words that follow a number outside of them."""
    if bounds.min is not None and bounds.max is not None:
        return f"not between {bounds.min:g} and {bounds.max:g}"
    return f"less than {bounds.min:g}" if bounds.min is not None else f"more than {bounds.max or 0:g}"


def of_part(part: Part) -> str:
    """Return a part in one line."""
    return ", ".join(filter(None, _of_part(part)))


def _of_part(part: Part) -> Iterator[str]:
    match part:
        case Field():
            also = f" (or `{'`, `'.join(part.aliases)}`)" if part.aliases else ""
            yield f"property `{path_of(part)}`{also}"
            yield of_value(part.value)
        case ClosedFields():
            yield "no other properties"
        case Section():
            yield f"section {part.heading}"
            yield f"level {' or '.join(map(str, part.levels))}" if part.levels else ""
            yield part.place
            yield _count(part.min, part.max)
            yield "newest first" if part.newest_first else ""
        case Sections():
            yield {"relative": "sections in this order", "strict": "sections one after the other"}.get(
                part.order, "sections in any order"
            )
            yield "no others" if part.closed else ""
        case Table():
            yield f"table with {'; '.join(map(str, part.columns)) or 'any columns'}"
            yield of_bounds(part.rows, "rows")
        case Column():
            yield f"column {part.name}"
            yield of_value(part.value)
            yield f"{part.distinct} different values" if part.distinct else ""
        case Label():
            yield f"label {part.name}"
            yield of_value(part.value)
            yield _count(part.min, part.max)
        case Items():
            yield f"list of {listing(part.forms, 'or')}" if part.forms else "list"
            yield of_bounds(part.number, "items")
            yield "newest first" if part.newest_first else ""
        case Embed():
            yield f"embedded file {part.file}"
            yield {"italic": "caption in italics", "none": "no caption"}.get(part.caption, "")
            yield _count(part.min, part.max)
        case _:
            yield from _of_rest(part)


def _of_rest(part: Part) -> Iterator[str]:
    match part:
        case Links():
            yield f"link {'from' if part.back else 'to'} {part.wanted}"
            yield _count(part.min, part.max)
            yield f"also in {part.also_in}" if part.also_in else ""
            yield "linked back" if part.linked_back else ""
        case Text():
            yield f"text that fits `{part.pattern}`"
            yield f"in {', '.join(part.scopes)}" if part.scopes else ""
            yield f"outside {', '.join(part.without)}" if part.without else ""
            yield _count(part.min, part.max)
        case Words():
            yield of_bounds(part.number, "words")
        case Tags():
            yield "tags"
            yield (
                "" if part.place == "any" else f"in the {'tag line' if part.place == 'line' else part.place}"
            )
            yield f"first {part.first}" if part.first else ""
            yield f"with {' and '.join(map(str, part.require))}" if part.require else ""
            yield f"without {part.forbid}" if part.forbid else ""
            yield "of a vocabulary" if part.known else ""
        case Definition():
            yield "definition"
            yield "its name in bold" if part.bold_name else ""
            yield of_bounds(part.words, "words")
        case Footer():
            yield f"line `{part.form}`" if part.form else "dates"
            yield f"at most {part.max_age} days old" if part.max_age is not None else ""
        case File():
            places = (" ".join(filter(None, (_in(folder), _called(name)))) for folder, name in part.places)
            yield f"file {' or '.join(places)}"


def _in(folder: Name | None) -> str:
    return f"in {folder}" if folder else ""


def _called(name: Name | None) -> str:
    return f"called {name}" if name else ""


def of_value(spec: ValueSpec) -> str:
    """Return what a value must be in words, an empty text if it may be anything."""
    words = [spec.type]
    words += [f"in the vocabulary `{spec.vocabulary}`"] if spec.vocabulary else []
    words += [f"one of {spec.one_of}"] if spec.one_of and not spec.vocabulary else []
    words += [f"that fits `{spec.pattern}`"] if spec.pattern else []
    words += [f"written `{spec.format}`"] if spec.format else []
    words += [spec.wanted, of_bounds(spec.bounds)]
    words += [f"of {inner}"] if spec.items and (inner := of_value(spec.items)) else []
    words += ["unlike any other's"] if spec.unique else []
    return " ".join(filter(None, words))


def _count(least: int, most: int | None) -> str:
    if (least, most) == (1, None):
        return ""
    if (least, most) == (1, 1):
        return "once"
    return of_bounds(Bounds(least or None, most), "times")
