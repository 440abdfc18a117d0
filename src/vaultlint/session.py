"""One run over one vault: reads what is new, remembers the rest, asks the engine."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from itertools import chain

import msgspec
from msgspec import field

from vaultlint import cache, engine, exclude, registry
from vaultlint.discover import Files, find_dialect, find_files
from vaultlint.engine import Analysis, Verdict
from vaultlint.facts import NoteFacts
from vaultlint.parse import parse, unreadable
from vaultlint.project import Dialect, Override, Settings
from vaultlint.rule import ActiveRule
from vaultlint.text import START, Value
from vaultlint.vault import Vault

_WORTH_A_PROCESS = 300
"""Stale notes from which on a second process starts faster than it costs."""


class Request(Value, frozen=True):
    """What to check in the vault at `root`.

    `paths` are the files and folders to report on, from the root, `.` for all;
    `named` those of them that were named as files. `stdin` is the path and content
    of a note that stands for the one on disk.
    """

    root: str
    settings: Settings
    paths: tuple[str, ...] = (".",)
    named: tuple[str, ...] = ()
    stdin: tuple[str, bytes] | None = None
    jobs: int = 1
    cache: bool = True


class Result(Value, frozen=True):
    """What came of it. `checked` are the notes reported on, `left_alone` others with the reason."""

    verdict: Verdict
    checked: tuple[str, ...]
    left_alone: dict[str, str]
    files: Files
    vault: Vault
    dialect: Dialect | None = None
    unsettled: dict[str, bytes] = field(default_factory=dict)
    stdin: dict[str, bytes] = field(default_factory=dict)


Progress = Callable[[int, int], None]
"""Told how many notes of how many have been read."""


def run(request: Request, progress: Progress) -> Result:
    """Check a vault."""
    started = cache.now()
    files = find_files(request.root)
    if request.stdin:
        files.notes.setdefault(request.stdin[0], (0, 0, 0, 0))
    ignored = exclude.git_ignores(request.root, files)
    choice = exclude.choose(request.root, files, request.settings, ignored)
    for path in (*request.named, *(request.stdin or ())[:1]):
        choice.left_alone.pop(str(path), None)
    dialect = find_dialect(request.root, files)
    rules = engine.activate(_for_dialect(request.settings, dialect))
    to_read = [path for path in files.notes if path not in choice.unread or path not in choice.left_alone]
    analyses, digests = _analyses(request, files, to_read, rules, started)
    notes = {path: analysis.facts for path, analysis in analyses.items()}
    notes |= {path: NoteFacts(path, START) for path in files.notes if path not in notes}
    forms = {
        path: "a template" for path, facts in notes.items() if facts.template and path not in request.named
    }
    forms = {path: why for path, why in forms.items() if not exclude.matcher(request.settings.include)(path)}
    left_alone = forms | choice.left_alone
    checked = [path for path in files.notes if path not in left_alone]
    vault = Vault(
        notes,
        files.others,
        checked,
        unread=(path for path in notes if path not in analyses or analyses[path].unread),
        daily_folder=choice.daily_folder,
        ignored=ignored,
    )
    wanted = _wanted(request.paths)
    reported = frozenset(path for path in checked if wanted(path))
    found = chain(
        engine.check_vault(vault, rules), *(analyses[path].findings for path in reported if path in analyses)
    )
    settings = _for_dialect(request.settings, dialect)
    verdict = engine.finalise(found, notes, settings, reported.__contains__, _matches())
    fresh = cache.unsettled(request.root, files, digests, started)
    aside = {path: why for path, why in sorted(left_alone.items()) if wanted(path)}
    return Result(
        verdict,
        tuple(sorted(reported)),
        aside,
        files,
        vault,
        dialect,
        fresh,
        dict([request.stdin] if request.stdin else []),
    )


def _for_dialect(settings: Settings, dialect: Dialect | None) -> Settings:
    """Another program's vault keeps the rules that hold for any Markdown."""
    if dialect is None:
        return settings
    families = registry.families()
    foreign = {"links", "properties", "tags"}
    levels = {
        name: 0 if families[name] in foreign and settings.origins[name] == "default" else level
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


def _analyses(
    request: Request, files: Files, to_read: list[str], rules: tuple[ActiveRule, ...], started: int
) -> tuple[dict[str, Analysis], dict[str, bytes]]:
    """Return every note's analysis, and the digests of the contents that were looked at."""
    key = cache.digest(
        cache.program(), msgspec.msgpack.encode([(one.rule.name, repr(one.options)) for one in rules])
    )
    kept = cache.load_analyses(request.root, key) if request.cache else {}
    entries: dict[str, cache.Entry] = {}
    stale = []
    for path in to_read:
        entry = kept.get(path)
        if entry is not None and _is_current(entry, request, path, files):
            entries[path] = entry
        else:
            stale.append(path)
    for path, digest, encoded in _fresh(request, stale, rules):
        settled = cache.is_settled(files.notes[path], started)
        entries[path] = cache.Entry(files.notes[path], digest, settled, msgspec.Raw(encoded))
    if request.cache and request.stdin is None and (stale or len(entries) != len(kept)):
        cache.save_analyses(request.root, key, entries)
    decoder = msgspec.msgpack.Decoder(Analysis)
    analyses = {path: decoder.decode(entries[path].analysis) for path in sorted(entries)}
    return analyses, {path: entry.digest for path, entry in entries.items()}


def _is_current(entry: cache.Entry, request: Request, path: str, files: Files) -> bool:
    if request.stdin is not None and path == request.stdin[0]:
        return False
    if entry.stamp != files.notes[path]:
        return False
    return entry.settled or cache.file_digest(f"{request.root}/{path}") == entry.digest


def _fresh(
    request: Request, stale: list[str], rules: tuple[ActiveRule, ...]
) -> Iterator[tuple[str, bytes, bytes]]:
    """Analyse notes, in several processes where that pays; order does not matter."""
    instead = dict([request.stdin]) if request.stdin else {}
    jobs = min(request.jobs, len(stale) // _WORTH_A_PROCESS + 1)
    if jobs < 2:
        yield from _work(request.root, stale, _names(rules), instead)
        return
    size = max(1, min(200, len(stale) // (jobs * 4)))
    chunks = [stale[start : start + size] for start in range(0, len(stale), size)]
    with ProcessPoolExecutor(jobs) as pool:
        futures = [pool.submit(_work_list, request.root, chunk, _names(rules), instead) for chunk in chunks]
        for future in futures:
            yield from future.result()


def _names(rules: Iterable[ActiveRule]) -> tuple[tuple[str, object], ...]:
    return tuple((active.rule.name, active.options) for active in rules)


def _work_list(
    root: str, paths: list[str], rules: tuple[tuple[str, object], ...], instead: Mapping[str, bytes]
) -> list[tuple[str, bytes, bytes]]:
    return list(_work(root, paths, rules, instead))


def _work(
    root: str, paths: list[str], rules: tuple[tuple[str, object], ...], instead: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield path, digest of the content and encoded analysis of each note."""
    active = tuple(ActiveRule(registry.load(name), options) for name, options in rules)
    encoder = msgspec.msgpack.Encoder()
    for path in paths:
        source = instead.get(path)
        try:
            if source is None:
                with open(f"{root}/{path}", "rb") as file:
                    source = file.read()
        except OSError as error:
            note = unreadable(path, (error.strerror or str(error)).lower())
            yield path, b"", encoder.encode(engine.analyse(note, active))
        else:
            yield path, cache.digest(source), encoder.encode(engine.analyse(parse(path, source), active))
