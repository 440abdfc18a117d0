"""The commands `schema` and `new`, and what `check` tells of entities, as an owner sees them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from vaultlint.cli import main

SETTINGS = "notes: notes\nschemas: [schemas/]\n"
RIVER = """entity: river
about: A river.
match: {tags: river}
frontmatter:
  fields:
    aliases: {type: list}
    length: {type: number, max: 9000, need: should}
    banks: {type: map, fields: {left: text}}
tags: {first: river, require: water}
definition: {form: bold-name}
sections:
  - heading: Course
    tables: {columns: [Town, Bridge], labels: [Source]}
  - {heading: Notes, words: {min: 3}}
  - {heading: Related, place: last, lists: {item: "- {link} — {text}"}}
when:
  - match: {tags: canal}
    labels: [Locks]
footer: {form: "*Created {date}*"}
"""

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command in a vault with one schema; return exit code, output, errors."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").mkdir()
    (tmp_path / "schemas").mkdir()
    (tmp_path / "vaultlint.yaml").write_text(SETTINGS)
    (tmp_path / "schemas/river.yaml").write_text(RIVER)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_show_lists_the_entities(say: Say) -> None:
    assert say("schema", "show") == (0, "river: A river.\n", "")


def test_show_tells_each_part_with_its_line(say: Say) -> None:
    code, out, _ = say("schema", "show", "river")
    lines = [line.split("  ") for line in out.splitlines()]
    rows = {tuple(filter(None, map(str.strip, line))) for line in lines}
    assert code == 0
    assert ("must", "property `banks.left`, text", "schemas/river.yaml:8") in rows
    assert ("should", "property `length`, number at most 9000", "schemas/river.yaml:7") in rows
    assert ("must", 'label "Locks"', "schemas/river.yaml:18") in rows
    assert 'a note with the tag "river"' in out
    assert 'with the tag "canal":' in out


def test_an_entity_that_is_none_is_told_with_what_was_meant(say: Say) -> None:
    code, out, err = say("schema", "show", "rivr")
    assert (code, out) == (2, "")
    assert "no schema is for the entity `rivr`; did you mean `river`?" in err


def test_check_says_that_all_is_well_or_what_is_not(say: Say, tmp_path: Path) -> None:
    assert say("schema", "check") == (0, "All clear: 1 schema.\n", "")
    (tmp_path / "schemas/lake.yaml").write_text("entity: lake\nmatch: {tags: lake}\nsectons: [Depth]\n")
    code, out, err = say("schema", "check")
    assert (code, out) == (2, "")
    assert "schemas/lake.yaml:3:1: `sectons` is no key of `schema`; did you mean `sections`?" in err


def test_export_gives_json_schemas(say: Say) -> None:
    river = json.loads(say("schema", "export", "river")[1])
    assert river["required"] == ["aliases", "banks"]
    assert river["properties"]["banks"]["properties"] == {"left": {"type": "string"}}
    assert river["properties"]["length"] == {"type": "number", "maximum": 9000}
    for file in ("schema-file", "rule-pack", "settings"):
        assert json.loads(say("schema", "export", file)[1])["$schema"].startswith("https://json-schema.org")


def test_new_writes_a_note_that_passes(say: Say, tmp_path: Path) -> None:
    assert say("new", "river", "Waters/Vane", "--today", "2031-05-04") == (
        0,
        "Wrote notes/Waters/Vane.md.\n",
        "",
    )
    written = (tmp_path / "notes/Waters/Vane.md").read_text()
    assert "#river #water\n" in written
    assert written.endswith("*Created 2031-05-04*\n")
    assert say("check", "--no-cache", "--today", "2031-05-04") == (0, "All clear: 1 note.\n", "")


def test_new_lays_a_note_beside_its_kind(say: Say, tmp_path: Path) -> None:
    for path in ("Waters/Ulm.md", "Waters/Wend.md", "Old/Vane.md"):
        (tmp_path / "notes" / path).parent.mkdir(exist_ok=True)
        (tmp_path / "notes" / path).write_text("#river\n")
    assert say("new", "river", "Ash")[1].startswith("Wrote notes/Waters/Ash.md.\n")


def test_new_writes_nothing_outside_the_vault(say: Say, tmp_path: Path) -> None:
    code, _, err = say("new", "river", "../../Away")
    assert code == 2
    assert "leads out of the vault" in err


def test_new_leaves_a_note_alone_that_is_there(say: Say, tmp_path: Path) -> None:
    (tmp_path / "notes/Vane.md").write_text("Mine.\n")
    code, _, err = say("new", "river", "Vane")
    assert code == 2
    assert "`Vane.md` is there already" in err
    assert (tmp_path / "notes/Vane.md").read_text() == "Mine.\n"


@pytest.mark.parametrize("entity", ["actor", "agreement", "project"])
def test_new_writes_what_the_shipped_schemas_ask(say: Say, tmp_path: Path, entity: str) -> None:
    (tmp_path / "vaultlint.yaml").write_text("notes: notes\nschemas: [actor, agreement, project]\n")
    code, out, _ = say("new", entity, "Some name")
    assert code == 0
    assert "Left to do" not in out


def test_explain_says_what_a_note_is_and_why(say: Say, tmp_path: Path) -> None:
    (tmp_path / "notes/Vane.md").write_text("#river\n")
    (tmp_path / "notes/Other.md").write_text("Prose.\n")
    _, out, _ = say("check", "--no-cache", "--explain")
    assert 'notes/Vane.md: river: the tag "river" (schemas/river.yaml:1)\n' in out
    assert "notes/Other.md: no entity\n" in out


def test_mistakes_are_told_beside_the_findings(say: Say, tmp_path: Path) -> None:
    (tmp_path / "notes/Vane.md").write_text("#river\n")
    (tmp_path / "schemas/bad.yaml").write_text("entity: bad\nmatch: {tag: bad}\n")
    code, out, err = say("check", "--output-format", "json")
    report = json.loads(out)
    assert code == 2
    assert report["mistakes"] == [
        "schemas/bad.yaml:2:9: `tag` is no key of `condition`; did you mean `tags`?"
    ]
    assert report["mistakes"][0] in err
    asked = [item["asked"] for item in report["findings"] if item["rule"] == "missing-definition"]
    assert asked == [{"path": "schemas/river.yaml", "line": 10}]
    (tmp_path / "notes/Vane.md").write_text("Prose.\n")
    code, out, _ = say("check")
    assert (code, out) == (2, "Found nothing in 1 note, but 1 mistake in the schemas.\n")


def test_a_schema_that_joins_the_folder_is_seen_at_once(say: Say, tmp_path: Path) -> None:
    (tmp_path / "notes/Mere.md").write_text("#lake\n")
    assert say("check")[:2] == (0, "All clear: 1 note.\n")
    (tmp_path / "schemas/lake.yaml").write_text("entity: lake\nmatch: {tags: lake}\nsections: [Depth]\n")
    assert 'no section "Depth"' in say("check")[1]
    (tmp_path / "schemas/lake.yaml").write_text("entity: lake\nmatch: {tags: lake}\nsections: [Fish]\n")
    assert 'no section "Fish"' in say("check")[1]


EVERY_PART = """entity: probe
match:
  any:
    - {tags: probe, fields: {orbit: true, lost: false}}
    - {folder: Probes, lines: {min: 3}, links: {to: probe}}
  none: [text: secret]
