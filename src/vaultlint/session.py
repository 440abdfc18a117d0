"""One run over one vault: reads what is new, remembers the rest, asks the engine."""

from collections.abc import Callable, Collection, Iterable, Mapping

import msgspec
from msgspec import field

from vaultlint import cache, engine, exclude, registry, work
from vaultlint.change import Change
from vaultlint.consequences import consequences
from vaultlint.discover import Files, find_dialect, find_files
from vaultlint.engine import Analysis, Found
from vaultlint.facts import is_note
from vaultlint.finalise import Verdict, finalise
from vaultlint.network import Network
from vaultlint.project import Dialect, Override, Settings
from vaultlint.request import Request
from vaultlint.rule import ActiveRule
from vaultlint.scene import Scene, findings, show
from vaultlint.text import Value
from vaultlint.vault import Past, Vault


class Result(Value, frozen=True):
    """What came of it. `checked` are the notes reported on, `left_alone` others with the reason.

    The `network` tells which entities the notes are, None without schemas; `digests`
    are those of the contents that were read.
    """

    verdict: Verdict
    checked: tuple[str, ...]
    left_alone: dict[str, str]
    files: Files
    vault: Vault
    dialect: Dialect | None = None
    network: Network | None = None
    unsettled: dict[str, bytes] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)


_UNKNOWN = (0, 0, 0, 0)
"""The stamp of a note that does not lie on the disk."""

Progress = Callable[[int, int], None]
"""Told how many notes of how many have been read."""


def run(request: Request, progress: Progress) -> Result:
    """Check a vault."""
    started = cache.now()
    files = _with_change(find_files(request.root), request)
    dialect = find_dialect(request.root, files)
    settings = _for_dialect(request.settings, dialect)
    rules = engine.activate(settings)
    choice = exclude.choose(request.root, files, settings)
    to_read = [path for path in files.notes if path not in choice.unread or path in request.named]
    entries = _entries(request, files, to_read, rules, started, progress)
    decoder = msgspec.msgpack.Decoder(Analysis)
    analyses = {path: decoder.decode(entry.analysis) for path, entry in entries.items()}
    before = _before(request, files, analyses, rules)
    past = Past(before.vault, request.change.moved) if before and request.change else None
    digests = {path: entry.digest for path, entry in entries.items()}
    scene = show(request, files, choice, analyses, past)
    wanted, final = _wanted(request.paths), _final(settings)
    reported = tuple(
        path for path in sorted(scene.vault.notes) if path not in scene.left_alone and wanted(path)
    )
    if request.change is None:
        verdict = final(findings(scene, rules, settings), scene, reported)
    elif before is None:
        verdict, reported = Verdict((), 0, False), ()
    else:
        was, now = ((one, tuple(findings(one, rules, settings))) for one in (before, scene))
        verdict, reported = _caused(request.change, reported, was, now, final)
    return Result(
        verdict,
        reported,
        {path: why for path, why in sorted(scene.left_alone.items()) if wanted(path)},
        files,
        scene.vault,
        dialect,
        scene.network,
        cache.unsettled(request.root, files, digests, started),
        digests,
    )


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
    return msgspec.structs.replace(files, notes=dict(sorted(notes.items())), others=tuple(sorted(others)))


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
    was = msgspec.structs.replace(files, notes=notes, others=tuple(sorted(others)))
    decoder = msgspec.msgpack.Decoder(Analysis)
    task = work.Work(
        request.root, tuple(then), work.names(rules), request.settings.schemas, then, request.settings.words
    )
    read = {done.path: decoder.decode(done.analysis) for done in work.analyse(task, request.jobs)}
    known = {path: analyses[path] for path in same if path in analyses}
    choice = exclude.choose(request.root, was, request.settings)
    return show(request, was, choice, dict(sorted((known | read).items())))


Final = Callable[[Iterable[Found], Scene, Collection[str]], Verdict]
"""Makes a verdict on some notes of a scene."""


def _final(settings: Settings) -> Final:
    matches = _matches()

    def final(found: Iterable[Found], scene: Scene, reported: Collection[str]) -> Verdict:
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
    own, elsewhere = final(found, scene, touched), final(found, scene, others)
    known = final(found_before, before, others).diagnostics
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


def _wanted(paths: tuple[str, ...]) -> Callable[[str], bool]:
    if "." in paths:
        return lambda path: True
    folders = tuple(path + "/" for path in paths)
    files = frozenset(paths)
    return lambda path: path in files or path.startswith(folders)


def _matches() -> Callable[[Override, str], bool]:
    matchers: dict[tuple[str, ...], Callable[[str], bool]] = {}

    def matches(override: Override, path: str) -> bool:
        if override.files not in matchers:
            matchers[override.files] = exclude.matcher(override.files)
        return matchers[override.files](path)

    return matches


def _entries(
    request: Request,
    files: Files,
    to_read: list[str],
    rules: tuple[ActiveRule, ...],
    started: int,
    progress: Progress,
) -> dict[str, cache.Entry]:
    """Return an entry for each note: from the cache where its file is as it was, otherwise made now."""
    names = work.names(rules)
    schemas = request.settings.schemas
    words = request.settings.words
    key = cache.digest(
        cache.program(), repr(names), msgspec.msgpack.encode(schemas), repr(sorted(words.items()))
    )
    kept = cache.load_analyses(request.root, key) if request.cache else {}
    current = {
        path: kept[path] for path in to_read if path in kept and _is_current(kept[path], request, path, files)
    }
    stale = tuple(path for path in to_read if path not in current)
    for done in work.analyse(
        work.Work(request.root, stale, names, schemas, request.instead, words), request.jobs
    ):
        settled = cache.is_settled(files.notes[done.path], started)
        entry = cache.Entry(files.notes[done.path], done.digest, settled, msgspec.Raw(done.analysis))
        current[done.path] = entry
        progress(len(current), len(to_read))
    # What a change leaves out is still there for the next run.
    hidden = request.change.hidden.intersection(kept) if request.change else ()
    if request.cache and not request.instead and (stale or len(current) + len(hidden) != len(kept)):
        cache.save_analyses(request.root, key, current | {path: kept[path] for path in hidden})
    return {path: current[path] for path in to_read}


def _is_current(entry: cache.Entry, request: Request, path: str, files: Files) -> bool:
    if path in request.instead or entry.stamp != files.notes[path]:
        return False
    return entry.settled or cache.file_digest(f"{request.root}/{path}") == entry.digest
