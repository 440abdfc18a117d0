"""Schema files and patterns, compiled into one value; a mistake in one leaves the others standing."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce

from vaultlint.load.build import Builder
from vaultlint.load.contradictions import contradictions, impossible
from vaultlint.load.grammar import SHAPES, Shape
from vaultlint.load.nodes import Node, read_nodes, relative
from vaultlint.load.order import complete
from vaultlint.load.parts import requirements
from vaultlint.load.written import Mistakes, Written, merge, write_out
from vaultlint.place import UserError
from vaultlint.schema.language import Entity, Schemas
from vaultlint.schema.terms import NEVER, Name
from vaultlint.text import Value, did_you_mean

_SHIPPED = ("schemas", "../../../schemas")
_PARTS = SHAPES["when"].keys() - {"match"}


_MOST_PARENTS = 40


class Draft(Value, frozen=True):
    """A schema as written: its entity, its parents' names, and whether it has mistakes."""

    name: str
    written: Written
    extends: tuple[Node, ...]
    good: bool
    listed: bool


class Source(Value, frozen=True):
    """A schema's file, and what messages call it. One that is not `listed` is only there to extend."""

    path: str
    shown: str
    listed: bool = True


def shipped_schema(name: str) -> str | None:
    """Return the file of the shipped schema called `name`, None if there is none."""
    path = os.path.join(_folder(), f"{name}.yaml")
    return path if os.path.isfile(path) else None


def shipped_schemas() -> tuple[str, ...]:
    """Return the names of the shipped schemas."""
    return tuple(sorted(name[:-5] for name in os.listdir(_folder()) if name.endswith(".yaml")))


def _folder() -> str:
    folders = (os.path.normpath(os.path.join(os.path.dirname(__file__), one)) for one in _SHIPPED)
    return next(folder for folder in folders if os.path.isdir(folder))


def schema_files(path: str) -> list[str]:
    """Return the schemas in a folder and below, or the file itself."""
    if not os.path.isdir(path):
        return [path]
    found = []
    for folder, folders, names in os.walk(path):
        folders.sort()
        shown = (name for name in sorted(names) if not name.startswith("."))
        found += [os.path.join(folder, name) for name in shown if name.endswith((".yaml", ".yml"))]
    return found


def compile_schemas(
    sources: Sequence[Source], patterns: Sequence[Node], vocabularies: Mapping[str, Name], mistakes: Mistakes
) -> tuple[Schemas, tuple[str, ...]]:
    """Return what schemas and patterns come to, and the files of those that they extend besides.

    What is wrong with them goes to `mistakes`.
    """
    drafts = _drafts(sources, mistakes)
    names = frozenset(drafts)
    builder = Builder(mistakes, vocabularies, names)
    entities = [_entity(builder, drafts, draft) for draft in drafts.values()]
    entities += _patterns(builder, patterns, names)
    extended = tuple(path for name in drafts if (path := shipped_schema(name)))
    return Schemas(tuple(entities), tuple(builder.targets)), extended


def _drafts(sources: Sequence[Source], mistakes: Mistakes) -> dict[str, Draft]:
    """Read the files, and the shipped schemas that they extend."""
    drafts: dict[str, Draft] = {}
    waiting = list({os.path.realpath(source.path): source for source in sources}.values())
    while waiting:
        source = waiting.pop(0)
        draft = _draft(source, mistakes)
        if draft.name in drafts:
            other = drafts[draft.name].written.node.file
            place = draft.written.get("entity")
            node = place.node if place is not None else draft.written.node
            mistakes.add(node, f"the entity `{draft.name}` already has a schema: `{other}`")
            continue
        drafts[draft.name] = draft
        if not waiting:
            missing = {
                parent.text for one in drafts.values() for parent in one.extends if parent.text not in drafts
            }
            shipped = {name: path for name in sorted(missing) if (path := shipped_schema(name))}
            waiting = [
                Source(path, f"vaultlint:schemas/{name}.yaml", False) for name, path in shipped.items()
            ]
    return drafts


def _draft(source: Source, mistakes: Mistakes) -> Draft:
    stem = os.path.basename(source.path).rpartition(".")[0]
    before = mistakes.number
    try:
        node = read_nodes(source.path, source.shown)
    except UserError as error:
        mistakes.say(str(error))
        node = Node(source.shown, 1, 1, null=True)
        return Draft(stem, Written(node, {}), (), False, source.listed)
    if node.entries is None:
        mistakes.add(node, "a schema is `key: value` lines, the first of them `entity: …`")
        return Draft(stem, Written(node, {}), (), False, source.listed)
    written = write_out(node, Shape("schema"), mistakes)
    name = written.get("entity")
    named = name is not None and name.node.is_text and bool(name.node.text.strip())
    if not named and node not in mistakes.spoiled:
        mistakes.add(node, "`entity` is missing: the name of what the notes describe")
    extends = tuple(one.node for one in written.each("extends"))
    entity = name.node.text if name is not None and named else stem
    return Draft(entity, written, extends, mistakes.number == before, source.listed)


