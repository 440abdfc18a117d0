"""The command `schema`: what is asked of an entity's notes, mistakes in schemas, JSON Schemas."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from vaultlint.discover import find_place
from vaultlint.load import load_settings
from vaultlint.load.export import frontmatter, schema_file
from vaultlint.load.models import Pack, VaultFile, json_schema
from vaultlint.place import Place, UserError, absolute
from vaultlint.project import Settings
from vaultlint.report.text import visible
from vaultlint.schema.language import Entity, Need, Requirement
from vaultlint.schema.words import of_condition, of_part
from vaultlint.text import count, did_you_mean

FILES: dict[str, Callable[[], dict[str, Any]]] = {
    "schema-file": schema_file,
    "rule-pack": lambda: json_schema(Pack),
    "settings": lambda: json_schema(VaultFile),
}
"""The files that owners write besides notes, by the name that `schema export` takes."""

_NEEDS = {
    Need.MUST: "must",
    Need.SHOULD: "should",
    Need.MAY: "may",
    Need.MUST_NOT: "must not",
    Need.SHOULD_NOT: "should not",
}


def show(name: str | None, config: str | None) -> int:
    """Print what is asked of an entity's notes, each part with its origin, or list the entities."""
    _, settings = settings_here(config)
    entities = {one.name: one for one in settings.schemas.entities}
    if name is None:
        lines = [_headline(one) for one in entities.values()]
        print(visible_lines(lines) if lines else "There are no schemas here: name some under `schemas:`.")
    else:
        print(visible_lines(_described(find(entities, name))))
    return _say(settings)


def check(config: str | None) -> int:
    """Say what is wrong with the schemas; return the exit code."""
    _, settings = settings_here(config)
    if not settings.mistakes:
        number = len(settings.schemas.entities)
        print(f"All clear: {count(number, 'schema')}.")
    return _say(settings)


def export_schema(name: str, config: str | None) -> int:
    """Print a JSON Schema: of an entity's frontmatter, or of the files that owners write."""
    if name in FILES:
        print(json.dumps(FILES[name](), indent=2, ensure_ascii=False))
        return 0
    _, settings = settings_here(config)
    entity = find({one.name: one for one in settings.schemas.entities}, name)
    print(json.dumps(frontmatter(entity), indent=2, ensure_ascii=False))
    return _say(settings)


def settings_here(config: str | None) -> tuple[str, Settings]:
    """Return the root and settings of the vault around the current directory; raises UserError."""
    return load_settings(place_here(config))


def place_here(config: str | None) -> Place:
    """Return the vault around the current directory, or that of the settings named; raises UserError."""
    if config is None:
        return find_place(os.getcwd())
    if not os.path.isfile(config):
        raise UserError(f"--config: there is no file `{config}`")
    path = absolute(config)
    return Place(os.path.dirname(path), path)


def find(entities: dict[str, Entity], name: str) -> Entity:
    """Return the entity called `name`; raises UserError if there is none."""
    if name in entities:
        return entities[name]
    known = "" if entities else "; there are no schemas here"
    raise UserError(f"no schema is for the entity `{name}`{did_you_mean(name, entities) or known}")


def visible_lines(lines: Iterable[str]) -> str:
    """Return lines for a terminal, with nothing in them that could move its cursor."""
    return "\n".join(map(visible, lines))


def _say(settings: Settings) -> int:
    for mistake in settings.mistakes:
        print(f"vaultlint: {visible(mistake)}", file=sys.stderr)
    return 2 if settings.mistakes else 0


def _headline(entity: Entity) -> str:
    about = f": {entity.about}" if entity.about else ""
    broken = " (has mistakes)" if entity.broken else ""
    return f"{entity.name}{broken}{about}"


def _described(entity: Entity) -> Iterator[str]:
    yield _headline(entity)
    if entity.parents:
        yield f"extends {', '.join(entity.parents)}"
    if not entity.broken:
        match = "only there to extend" if entity.abstract else f"a note with {of_condition(entity.match)}"
        yield match
    for when, requirements in groupby(entity.requirements, key=lambda one: one.when):
        yield ""
        if when.tests:
            yield f"with {of_condition(when)}:"
        rows = [(_NEEDS[one.need], _where(one) + of_part(one.part), str(one.origin)) for one in requirements]
        width = min(90, max(len(words) for _, words, _ in rows))
        yield from (f"{need:<10}  {words:<{width}}  {origin}" for need, words, origin in rows)


def _where(requirement: Requirement) -> str:
    """Where a part stands: indented below the sections that it is in."""
    within = requirement.within
    if within.lead:
        return "before the first heading: "
    return "  " * len(within.sections)
