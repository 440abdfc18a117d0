"""`schema infer` and `init`: what is learned from notes, and that it holds."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Command, write_notes
from vaultlint.learn import learn
from vaultlint.learn.kinds import split
from vaultlint.learn.trial import compiled
from vaultlint.parse import read
from vaultlint.schema.subject import Subject

FIRMS = "Anvil Birch Cobalt Delta Ember Falcon Granite Harbor Iron Jade Kestrel Linden".split()


def firm(name: str, number: int) -> str:
    """A note of a firm: one in six has no figures, one has no Related, one is spelled otherwise."""
    heading = "Key facts" if number % 2 else "Key fact"
    rows = f"| Founded | {1990 + number} |\n| Staff | 1{number} |\n"
    facts = f"## {heading}\n\n| Metric | Value |\n|---|---|\n{rows}"
    related = "" if number == 3 else "## Related\n\n- [[Anvil]] — a rival\n- [[Birch]] — a supplier\n"
    status = "activ" if number == 5 else "active" if number % 3 else "sold"
    head = f"---\nstatus: {status}\nsince: 2020-01-{number + 1:02}\n---\n#firm #metal\n\n"
    about = f"## Why {name} matters\n\nIt is large.\n"
    return f"{head}**{name}** — a firm.\n\n{facts}\n{about}\n{related}\n*Created 2026-01-02*\n"


def ports(name: str, number: int) -> str:
    return f"#port\n\n**{name}** — a port.\n\n## Ships\n\nMany.\n\n## Depth\n\n{number} m.\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    notes = {f"Firms/{name}.md": firm(name, number) for number, name in enumerate(FIRMS)}
    notes |= {
        f"Firms/{name} II.md": firm(f"{name} II", 12 + number % 12) for number, name in enumerate(FIRMS)
    }
    notes |= {f"Ports/{name} port.md": ports(f"{name} port", number) for number, name in enumerate(FIRMS)}
    return write_notes(tmp_path / "vault", notes | {"Home.md": "[[Anvil]]\n"})


def learned(folder: Path) -> dict[str, str]:
    paths = sorted(folder.rglob("*.md"))
    subjects = [Subject(read(str(path.relative_to(folder)), path.read_text("utf-8"))) for path in paths]
    way = split(subjects)
    assert way is not None
    return {one.kind.name: one.text for one in learn(way, subjects)}


def test_kinds_are_told_apart_by_the_first_tag(vault: Path) -> None:
    assert list(learned(vault)) == ["firm", "port"]


def test_a_schema_says_what_its_notes_have_in_common(vault: Path) -> None:
    text = learned(vault)["firm"]
    assert "match: {tags: firm}\n" in text
    assert "since: date  # 24 of 24 notes\n" in text
    assert "status: {values: [active, sold]}" in text
    assert "file: {folder: Firms}" in text
    assert "tags: {place: line, first: firm}" in text
    assert "definition: {form: bold-name}" in text
    assert 'footer: {form: "*Created {date}*"}' in text
    assert "heading: [Key fact, Key facts]  # 24 of 24 notes" in text
    assert "- columns: [Metric, Value]  # 24 of 24 notes" in text
    assert "{label: Founded, type: date}" in text
    assert "{label: Staff, type: integer}" in text
    assert '"Why * matters"  # 24 of 24 notes' in text
    assert '- {item: "- {link} — {text}"}' in text


def test_evidence_names_the_exceptions(vault: Path) -> None:
    text = learned(vault)["firm"]
    assert "- heading: Related  # 23 of 24 notes; not in Delta" in text
    assert "24 of 24 notes; otherwise in Falcon" in text


def test_a_vault_typed_by_a_property(tmp_path: Path) -> None:
    kinds = {
        f"{name}.md": f"---\nkind: {'town' if number % 2 else 'river'}\n"
        f"{'mayor: Somebody' if number % 2 else 'length: 12'}\n---\nText.\n"
        for number, name in enumerate(FIRMS)
    }
    found = learned(write_notes(tmp_path, kinds))
    assert list(found) == ["river", "town"]
    assert "match: {fields: {kind: river}}" in found["river"]
    assert "length: integer" in found["river"]
    assert "mayor" not in found["river"]


def test_a_vault_typed_by_folder(tmp_path: Path) -> None:
    notes = {f"Recipes/{name}.md": "## Ingredients\n\n- salt\n\n## Steps\n\n1. stir\n" for name in FIRMS}
    notes |= {f"People/{name}.md": "## Life\n\nLong.\n" for name in FIRMS}
    found = learned(write_notes(tmp_path, notes))
    assert list(found) == ["people", "recipes"]
    assert "match: {folder: Recipes}" in found["recipes"]
    assert "file:" not in found["recipes"]
    assert "- Ingredients  # 12 of 12 notes" in found["recipes"]


def test_every_kind_has_a_file_of_its_own(tmp_path: Path) -> None:
    kinds = ["A B", "a b", "a-b", "A_B", "con", "../x", "x"]
    notes = {
        f"{number}.md": f"---\ntype: {kinds[number % 7]}\nfield {number % 7}: x\n---\nText.\n"
        for number in range(70)
    }
    assert list(learned(write_notes(tmp_path, notes))) == ["x", "a_b", "a-b", "a-b-2", "con-2", "x-2"]


def test_names_for_one_thing_are_one_section(tmp_path: Path) -> None:
    names = ["Key people", "People", "People involved"]
    notes = {
        f"{number}.md": f"#event\n\n## {names[number % 3]}\n\n- [[A]]\n\n## Course\n\nIt went.\n"
        for number in range(30)
    }
    notes |= {f"x{number}.md": "#other\n\n## Else\n\nText.\n" for number in range(8)}
    text = learned(write_notes(tmp_path, notes))["event"]
    assert "heading: [Key people, People, People involved]" in text


def test_checked_with_its_own_schemas_a_vault_tells_of_the_exceptions_only(
    vault: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(vault)
    assert command("schema", "infer").code == 0
    (vault / "vaultlint.yaml").write_text("schemas: [schemas/]\n")
    told = command("check", "--select", "schema", "--output-format", "concise", "-q").out.splitlines()
    assert sorted(line.partition(":")[0] for line in told) == ["Firms/Delta.md", "Firms/Falcon.md"]


def test_schemas_that_exist_stay(vault: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(vault)
    (vault / "schemas").mkdir()
    (vault / "schemas" / "firm.yaml").write_text("entity: firm\n")
    done = command("schema", "infer")
    assert "Left as they were, for they exist: firm.yaml" in done.out
    assert (vault / "schemas" / "firm.yaml").read_text() == "entity: firm\n"
    assert (vault / "schemas" / "port.yaml").exists()
    assert command("schema", "infer", "--force", "--entity", "firm").code == 0
    assert "match: {tags: firm}" in (vault / "schemas" / "firm.yaml").read_text()


def test_one_kind_is_printed(vault: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(vault)
    done = command("schema", "infer", "--entity", "port", "--stdout")
    assert done.out == learned(vault)["port"]
    assert not (vault / "schemas").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--entity", "prot"), "no kind of note is called `prot`; did you mean `port`?"),
        (("Nowhere",), "there is no file or folder `Nowhere`"),
        (("..",), ""),
        (("Home.md",), "there is nothing to learn from 1 note"),
    ],
)
def test_what_cannot_be_learned_is_said(
    vault: Path, command: Command, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(vault)
    done = command("schema", "infer", "--stdout", *arguments)
    assert done.code == (2 if words else 0)
    assert words in done.err


ODD = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ODD, ODD, ODD), min_size=1, max_size=4), ODD)
def test_whatever_notes_hold_the_schemas_are_read(texts: list[tuple[str, str, str]], tag: str) -> None:
    notes = [
        Subject(
            read(
                f"F/{number}.md",
                f"---\n{key}: {value}\n---\n#{tag} #x\n\n**{value}:** {key}\n\n## {heading}\n\n"
                f"| {key} | {value} |\n|---|---|\n| {heading} | {value} |\n\n- [[{key}]]{value}\n",
            )
        )
        for number, (key, value, heading) in enumerate(texts * 6)
    ]
    way = split(notes)
    for one in learn(way, notes) if way else ():
        compiled(one.text)


def test_init_writes_what_is_needed_and_a_second_time_nothing(
    vault: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(vault)
    (vault / ".git").mkdir()
    before = sorted(vault.rglob("*"))
    would = command("init", "--dry-run")
    assert sorted(vault.rglob("*")) == before
    done = command("init")
    assert done.out == would.out.replace("Would write", "Wrote")
    names = ["vaultlint.yaml", "schemas/firm.yaml", "schemas/port.yaml", ".pre-commit-config.yaml"]
    written = {name: (vault / name).read_bytes() for name in names}
    again = command("init")
    assert "Left as they are: vaultlint.yaml, schemas/firm.yaml, schemas/port.yaml" in again.out
    assert {name: (vault / name).read_bytes() for name in names} == written
    assert command("check", "-q", "--select", "schema", "--output-format", "concise").out.count("\n") == 2


def test_init_proposes_the_warning_where_notes_are_planned_by_links(
    tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = "".join(f"[[To write {number}]]\n" for number in range(25))
    notes = {"A.md": wanted, "B.md": wanted, ".obsidian/app.json": '{"userIgnoreFilters": ["Old/", "/x/"]}'}
    monkeypatch.chdir(write_notes(tmp_path / "v", notes))
    assert command("init").code == 0
    text = Path("vaultlint.yaml").read_text()
    assert "# 50 links lead to 25 notes that nobody has written,\n  # 25 of them wanted by several" in text
    assert "  unwritten-note: warning\n" in text
    assert '  - "Old/"\n' in text
    assert "/x/" not in text
    assert command("check").code == 0


def test_init_says_what_to_add_to_hooks_that_are_there(
    vault: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(vault)
    (vault / ".git").mkdir()
    (vault / ".pre-commit-config.yaml").write_text("repos: []\n")
    done = command("init")
    assert "To check commits, add to `repos:` in .pre-commit-config.yaml:\n  - repo: local\n" in done.out
    assert (vault / ".pre-commit-config.yaml").read_text() == "repos: []\n"
