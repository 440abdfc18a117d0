"""What an owner wrote, with every short form written out; and what a schema makes of its parents' parts."""

from collections.abc import Iterator

from vaultlint.load.grammar import NAMED, NAMES, SHAPES, SHORT, Keyed, Kind, Many, Shape, Word
from vaultlint.load.nodes import Node
from vaultlint.schema.names import bare
from vaultlint.text import Value, did_you_mean, listing

_ELSEWHERE = {
    "required": ": what is listed is required; `need: may` relaxes it",
    "optional": ": write `need: may`",
    "enum": ": write `values`",
    "<<": ": merge keys are not read; `extends` takes over another schema's parts",
}
_WORDS = {"section": "a section", "label": "a label", "column": "a column", "field": "a property"}


class Mistakes:
    """The mistakes found so far, each as `file:line:column: words`.

    Of a `spoiled` map nobody says that it lacks something: mostly that is misspelled.
    `number` counts all, also those that were told before.
    """

    def __init__(self) -> None:
        self.found: list[str] = []
        self.spoiled: set[Node] = set()
        self.number = 0

    def add(self, node: Node, words: str) -> None:
        """Note a mistake at a node."""
        self.say(f"{node.at}: {words}")

    def say(self, words: str) -> None:
        """Note a mistake that begins with its place; one that heirs repeat is told once."""
        self.number += 1
        if words not in self.found:
            self.found.append(words)


class Written(Value, frozen=True):
    """A value as written out: the `entries` of a map, the `items` of a list, or a node alone.

    The `chains` of an inherited list are what parent and child each put in an order.
    """

    node: Node
    entries: dict[str, "Written"] | None = None
    items: tuple["Written", ...] | None = None
    chains: tuple[tuple["Written", ...], ...] = ()

    def get(self, key: str) -> "Written | None":
        """Return the value of a key."""
        return (self.entries or {}).get(key)

    def forbids(self) -> bool:
        """Say whether `need` rules the part out."""
        need = self.get("need")
        return need is not None and need.node.text.endswith("-not")

    def each(self, key: str) -> tuple["Written", ...]:
        """Return the items of the list at a key, none without it."""
        found = self.get(key)
        return found.items or () if found is not None else ()


def write_out(node: Node, kind: Kind, mistakes: Mistakes) -> Written:
    """Return a node with its short forms written out; what cannot be read is a mistake and left out."""
    if isinstance(kind, Many):
        items = list(node) if node.items is not None else [node]
        return Written(node, items=tuple(_items(items, kind.of, mistakes)))
    if isinstance(kind, Keyed):
        entries = {key.text: write_out(value, kind.of, mistakes) for key, value in _map(node, mistakes)}
        return Written(node, entries=entries)
    if isinstance(kind, Shape):
        return _shape(node, kind.name, mistakes)
    if isinstance(kind, Word) and not node.is_text:
        mistakes.add(node, f"one word is wanted here: {listing(kind.words, 'or')}")
    elif isinstance(kind, Word) and node.text not in kind.words:
        hint = did_you_mean(node.text, kind.words) or f": write {listing(kind.words, 'or')}"
        mistakes.add(node, f"`{node.text}` is not known here{hint}")
    return Written(node)


def _items(nodes: list[Node], kind: Kind, mistakes: Mistakes) -> Iterator[Written]:
    for node in nodes:
        if node.null:
            hint = ": YAML takes what follows ` #` for a comment; put a heading in quotes, without `#`"
            mistakes.add(node, f"an empty entry{hint if node.commented else ''}")
        else:
            yield write_out(node, kind, mistakes)


def _map(node: Node, mistakes: Mistakes) -> Iterator[tuple[Node, Node]]:
    if node.entries is None:
        if not node.null:
            mistakes.add(node, "`key: value` lines are wanted here")
        return
    seen: set[str] = set()
    for key, value in node.entries:
        if key.text in seen:
            mistakes.add(key, f"`{key.text}` stands here a second time")
        else:
            seen.add(key.text)
            yield key, value


def _shape(node: Node, shape: str, mistakes: Mistakes) -> Written:
    keys = SHAPES[shape]
    if shape == "sections" and (node.entries is None or node.get("heading") is not None):
        return Written(node, entries={"items": write_out(node, Many(Shape("section")), mistakes)})
    if (node.is_text and shape in SHORT) or (node.items is not None and shape in NAMES):
        named = keys[SHORT[shape]]
        short = write_out(node, named, mistakes) if isinstance(named, Word) else Written(node)
        return Written(node, entries={SHORT[shape]: short})
    if node.items is not None and shape == "value":
        mistakes.add(node, "what each item must be is wanted here: a type, or `key: value` lines")
    elif node.entries is None and not (node.null and shape in {"field", "value"}):
        hint = "; for some values write `{values: [...]}`" if shape == "field" else ""
        mistakes.add(node, f"`key: value` lines are wanted here{hint}")
    entries = {}
    for key, value in _map(node, mistakes) if node.entries is not None else ():
        kind = keys.get(key.text)
        if kind is None:
            mistakes.add(key, _unknown(key, value, node, shape))
            mistakes.spoiled.add(node)
        elif value.null:
            mistakes.add(key, f"`{key.text}` has nothing behind it{_comment(value)}")
        else:
            entries[key.text] = write_out(value, kind, mistakes)
    return Written(node, entries=entries)


