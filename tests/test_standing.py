"""A verdict that is followed through changed notes is the one that the rules would come to."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from tests.conftest import TODAY, place
from tests.test_rules import cases
from vaultlint import analyses, session, standing
from vaultlint.load import Selection, choose_rules, load_settings
from vaultlint.request import Request
from vaultlint.session import Result

SENTENCE = "The harbour is quiet today, as it was on the long days of the spring before."
PIECES = (SENTENCE, "quietly", "[[Copper]]", "$4B in 2024", "**bold**", "%%x%%", "`code`", "#tag")


def look(folder: Path, *, cached: bool) -> Result:
    """Check a vault with all rules, those that are off by default too."""
    root, settings = load_settings(place(folder))
    chosen = choose_rules(settings, Selection(select=("all",)))
    request = Request(root, chosen, TODAY, cache=cached, verdict_only=True)
    return session.run(request, lambda done, total: None)


def said(result: Result) -> Result:
    """What a run answers, without what tells how it came to it."""
    return structs.replace(result, scene=None, unsettled={}, verdict=result.verdict)


def edits(text: str, seed: str) -> Iterator[str]:
    """Yield the text after one change and another: mostly such as leave the facts alone."""
    chance = random.Random(seed)
    yield f"{text.rstrip()}\n\n{SENTENCE}\n"
    for _ in range(3):
        lines = text.split("\n")
        number = chance.randrange(len(lines))
        words = lines[number].split(" ")
        words.insert(chance.randrange(len(words) + 1), chance.choice(PIECES))
        lines[number] = " ".join(words)
        yield "\n".join(lines)
    lines[number : number + 1] = ["", SENTENCE, ""]
    yield "\n".join(lines)


@pytest.mark.parametrize("folder", cases(without=frozenset({"internal-error"})))
def test_following_changes_nothing(folder: Path, tmp_path: Path) -> None:
    vault = shutil.copytree(folder, tmp_path / "vault")
    notes = sorted(path for path in (vault / "notes").rglob("*.md") if path.is_file())
    look(vault, cached=True)
    for number, note in enumerate(notes[:2]):
        try:
            text = note.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        for changed in edits(text, f"{folder} {number}"):
            note.write_bytes(changed.encode())
            assert said(look(vault, cached=True)) == said(look(vault, cached=False))


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    files = {
        "Copper.md": "#metal\n\nA metal. [[Tin]] and [[Nowhere]].\n\n## Related\n\n- [[Tin]] — beside it\n",
        "Tin.md": "---\naliases: [White metal]\n---\n\nAnother, see [[Copper#Price]] and [[White metal]].\n",
        "Zinc.md": "See [[White metal]].\n\n[[Copper]]\n",
    }
    (tmp_path / "notes").mkdir()
    for name, text in files.items():
        (tmp_path / "notes" / name).write_text(text)
    return tmp_path


REWORDED = {
    "at the end": ("notes/Copper.md", "beside it", "beside it, mostly\n\nMore of it."),
    "before a link": ("notes/Copper.md", "A metal.", "A metal that is red and does not rust away soon."),
    "in one that others point to": ("notes/Tin.md", "Another, see", "Quite another one, for which see"),
    "a finding more": ("notes/Copper.md", "## Related", "<<<<<<< ours\n\n## Related"),
}
"""Where only places and the note's own findings can be others than before."""

SEEN = {
    "a link": ("notes/Copper.md", "A metal.", "A metal, see [[Zinc]]."),
    "an alias": ("notes/Tin.md", "White metal]\n", "White metal, Stannum]\n"),
    "a heading": ("notes/Copper.md", "A metal.", "## Price\n\nA metal."),
    "the first text of a section": ("notes/Copper.md", "## Related", "## Price\n\nHigh.\n\n## Related"),
    "a tag": ("notes/Copper.md", "#metal", "#metal #red"),
}


@pytest.mark.parametrize("change", REWORDED.values(), ids=REWORDED)
def test_a_reworded_note_asks_no_rule_for_all_notes(
    change: tuple[str, str, str], vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(vault, cached=True)
    name, old, new = change
    (vault / name).write_text((vault / name).read_text().replace(old, new))
    expected = said(look(vault, cached=False))
    monkeypatch.setattr(session, "show", None)
    assert said(look(vault, cached=True)) == expected
    assert said(look(vault, cached=True)) == expected


@pytest.mark.parametrize("change", SEEN.values(), ids=SEEN)
def test_what_others_see_asks_them(change: tuple[str, str, str], vault: Path) -> None:
    look(vault, cached=True)
    name, old, new = change
    (vault / name).write_text((vault / name).read_text().replace(old, new))
    result = look(vault, cached=True)
    assert result.scene is not None
    assert said(result) == said(look(vault, cached=False))


def test_one_note_is_answered_from_what_was_said_of_all(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = look(vault, cached=True).verdict.diagnostics
    monkeypatch.setattr(session, "show", None)
    root, settings = load_settings(place(vault))
    chosen = choose_rules(settings, Selection(select=("all",)))
    request = Request(root, chosen, TODAY, ("Tin.md",), ("Tin.md",), verdict_only=True)
    found = session.run(request, lambda done, total: None).verdict.diagnostics
    assert found == tuple(item for item in everything if item.finding.path == "Tin.md")


def test_a_template_that_is_named_is_looked_at(vault: Path) -> None:
    (vault / "notes/Form.md").write_text("---\ncreated: {{date}}\n---\n\n[[Nowhere]] <% tp.file.title %>\n")
    assert "Form.md" in look(vault, cached=True).left_alone
    root, settings = load_settings(place(vault))
    request = Request(root, settings, TODAY, ("Form.md",), ("Form.md",), verdict_only=True)
    assert session.run(request, lambda done, total: None).checked == ("Form.md",)
    assert "Form.md" in look(vault, cached=True).left_alone


def test_a_verdict_of_another_text_is_not_followed(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run between may have read notes without coming to a verdict that is kept, or kept only that."""
    note = vault / "notes/Copper.md"
    look(vault, cached=True)
    for forgotten in (standing, analyses):
        with monkeypatch.context() as broken:
            broken.setattr(forgotten, "save", lambda *words: None)
            note.write_text(f"[[Elsewhere]] and {note.read_text()}")
            look(vault, cached=True)
            assert said(look(vault, cached=True)) == said(look(vault, cached=False))
        note.write_text(note.read_text().replace("A metal.", "A metal, a red one."))
        assert said(look(vault, cached=True)) == said(look(vault, cached=False))


def test_a_verdict_under_another_key_is_none(vault: Path) -> None:
    look(vault, cached=True)
    assert standing.load(str(vault / "notes"), b"another key") is None
