"""Whether a property or a cell is what its schema says: one problem at most for each place."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from vaultlint.note import Mapping, Scalar, Sequence, YamlValue
from vaultlint.schema import cells, names
from vaultlint.schema.language import Requirement
from vaultlint.schema.links import MARKDOWN, WIKILINK
from vaultlint.schema.part import Field, Form, ValueSpec
from vaultlint.schema.pieces import Cell, items_of, unwrapped
from vaultlint.schema.properties import entries_of, is_empty, path_of, raw_items
from vaultlint.schema.subject import Subject
from vaultlint.schema.terms import Bounds, Name
from vaultlint.text import Span, Value, count, fold_name, listing, nearest, shortened, shown_text

WRONG_TYPE = "wrong-type"
UNKNOWN_VALUE = "unknown-value"
WRONG_FORM = "wrong-form"
WRONG_LENGTH = "wrong-length"

_FIGURES = frozenset({"number", "integer", "money", "percent", "date", "datetime"})
_LISTS_ONLY = frozenset({"tags", "aliases"})
_SHOWN = {"integer": "whole number", "money": "amount of money", "percent": "percentage", "url": "URL"}


_LARGE = 10_000
"""Numbers from which on commas part the thousands: below it may be a year."""

_FEW = 12
"""Values that a message lists."""


class Problem(Value, frozen=True):
    """What is wrong with a value, and the rule that says so."""

    rule: str
    span: Span
    message: str
    help: str = ""


class Stated(Value, frozen=True):
    """One value as somebody wrote it; `name` is how a message calls it.

    A `cell` may hold more than the value: `$250M (2011)` is money.
    """

    name: str
    text: str
    span: Span
    cell: bool = False

    @property
    def shown(self) -> str:
        """The value in a message."""
        return f"{self.name} is `{shortened(self.text)}`"


def problems_of(subject: Subject, asked: Requirement, rule: str) -> Iterator[Problem]:
    """Yield what one rule has to say of the properties that a requirement is about."""
    field = asked.part
    assert isinstance(field, Field)
    found = subject.problems.get(id(field))
    if found is None:
        found = subject.problems[id(field)] = tuple(_problems(subject, field))
    yield from (one for one in found if one.rule == rule)


def _problems(subject: Subject, field: Field) -> Iterator[Problem]:
    is_list_only = not field.path and field.key.lower() in _LISTS_ONLY and field.value.type == "list"
    for entry in entries_of(subject, field):
        key = path_of(field, entry.key)
        if is_list_only and isinstance(entry.value, Scalar) and not is_empty(entry.value):
            yield _no_list(key, entry.value, "a text")
        else:
            yield from _check(subject, key, entry.value, field.value)


def _no_list(key: str, value: YamlValue, what: str) -> Problem:
    message = f"`{key}` is {what} and not a list"
    return Problem(WRONG_TYPE, value.span, message, f"write `{key}: [...]`")


def may_be(rule: str, asked: Requirement) -> bool:
    """Say whether a property's requirement can have a problem of a rule at all."""
    return asked.welcome() and isinstance(asked.part, Field) and _may_have(rule, asked.part.value)


def _may_have(rule: str, spec: ValueSpec) -> bool:
    inner = spec.items is not None and _may_have(rule, spec.items)
    if rule == WRONG_TYPE:
        return spec.type not in {"", "any"}
    if rule == UNKNOWN_VALUE:
        return inner or spec.one_of is not None
    bounded = spec.bounds != Bounds()
    if rule == WRONG_LENGTH:
        return inner or (bounded and spec.type not in _FIGURES)
    return inner or bool(spec.pattern or spec.format or spec.form) or (bounded and spec.type in _FIGURES)


