"""An overview as a note for the vault itself: tables with wikilinks, and nothing that would be a finding."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from vaultlint.overview.health import Health, health
from vaultlint.overview.parts import Overview, Target
from vaultlint.place import stem
from vaultlint.report.overview_words import share, summary
from vaultlint.report.text import visible
from vaultlint.text import fold_name
from vaultlint.vault import Vault

_PLAIN = re.compile(r"[^\W_](?:[^\W_]|[ _.,'’&+()/–-](?!$))*")
"""Paths that mean nothing but themselves in a wikilink, a table's cell, and to whatever reads Markdown."""

_ROWS = 20
_BACKTICKS = re.compile("`+")

Link = Callable[[str], str]
"""Writes a note's path as a link that opens it from any folder, or as code where there is none."""


def note(overview: Overview, vault: Vault) -> str:
    """Return the note; its links are written for the vault that it is to lie in."""

    def link(path: str) -> str:
        is_one_of_many = len(vault.names.get(fold_name(stem(path)), ())) > 1
        if path not in vault.notes or not _PLAIN.fullmatch(path) or (is_one_of_many and "/" not in path):
            return code(path)
        return f"[[{path[:-3]}]]" if is_one_of_many else vault.link_text(path, "")

    parts = (_head, _health, _rules, _figures, _age, _missing, _web)
    return "".join(f"{line}\n" for part in parts for line in part(overview, link))


def code(text: str) -> str:
    """Return a text as code that also holds in a table's cell."""
    shown = " ".join(visible(text).split()) or " "
    fence = "`" * (1 + max((len(found) for found in _BACKTICKS.findall(shown)), default=0))
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}".replace("|", "\\|")


def _head(overview: Overview, link: Link) -> Iterator[str]:
    yield from ("---", "vaultlint: report", "---", "")
    yield f"# Vault report of {overview.day}"
    yield from ("", summary(overview))


def _health(overview: Overview, link: Link) -> Iterator[str]:
    if overview.sorted_by:
        groups = health(overview, lambda one: one.kinds or ("",))
        yield from _section(f"Health by {overview.sorted_by}", _health_table(overview.sorted_by, groups))
    groups = health(overview, lambda one: (one.folder.partition("/")[0],))
    yield from _section("Health by folder", _health_table("folder", groups))


def _health_table(noun: str, groups: Sequence[Health]) -> Iterator[str]:
    heads = (noun.capitalize(), "Notes", "With errors", "With warnings", "Nothing found")
    rows = (
        (
            code(one.name) if one.name else f"no {noun}",
            _number(one.notes),
            _number(one.errors),
            _number(one.warnings),
            code(share(one.clean, one.notes)),
        )
        for one in groups
    )
    return _table(heads, rows, len(groups))


def _rules(overview: Overview, link: Link) -> Iterator[str]:
    counts = Counter(problem.rule for problem in overview.problems)
    notes = {rule: {one.path for one in overview.problems if one.rule == rule} for rule in counts}
    summaries = {rule.name: rule.summary for rule in overview.rules}
    order = sorted(counts, key=lambda rule: (-counts[rule], rule))
    rows = (
        (code(one), _number(counts[one]), _number(len(notes[one])), _cell(summaries[one])) for one in order
    )
    heads = ("Rule", "Findings", "Notes", "What it finds")
    yield from _section("Findings by rule", _table(heads, rows, len(order)))


def _figures(overview: Overview, link: Link) -> Iterator[str]:
    def lines() -> Iterator[str]:
        for clash in overview.clashes[:_ROWS]:
            yield f"- {code(clash.problem.message)}"
            for side in clash.sides:
                words = code(f"{side.before}{side.value}{side.after}")
                yield f"  - {link(side.path)}, line {side.line}: {words}"
        yield from _rest(len(overview.clashes))

    yield from _section("Figures that contradict each other", lines())


def _age(overview: Overview, link: Link) -> Iterator[str]:
    dated = [one for one in overview.notes if one.date]
    order = sorted(dated, key=lambda one: (-one.age, -one.incoming, one.path))
    rows = ((link(one.path), code(one.date), _number(one.age), _number(one.incoming)) for one in order)
    heads = ("Note", "Newest date", "Days ago", "Linked by")
    yield from _section("Oldest notes", _table(heads, rows, len(order)))


def _missing(overview: Overview, link: Link) -> Iterator[str]:
    wanted = [one for one in overview.targets if one.miss == "unwritten"]
    rows = ((code(one.name), _number(len(one.sources)), _links(one, link)) for one in wanted)
    heads = ("Name", "Notes that link to it", "Such as")
    yield from _section("Most wanted", _table(heads, rows, len(wanted)))
    broken = [one for one in overview.targets if one.miss != "unwritten"]
    rows = ((code(one.name), ", ".join(map(link, one.near[:2])) or "–", _links(one, link)) for one in broken)
    yield from _section("Broken", _table(("Name", "What may be meant", "Linked from"), rows, len(broken)))


def _links(target: Target, link: Link) -> str:
    return ", ".join(link(source.path) for source in target.sources[:3])


def _web(overview: Overview, link: Link) -> Iterator[str]:
    weak = overview.weak
    rows = ((link(one.path), _number(one.apart)) for one in weak.joints)
    heads = ("Note", "Notes cut off without it")
    yield from _section("Notes that hold parts together", _table(heads, rows, len(weak.joints)))
    for title, paths in (("Orphans", weak.orphans), ("Dead ends", weak.dead_ends)):
        yield from _section(title, _list(map(link, paths), len(paths)))
    islands = (", ".join(map(link, one[:8])) + ("…" if len(one) > 8 else "") for one in weak.islands)
    yield from _section("Islands", _list(islands, len(weak.islands)))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading and what stands below it; nothing where nothing does."""
    body = list(lines)
    if body:
        yield from ("", f"## {title}", "", *body)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], total: int) -> Iterator[str]:
    """The first rows as a table, and how many more there are."""
    if not total:
        return
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row, _ in zip(rows, range(_ROWS), strict=False))
    yield from _rest(total)


def _list(items: Iterable[str], total: int) -> Iterator[str]:
    yield from (f"- {item}" for item, _ in zip(items, range(_ROWS), strict=False))
    yield from _rest(total)


def _rest(total: int) -> Iterator[str]:
    if total > _ROWS:
        yield from ("", f"And {total - _ROWS:,} more.")


def _number(number: int) -> str:
    """A number as code: beside a link it would read as a figure of that note, and contradict others."""
    return code(f"{number:,}")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
