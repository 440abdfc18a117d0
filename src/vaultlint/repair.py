"""Fixes a vault, round after round, until nothing is left to fix. Writes nothing."""

from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import structs

from vaultlint import cache, engine, oracle, work
from vaultlint.engine import Examiner
from vaultlint.finding import Changes, Diagnostic, Severity
from vaultlint.fix import Mended, may_fix, mend
from vaultlint.parse import parse
from vaultlint.project import Settings
from vaultlint.request import Request
from vaultlint.session import Result
from vaultlint.text import Span, Value

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
    wrong. `uncovered` are findings in fixed notes that a defect had hidden.
    """

    result: Result
    contents: Mapping[str, Content]
    fixed: tuple[Diagnostic, ...]
    rejected: tuple[tuple[Diagnostic, str], ...]
    uncovered: tuple[Diagnostic, ...]


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
        applied = [item for path, items in wanted.items() for item in notes.fix(path, items, rejected)]
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
    return Repair(result, contents, tuple(fixed), tuple(rejected.values()), hidden)


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
        rules = engine.activate(request.settings)
        self._examiner = Examiner(rules, request.settings.schemas)
        self._lexicon = work.lexicon_for(rules, request.settings.words)
        self.changed: dict[str, Content] = {}

    def contents(self) -> dict[str, bytes]:
        """Return the contents that stand for files."""
        return self._request.instead | {path: one.fixed for path, one in self.changed.items()}

    def fix(
        self,
        path: str,
        items: Sequence[Diagnostic],
        rejected: dict[Key, tuple[Diagnostic, str]],
        *,
        keep: bool = True,
    ) -> list[Diagnostic]:
        """Apply the fixes of findings in one note; return those that were. Without `keep` it is a trial."""
        content = self.changed.get(path) or self._read(path)
        if content is None:
            return []
        text = content.fixed.decode("utf-8-sig")
        fixes = [item.finding.fix for item in items if item.finding.fix]
        mended = mend(text, fixes, _judge)
        edits = (edit for index in mended.applied for edit in fixes[index].edits)
        marked = content.fixed.startswith(BOM_UTF8) and all(edit.span.start >= 0 for edit in edits)
        for index, fault in mended.refused:
            rejected[_key(items[index])] = (items[index], fault)
        fixed = BOM_UTF8 * marked + mended.text.encode()
        worse = self._worse(path, content.fixed, fixed, mended) if mended.applied else ""
        if worse and len(mended.applied) > 1:
            # One of them is to blame: each is tried alone, and the others in the next round.
            for index in mended.applied:
                self.fix(path, [items[index]], rejected, keep=False)
        if worse:
            guilty = [index for index in mended.applied if _key(items[index]) in rejected]
            rejected |= {_key(items[index]): (items[index], worse) for index in guilty or mended.applied}
        if worse or not keep:
            return []
        self.changed[path] = Content(content.read, fixed)
        return [items[index] for index in mended.applied]

    def _read(self, path: str) -> Content | None:
        """A note's bytes, None if they are no longer those in which the findings are."""
        source = self._request.instead.get(path)
        if source is None:
            try:
                with open(f"{self._request.root}/{path}", "rb") as file:
                    source = file.read()
            except OSError:
                return None
        return Content(source, source) if cache.digest(source) == self._digests.get(path) else None

    def _worse(self, path: str, before: bytes, after: bytes, mended: Mended) -> str:
        """The first error that a note rule finds on the edited spans and did not find before."""
        had = {(rule, message) for rule, message, _ in self._errors(path, before)}
        for rule, message, span in self._errors(path, after):
            touched = any(span.start <= one.end and one.start <= span.end for one in mended.spans)
            if touched and (rule, message) not in had:
                return f"it brings `{rule}`: {message}"
        return ""

    def _errors(self, path: str, source: bytes) -> Iterable[tuple[str, str, Span]]:
        found = self._examiner.analyse(parse(path, source, self._lexicon)).findings
        levels = self._request.settings.levels
        for rule, findings in found:
            if levels.get(rule, Severity.ERROR) >= Severity.ERROR:
                yield from ((rule, one.message, one.span) for one in findings)


def _judge(before: str, after: str, touched: Mapping[int, str], changes: Changes) -> str:
    return oracle.difference(oracle.view(before), oracle.view(after), touched, changes)
