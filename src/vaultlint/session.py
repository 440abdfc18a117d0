"""One run over one vault: reads what is new, remembers the rest, asks the engine."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import chain

import msgspec
from msgspec import field

from vaultlint import cache, engine, exclude, registry, work
from vaultlint.discover import Files, find_dialect, find_files
from vaultlint.engine import Analysis
from vaultlint.facts import NoteFacts
from vaultlint.finalise import Verdict, finalise
from vaultlint.judge import Checks
from vaultlint.network import Network
from vaultlint.project import Dialect, Override, Settings
from vaultlint.rule import ActiveRule, Scope
from vaultlint.text import START, Value
from vaultlint.vault import Vault


class Request(Value, frozen=True):
    """What to check in the vault at `root`.

    `paths` are the files and folders to report on, from the root, `.` for all;
    `named` those of them that were named as files. `instead` has contents of notes
    that stand for those on disk; `today` is the day to judge by, YYYY-MM-DD.
    """

    root: str
    settings: Settings
    today: str
    paths: tuple[str, ...] = (".",)
    named: tuple[str, ...] = ()
    instead: dict[str, bytes] = field(default_factory=dict)
    jobs: int = 1
    cache: bool = True


class Result(Value, frozen=True):
    """What came of it. `checked` are the notes reported on, `left_alone` others with the reason.

    The `network` tells which entities the notes are, None without schemas.
    """

    verdict: Verdict
    checked: tuple[str, ...]
    left_alone: dict[str, str]
    files: Files
    vault: Vault
    dialect: Dialect | None = None
    network: Network | None = None
    unsettled: dict[str, bytes] = field(default_factory=dict)


Progress = Callable[[int, int], None]
"""Told how many notes of how many have been read."""


def run(request: Request, progress: Progress) -> Result:
    """Check a vault."""
    started = cache.now()
    files = find_files(request.root)
    for path in request.instead:
        files.notes.setdefault(path, (0, 0, 0, 0))
    ignored = exclude.git_ignores(request.root, files)
    choice = exclude.choose(request.root, files, request.settings, ignored)
    left_alone = {path: why for path, why in choice.left_alone.items() if path not in request.named}
    dialect = find_dialect(request.root, files)
    settings = _for_dialect(request.settings, dialect)
    rules = engine.activate(settings)
    to_read = [path for path in files.notes if path not in choice.unread or path not in left_alone]
    entries = _entries(request, files, to_read, rules, started, progress)
    decoder = msgspec.msgpack.Decoder(Analysis)
    analyses = {path: decoder.decode(entry.analysis) for path, entry in entries.items()}
    left_alone = _no_prose(request, analyses) | left_alone
    vault = _vault(
        files, analyses, left_alone, choice.daily_folder, ignored, date.fromisoformat(request.today)
    )
    network = _network(request, vault, analyses)
    wanted = _wanted(request.paths)
    reported = tuple(path for path in files.notes if path not in left_alone and wanted(path))
    return Result(
        _verdict(vault, network, analyses, rules, settings, reported),
        reported,
        {path: why for path, why in sorted(left_alone.items()) if wanted(path)},
        files,
        vault,
        dialect,
        network,
        cache.unsettled(
            request.root, files, {path: entry.digest for path, entry in entries.items()}, started
        ),
    )


def _no_prose(request: Request, analyses: Mapping[str, Analysis]) -> dict[str, str]:
    """The notes that are none, as their text tells."""
    included = exclude.matcher(request.settings.include)
    found = {}
    for path, analysis in analyses.items():
        facts = analysis.facts
        if (facts.template or facts.drawing) and path not in request.named and not included(path):
            found[path] = "a template" if facts.template else "an Excalidraw drawing"
    return found


def _vault(
    files: Files,
    analyses: Mapping[str, Analysis],
    left_alone: Mapping[str, str],
    daily_folder: str,
    ignored: Callable[[str], bool],
    today: date,
) -> Vault:
    notes = {path: analysis.facts for path, analysis in analyses.items()}
    notes |= {path: NoteFacts(path, START) for path in files.notes if path not in notes}
    return Vault(
        notes,
        files.others,
        (path for path in files.notes if path not in left_alone),
        unread=(path for path in notes if path not in analyses or _is_closed(analyses[path])),
        daily_folder=daily_folder,
        ignored=ignored,
        today=today,
    )


def _is_closed(analysis: Analysis) -> bool:
    """Whether a note's headings and blocks cannot be told: a drawing keeps its parts in a code of its own."""
    return analysis.unread or analysis.facts.drawing or analysis.facts.path.endswith(".excalidraw.md")


def _verdict(
    vault: Vault,
    network: Network | None,
    analyses: Mapping[str, Analysis],
    rules: tuple[ActiveRule, ...],
    settings: Settings,
    reported: tuple[str, ...],
) -> Verdict:
    own = (analyses[path].findings for path in reported)
    asked: tuple[engine.Found, ...] = ()
    if network is not None:
        judged = {
            note.path: analyses[note.path].judgement for note in vault.checked() if note.path in analyses
        }
        asked = engine.check_network(network, judged, Checks(settings.schemas, rules, Scope.NETWORK))
    found = chain(asked, engine.check_vault(vault, rules), *own)
    return finalise(found, vault.notes, settings, frozenset(reported).__contains__, _matches())


def _network(request: Request, vault: Vault, analyses: Mapping[str, Analysis]) -> Network | None:
    """The notes as the schemas see them, None where there are no schemas."""
    schemas = request.settings.schemas
    if not schemas.entities:
        return None
    judged = {path: one.judgement for path, one in analyses.items() if not one.unread}
    return Network(
        vault,
        schemas,
        {path: one.kinds for path, one in judged.items()},
        {path: one.asked for path, one in judged.items()},
    )


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
    key = cache.digest(cache.program(), repr(names), msgspec.msgpack.encode(schemas))
    kept = cache.load_analyses(request.root, key) if request.cache else {}
    current = {
        path: kept[path] for path in to_read if path in kept and _is_current(kept[path], request, path, files)
    }
    stale = tuple(path for path in to_read if path not in current)
    for done in work.analyse(work.Work(request.root, stale, names, schemas, request.instead), request.jobs):
        settled = cache.is_settled(files.notes[done.path], started)
        entry = cache.Entry(files.notes[done.path], done.digest, settled, msgspec.Raw(done.analysis))
        current[done.path] = entry
        progress(len(current), len(to_read))
    if request.cache and not request.instead and (stale or len(current) != len(kept)):
        cache.save_analyses(request.root, key, current)
    return {path: current[path] for path in to_read}


def _is_current(entry: cache.Entry, request: Request, path: str, files: Files) -> bool:
    if path in request.instead or entry.stamp != files.notes[path]:
        return False
    return entry.settled or cache.file_digest(f"{request.root}/{path}") == entry.digest
