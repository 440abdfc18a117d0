"""Every row of docs/obsidian.md, asked of a little vault that one can open in Obsidian."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from msgspec import UNSET, Struct, UnsetType

from vaultlint import registry
from vaultlint.discover import find_files
from vaultlint.facts import Context, Link
from vaultlint.note import Mapping, Note, Scalar, YamlValue
from vaultlint.parse import parse
from vaultlint.rule import ActiveRule, Rule, Scope
from vaultlint.text import Span
from vaultlint.vault import Vault

HERE = Path(__file__).parent / "obsidian"
REFERENCE = Path(__file__).parent.parent / "docs" / "obsidian.md"

# Names that some disk or some git refuses: an accent of its own character, and a sign.
UNCOMMITTED = ("Places/Cafe\u0301.md", "Places/Why?.md")
FAMILIES = frozenset({"links", "headings", "tags", "properties"})
SILENT = frozenset({"orphan-note"})
Texts = tuple[str, ...]
Several = Texts | UnsetType
One = str | UnsetType | None
"""Answers; UNSET where the question is not asked."""


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """A text that stands once in a note, without one the whole note, and what it means.

    The fields after `wrong` are questions; those that are filled in are asked.
    """

    note: str
    text: str = ""
    wrong: str = ""
    """Why vaultlint answers otherwise today."""
    reports: Texts = ()
    links: Several = UNSET
    opens: One = UNSET
    subpath: One = UNSET
    shows: One = UNSET
    context: Several = UNSET
    headings: Several = UNSET
    blocks: Several = UNSET
    tags: Several = UNSET
    aliases: Several = UNSET
    properties: Several = UNSET
    values: dict[str, str] | UnsetType = UNSET
    callouts: Several = UNSET
    footnotes: Several = UNSET
    incoming: Several = UNSET


class Example(NamedTuple):
    """The vault, read and checked."""

    notes: dict[str, Note]
    vault: Vault
    findings: tuple[tuple[str, str, Span], ...]
    """Note, rule and place."""


class Passage(NamedTuple):
    """What a question is about: a stretch of a note."""

    example: Example
    note: Note
    span: Span

    def holds(self, span: Span) -> bool:
        return self.span.start <= span.start and span.end <= self.span.end


CASES = msgspec.yaml.decode((HERE / "cases.yaml").read_bytes(), type=dict[str, list[Case]])


def _parameters() -> Iterator[object]:
    for row, cases in CASES.items():
        for case in cases:
            marks = [pytest.mark.xfail(strict=True, reason=case.wrong)] if case.wrong else []
            yield pytest.param(case, id=f"{row} {case.text or case.note}", marks=marks)


@pytest.fixture(scope="module")
def example() -> Example:
    files = find_files(str(HERE / "vault"))
    notes = {path: parse(path, (HERE / "vault" / path).read_bytes()) for path in files.notes}
    notes |= {path: parse(path, b"") for path in UNCOMMITTED}
    facts = {path: note.facts for path, note in notes.items()}
    vault = Vault(facts, files.others, [path for path in notes if not path.startswith("Templates/")])
    return Example(notes, vault, tuple(_findings(notes, vault)))


def _findings(notes: dict[str, Note], vault: Vault) -> Iterator[tuple[str, str, Span]]:
    for rule in registry.load_all():
        if rule.family in FAMILIES and rule.name not in SILENT:
            for subject in _subjects(rule, notes, vault):
                options = rule.options() if rule.options else None
                for finding in ActiveRule(rule, options).run(subject):
                    for span in (finding.span, *finding.also):
                        yield finding.path, rule.name, span


def _subjects(rule: Rule, notes: dict[str, Note], vault: Vault) -> list[object]:
    subjects: dict[Scope, list[object]] = {Scope.NOTE: [*notes.values()], Scope.VAULT: [vault]}
    return subjects.get(rule.spec.scope, [])


@pytest.mark.parametrize("case", [*_parameters()])
def test_row(case: Case, example: Example) -> None:
    passage = _passage(case, example)
    expected = {name: answer for name in QUESTIONS if (answer := getattr(case, name)) is not UNSET}
    assert {name: QUESTIONS[name](passage) for name in expected} == expected


def _passage(case: Case, example: Example) -> Passage:
    note = example.notes[case.note]
    if not case.text:
        return Passage(example, note, Span(0, len(note.text)))
    assert note.text.count(case.text) == 1, f"{case.text!r} must stand once in {case.note}"
    start = note.text.index(case.text)
    return Passage(example, note, Span(start, start + len(case.text)))


def test_every_row_of_the_reference_has_a_case() -> None:
    rows = re.findall(r"^\| (A\.\d/\w+) \|", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == list(CASES)


def _reports(passage: Passage) -> Texts:
    path = passage.note.path
    found = {rule for note, rule, span in passage.example.findings if note == path and passage.holds(span)}
    return tuple(sorted(found))


def _links(passage: Passage) -> list[Link]:
    return [link for link in passage.note.facts.links if passage.holds(link.span)]


def _link(passage: Passage) -> Link:
    (link,) = _links(passage)
    return link


def _context(passage: Passage) -> Texts:
    bits = {name: bit for name, bit in vars(Context).items() if name.isupper()}
    return tuple(name.lower() for name, bit in bits.items() if _link(passage).context & bit)


def _values(value: YamlValue) -> Iterator[Scalar]:
    if isinstance(value, Scalar):
        yield value
    elif isinstance(value, Mapping):
        for entry in value.entries:
            yield from _values(entry.value)
    else:
        for item in value.items:
            yield from _values(item)


def _kinds(passage: Passage) -> dict[str, str]:
    scalars = [one for entry in passage.note.frontmatter.properties for one in _values(entry.value)]
    return {one.text: one.kind for one in scalars if passage.holds(one.span)}


def _callouts(passage: Passage) -> Texts:
    found = [one for one in passage.note.structure.callouts if passage.holds(one.span)]
    return tuple(f"{one.type}{one.fold} {one.title}".strip() for one in found)


QUESTIONS: dict[str, Callable[[Passage], object]] = {
    "reports": _reports,
    "links": lambda passage: tuple(passage.note.source(link.span) for link in _links(passage)),
    "opens": lambda passage: passage.example.vault.resolve(_link(passage), passage.note.facts),
    "subpath": lambda passage: _link(passage).subpath,
    "shows": lambda passage: _link(passage).display,
    "context": _context,
    "headings": lambda passage: tuple(
        one.text for one in passage.note.facts.headings if passage.holds(one.span)
    ),
    "blocks": lambda passage: tuple(one.id for one in passage.note.facts.blocks if passage.holds(one.span)),
    "tags": lambda passage: tuple(one.text for one in passage.note.facts.tags if passage.holds(one.span)),
    "aliases": lambda passage: tuple(
        one.text for one in passage.note.facts.aliases if passage.holds(one.span)
    ),
    "properties": lambda passage: tuple(one.key for one in passage.note.frontmatter.properties),
    "values": _kinds,
    "callouts": _callouts,
    "footnotes": lambda passage: tuple(one.id for one in passage.note.structure.footnotes),
    "incoming": lambda passage: tuple(sorted(passage.example.vault.incoming.get(passage.note.path, ()))),
}