def _comment(value: Node) -> str:
    return ": YAML takes what follows ` #` for a comment" if value.commented else ""


def _unknown(key: Node, value: Node, node: Node, shape: str) -> str:
    if value.null and node.flow:
        return (
            f"`{key.text}` is a key without a value: inside {{}} a comma ends a text; put the text in quotes"
        )
    if key.text in _ELSEWHERE:
        return f"`{key.text}` is no key here{_ELSEWHERE[key.text]}"
    where = _WORDS.get(shape, f"`{shape}`")
    others = [name for name, keys in SHAPES.items() if key.text in keys and name not in {shape, "schema"}]
    hint = did_you_mean(key.text, SHAPES[shape])
    if not hint and others:
        hint = f"; it belongs to {listing(others[:3], 'or')}"
    return f"`{key.text}` is no key of {where}{hint}"


# Inheritance


def merge(parent: Written, child: Written, kind: Kind) -> Written:
    """Return the parent's parts with the child's.

    A part named again is refined, others come after their predecessor.
    """
    if isinstance(kind, Shape) and kind.name in SHAPES and kind.name != "condition":
        entries = dict(parent.entries or {})
        for key, value in (child.entries or {}).items():
            inner = SHAPES[kind.name][key]
            if key in entries and key in NAMED.get(kind.name, ()) and _is_part_of(value, entries[key]):
                continue  # Named again by one of its names, a part keeps the others.
            entries[key] = merge(entries[key], value, inner) if key in entries else value
        return Written(child.node, entries=entries)
    if isinstance(kind, Keyed) and parent.entries is not None and child.entries is not None:
        entries = dict(parent.entries)
        for key, value in child.entries.items():
            entries[key] = merge(entries[key], value, kind.of) if key in entries else value
        return Written(child.node, entries=entries)
    if isinstance(kind, Many) and isinstance(kind.of, Shape) and kind.of.name in NAMED:
        return _merge_lists(parent, child, kind.of)
    if isinstance(kind, Many) and kind.of == Shape("when"):
        return Written(child.node, items=(*(parent.items or ()), *(child.items or ())))
    return child


def _merge_lists(parent: Written, child: Written, shape: Shape) -> Written:
    merged = list(parent.items or ())
    chains = [list(chain) for chain in parent.chains or (merged,)]
    at = 0
    for item in child.items or ():
        same = next((index for index, one in enumerate(merged) if same_part(one, item, shape.name)), None)
        if same is not None:
            merged[same] = merge(merged[same], item, shape)
            at = same + 1
        else:
            for chain in chains if at else ():
                _insert_after(chain, merged[at - 1], item, shape.name)
            merged.insert(at, item)
            at += 1
    chains.append(list(child.items or ()))
    return Written(child.node, items=tuple(merged), chains=tuple(map(tuple, chains)))


def _insert_after(chain: list[Written], before: Written, item: Written, shape: str) -> None:
    found = next((index for index, one in enumerate(chain) if same_part(one, before, shape)), None)
    if found is not None:
        chain.insert(found + 1, item)


def same_part(one: Written, other: Written, shape: str) -> bool:
    """Say whether two parts have a name in common; tables have all columns of one of them in common."""
    names, others = _names(one, shape), _names(other, shape)
    if shape == "table":
        return bool((names and others) or not names | others) and (names <= others or others <= names)
    return bool(names & others)


def _is_part_of(name: Written, names: Written) -> bool:
    return name.items is None and set(map(bare, _texts(name))) <= set(map(bare, _texts(names)))


def _names(part: Written, shape: str) -> frozenset[str]:
    found = []
    for key in NAMED[shape]:
        value = part.get(key)
        if value is not None and value.items is not None:
            for item in value.items:
                found += [f"{key}:{bare(text)}" for text in _texts(item.get("name") or item)]
        elif value is not None:
            found += [f"{key}:{bare(text)}" for text in _texts(value)]
    return frozenset(found)


def _texts(written: Written) -> Iterator[str]:
    """The texts of a name: as they stand, or of each alternative."""
    nodes = [written.node]
    while nodes:
        node = nodes.pop()
        nodes += node.items or ()
        nodes += [value for _, value in node.entries or ()]
        if node.is_text:
            yield node.text
