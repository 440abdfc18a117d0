"""What cannot be: a schema that contradicts its parent, a condition that no note can meet."""

from collections.abc import Iterator

from vaultlint.load.grammar import NAMED, SHAPES, Keyed, Kind, Many, Shape
from vaultlint.load.nodes import Node
from vaultlint.load.written import Written, same_part
from vaultlint.schema.terms import AnyOf, Condition, Has, HasField, Name, NoneOf
from vaultlint.text import fold_name

_NARROWER = {
    "any": None,
    "text": None,
    "number": {"integer", "money", "percent"},
    "date": {"datetime"},
}
"""The types that a child may give a value, by the parent's; None stands for all."""


def contradictions(parent: Written, child: Written, kind: Kind) -> Iterator[tuple[Node, str]]:
    """Yield where a child asks for what its parent rules out: at the child's line."""
    if isinstance(kind, Keyed):
        for key, value in (child.entries or {}).items():
            if parent.get(key) is not None:
                yield from contradictions(parent.entries[key], value, kind.of)  # type: ignore[index]
    elif isinstance(kind, Many) and isinstance(kind.of, Shape) and kind.of.name in NAMED:
        for item in child.items or ():
            for one in parent.items or ():
                if same_part(one, item, kind.of.name):
                    yield from contradictions(one, item, kind.of)
                    break
    elif isinstance(kind, Shape) and kind.name != "condition":
        yield from _of_part(parent, child)
        for key, value in (child.entries or {}).items():
            other = parent.get(key)
            if other is not None:
                yield from contradictions(other, value, SHAPES[kind.name][key])


def _of_part(parent: Written, child: Written) -> Iterator[tuple[Node, str]]:
    need, other = child.get("need"), parent.get("need")
    if need is not None and {_asks(child), _asks(parent)} == {"for", "against"}:
        asked = "forbids" if parent.forbids() else "asks for"
        place = other.node if other is not None else parent.node
        yield (
            need.node,
            f"`{place.file}:{place.line}` {asked} this part: a child may refine or relax it (`need: may`)",
        )
    kind, of = child.get("type"), parent.get("type")
    if kind is not None and of is not None and kind.node.text != of.node.text:
        allowed = _NARROWER.get(of.node.text, set())
        if allowed is not None and kind.node.text not in allowed:
            where = f"`{of.node.file}:{of.node.line}`"
            yield (
                kind.node,
                f"{where} says that it is of the type {of.node.text}, which {kind.node.text} contradicts",
            )
    values, others = child.get("values"), parent.get("values")
    if values is not None and others is not None and _is_plain(values.node) and _is_plain(others.node):
        known = {fold_name(item.text) for item in others.node}
        for item in values.node:
            if fold_name(item.text) not in known:
                where = f"`{others.node.file}:{others.node.line}`"
                yield item, f"`{item.text}` is none of the values that {where} allows"


def _is_plain(node: Node) -> bool:
    """Whether the values are listed one by one, with nothing that stands for others."""
    return bool(node.items) and all(item.is_text and not set("*{") & set(item.text) for item in node)


def _asks(part: Written) -> str:
    """Whether a part is asked for or forbidden; what may be there is neither."""
    need = part.get("need")
    if need is not None and need.node.text == "may":
        return "neither"
    return "against" if part.forbids() else "for"


def impossible(condition: Condition) -> str:
    """Return why no note can meet a condition, as far as the condition alone tells; else an empty text."""
    wanted = list(_wanted(condition))
    for what, names in wanted:
        for excluded, name in _excluded(condition):
            if what == excluded and all(_covers(name, text) for text in names) and names:
                return f"{what} {' or '.join(names)} is wanted and excluded"
    for test in condition.tests:
        if isinstance(test, AnyOf) and not test.conditions:
            return "`any` has no conditions"
        if isinstance(test, AnyOf) and all(map(impossible, test.conditions)):
            return impossible(test.conditions[0])
    return ""


def _wanted(condition: Condition) -> Iterator[tuple[str, tuple[str, ...]]]:
    for test in condition.tests:
        if isinstance(test, Has):
            for name in (*test.all, *([test.any] if test.any else [])):
                if not name.patterns and all("*" not in text for text in name.texts):
                    yield test.what, name.texts
        elif isinstance(test, HasField) and test.value is not False:
            yield "the property", (test.key,)


def _excluded(condition: Condition) -> Iterator[tuple[str, Name]]:
    for test in condition.tests:
        if isinstance(test, Has) and test.none is not None:
            yield test.what, test.none
        elif isinstance(test, HasField) and test.value is False:
            yield "the property", Name((test.key,))
        elif isinstance(test, NoneOf):
            for one in test.conditions:
                if len(one.tests) == 1 and isinstance(one.tests[0], Has) and one.tests[0].any is not None:
                    yield one.tests[0].what, one.tests[0].any


def _covers(name: Name, text: str) -> bool:
    """Whether excluding `name` excludes everything called `text`."""
    folded = fold_name(text)
    return any(
        one == "*" or folded == fold_name(one) or folded.startswith(fold_name(one) + "/")
        for one in name.texts
    )
