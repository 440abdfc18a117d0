"""Rules in, diagnostics out: runs what is on, then grades, silences and sorts."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from vaultlint import registry
from vaultlint.facts import NoteFacts, Suppression
from vaultlint.finding import Diagnostic, Finding, Severity
from vaultlint.note import Note
from vaultlint.project import Level, Override, Settings
from vaultlint.rule import ActiveRule, Scope
from vaultlint.text import Span, Value, nearest
from vaultlint.vault import Vault

Found = tuple[str, tuple[Finding, ...]]
"""A rule's name and its findings."""

_SAME_NOTE = {
    "conflict-marker": frozenset(
        {"invalid-frontmatter", "duplicate-field", "duplicate-section", "unrendered-table"}
    ),
}
_SAME_PLACE = {
    "glued-link": frozenset({"broken-link", "unwritten-note", "bare-alias", "ambiguous-link", "self-link"}),
    "bracketed-alias": frozenset({"taken-alias", "shared-alias"}),
}
"""One finding per cause: where a rule speaks, those that see the same defect are silent."""


class Analysis(Value, frozen=True):
    """What one note comes to on its own: pure, cacheable."""

    facts: NoteFacts
    findings: tuple[Found, ...]
    unread: bool = False


class Verdict(Value, frozen=True):
    """The diagnostics to report, sorted, and how many findings a comment silenced."""

    diagnostics: tuple[Diagnostic, ...]
    suppressed: int
    failed: bool
    """Whether a rule raised: the run is not to be trusted."""


def activate(settings: Settings) -> tuple[ActiveRule, ...]:
    """Return the rules that are on, with their options."""
    active = []
    for name in settings.active():
        rule = registry.load(name)
        options = rule.options(**settings.options.get(name, {})) if rule.options else None
        active.append(ActiveRule(rule, options))
    return tuple(active)


def analyse(note: Note, rules: Iterable[ActiveRule]) -> Analysis:
    """Run the note rules among `rules` on a note."""
    found = _run(rules, Scope.NOTE, note, note.path)
    return Analysis(note.facts, found, bool(note.unreadable))


def check_vault(vault: Vault, rules: Iterable[ActiveRule]) -> tuple[Found, ...]:
    """Run the vault rules among `rules`."""
    return _run(rules, Scope.VAULT, vault, "")


def _run(rules: Iterable[ActiveRule], scope: Scope, subject: object, path: str) -> tuple[Found, ...]:
    found: list[Found] = []
    for active in rules:
        if active.rule.spec.scope is scope:
            try:
                findings = tuple(active.run(subject))
            except Exception as error:  # A rule of anybody's may fail: the others go on.
                report = registry.load("internal-error").check
                found.append(("internal-error", tuple(report(path, active.rule.name, error))))
            else:
                if findings:
                    found.append((active.rule.name, findings))
    return tuple(found)


def finalise(
    found: Iterable[Found],
    notes: Mapping[str, NoteFacts],
    settings: Settings,
    reported: Callable[[str], bool],
    matches: Callable[[Override, str], bool],
) -> Verdict:
    """Grade, silence and sort findings: here and nowhere else.

    `reported` says whether a note's findings are wanted, `matches` whether an
    override is about a note.
    """
    by_note: dict[str, list[Diagnostic]] = {}
    for rule, findings in found:
        family = registry.families()[rule]
        for finding in findings:
            level = _level(rule, finding.path, settings, matches)
            if level and (not finding.path or reported(finding.path)):
                graded = Severity(min(level, finding.at_most or level))
                by_note.setdefault(finding.path, []).append(Diagnostic(rule, family, graded, finding))
    kept: list[Diagnostic] = []
    suppressed = 0
    failed = any(item.rule == "internal-error" for items in by_note.values() for item in items)
    with_comments = {path for path, facts in notes.items() if facts.suppressions and reported(path)}
    for path in sorted(by_note.keys() | with_comments):
        diagnostics = _one_per_cause(by_note.get(path, []))
        if path in with_comments:
            level = _level("unused-suppression", path, settings, matches)
            diagnostics, silenced = _suppress(diagnostics, notes[path], settings, level)
            suppressed += silenced
        kept += sorted(
            diagnostics, key=lambda item: (item.finding.span.start, item.rule, item.finding.span.end)
        )
    return Verdict(tuple(kept), suppressed, failed)


def _level(rule: str, path: str, settings: Settings, matches: Callable[[Override, str], bool]) -> Level:
    level = settings.levels.get(rule, 0)
    for override in settings.overrides:
        if rule in override.levels and matches(override, path):
            level = override.levels[rule]
    return level


def _one_per_cause(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    silent: set[str] = set()
    places: list[tuple[Span, frozenset[str]]] = []
    for item in diagnostics:
        silent |= _SAME_NOTE.get(item.rule, frozenset())
        if item.rule in _SAME_PLACE:
            places.append((item.finding.span, _SAME_PLACE[item.rule]))
    return [
        item
        for item in diagnostics
        if item.rule not in silent
        and not any(
            item.rule in rules and span.start < item.finding.span.end and item.finding.span.start < span.end
            for span, rules in places
        )
    ]


def _suppress(
    diagnostics: Sequence[Diagnostic], facts: NoteFacts, settings: Settings, level: Level
) -> tuple[list[Diagnostic], int]:
    """Drop what the note's comments silence; report the comments that silence nothing."""
    used: set[tuple[int, str]] = set()
    kept = []
    for item in diagnostics:
        places = [
            span for span in (item.finding.span, *item.finding.also) if not _silence(item, span, facts, used)
        ]
        if places:
            finding = item.finding
            moved = Finding(
                finding.path,
                places[0],
                finding.message,
                finding.help,
                tuple(places[1:]),
                finding.related,
                finding.at_most,
            )
            kept.append(Diagnostic(item.rule, item.family, item.severity, moved))
    silenced = len(diagnostics) - len(kept)
    if level:
        check = registry.load("unused-suppression").check
        for index, suppression in enumerate(facts.suppressions):
            unknown = {name: _near(name) for name in suppression.names if not _rules_of(name)}
            idle = _idle(index, suppression, used, settings)
            unused = check(facts.path, suppression, unknown, idle)
            kept += [
                Diagnostic("unused-suppression", "notes", Severity(level), finding) for finding in unused
            ]
    return kept, silenced


def _silence(item: Diagnostic, span: Span, facts: NoteFacts, used: set[tuple[int, str]]) -> bool:
    silenced = False
    for index, suppression in enumerate(facts.suppressions):
        if suppression.cover.covers(span.start):
            for name in suppression.names or ("",):
                if not name or item.rule in _rules_of(name):
                    used.add((index, name))
                    silenced = True
    return silenced


def _idle(
    index: int, suppression: Suppression, used: set[tuple[int, str]], settings: Settings
) -> tuple[str, ...]:
    """The names that silenced nothing although a rule of theirs ran."""
    if not suppression.names:
        return ("",) if (index, "") not in used and not settings.narrowed else ()
    return tuple(
        name
        for name in suppression.names
        if (index, name) not in used and any(settings.levels.get(rule) for rule in _rules_of(name))
    )


def _rules_of(name: str) -> frozenset[str]:
    try:
        return frozenset(registry.expand((name,)))
    except KeyError:
        return frozenset()


def _near(name: str) -> str:
    families = registry.families()
    return nearest(name, [*families, *families.values()])
