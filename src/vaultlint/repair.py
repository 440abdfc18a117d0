"""Fixes a vault, round after round, until nothing is left to fix. Writes nothing."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import structs

from vaultlint import cache, engine, work
from vaultlint.disk import read_note
from vaultlint.finding import Diagnostic
from vaultlint.fix import may_fix
from vaultlint.mending import Job, Task, outcomes
from vaultlint.project import Settings
from vaultlint.request import Request
from vaultlint.session import Result
from vaultlint.text import Value

ROUNDS = 10
"""Rounds after which fixes that still undo each other are ours to mend."""

Key = tuple[str, str, str]
"""What a finding is known by while its place moves: path, rule, message."""


class Content(Value, frozen=True):
    """A note's bytes as they were read, and as they are to be."""

    read: bytes
    fixed: bytes


class Repair(Value, frozen=True):
    """What fixing came to: the last look at the vault, and the notes that it would change.

    `rejected` fixes did not do what they declare: mistakes of ours, each with what is
    wrong. `uncovered` are findings in fixed notes that a defect had hidden. `troubles` are
    notes that were not mended, with the reason.
    """

    result: Result
    contents: Mapping[str, Content]
    fixed: tuple[Diagnostic, ...]
    rejected: tuple[tuple[Diagnostic, str], ...]
    uncovered: tuple[Diagnostic, ...]
    troubles: Mapping[str, str]


def repair(request: Request, look: Callable[[Request], Result], *, unsafe: bool) -> Repair:
    """Fix what can be fixed of what is reported; `look` checks the vault with given contents of notes."""
    first = look(request)
    rejected: dict[Key, tuple[Diagnostic, str]] = {}
    while True:
        blamed = len(rejected)
        found = _attempt(request, first, look, unsafe, rejected)
        if len(rejected) == blamed or not found.fixed:
            return found
        # A fix was found out later: all begins anew without it, so that nothing of it stays.


def _attempt(
    request: Request,
    first: Result,
    look: Callable[[Request], Result],
    unsafe: bool,
    rejected: dict[Key, tuple[Diagnostic, str]],
) -> Repair:
    notes = _Notes(request, first)
    result, fixed = first, list[Diagnostic]()
    for _ in range(ROUNDS):
        known = len(rejected)
        wanted = _wanted(result, request.settings, unsafe, rejected)
        applied = list(notes.fix(wanted, rejected))
        if not applied and len(rejected) == known:
            break
        fixed += applied
        now = look(structs.replace(request, instead=notes.contents()))
        _blame_what_stays(result, now, applied, rejected)
        result = now
    else:
        rejected |= {_key(item): (item, "it is never done") for item in applied}
    contents = {path: one for path, one in notes.changed.items() if one.read != one.fixed}
    hidden = _uncovered(first, result, contents)
    troubles = {path: why for path, why in notes.troubles.items() if path not in contents}
    return Repair(result, contents, tuple(fixed), tuple(rejected.values()), hidden, troubles)


def _key(item: Diagnostic) -> Key:
    return item.finding.path, item.rule, item.finding.message


def _wanted(
    result: Result, settings: Settings, unsafe: bool, rejected: Mapping[Key, object]
) -> dict[str, list[Diagnostic]]:
    """The findings to fix, by note."""
    found: dict[str, list[Diagnostic]] = {}
    for item in result.verdict.diagnostics:
        if may_fix(item, settings, unsafe=unsafe) and _key(item) not in rejected:
            found.setdefault(item.finding.path, []).append(item)
    return found


def _blame_what_stays(
    before: Result, after: Result, applied: Sequence[Diagnostic], rejected: dict[Key, tuple[Diagnostic, str]]
) -> None:
    """Reject the fixes whose findings are still there."""
    had, has = (Counter(map(_key, one.verdict.diagnostics)) for one in (before, after))
    done = Counter(map(_key, applied))
    for item in applied:
        if has[_key(item)] > had[_key(item)] - done[_key(item)]:
            rejected[_key(item)] = (item, "the finding stays")


def _uncovered(before: Result, after: Result, contents: Mapping[str, Content]) -> tuple[Diagnostic, ...]:
    """What is said of fixed notes by rules that said less of them before."""
    had, has = (
        Counter((one.finding.path, one.rule) for one in result.verdict.diagnostics)
        for result in (before, after)
    )
    known = set(map(_key, before.verdict.diagnostics))
    return tuple(
        one
        for one in after.verdict.diagnostics
        if one.finding.path in contents
        and _key(one) not in known
        and has[one.finding.path, one.rule] > had[one.finding.path, one.rule]
    )


class _Notes:
    """The notes while they are being fixed."""

    def __init__(self, request: Request, first: Result) -> None:
        self._request = request
        self._digests = first.digests
        self._rules = work.names(engine.activate(request.settings))
        self.changed: dict[str, Content] = {}
        self.troubles: dict[str, str] = {}

    def contents(self) -> dict[str, bytes]:
        """Return the contents that stand for files."""
        return self._request.instead | {path: one.fixed for path, one in self.changed.items()}

    def fix(
        self, wanted: Mapping[str, Sequence[Diagnostic]], rejected: dict[Key, tuple[Diagnostic, str]]
    ) -> Iterator[Diagnostic]:
        """Apply the fixes of findings, by note; yield those that were."""
        wanted = {path: items for path, items in wanted.items() if path not in self.troubles}
        contents = {path: self.changed.get(path) or self._read(path) for path in wanted}
        known = {path: content for path, content in contents.items() if content is not None}
        tasks = tuple(
            Task(path, content.fixed, tuple(item.finding.fix for item in wanted[path] if item.finding.fix))
            for path, content in known.items()
        )
        settings = self._request.settings
        job = Job(tasks, self._rules, settings.levels, settings.schemas, settings.words)
        for task, outcome in zip(tasks, outcomes(job, self._request.jobs), strict=True):
            items = wanted[task.path]
            for index, fault in outcome.refused:
                rejected[_key(items[index])] = (items[index], fault)
            if outcome.trouble:
                self.troubles[task.path] = outcome.trouble
            if outcome.applied:
                self.changed[task.path] = Content(known[task.path].read, outcome.fixed)
                yield from (items[index] for index in outcome.applied)

    def _read(self, path: str) -> Content | None:
        """A note's bytes, None if they are no longer those in which the findings are."""
        source = self._request.instead.get(path)
        if source is None:
            try:
                source = read_note(f"{self._request.root}/{path}")
            except OSError:
                return None
        return Content(source, source) if cache.digest(source) == self._digests.get(path) else None