def _check(subject: Subject, key: str, value: YamlValue, spec: ValueSpec) -> Iterator[Problem]:
    if isinstance(value, Scalar) and is_empty(value):
        return
    if spec.type == "list":
        yield from _check_list(subject, key, value, spec)
    elif spec.type == "map":
        yield from _check_map(key, value)
    elif spec.type == "link" and isinstance(inner := unwrapped(value), Scalar):
        # YAML reads the unquoted `[[Note]]` as a list in a list.
        text = f"[[{inner.text}]]" if inner is not value and spec.form is not Form.NAME else inner.text
        yield from _check_text(subject, Stated(f"`{key}`", text, value.span), spec)
    elif not spec.type and isinstance(value, Sequence):
        for item in items_of(value):
            yield from _check(subject, key, item, spec)
    elif isinstance(value, Scalar):
        if spec.type == "boolean" and value.kind != "boolean":
            message = f"`{key}` is `{value.text}`, neither true nor false"
            yield Problem(WRONG_TYPE, value.span, message, "write `true` or `false`")
        elif spec.type == "number" and value.kind == "number":
            yield from _check_rest(subject, Stated(f"`{key}`", value.text, value.span), spec)
        else:
            yield from _check_text(subject, Stated(f"`{key}`", value.text, value.span), spec)
    elif spec.type not in {"", "any"}:
        what = "a list" if isinstance(value, Sequence) else "a map"
        yield Problem(WRONG_TYPE, value.span, f"`{key}` is {what} and not {_article(spec.type)}")


def _check_list(subject: Subject, key: str, value: YamlValue, spec: ValueSpec) -> Iterator[Problem]:
    inner = spec.items or ValueSpec("any")
    if isinstance(value, Mapping) and inner.type not in {"map", "any"}:
        yield _no_list(key, value, "a map")
        return
    items = raw_items(value)
    if not spec.bounds.hold(len(items), len(items)):
        message = f"`{key}` has {count(len(items), 'item')}, {_bounds(spec)}"
        yield Problem(WRONG_LENGTH, value.span, message)
    for item in items:
        if isinstance(item, Sequence) and not _may_be_list(item, inner):
            texts = [shortened(_text(one)) for one in item.items]
            message = f"an item of `{key}` is a list: {listing(texts[:3])}"
            help_ = "in brackets a comma parts texts: put a text that has one in quotes"
            one = "take the inner brackets away; a link stands in quotes"
            yield Problem(WRONG_TYPE, item.span, message, help_ if len(texts) > 1 else one)
        else:
            yield from _check(subject, key, item, inner)


def _may_be_list(item: Sequence, spec: ValueSpec) -> bool:
    """Whether a list may be an item: where one is asked for, and as an unquoted link."""
    return spec.type in {"list", "any"} or (len(item.items) == 1 and spec.type in {"link", ""})


def _check_map(key: str, value: YamlValue) -> Iterator[Problem]:
    """What stands in a map has requirements of its own."""
    if not isinstance(value, Mapping):
        what = "a list" if isinstance(value, Sequence) else f"`{shortened(_text(value))}`"
        yield Problem(WRONG_TYPE, value.span, f"`{key}` is {what} and no map")


def check_cell(subject: Subject, name: str, cell: Cell, spec: ValueSpec) -> Iterator[Problem]:
    """Yield what is wrong with a table's cell, or with what follows a label in a list."""
    text = cell.text if spec.type in {"link", "url"} else shown_text(cell.text)
    if not cells.is_blank(text):
        yield from _check_text(subject, Stated(name, text, cell.span, cell=True), spec)


def _check_text(subject: Subject, one: Stated, spec: ValueSpec) -> Iterator[Problem]:
    """The first thing that is wrong with a value."""
    if not _has_type(one, spec):
        yield Problem(WRONG_TYPE, one.span, f"{one.shown}, which is no {_noun(spec.type)}")
    else:
        yield from _check_rest(subject, one, spec)


def _has_type(one: Stated, spec: ValueSpec) -> bool:
    text = one.text
    if spec.type in _FIGURES:
        return bool(spec.format) or cells.read(spec.type, text, whole=not one.cell) is not None
    if spec.type == "boolean":
        return cells.is_boolean(text)
    if spec.type == "url":
        return cells.is_url(text)
    if spec.type == "link" and spec.form in {Form.ANY, Form.WIKILINK, Form.MARKDOWN}:
        return bool(WIKILINK.search(text) or MARKDOWN.search(text)) or cells.is_url(text)
    return True