def _entity(builder: Builder, drafts: Mapping[str, Draft], draft: Draft) -> Entity:
    before = builder.mistakes.number
    line = _descent(builder, drafts, draft)
    match = draft.written.get("match")
    condition = builder.condition(match) if match is not None else NEVER
    if match is not None and (why := impossible(condition)):
        builder.mistakes.add(match.node, f"no note can match: {why}")
    base, parts = None, Written(draft.written.node)
    if len(line) < _MOST_PARENTS:
        base, parts = _inherited(drafts, draft, {})
    own = Written(draft.written.node, _parts(draft.written))
    for node, words in contradictions(base, own, Shape("schema")) if base is not None else ():
        builder.mistakes.add(node, words)
    asked = complete(tuple(requirements(builder, parts)))
    good = draft.good and builder.mistakes.number == before and all(drafts[one].good for one in line)
    about = builder.text(draft.written, "about")
    origin = builder.origin(draft.written.node)
    if not good:
        return Entity(draft.name, about, origin, NEVER, True, line, broken=True)
    return Entity(draft.name, about, origin, condition, match is None or not draft.listed, line, asked)


def _descent(builder: Builder, drafts: Mapping[str, Draft], draft: Draft) -> tuple[str, ...]:
    """All that a schema extends, nearest first; says which parents do not exist or go in a circle."""
    line: dict[str, None] = {}
    waiting = [(draft, parent) for parent in draft.extends]
    while waiting:
        heir, parent = waiting.pop(0)
        if parent.text not in drafts:
            if heir is draft:
                hint = did_you_mean(parent.text, [*drafts, *shipped_schemas()])
                builder.mistakes.add(parent, f"no schema is for the entity `{parent.text}`{hint}")
        elif parent.text == draft.name:
            builder.mistakes.add(parent, f"`{draft.name}` extends itself")
            return tuple(name for name in line if name != draft.name)
        elif len(line) >= _MOST_PARENTS:
            builder.mistakes.add(parent, f"`{draft.name}` extends more than {_MOST_PARENTS} schemas")
            return ()
        elif parent.text not in line:
            line[parent.text] = None
            waiting += [(drafts[parent.text], one) for one in drafts[parent.text].extends]
    return tuple(line)


def _inherited(
    drafts: Mapping[str, Draft], draft: Draft, done: dict[str, Written]
) -> tuple[Written | None, Written]:
    """What a schema's parents come to, if it has some, and its parts with theirs; `done` is filled."""
    own = Written(draft.written.node, _parts(draft.written))
    done[draft.name] = own  # Until it is known: a schema that extends itself inherits nothing from it.
    parents = [drafts[name] for name in dict.fromkeys(node.text for node in draft.extends) if name in drafts]
    merged = [done[one.name] if one.name in done else _inherited(drafts, one, done)[1] for one in parents]
    if not merged:
        return None, own
    base = reduce(lambda one, other: merge(one, other, Shape("schema")), merged)
    done[draft.name] = merge(base, own, Shape("schema"))
    return base, done[draft.name]


def _parts(written: Written) -> dict[str, Written]:
    """What a schema or pattern asks for, without what says of which notes."""
    return {key: value for key, value in (written.entries or {}).items() if key in _PARTS}


def _patterns(builder: Builder, nodes: Iterable[Node], entities: frozenset[str]) -> Iterator[Entity]:
    for node in nodes:
        before = builder.mistakes.number
        written = write_out(node, Shape("pattern"), builder.mistakes)
        name = builder.text(written, "name")
        if name in entities:
            builder.mistakes.add(node, f"`{name}` is an entity already: call the pattern something else")
        match = written.get("match")
        asked = complete(tuple(requirements(builder, Written(node, _parts(written)))))
        entity = Entity(
            name,
            "",
            builder.origin(node),
            builder.condition(match),
            requirements=asked,
            pattern=True,
            message=builder.text(written, "message"),
        )
        if not asked and builder.mistakes.number == before:
            builder.mistakes.add(node, "the pattern asks for nothing: give it a part, such as `text`")
        if builder.mistakes.number == before:
            yield entity
        else:
            # Its name stays known, so that settings may grade it and comments silence it.
            yield Entity(name, "", builder.origin(node), NEVER, pattern=True, broken=True)


def sources_of(paths: Iterable[str], folder: str) -> Iterator[Source]:
    """Yield the schemas in files and folders, as settings in `folder` name them."""
    for path in paths:
        yield from (Source(one, relative(one, folder)) for one in schema_files(path))
