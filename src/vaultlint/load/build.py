"""Written schemas in, the terms of the language out: names, bounds, conditions."""

import re
from collections.abc import Iterable, Iterator, Mapping

from vaultlint.load.grammar import NEEDS, Shape
from vaultlint.load.nodes import Node
from vaultlint.load.patterns import any_of, works
from vaultlint.load.written import Mistakes, Written, write_out
from vaultlint.schema.language import Need
from vaultlint.schema.names import PLACEHOLDER
from vaultlint.schema.terms import (
    ALWAYS,
    AnyOf,
    Bounds,
    Condition,
    Has,
    HasField,
    HasLink,
    HasSize,
    HasText,
    Name,
    NoneOf,
    Origin,
    Test,
)
from vaultlint.schema.words import of_condition
from vaultlint.text import did_you_mean, fold_name

_AGE = re.compile(r"(\d{1,6})\s*(d|days?|w|weeks?|m|months?|y|years?)?")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


class Builder:
    """Builds terms for one set of schemas; gathers mistakes, and the conditions that links are held to."""

    def __init__(
        self, mistakes: Mistakes, vocabularies: Mapping[str, Name], entities: frozenset[str]
    ) -> None:
        self.mistakes = mistakes
        self.targets: list[Condition] = []
        self._vocabularies = vocabularies
        self._entities = entities

    def origin(self, node: Node) -> Origin:
        """Return the line that asks."""
        return Origin(node.file, node.line)

    def need(self, written: Written) -> Need:
        """Return how much a part is needed; what is listed must be there."""
        found = written.get("need")
        word = found.node.text if found is not None else "must"
        return Need[word.upper().replace("-", "_")] if word in NEEDS else Need.MUST

    def text(self, written: Written, key: str, default: str = "") -> str:
        """Return the text at a key."""
        found = written.get(key)
        if found is None:
            return default
        if not found.node.is_text:
            self.mistakes.add(found.node, f"`{key}` wants a text")
            return default
        return found.node.text

    def texts(self, written: Written, key: str) -> tuple[str, ...]:
        """Return the text at a key, or the texts of a list, any of them."""
        found = written.get(key)
        if found is None or found.node.items is None:
            return (self.text(written, key),) if found is not None else ()
        return tuple(item.text for item in found.node if item.is_text)

    def regex(self, written: Written, key: str) -> str:
        """Return the regular expression at a key, an empty text if there is none that works."""
        found = written.get(key)
        if found is not None and found.node.items is not None:
            patterns = [self._checked(item.text, item) for item in found.node if item.is_text]
            return self._checked(any_of(patterns), found.node)
        return self._checked(self.text(written, key), found.node) if found is not None else ""

    def _checked(self, pattern: str, node: Node) -> str:
        return pattern if works(pattern, node, self.mistakes) else ""

    def number(self, written: Written, key: str) -> int | None:
        """Return the whole number at a key."""
        found = written.get(key)
        if found is None:
            return None
        if found.node.is_text and re.fullmatch(r"\d{1,9}", found.node.text):
            return int(found.node.text)
        self.mistakes.add(found.node, f"`{key}` wants a whole number of at most nine digits")
        return None

    def bounds(self, written: Written) -> Bounds:
        """Return `min` and `max` as whole numbers."""
        low, high = (self.number(written, key) for key in ("min", "max"))
        # As floats: what the cache gives back is then the same to the byte.
        return self.in_order(
            Bounds(None if low is None else float(low), None if high is None else float(high)), written
        )

    def in_order(self, bounds: Bounds, written: Written) -> Bounds:
        """Return the bounds, none at all if the least is more than the most."""
        if bounds.min is not None and bounds.max is not None and bounds.min > bounds.max:
            found = written.get("max")
            self.mistakes.add(
                found.node if found else written.node, "`max` is less than `min`: nothing can be both"
            )
            return Bounds()
        return bounds

    def days(self, written: Written, key: str) -> int | None:
        """Return an age such as `180d` in days."""
        found = written.get(key)
        if found is None:
            return None
        age = _AGE.fullmatch(found.node.text.strip())
        if not age or not found.node.is_text:
            self.mistakes.add(found.node, f"`{key}` wants an age such as `180d`, `6 months` or `1y`")
            return None
        return int(age.group(1)) * _DAYS[(age.group(2) or "d")[0]]

    # Names

    def name(self, node: Node) -> Name:
        """Return a name: a text, `{pattern: …}`, or a list of both, any of them."""
        if node.items is not None:
            names = [self.name(item) for item in node if not item.null]
            if not names:
                self.mistakes.add(node, "a name is wanted here, and the list is empty")
            return joined(names)
        if node.entries is not None:
            return self._pattern(node)
        if node.null or not node.text.strip():
            self.mistakes.add(node, "a name is wanted here, and nothing stands here")
        return Name((node.text,))

    def _pattern(self, node: Node) -> Name:
        """A name that is told by a regular expression."""
        for index, (key, value) in enumerate(node.entries or ()):
            if key.text != "pattern" or index:
                hint = "; inside {} a comma ends a text: put it in quotes" if node.flow and value.null else ""
                self.mistakes.add(key, f"`{key.text}` is no key of a name: it has one `pattern`{hint}")
        pattern = node.get("pattern")
        if pattern is None or not pattern.is_text:
            self.mistakes.add(pattern or node, "`pattern` wants a regular expression")
            return Name()
        return Name((), (self._checked(pattern.text, pattern),))

    def name_at(self, written: Written, key: str) -> Name | None:
        """Return the name at a key, None without it."""
        found = written.get(key)
        return self.name(found.node) if found is not None else None

    def names_at(self, written: Written, key: str) -> tuple[Name, ...]:
        """Return the names of the list at a key."""
        return tuple(self.name(one.node) for one in written.each(key))

    def required_name(self, written: Written, key: str) -> Name:
        """Return the name at a key that must be there, with its other spellings."""
        found = written.get(key)
        if found is None:
            if written.node not in self.mistakes.spoiled:
                self.mistakes.add(written.node, f"`{key}` is missing here")
            return Name()
        name = self.name(found.node)
        aliases = tuple(one.node.text for one in written.each("aliases"))
        return Name((*name.texts, *aliases), name.patterns) if aliases else name

    def allowed(self, written: Written, key: str) -> tuple[Name | None, str]:
        """Return the values at a key, and the vocabulary that they come from."""
        found = written.get(key)
        if found is None:
            return None, ""
        node = found.node
        if node.items is not None or node.entries is not None:
            return self.name(node), ""
        if PLACEHOLDER.search(node.text):
            return Name((node.text,)), ""
        if node.text in self._vocabularies:
            return self._vocabularies[node.text], node.text
        hint = did_you_mean(node.text, self._vocabularies) or "; for one value write `[" + node.text + "]`"
        self.mistakes.add(node, f"no vocabulary is called `{node.text}`{hint}")
        return None, ""

    # Conditions

    def condition(self, written: Written | None) -> Condition:
        """Return a condition; without one it is always true."""
        if written is None:
            return ALWAYS
        tests: list[Test] = []
        for key, value in (written.entries or {}).items():
            tests += self._test(key, value)
        return Condition(tuple(tests))

    def _test(self, key: str, value: Written) -> Iterator[Test]:
        if key == "any":
            yield AnyOf(tuple(map(self.condition, value.items or ())))
        elif key == "none":
            yield NoneOf(tuple(map(self.condition, value.items or ())))
        elif key == "text":
            pattern = self._checked(value.node.text, value.node) if value.node.is_text else ""
            if not value.node.is_text:
                self.mistakes.add(value.node, "`text` wants a regular expression")
            yield HasText(pattern)
        elif key == "fields":
            for name, one in (value.entries or {}).items():
                yield HasField(name, self._presence(one.node))
        elif key in {"lines", "words"}:
            yield HasSize(key, self.bounds(value))
        elif key == "links":
            for one in value.items or ():
                yield from self._linked(one)
        else:
            yield self._has(key, value.node)

    def _presence(self, node: Node) -> Name | bool:
        if node.plain and node.text.lower() in {"true", "false"}:
            return node.text.lower() == "true"
        return self.name(node)

    def _linked(self, written: Written) -> Iterator[Test]:
        for key in ("to", "from"):
            found = written.get(key)
            if found is not None and found.node.is_text and not self._is_entity(found.node.text):
                # In a condition a plain text is a pattern, unless an entity has the name.
                written_out = write_out(found.node, Shape("condition"), self.mistakes)
                yield HasLink(self._index(self.condition(written_out)), key == "from")
            elif found is not None:
                yield HasLink(self.target(found.node)[0], key == "from")

    def _has(self, key: str, node: Node) -> Has:
        if node.entries is None or node.get("pattern") is not None:
            has = Has(key, any=self.name(node))
        else:
            parts = dict[str, Node]()
            for name, value in node.entries:
                if name.text not in {"all", "any", "none"}:
                    hint = did_you_mean(name.text, ("all", "any", "none", "pattern"))
                    if node.flow and value.null:
                        hint = "; inside {} a comma ends a text: put it in quotes"
                    self.mistakes.add(name, f"`{name.text}` is none of `all`, `any`, `none`{hint}")
                elif name.text in parts:
                    self.mistakes.add(name, f"`{name.text}` stands here a second time")
                parts[name.text] = value
            every = parts.get("all")
            each = (every.items if every.items is not None else (every,)) if every else ()
            has = Has(
                key,
                self.name(parts["any"]) if "any" in parts else None,
                tuple(self.name(one) for one in each),
                self.name(parts["none"]) if "none" in parts else None,
            )
        if key == "entity":
            self._know_entities(node)
        return has

    def _know_entities(self, node: Node) -> None:
        nodes = [node]
        while nodes:
            one = nodes.pop()
            nodes += [
                *(one.items or ()),
                *(value for key, value in one.entries or () if key.text != "pattern"),
            ]
            if one.is_text and not self._is_entity(one.text):
                hint = did_you_mean(one.text, self._entities)
                self.mistakes.add(one, f"no schema is for the entity `{one.text}`{hint}")

    def target(self, node: Node) -> tuple[int, str]:
        """Return the index of the condition that a link's other end is held to, and words for it."""
        if node.entries is not None and node.get("pattern") is None:
            condition = self.condition(write_out(node, Shape("condition"), self.mistakes))
            words = f"a note with {of_condition(condition)}"
        else:
            self._know_entities(node)
            name = self.name(node)
            condition = Condition((Has("entity", any=name),))
            words = f"a note of the kind {name}"
        return self._index(condition), words

    def _index(self, condition: Condition) -> int:
        """The index of a condition on other notes, which is new or known."""
        if condition not in self.targets:
            self.targets.append(condition)
        return self.targets.index(condition)

    def _is_entity(self, text: str) -> bool:
        return "*" in text or fold_name(text) in {fold_name(name) for name in self._entities}


def joined(names: Iterable[Name]) -> Name:
    """Return the name that has all that one of the names has."""
    names = tuple(names)
    return Name(
        tuple(text for one in names for text in one.texts),
        tuple(pattern for one in names for pattern in one.patterns),
    )
