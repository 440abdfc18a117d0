"""What a value must be, as an owner writes it: a type and what goes with it."""

from datetime import date
from math import isfinite

from vaultlint.load.build import Builder
from vaultlint.load.grammar import TYPES
from vaultlint.load.written import Written
from vaultlint.schema import cells
from vaultlint.schema.part import Form, ValueSpec
from vaultlint.schema.terms import Bounds, Name
from vaultlint.text import did_you_mean

_OTHERWISE = {
    "string": "text",
    "str": "text",
    "bool": "boolean",
    "int": "integer",
    "float": "number",
    "array": "list",
    "object": "map",
    "wikilink": "link",
    "currency": "money",
}
"""Types as other languages call them."""

_LINK_KEYS = ("to", "form", "also-in", "linked-back")


def value(build: Builder, written: Written, *, is_label: bool = False) -> ValueSpec:
    """Return what a value must be; a label's `min` and `max` count labels and are not the value's."""
    kind = _type(build, written)
    one_of, vocabulary = build.allowed(written, "values")
    to, items = written.get("to"), written.get("items")
    target, wanted = build.target(to.node) if to is not None else (-1, "")
    inner = value(build, items) if items is not None else None
    pattern = build.regex(written, "pattern")
    if kind == "list" and inner is None and (one_of is not None or pattern):
        # Of a list the values allowed are its items'.
        inner = ValueSpec(one_of=one_of, vocabulary=vocabulary, pattern=pattern)
        one_of, vocabulary, pattern = None, "", ""
    _check_keys(build, written, kind)
    _check_form(build, written)
    return ValueSpec(
        type=kind,
        one_of=one_of,
        vocabulary=vocabulary,
        pattern=pattern,
        bounds=Bounds() if is_label else _value_bounds(build, written, kind),
        unique=build.text(written, "unique"),
        items=inner,
        format=_format(build, written),
        max_age=build.days(written, "max-age"),
        target=target,
        wanted=wanted,
        form=Form(form) if (form := build.text(written, "form")) in list(Form) else Form.ANY,
        also_in=build.name_at(written, "also-in"),
        linked_back=back(build, written),
    )


def cell_value(build: Builder, written: Written, *, is_label: bool = False) -> ValueSpec:
    """Return what a cell must be: it holds one value, and neither a list nor a map."""
    spec = value(build, written, is_label=is_label)
    if spec.type in {"list", "map"}:
        found = written.get("type") or written
        build.mistakes.add(found.node, f"a cell holds no {spec.type}: give the type of what stands in it")
    return spec


def back(build: Builder, written: Written) -> Name | bool:
    """Return `linked-back`: true, or the section or property of the other note."""
    found = written.get("linked-back")
    if found is None or found.node.text == "false":
        return False
    return True if found.node.text == "true" else build.name(found.node)


def _type(build: Builder, written: Written) -> str:
    kind = build.text(written, "type")
    if not kind:
        if written.get("items") is not None:
            return "list"
        if written.get("fields") is not None:
            return "map"
        if any(written.get(key) is not None for key in _LINK_KEYS):
            return "link"
        return "date" if any(written.get(key) for key in ("format", "max-age")) else ""
    if kind not in TYPES:
        found = written.get("type")
        assert found is not None
        hint = f"; did you mean `{_OTHERWISE[kind]}`?" if kind in _OTHERWISE else did_you_mean(kind, TYPES)
        values = f"; to allow some values write `{{values: [{kind}]}}`"
        build.mistakes.add(found.node, f"`{kind}` is no type{hint or values}")
        return ""
    return kind


def _check_keys(build: Builder, written: Written, kind: str) -> None:
    """Say which keys have no meaning for the type."""
    for keys, types in (
        (_LINK_KEYS, {"link"}),
        (("items",), {"list"}),
        (("fields",), {"map"}),
        (("format", "max-age"), {"date", "datetime"}),
        (("min", "max"), {"", "text", "number", "integer", "money", "percent", "date", "datetime", "list"}),
    ):
        for key in keys:
            found = written.get(key)
            if found is not None and kind not in types:
                build.mistakes.add(
                    found.node, f"`{key}` is for the type {' or '.join(sorted(types))}, not for {kind}"
                )


def _check_form(build: Builder, written: Written) -> None:
    """Say where links that lead out of the vault are held to its notes."""
    form = written.get("form")
    if form is not None and form.node.text == "url":
        for key in ("to", "also-in", "linked-back"):
            found = written.get(key)
            if found is not None:
                build.mistakes.add(found.node, f"`{key}` is about notes, and a URL leads to none")


def _format(build: Builder, written: Written) -> str:
    pattern = build.text(written, "format")
    problem = cells.format_problem(pattern) if pattern else ""
    if problem:
        found = written.get("format")
        assert found is not None
        build.mistakes.add(found.node, problem)
        return ""
    return pattern


def _value_bounds(build: Builder, written: Written, kind: str) -> Bounds:
    low, high = (_bound(build, written, key, kind) for key in ("min", "max"))
    return build.in_order(Bounds(low, high), written)


def _bound(build: Builder, written: Written, key: str, kind: str) -> float | None:
    found = written.get(key)
    if found is None:
        return None
    text = found.node.text
    if kind in {"date", "datetime"}:
        try:
            return float(date.fromisoformat(text).toordinal())
        except ValueError:
            build.mistakes.add(found.node, f"`{key}` of a date is a date: write YYYY-MM-DD")
            return None
    read = cells.read(kind if kind in {"money", "percent"} else "number", text, whole=True)
    if not read or not found.node.is_text or not isfinite(read[0].low):
        build.mistakes.add(found.node, f"`{key}` wants a number")
        return None
    return read[0].low