file: {folder: Probes, name: "{title}"}
frontmatter:
  additional: report
  fields:
    id: {pattern: '^P', unique: vault, aliases: [number]}
    state: {values: states}
    moons: {type: list, items: {type: link, to: {tags: moon}}, min: 1, max: 3}
    launched: {type: date, format: "%Y-%m-%d"}
tags: {place: line, first: probe, require: space, forbid: fiction, known: tags}
definition: {form: bold-name, words: {max: 30}}
footer: {form: "*Created {date}*", max-age: 1y}
sections:
  order: strict
  additional: report
  items:
    - {heading: Log, level: 2, max: 1, order: newest-first}
    - heading: Parts
      tables: {columns: [Part, {name: Mass, type: number, distinct: 2}], min: 2}
      lists: {item: "- {text}", min: 2, order: newest-first}
      embeds: {file: "*.png", caption: none}
      words: {min: 5, max: 5}
lead: {text: {pattern: orbit, in: prose, except: code, need: should-not}}
links: [{to: probe, also-in: Parts, linked-back: true, need: may}, {from: probe, max: 2}]
"""
SHOWN = [
    ("must", 'file in "Probes" called "{title}"'),
    ("must", "property `id` (or `number`), that fits `^P` unlike any other's"),
    ("must", "property `state`, in the vocabulary `states`"),
    ("must", 'property `moons`, list 1 to 3 of link a note with the tag "moon"'),
    ("must", "property `launched`, date written `%Y-%m-%d`"),
    ("must", "no other properties"),
    ("must", 'tags, in the tag line, first "probe", with "space", without "fiction", of a vocabulary'),
    ("must", "definition, its name in bold, at most 30 words"),
    ("must", "line `*Created {date}*`, at most 365 days old"),
    ("must", 'section "Log", level 2, once, newest first'),
    ("must", 'table with "Part"; "Mass", at least 2 rows'),
    ("must", 'column "Mass", number, 2 different values'),
    ("must", "list of `- {text}`, at least 2 items, newest first"),
    ("must", 'embedded file "*.png", no caption'),
    ("must", "exactly 5 words"),
    ("must", "sections one after the other"),
    ("should not", "before the first heading: text that fits `orbit`, in prose, outside code"),
    ("may", 'link to a note of the kind "probe", also in "Parts", linked back'),
    ("must", 'link from a note of the kind "probe", 1 to 2 times'),
]


def test_show_has_words_for_every_part(say: Say, tmp_path: Path) -> None:
    words = "vocabularies: {states: [flying, lost], tags: [probe, space]}\n"
    (tmp_path / "vaultlint.yaml").write_text(SETTINGS + words)
    (tmp_path / "schemas/probe.yaml").write_text(EVERY_PART)
    code, out, err = say("schema", "show", "probe")
    rows = [line.split("  ") for line in out.splitlines()]
    shown = [tuple(filter(None, map(str.strip, row)))[:2] for row in rows]
    assert (code, err) == (0, "")
    assert [one for one in SHOWN if one not in shown] == []
    assert (
        'either (the tag "probe" and the property `orbit` and no property `lost`) or (the folder "Probes"'
        " and at least 3 lines and a link to certain notes) and not (text that fits `secret`)"
    ) in out
