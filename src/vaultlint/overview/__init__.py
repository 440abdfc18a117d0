"""A vault on one day, as values to be shown: its notes, what was found in them, how they are linked."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from vaultlint import registry
from vaultlint.finding import Diagnostic
from vaultlint.fix import may_fix
from vaultlint.overview.excerpt import excerpt
from vaultlint.overview.kinds import by_entity, by_tag
from vaultlint.overview.parts import Clash, NoteState, Overview, Problem, Rule
from vaultlint.overview.web import Web
from vaultlint.project import Settings
from vaultlint.report.position import Sources, sources
from vaultlint.scene import Scene
from vaultlint.session import Result
from vaultlint.text import Span, Value
from vaultlint.written import newest

_SIDE_BY_SIDE = frozenset({"conflicting-figure", "contradicted-figure"})
_SOUGHT = frozenset({"broken-link", "unwritten-note", "bare-alias", "broken-embed"})
"""Rules about targets that are not there: where all are off, the owner does not want to know."""

Kinds = Mapping[str, tuple[str, ...]]


class Subject(Value, frozen=True):
    """What an overview is of: a vault by its name, its settings, and how to read a note's text."""

    vault: str
    in_obsidian: bool
    settings: Settings
    read: Callable[[str], str]


def overview(subject: Subject, result: Result) -> Overview:
    """Return what is to be shown of a vault that was checked; the result must have its scene."""
    scene = result.scene
    assert scene is not None, "a verdict alone tells nothing of the vault"
    web = Web(scene.vault)
    reported = frozenset(result.checked) & web.outgoing.keys()
    told = [one for one in result.verdict.diagnostics if one.finding.path in reported | {""}]
    problems = tuple(_problems(told, subject.settings, sources(subject.read)))
    sorted_by, kinds = _kinds(subject.settings, scene, web)
    return Overview(
        subject.vault,
        scene.vault.today.isoformat(),
        sorted_by,
        subject.in_obsidian,
        tuple(_notes(scene, web, kinds, reported)),
        tuple(_rules(told)),
        problems,
        tuple(_clashes(zip(told, problems, strict=True), subject.read)),
        web.targets(reported) if _SOUGHT & subject.settings.active().keys() else (),
        web.weak_spots(reported),
        web.links(reported),
        result.verdict.suppressed,
    )


def _kinds(settings: Settings, scene: Scene, web: Web) -> tuple[str, Kinds]:
    """What sorts the notes, and what kinds each is of."""
    if scene.network is not None and not all(one.pattern for one in settings.schemas.entities):
        return "entity", by_entity(web.outgoing, scene.network, settings.schemas.entities)
    kinds = by_tag(web.notes)
    return ("tag", kinds) if kinds else ("", {})


def _notes(scene: Scene, web: Web, kinds: Kinds, reported: frozenset[str]) -> Iterator[NoteState]:
    for note in web.notes:
        if note.path in reported:
            date = None if scene.vault.is_dated(note.path) else newest(note)
            yield NoteState(
                note.path,
                note.folder,
                kinds.get(note.path, ()),
                date.days.end.isoformat() if date else "",
                max(0, (scene.vault.today - date.days.end).days) if date else -1,
                len(web.incoming[note.path]),
                len(web.outgoing[note.path]),
            )


def _problems(told: Iterable[Diagnostic], settings: Settings, sourced: Sources) -> Iterator[Problem]:
    for item in told:
        finding = item.finding
        start = sourced(finding.path).position(finding.span.start)
        fix = ""
        if may_fix(item, settings, unsafe=True):
            fix = "safe" if may_fix(item, settings, unsafe=False) else "unsafe"
        yield Problem(
            finding.path,
            start.line,
            start.column,
            item.rule,
            item.severity.word,
            finding.message,
            finding.help,
            fix,
        )


def _rules(told: Iterable[Diagnostic]) -> Iterator[Rule]:
    known = registry.families()
    for family, name in sorted({(item.family, item.rule) for item in told}):
        yield Rule(name, family, registry.load(name).summary if name in known else "A rule of this vault.")


def _clashes(told: Iterable[tuple[Diagnostic, Problem]], read: Callable[[str], str]) -> Iterator[Clash]:
    for item, problem in told:
        if item.rule in _SIDE_BY_SIDE:
            finding = item.finding
            places: list[tuple[str, Span]] = [(finding.path, finding.span)]
            places += [(one.path, one.span) for one in finding.related]
            sides = tuple(excerpt(read(path), path, span) for path, span in places)
            yield Clash(problem, finding.explanation, sides)
