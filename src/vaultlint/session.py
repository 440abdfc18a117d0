"""One run over one vault: reads what is new, remembers the rest, asks the engine."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache as once
from itertools import chain

import msgspec
from msgspec import field, structs

from vaultlint import cache, engine, exclude, reading, registry, standing, work
from vaultlint.change import Change
from vaultlint.consequences import consequences
from vaultlint.discover import Files, find_dialect, look
from vaultlint.engine import Analysis, Found
from vaultlint.facts import NoteFacts, belongs_to_day
from vaultlint.finalise import NoteVerdict, Verdict, finalise, summed_up
from vaultlint.place import Dialect, is_note
from vaultlint.project import Override, Settings
from vaultlint.reading import Progress, Reading
from vaultlint.request import Request, asked_for
from vaultlint.rule import ActiveRule
from vaultlint.scene import Scene, findings_alone, findings_together, show, why_no_prose
from vaultlint.standing import Standing
from vaultlint.text import Value
from vaultlint.vault import Past


class Result(Value, frozen=True):
    """What came of it. `checked` are the notes reported on, `left_alone` others with the reason.

    The `scene` is the vault as the rules saw it, None where what they said of it before
    still stands; `digests` are those of the contents that were read.
    """

    verdict: Verdict
    checked: tuple[str, ...]
    left_alone: dict[str, str]
    files: Files
    scene: Scene | None = None
    dialect: Dialect | None = None
    unsettled: dict[str, bytes] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)
    asked_git: bool = False
    """Whether git was asked where the notes of the baseline have gone."""


_UNKNOWN = (0, 0, 0, 0)
"""The stamp of a note that does not lie on the disk."""


def run(request: Request, progress: Progress) -> Result:
    """Check a vault."""
    seen = request.seen if request.seen and request.seen.root == request.root else look(request.root)
    started, files = seen.started, _with_change(seen.files, request)
    dialect = find_dialect(request.root, files)
    settings, asked_git = _with_baseline(_for_dialect(request.settings, dialect), request.root, files)
    request = structs.replace(request, settings=settings)
    rules = engine.activate(request.settings)
    key = _key_of_standing(request, files, work.names(rules))
    choose = once(lambda: exclude.choose(request.root, files, request.settings))
    known = standing.load(request.root, key) if key and request.verdict_only else None
    if known is not None and not known.left_alone.keys().isdisjoint(request.named):
        known = None
    unread = known.unread if known else choose().unread
    wanted = [path for path in files.notes if path not in unread or path in request.named]
    notes = reading.read_notes(request, files, wanted, work.names(rules), started, progress)
    result = (known and _restated(known, notes)) or _looked(notes, choose(), rules, key)
    unsettled = cache.unsettled(request.root, files, result.digests, started)
    return structs.replace(result, dialect=dialect, unsettled=unsettled, asked_git=asked_git)


def _with_baseline(settings: Settings, root: str, files: Files) -> tuple[Settings, bool]:
    """The settings with what is recorded under the paths of today, and whether git was asked for them."""
    if not settings.baseline.notes:
        return settings, False
    from vaultlint.carry import carried  # Few runs have one.

    baseline, asked_git = carried(settings.baseline, settings.baseline_file, root, files)
    return structs.replace(settings, baseline=baseline), asked_git


def _key_of_standing(request: Request, files: Files, rules: work.Rules) -> bytes:
    """What a verdict depends on but for the notes' contents; nothing where none is to be kept."""
    if request.change is not None or not request.cache:
        return b""
    settings = msgspec.msgpack.encode(
        structs.replace(request.settings, fail_on=0)
    )  # An exit code is no verdict.
    return standing.key_of((reading.key_of(request, rules), settings, request.today), files)


