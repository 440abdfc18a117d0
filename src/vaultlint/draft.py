"""The command `new`: a note of an entity with all that its schemas ask for, ready to be filled in."""

import os
from collections import Counter
from collections.abc import Iterator

from vaultlint import session, write
from vaultlint.check import today as day_to_judge_by
from vaultlint.entities import find, settings_here
from vaultlint.load import Selection, choose_rules
from vaultlint.parse import read
from vaultlint.place import UserError, from_here
from vaultlint.project import Settings
from vaultlint.report import text as report
from vaultlint.report.position import sources
from vaultlint.request import Request
from vaultlint.schema.asked import ask, kinds_of
from vaultlint.schema.conditions import reduce
from vaultlint.schema.drafting import Draft, compose
from vaultlint.schema.language import Entity, Requirement, Schemas
from vaultlint.schema.subject import Subject

_ROUNDS = 4
"""How often the note is composed anew with what its own parts ask for: a status may ask for a section."""


def write_note(entity_name: str, name: str, config: str | None, today: str | None) -> int:
    """Write the note and say where, and what is left to do; return the exit code. Raises UserError."""
    root, settings = settings_here(config)
    entity = find({one.name: one for one in settings.schemas.entities if not one.pattern}, entity_name)
    if entity.abstract:
        raise UserError(f"`{entity_name}` is only there to extend: name an entity that notes can be")
    day = day_to_judge_by(today)
    place = _folder(entity, name) or _usual_folder(entity, root, settings, day)
    path = f"{place}{name.rpartition('/')[2].removesuffix('.md')}.md"
    if not name.rpartition("/")[2].removesuffix(".md").strip():
        raise UserError("the note wants a name")
    if not os.path.realpath(f"{root}/{path}").startswith(os.path.realpath(root) + os.sep):
        raise UserError(f"`{path}` leads out of the vault")
    if os.path.exists(f"{root}/{path}"):
        raise UserError(f"`{path}` is there already")
    written = _compose(entity, settings.schemas, path, day)
    write.create(f"{root}/{path}", written)
    print(f"Wrote {_from_here(root, path)}.")
    print("".join(_left(root, settings, path, day, written)), end="")
    return 0


def _from_here(root: str, path: str) -> str:
    return report.visible(from_here(f"{root}/{path}"))


def _folder(entity: Entity, name: str) -> str:
    """The folder that the name gives, or the schema; an empty text if neither does."""
    if "/" in name:
        return name.rpartition("/")[0].strip("/") + "/"
    draft = Draft()
    for requirement in entity.requirements:
        draft.place(requirement)
    draft.meet(entity.match)
    return draft.folder + "/" if draft.folder else ""


def _usual_folder(entity: Entity, root: str, settings: Settings, day: str) -> str:
    """The folder where most notes of the kind lie, the vault's root if there are none."""
    result = session.run(Request(root, settings, day), lambda done, total: None)
    network = result.scene.network if result.scene else None
    same = [path for path in result.checked if network is not None and entity.name in network.matched(path)]
    folders = Counter(path.rpartition("/")[0] for path in same)
    usual = min(folders, key=lambda folder: (-folders[folder], folder), default="")
    return f"{usual}/" if usual else ""


def _compose(entity: Entity, schemas: Schemas, path: str, day: str) -> str:
    written = compose(entity, entity.requirements, path, day)
    for _ in range(_ROUNDS):
        before = written
        written = compose(entity, tuple(_asked(entity, schemas, path, written)), path, day)
        if written == before:
            break
    return written


def _asked(entity: Entity, schemas: Schemas, path: str, written: str) -> Iterator[Requirement]:
    subject = Subject(read(path, written))
    kinds = kinds_of(subject, schemas)
    names = {entity.name, *(name for name, _ in kinds.entities)}
    found = [one for of, one, _ in ask(subject, schemas, kinds) if of.name in names]
    yield from found or (one for one in entity.requirements if not reduce(one.when, subject).tests)


def _left(root: str, settings: Settings, path: str, day: str, written: str) -> Iterator[str]:
    """What the new note is still told: mostly what only its writer can know."""
    shown = _from_here(root, path)
    chosen = choose_rules(settings, Selection())
    result = session.run(Request(root, chosen, day, (path,), (path,)), lambda done, total: None)
    found = [item for item in result.verdict.diagnostics if item.finding.path == path]
    if found:
        yield "Left to do:\n"
    yield from report.concise(found, sources(lambda _: written), lambda _: shown, report.plain)
