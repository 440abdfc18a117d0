"""Findings become diagnostics: graded, silenced and sorted here and nowhere else."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from msgspec import structs

from vaultlint import registry
from vaultlint.baseline import put_aside
from vaultlint.engine import Found
from vaultlint.facts import NoteFacts, Reach, Suppression
from vaultlint.finding import Diagnostic, Finding, Severity
from vaultlint.project import Level, Override, Settings
from vaultlint.rule import Scope
from vaultlint.text import Span, Spans, Value, nearest

# One finding per cause: where a rule speaks, those that see the same defect are silent.
_SAME_NOTE = {
    "conflict-marker": frozenset(
        {"invalid-frontmatter", "duplicate-field", "duplicate-section", "unrendered-table"}
    ),
}
_SAME_PLACE = {
    "glued-link": frozenset(
        {
            *("broken-link", "unwritten-note", "bare-alias", "ambiguous-link", "self-link"),
            *("self-related", "duplicate-related", "unexplained-related"),
        }
    ),
    "self-related": frozenset({"self-link", "duplicate-related", "unexplained-related"}),
    "duplicate-related": frozenset({"unexplained-related"}),
    "bracketed-alias": frozenset({"taken-alias", "shared-alias", "text-list", "wrong-type"}),
    "text-list": frozenset({"inert-tag"}),
    # What a schema asks for speaks before the rules for any note.
    "wrong-type": frozenset({"text-list", "malformed-date", "unquoted-link"}),
    "forbidden-part": frozenset({"duplicate-section"}),
    "missing-created": frozenset({"malformed-date"}),
    "missing-link": frozenset({"missing-related"}),
    "malformed-date": frozenset({"future-date", "disagreeing-dates", "outdated-footer"}),
}

_LASTING = frozenset({"related", "dates"})
"""Families that say nothing of a note that belongs to a day: it is not to stay true."""

_STEADY = frozenset({"conflicting-figure", "contradicted-figure"})
"""Rules that say nothing of such a note, either; that its sums are wrong is said."""

LevelOf = Callable[[str, str], Level]
"""The level of a rule in a note."""


class Verdict(Value, frozen=True):
    """The diagnostics to report, sorted, how many findings a comment silenced, and those in the baseline."""

    diagnostics: tuple[Diagnostic, ...]
    suppressed: int
    failed: bool
    """Whether a rule raised: the run is not to be trusted."""
    aside: tuple[Diagnostic, ...] = ()


class NoteVerdict(Value, frozen=True):
    """What is to be said of one note, sorted, how many findings a comment silenced, those in the baseline."""

    diagnostics: tuple[Diagnostic, ...] = ()
    suppressed: int = 0
    aside: tuple[Diagnostic, ...] = ()


def finalise(
    found: Iterable[Found],
    notes: Mapping[str, NoteFacts],
    settings: Settings,
    reported: Callable[[str], bool],
    matches: Callable[[Override, str], bool],
    is_dated: Callable[[str], bool],
) -> dict[str, NoteVerdict]:
    """Return what to report of the findings in `found`, note by note: each depends on its own only.

    `reported` says whether a note's findings are wanted, `matches` whether an
    override is about a note, `is_dated` whether a note belongs to a day.
    """

    def level_of(rule: str, path: str) -> Level:
        return _level(rule, path, settings, matches)

    by_note = _graded(found, level_of, reported, is_dated)
    for path, facts in notes.items():
        if facts.suppressions and reported(path):
            by_note.setdefault(path, [])
    told: dict[str, NoteVerdict] = {}
    for path in sorted(by_note):
        diagnostics = _one_per_cause(by_note[path])
        suppressed = 0
        if path in notes and notes[path].suppressions:
            before = len(diagnostics)
            diagnostics, used = _suppress(diagnostics, notes[path].suppressions, settings.patterns)
            suppressed = before - len(diagnostics)
            diagnostics += _unused(notes[path], used, level_of, settings)
        diagnostics.sort(key=_order)
        new, aside = put_aside(diagnostics, settings.baseline, path)
        if diagnostics or suppressed:
            told[path] = NoteVerdict(tuple(new), suppressed, tuple(aside))
    return told


def summed_up(told: Mapping[str, NoteVerdict]) -> Verdict:
    """Return what is to be said of some notes together: what tells one problem of the vault is said once."""
    kept = _once(told[path].diagnostics for path in sorted(told))
    aside = _once(told[path].aside for path in sorted(told))
    suppressed = sum(one.suppressed for one in told.values())
    return Verdict(kept, suppressed, any(item.rule == registry.FAULT for item in (*kept, *aside)), aside)


def _once(told: Iterable[tuple[Diagnostic, ...]]) -> tuple[Diagnostic, ...]:
    kept: list[Diagnostic] = []
    known: set[tuple[str, str]] = set()
    for item in chain.from_iterable(told):
        if (item.rule, item.finding.once) not in known:
            kept.append(item)
        if item.finding.once:
            known.add((item.rule, item.finding.once))
    return tuple(kept)


def _order(item: Diagnostic) -> tuple[int, str, int]:
    return (item.finding.span.start, item.rule, item.finding.span.end)


def _graded(
    found: Iterable[Found],
    level_of: LevelOf,
    reported: Callable[[str], bool],
    is_dated: Callable[[str], bool],
) -> dict[str, list[Diagnostic]]:
    by_note: dict[str, list[Diagnostic]] = {}
    for rule, findings in found:
        family = registry.family_of(rule)
        for finding in findings:
            level = level_of(rule, finding.path)
            # What a schema asks is asked of every note that it is about.
            if (family in _LASTING or rule in _STEADY) and not finding.asked and is_dated(finding.path):
                continue
            if level and (not finding.path or reported(finding.path)):
                graded = Severity(min(level, finding.at_most or level))
                by_note.setdefault(finding.path, []).append(Diagnostic(rule, family, graded, finding))
    return by_note


def _level(rule: str, path: str, settings: Settings, matches: Callable[[Override, str], bool]) -> Level:
    if rule == registry.FAULT:
        return Severity.ERROR
    level = settings.levels.get(rule, 0)
    for override in settings.overrides:
        if rule in override.levels and matches(override, path):
            level = override.levels[rule]
    return level


def _one_per_cause(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    silent = {rule for item in diagnostics for rule in _SAME_NOTE.get(item.rule, ())}
    loud: dict[str, list[Span]] = {}
    for item in diagnostics:
        for rule in _SAME_PLACE.get(item.rule, ()):
            loud.setdefault(rule, []).extend((item.finding.span, *item.finding.also))
    if not silent and not loud:
        return list(diagnostics)
    places = {rule: Spans(spans) for rule, spans in loud.items()}

    def explained(item: Diagnostic, place: Span) -> bool:
        return item.rule in places and places[item.rule].covers(place.start)

    left = (_without(item, explained) for item in diagnostics if item.rule not in silent)
    return [item for item in left if item is not None]


def _without(item: Diagnostic, is_silent: Callable[[Diagnostic, Span], bool]) -> Diagnostic | None:
    """The diagnostic without the places that are silent, None when none is left."""
    places = (item.finding.span, *item.finding.also)
    left = [span for span in places if not is_silent(item, span)]
    if len(left) == len(places) or not left:
        return item if left else None
    return structs.replace(item, finding=structs.replace(item.finding, span=left[0], also=tuple(left[1:])))


def _suppress(
    diagnostics: Sequence[Diagnostic], suppressions: tuple[Suppression, ...], patterns: tuple[str, ...]
) -> tuple[list[Diagnostic], set[Suppression]]:
    """Drop what comments silence; return what is left, and the comments that were of use."""
    used: set[Suppression] = set()
    covering = _Covering(suppressions, patterns)

    def silenced(item: Diagnostic, place: Span) -> bool:
        found = [one for one in covering.at(place.start) if covering.silences(one, item.rule, place.start)]
        used.update(found)
        return bool(found)

    left = (item if item.rule == registry.FAULT else _without(item, silenced) for item in diagnostics)
    return [item for item in left if item is not None], used


class _Covering:
    """Which suppressions cover an offset, of many that reach over a line and few that reach further."""

    def __init__(self, suppressions: tuple[Suppression, ...], patterns: tuple[str, ...]) -> None:
        self._patterns = patterns
        self._far = [one for one in suppressions if one.reach in {Reach.RANGE, Reach.FILE}]
        near = [one for one in suppressions if one.reach in {Reach.LINE, Reach.NEXT_LINE}]
        self._near = sorted(near, key=lambda one: one.cover.start)
        self._starts = [one.cover.start for one in self._near]
        self._ends = [one for one in suppressions if one.reach == Reach.END and one.name]

    def at(self, offset: int) -> Iterator[Suppression]:
        """Yield the suppressions whose cover holds `offset`."""
        yield from (one for one in self._far if one.cover.covers(offset))
        index = bisect_right(self._starts, offset)
        while index and self._near[index - 1].cover.end > offset:
            index -= 1
            yield self._near[index]

    def silences(self, one: Suppression, rule: str, offset: int) -> bool:
        """Say whether a suppression that covers `offset` is about `rule` there."""
        if one.name:
            return rule in _rules_of(one.name, self._patterns)
        # A bare `disable` ends early for the rules that a later `enable` names.
        return not any(
            one.span.start < end.span.start <= offset and rule in _rules_of(end.name, self._patterns)
            for end in self._ends
        )


def _unused(
    facts: NoteFacts, used: set[Suppression], level_of: LevelOf, settings: Settings
) -> list[Diagnostic]:
    """Report the comments that silence nothing, or nothing that there is."""
    level = level_of("unused-suppression", facts.path)
    if not level:
        return []
    check = registry.load("unused-suppression").check
    found: list[Finding] = []
    narrowed = settings.narrowed
    for one in facts.suppressions:
        rules = _rules_of(one.name, settings.patterns)
        near = None if rules or not one.name else nearest(one.name, registry.names(settings.patterns))
        ran = _ran(rules, facts.path, level_of, narrowed) if one.name else not narrowed
        idle = ran and one not in used and one.reach != Reach.END
        found += check(facts.path, one, near, idle)
    return [Diagnostic("unused-suppression", "notes", Severity(level), finding) for finding in found]


def _ran(rules: tuple[str, ...], path: str, level_of: LevelOf, narrowed: bool) -> bool:
    """Whether so many of `rules` ran that a comment on them which silenced nothing is idle.

    The engine's own rules speak later than any comment. Of a family that the command
    line chose from, those that are on by default must have run.
    """
    specs = {rule: registry.load(rule).spec for rule in rules if rule in registry.families()}
    own = [rule for rule, spec in specs.items() if spec.scope is not Scope.ENGINE]
    if narrowed and len(own) > 1:
        return all(level_of(rule, path) for rule in own if specs[rule].on)
    return any(level_of(rule, path) for rule in rules if rule in own or rule not in specs)


@cache
def _rules_of(name: str, patterns: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return registry.expand((name,), patterns)
    except KeyError:
        return ()