def _check_rest(subject: Subject, one: Stated, spec: ValueSpec) -> Iterator[Problem]:
    text = one.text
    if spec.one_of is not None and not _is_one_of(subject, text, spec.one_of):
        yield Problem(UNKNOWN_VALUE, one.span, one.shown, _offer(subject, text, spec))
    elif spec.format and not cells.has_format(text, spec.format):
        yield Problem(WRONG_FORM, one.span, f"{one.shown}, which is not written `{spec.format}`")
    elif spec.pattern and not names.search(spec.pattern, text):
        yield Problem(WRONG_FORM, one.span, f"{one.shown}, which does not fit `{spec.pattern}`")
    elif spec.type == "link" and not _has_form(text, spec.form):
        yield Problem(WRONG_FORM, one.span, f"{one.shown}, which is not written as a {spec.form}")
    elif spec.type in _FIGURES:
        figures = cells.read(spec.type, text, whole=not one.cell) or ()
        if not all(spec.bounds.hold(figure.low, figure.high) for figure in figures):
            yield Problem(WRONG_FORM, one.span, f"{one.shown}, {_bounds(spec)}")
    elif spec.type in {"", "text", "any"} and not spec.bounds.hold(len(text), len(text)):
        length = count(len(text), "character")
        yield Problem(WRONG_LENGTH, one.span, f"{one.shown}, {length}, {_bounds(spec)}")


def _is_one_of(subject: Subject, text: str, one_of: Name) -> bool:
    filled = names.fill(one_of, subject.word)
    forms = {fold_name(text.strip()), names.plain(text)}
    if link := WIKILINK.search(text):
        forms.add(fold_name(link.group(1).strip()))
    if filled is not one_of and any("*" in text for text in filled.texts):
        return True  # The note has nothing to fill in: nothing to compare with.
    if not _folded(filled).isdisjoint(forms):
        return True
    return any(names.search(pattern, text) for pattern in filled.patterns)


@lru_cache(maxsize=1024)
def _folded(name: Name) -> frozenset[str]:
    """The values allowed, as they are compared: case aside."""
    return frozenset(form for text in name.texts for form in (fold_name(text.strip()), names.plain(text)))


def _offer(subject: Subject, text: str, spec: ValueSpec) -> str:
    assert spec.one_of is not None
    allowed = names.fill(spec.one_of, subject.word).texts
    near = nearest(text, allowed)
    hint = f"did you mean `{near}`? " if near else ""
    if spec.vocabulary and not 0 < len(allowed) <= _FEW:
        return f"{hint}the vocabulary `{spec.vocabulary}` has the values allowed"
    patterns = [f"what fits `{pattern}`" for pattern in spec.one_of.patterns]
    listed = [listing(allowed[:_FEW], "or") + (" ..." if len(allowed) > _FEW else "")] if allowed else []
    return f"{hint}allowed: {', or '.join((*listed, *patterns))}"


def _has_form(text: str, form: Form) -> bool:
    if form is Form.WIKILINK:
        return WIKILINK.search(text) is not None
    if form is Form.MARKDOWN:
        return MARKDOWN.search(text) is not None
    if form is Form.URL:
        return cells.is_url(text)
    if form in {Form.NAME, Form.PATH}:
        return not (WIKILINK.search(text) or MARKDOWN.search(text))
    return True


def _text(value: YamlValue) -> str:
    value = unwrapped(value)
    return value.text if isinstance(value, Scalar) else ""


def _bounds(spec: ValueSpec) -> str:
    bounds, show = spec.bounds, _shown_number(spec.type)
    if bounds.min is not None and bounds.max is not None:
        if bounds.min == bounds.max:
            return f"and not {show(bounds.min)}"
        return f"not between {show(bounds.min)} and {show(bounds.max)}"
    if bounds.min is not None:
        return f"less than {show(bounds.min)}"
    return f"more than {show(bounds.max or 0)}"


def _shown_number(kind: str) -> Callable[[float], str]:
    if kind in {"date", "datetime"}:
        return lambda number: date.fromordinal(int(number)).isoformat()
    return _written_number


def _written_number(number: float) -> str:
    if number != int(number):
        return f"{number:g}"
    return f"{int(number):,}" if abs(number) >= _LARGE else str(int(number))


def _noun(kind: str) -> str:
    return _SHOWN.get(kind, kind)


def _article(kind: str) -> str:
    noun = _noun(kind)
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
