"""Every rule keeps its promises on every case in `tests/rules/<rule>/<case>/`.

A case is a little vault: `notes/`, perhaps a `vaultlint.yaml`, what only that rule
says of it in `expected.txt`, and in `fixed/` the notes that its fixes change, as they
are then. `make bless` rewrites what is expected.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from tests.conftest import concise, mended, run
from vaultlint import registry, work
from vaultlint.engine import Analysis, Examiner
from vaultlint.figures.lexicon import shipped
from vaultlint.finding import Finding
from vaultlint.note import Note
from vaultlint.parse import parse
from vaultlint.rule import ActiveRule, Fixes, Scope

CASES = Path(__file__).parent / "rules"
BLESS = bool(os.environ.get("VAULTLINT_BLESS"))
ENGINE = {"unused-suppression", "internal-error"}
ABOUT_ENDS = {"unreadable-note", "final-newline", "mixed-newlines"}
"""What these say is another thing when something is written at a note's end."""


@pytest.fixture(autouse=True)
def fault(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a rule fail for the cases of internal-error: no vault alone can show a fault of ours."""
    subject = request.node.callspec.params
    if "internal-error" in {subject.get("rule"), subject.get("folder", CASES).parent.name}:
        load = registry.load
        faulty = structs.replace(load("inert-tag"), check=_fail)
        monkeypatch.setattr(registry, "load", lambda name: faulty if name == "inert-tag" else load(name))


def _fail(note: Note) -> Iterator[Finding]:
    if note.path == "Fails.md":
        raise ValueError("this was not thought of")
    yield from ()


def cases(*, without: frozenset[str] = frozenset()) -> list[object]:
    """Return all cases but those of some rules, named for the reports."""
    folders = sorted(folder for folder in CASES.glob("*/*") if folder.is_dir())
    return [
        pytest.param(folder, id=f"{folder.parent.name}/{folder.name}")
        for folder in folders
        if folder.parent.name not in without
    ]


def select(rule: str) -> tuple[str, ...]:
    """What to run for a rule's case: the rule, for the engine's own ones all of them."""
    return () if rule in ENGINE else (rule,)


def said(folder: Path, rule: str, *, jobs: int = 1) -> str:
    """What `rule` says of the case."""
    diagnostics = run(folder, *select(rule), jobs=jobs).verdict.diagnostics
    return concise(folder, tuple(item for item in diagnostics if item.rule == rule))


@pytest.mark.parametrize("folder", cases())
def test_says_what_is_expected(folder: Path) -> None:
    expected = folder / "expected.txt"
    found = said(folder, folder.parent.name)
    if BLESS:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", cases(without=frozenset(ENGINE)))
def test_fixes_what_is_expected_and_then_nothing(folder: Path, tmp_path: Path) -> None:
    rule, fixed = folder.parent.name, folder / "fixed"
    found = mended(folder, rule)
    assert found.rejected == ()
    if BLESS:
        shutil.rmtree(fixed, ignore_errors=True)
        for path, content in found.contents.items():
            (fixed / path).parent.mkdir(parents=True, exist_ok=True)
            (fixed / path).write_bytes(content.fixed)
    expected = {path.relative_to(fixed).as_posix(): path.read_bytes() for path in fixed.rglob("*.md")}
    assert {path: content.fixed for path, content in found.contents.items()} == expected
    copy = shutil.copytree(folder, tmp_path / "case")
    for path, source in expected.items():
        (copy / "notes" / path).write_bytes(source)
    assert mended(copy, rule).contents == {}


@pytest.mark.parametrize("folder", cases())
def test_fixes_are_as_safe_as_the_rule_says(folder: Path) -> None:
    declared = registry.load(folder.parent.name).spec.fixes
    for item in run(folder, *select(folder.parent.name)).verdict.diagnostics:
        fix = item.finding.fix
        if item.rule == folder.parent.name and fix is not None:
            assert declared is (Fixes.SAFE if fix.safe else Fixes.UNSAFE)


@pytest.mark.parametrize("rule", registry.families())
def test_a_rule_that_fixes_shows_it(rule: str) -> None:
    shown = any(folder.is_dir() for folder in (CASES / rule).glob("*/fixed"))
    assert shown is (registry.load(rule).spec.fixes is not Fixes.NONE)


@pytest.mark.parametrize("folder", cases())
def test_spans_lie_in_their_notes(folder: Path) -> None:
    result = run(folder, *select(folder.parent.name))
    root = folder / "notes"
    for item in result.verdict.diagnostics:
        places = [(item.finding.path, span) for span in (item.finding.span, *item.finding.also)]
        places += [(place.path, place.span) for place in item.finding.related]
        for path, span in places:
            length = len((root / path).read_bytes().decode("utf-8-sig", "replace"))
            assert 0 <= span.start <= span.end <= length


@pytest.mark.parametrize("folder", cases())
def test_analyses_survive_the_cache(folder: Path) -> None:
    rules = tuple(
        ActiveRule(rule, rule.options() if rule.options else None)
        for rule in registry.load_all()
        if rule.spec.scope is Scope.NOTE
    )
    for path in (folder / "notes").rglob("*.md"):
        analysis = Examiner(rules).analyse(parse(path.name, path.read_bytes(), shipped()))
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(analysis), type=Analysis) == analysis


@pytest.mark.parametrize("folder", cases())
def test_processes_change_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = said(folder, folder.parent.name)
    monkeypatch.setattr(work, "WORTH_A_PROCESS", 1)
    assert said(folder, folder.parent.name, jobs=2) == alone


@pytest.mark.parametrize("folder", cases(without=frozenset({"mixed-newlines"})))
def test_line_ends_change_nothing(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "case")
    for path in (copy / "notes").rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert said(copy, folder.parent.name) == (folder / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", cases(without=frozenset({"unreadable-note", "byte-order-mark"})))
def test_a_byte_order_mark_changes_nothing(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "case")
    for path in (copy / "notes").rglob("*.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert said(copy, folder.parent.name) == (folder / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "folder", cases(without=frozenset(ENGINE | {"unreadable-note", "final-newline", "mixed-newlines"}))
)
def test_a_suppression_silences_the_rule_and_only_it(folder: Path, tmp_path: Path) -> None:
    rule = folder.parent.name
    other = "self-link" if rule != "self-link" else "inert-tag"
    expected = (folder / "expected.txt").read_text(encoding="utf-8")
    for name, left in ((rule, ""), (registry.families()[rule], ""), (other, expected)):
        copy = shutil.copytree(folder, tmp_path / name)
        for path in (copy / "notes").rglob("*.md"):
            comment = f"\n\n<!-- vaultlint-disable-file {name} -- a test -->\n"
            path.write_bytes(path.read_bytes() + comment.encode())
        assert said(copy, rule) == left


@pytest.mark.parametrize("rule", registry.families())
def test_the_example_fires_and_has_a_clean_note(rule: str) -> None:
    folder = CASES / rule / "example"
    result = run(folder, *select(rule))
    spoken = {item.finding.path for item in result.verdict.diagnostics if item.rule == rule}
    assert spoken
    assert set(result.checked) - spoken