def _restated(known: Standing, notes: Reading) -> Result | None:
    """The answer that an earlier run's verdict gives, None if the rules have to look at the vault."""
    request, files = notes.request, notes.files
    if known.about != standing.sum_of(notes.digests_before()):
        return None  # A run in between has read notes and come to no verdict that could be kept.
    revised = _revised(known, notes) if notes.fresh else known
    if revised is None:
        return None
    wanted = asked_for(request.paths)
    checked = tuple(path for path in files.notes if path not in known.left_alone and wanted(path))
    left_alone = {path: why for path, why in known.left_alone.items() if wanted(path)}
    verdict = summed_up({path: revised.told[path] for path in checked if path in revised.told})
    return Result(verdict, checked, left_alone, files, digests=notes.digests())


def _revised(known: Standing, notes: Reading) -> Standing | None:
    """An earlier run's verdict as it is when some notes have changed since, None if only rules can tell."""
    settings = notes.request.settings

    def verdicts(
        found: Iterable[Found], facts: Mapping[str, NoteFacts], daily_folder: str
    ) -> dict[str, NoteVerdict]:
        def is_dated(path: str) -> bool:
            return belongs_to_day(path, daily_folder)

        return finalise(found, facts, settings, facts.__contains__, _matches(), is_dated)

    revised = standing.revised(known, notes.before(), notes.anew(), verdicts)
    if revised is not None and not notes.request.instead:
        about = standing.sum_of(notes.digests().values())
        notes.save()
        standing.save(notes.request.root, structs.replace(revised, about=about))
    return revised


def _looked(notes: Reading, choice: exclude.Choice, rules: tuple[ActiveRule, ...], key: bytes) -> Result:
    """The answer of the rules when they look at the whole vault."""
    request, files = notes.request, notes.files
    analyses = notes.known()
    notes.save()
    before = _before(request, files, analyses, rules)
    past = Past(before.vault, request.change.moved) if before and request.change else None
    scene = show(request, files, choice, analyses, past)
    wanted, final = asked_for(request.paths), _final(request.settings)
    checked = tuple(path for path in sorted(scene.vault.notes) if path not in scene.left_alone)
    reported = tuple(path for path in checked if wanted(path))
    if request.change is None:
        common = tuple(findings_together(scene, rules, request.settings))
        told = final(chain(common, findings_alone(scene)), scene, checked if key else reported)
        verdict = summed_up({path: one for path, one in told.items() if not path or wanted(path)})
        if key and _may_stand(request, scene, choice, told):
            about, found = standing.sum_of(notes.digests().values()), standing.by_note(common)
            left_alone, folder = dict(scene.left_alone), choice.daily_folder
            standing.save(request.root, Standing(key, about, choice.unread, left_alone, folder, found, told))
    elif before is None:
        verdict, reported = Verdict((), 0, False), ()
    else:
        was, now = ((one, _findings(one, rules, request.settings)) for one in (before, scene))
        verdict, reported = _caused(request.change, reported, was, now, final)
    left_alone = {path: why for path, why in sorted(scene.left_alone.items()) if wanted(path)}
    return Result(verdict, reported, left_alone, files, scene, digests=notes.digests())


def _may_stand(
    request: Request, scene: Scene, choice: exclude.Choice, told: Mapping[str, NoteVerdict]
) -> bool:
    """Whether a verdict is of the vault as it lies on the disk, and hangs on nothing else.

    A file that is named is checked even where it would be left alone.
    """
    odd = choice.left_alone.keys() | {path for path, one in scene.analyses.items() if why_no_prose(one.facts)}
    asked_git, is_odd = scene.vault.asked_git, not odd.isdisjoint(request.named)
    return not (request.instead or asked_git or is_odd or summed_up(told).failed)


def _findings(scene: Scene, rules: tuple[ActiveRule, ...], settings: Settings) -> tuple[Found, ...]:
    return (*findings_together(scene, rules, settings), *findings_alone(scene))


def _with_change(files: Files, request: Request) -> Files:
    """The files with those that stand for others, and without those that are no part of a change."""
    hidden = request.change.hidden if request.change else frozenset()
    notes = {path: found for path, found in files.notes.items() if path not in hidden}
    others = set(files.others) - hidden
    for path in request.instead:
        if is_note(path):
            notes.setdefault(path, _UNKNOWN)
        else:
            others.add(path)
    return files._replace(notes=dict(sorted(notes.items())), others=tuple(sorted(others)))


def _before(
    request: Request,
    files: Files,
    analyses: Mapping[str, Analysis],
    rules: tuple[ActiveRule, ...],
) -> Scene | None:
    """The vault before the change, None if nothing has changed."""
    change = request.change
    if change is None or not change.files:
        return None
    present = change.present
    then = {one.old: one.before for one in change.files if one.before is not None}
    same = {path: found for path, found in files.notes.items() if path not in present}
    notes = dict(sorted((same | dict.fromkeys(then, _UNKNOWN)).items()))
    others = {path for path in files.others if path not in present}
    others |= {one.old for one in change.files if one.old and one.before is None}
    was = files._replace(notes=notes, others=tuple(sorted(others)))
    decoder = msgspec.msgpack.Decoder(Analysis)
    task = work.Work(
        request.root, tuple(then), work.names(rules), request.settings.schemas, then, request.settings.words
    )
    read = {done.path: decoder.decode(done.analysis) for done in work.analyse(task, request.jobs)}
    known = {path: analyses[path] for path in same if path in analyses}
    choice = exclude.choose(request.root, was, request.settings)
    return show(request, was, choice, dict(sorted((known | read).items())))


Final = Callable[[Iterable[Found], Scene, Collection[str]], dict[str, NoteVerdict]]
"""Makes verdicts on some notes of a scene."""


def _final(settings: Settings) -> Final:
    matches = _matches()

    def final(found: Iterable[Found], scene: Scene, reported: Collection[str]) -> dict[str, NoteVerdict]:
        wanted = frozenset(reported).__contains__
        return finalise(found, scene.vault.notes, settings, wanted, matches, scene.vault.is_dated)

    return final


def _caused(
    change: Change,
    asked: tuple[str, ...],
    was: tuple[Scene, Iterable[Found]],
    now: tuple[Scene, Iterable[Found]],
    final: Final,
) -> tuple[Verdict, tuple[str, ...]]:
    """What a change comes to in the notes `asked` about, and the notes that it touched or made wrong."""
    (before, found_before), (scene, found) = was, now
    touched = change.present.intersection(asked)
    others = frozenset(asked) - touched
    own, elsewhere = (summed_up(final(found, scene, some)) for some in (touched, others))
    known = summed_up(final(found_before, before, others)).diagnostics
    together = (*own.diagnostics, *elsewhere.diagnostics)
    caused = consequences(change, before.vault, scene.vault, known, together)
    in_order = tuple(sorted(caused, key=lambda item: item.finding.path))
    reported = tuple(sorted(touched.union(item.finding.path for item in in_order if item.finding.path)))
    return Verdict(in_order, own.suppressed, own.failed or elsewhere.failed), reported


def _for_dialect(settings: Settings, dialect: Dialect | None) -> Settings:
    """Another program's vault keeps the rules that hold for any Markdown."""
    if dialect is None:
        return settings
    families = registry.families()
    foreign = {"links", "properties", "tags"}
    levels = {
        name: 0 if families.get(name) in foreign and settings.origins[name] == "default" else level
        for name, level in settings.levels.items()
    }
    return msgspec.structs.replace(settings, levels=levels)


def _matches() -> Callable[[Override, str], bool]:
    matchers: dict[tuple[str, ...], Callable[[str], bool]] = {}

    def matches(override: Override, path: str) -> bool:
        if override.files not in matchers:
            matchers[override.files] = exclude.matcher(override.files)
        return matchers[override.files](path)

    return matches
