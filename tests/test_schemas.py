"""Schemas and patterns where a rule's folder of cases cannot show it: packs, severities, days, mistakes."""

from pathlib import Path

import pytest

from tests.conftest import concise, place, run
from vaultlint import session
from vaultlint.cli import main
from vaultlint.load import Selection, choose_rules, load_settings
from vaultlint.place import UserError
from vaultlint.request import Request

VAULT = "notes: notes/\nschemas: [schemas/]\n"
HOUSE = "notes: notes/\nextends: [recommended, house.yaml]\n"
MINE = "entity: mine\nmatch: {tags: mine}\n"


def write(folder: Path, files: dict[str, str]) -> None:
    """Write a vault's files, given by their paths."""
    (folder / "notes").mkdir(exist_ok=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def said(folder: Path, files: dict[str, str], *select: str) -> list[str]:
    """What is said of a vault with these files, a line a finding."""
    write(folder, files)
    return concise(folder, run(folder, *select).verdict.diagnostics).splitlines()


def mistakes(folder: Path, schema: str, *, settings: str = VAULT) -> list[str]:
    """The mistakes found in a schema and in the settings beside it."""
    write(folder, {"vaultlint.yaml": settings, "schemas/mine.yaml": schema})
    return list(load_settings(place(folder))[1].mistakes)


# Patterns: a vault's own rules


def test_a_pattern_is_a_rule_with_a_message(tmp_path: Path) -> None:
    house = (
        "patterns:\n"
        "  - name: no-miles\n"
        "    match: {tags: river}\n"
        "    message: Lengths are in kilometres here.\n"
        "    text: {pattern: '\\d+ miles', need: must-not, except: code, help: One mile is 1.6 km.}\n"
    )
    notes = {
        "notes/Ulm.md": "#river\n\nIt is 12 miles long.\n",
        "notes/Vane.md": "#river\n\nIt is 12 km long; `12 miles` is code.\n",
        "notes/Moor Road.md": "#road\n\nIt is 12 miles long.\n",
    }
    (line,) = said(tmp_path, {"vaultlint.yaml": HOUSE, "house.yaml": house, **notes}, "no-miles")
    assert line.startswith("Ulm.md:3:7: error no-miles: Lengths are in kilometres here")
    assert "One mile is 1.6 km" in line
    assert "asked by house.yaml:5" in line


def test_a_pattern_without_a_message_says_what_its_parts_say(tmp_path: Path) -> None:
    house = (
        "patterns:\n"
        "  - name: mine-notes\n"
        "    match: {tags: mine}\n"
        "    sections: [Geology, {heading: Owners, need: should}]\n"
        "    frontmatter: {fields: {opened: date}}\n"
    )
    notes = {
        "notes/Ash.md": "---\nopened: in the old days\n---\n#mine\n",
        "notes/Birch.md": "---\nopened: 1871\n---\n#mine\n\n## Geology\n\nSlate.\n\n## Owners\n\nAnn.\n",
    }
    lines = said(tmp_path, {"vaultlint.yaml": HOUSE, "house.yaml": house, **notes}, "mine-notes")
    assert [line.partition(": ")[2].partition(" (")[0] for line in lines] == [
        "error mine-notes: `opened` is `in the old days`, which is no date",
        'error mine-notes: no section "Geology"',
        'warning mine-notes: no section "Owners"',
    ]


def test_a_pattern_without_a_match_is_for_every_note(tmp_path: Path) -> None:
    house = "patterns: [{name: say-it, sections: [Summary]}]\n"
    notes = {"notes/A.md": "A.\n", "notes/b/B.md": "B.\n", "notes/C.md": "## Summary\n\nC.\n"}
    lines = said(tmp_path, {"vaultlint.yaml": HOUSE, "house.yaml": house, **notes}, "say-it")
    assert [line.partition(":")[0] for line in lines] == ["A.md", "b/B.md"]


def test_a_pattern_may_ask_what_other_notes_tell(tmp_path: Path) -> None:
    house = (
        "patterns:\n"
        "  - {name: listed, match: {tags: river}, links: {from: {name: Index *}}}\n"
        "  - {name: young-links, match: {tags: river}, frontmatter: {fields: {mouth: {to: {tags: lake}}}}}\n"
    )
    notes = {
        "notes/Ulm.md": "---\nmouth: '[[Silver Mere]]'\n---\n#river\n",
        "notes/Vane.md": "---\nmouth: '[[Ulm]]'\n---\n#river\n",
        "notes/Silver Mere.md": "#lake\n",
        "notes/Index of rivers.md": "[[Vane]]\n",
    }
    lines = said(tmp_path, {"vaultlint.yaml": HOUSE, "house.yaml": house, **notes}, "listed", "young-links")
    assert [line.split(" ")[:3] for line in lines] == [
        ["Ulm.md:4:1:", "error", "listed:"],
        ["Vane.md:2:8:", "error", "young-links:"],
    ]


def test_settings_and_comments_know_patterns(tmp_path: Path) -> None:
    house = (
        "patterns:\n"
        "  - {name: no-miles, text: {pattern: miles, need: must-not}}\n"
        "  - {name: no-feet, text: {pattern: feet, need: must-not}}\n"
    )
    notes = {
        "notes/A.md": "miles and feet\n",
        "notes/B.md": "<!-- vaultlint-disable-file no-miles -- quoted -->\n\nmiles\n",
    }
    settings = HOUSE + "rules: {no-miles: info, no-feet: off}\n"
    lines = said(tmp_path, {"vaultlint.yaml": settings, "house.yaml": house, **notes})
    own = [line for line in lines if "no-miles" in line or "no-feet" in line]
    assert [line.partition(" (")[0] for line in own] == [
        'A.md:1:1: info no-miles: the text "miles" must not be here'
    ]
    lines = said(tmp_path, {"vaultlint.yaml": HOUSE + "rules: {patterns: off}\n"})
    assert not [line for line in lines if "no-miles" in line or "no-feet" in line]


def test_a_later_pack_gives_a_pattern_anew(tmp_path: Path) -> None:
    files = {
        "vaultlint.yaml": HOUSE,
        "base.yaml": "patterns: [{name: units, text: {pattern: miles, need: must-not}}]\n",
        "house.yaml": "extends: base.yaml\n"
        "patterns: [{name: units, text: {pattern: feet, need: must-not}}]\n",
        "notes/A.md": "miles\n",
        "notes/B.md": "feet\n",
    }
    assert [line.partition(":")[0] for line in said(tmp_path, files, "units")] == ["B.md"]


def test_a_packs_vocabulary_lies_beside_the_pack(tmp_path: Path) -> None:
    files = {
        "vaultlint.yaml": VAULT + "extends: [recommended, packs/house.yaml]\n",
        "packs/house.yaml": "vocabularies: {ores: {file: ores.txt}}\n",
        "packs/ores.txt": "tin\ncopper\n",
        "schemas/mine.yaml": MINE + "frontmatter: {fields: {ore: {values: ores}}}\n",
        "notes/Ash.md": "---\nore: gold\n---\n#mine\n",
        "notes/Birch.md": "---\nore: Tin\n---\n#mine\n",
    }
    assert [line.partition(":")[0] for line in said(tmp_path, files, "unknown-value")] == ["Ash.md"]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{name: missing-field, words: {min: 3}}", "`missing-field` is already a rule or family"),
        ("{match: {tags: a}, words: {min: 3}}", "`name` is missing"),
        ("{name: idle, match: {tags: a}}", "asks for nothing"),
        ("{name: odd, extends: mine, words: {min: 3}}", "`extends` is no key"),
    ],
)
def test_mistakes_in_patterns(tmp_path: Path, pattern: str, words: str) -> None:
    write(tmp_path, {"vaultlint.yaml": HOUSE, "house.yaml": f"patterns:\n  - {pattern}\n"})
    (mistake,) = load_settings(place(tmp_path))[1].mistakes
    assert mistake.startswith("house.yaml:2:")
    assert words in mistake


# Severities, days, shipped schemas


def test_severity_comes_from_the_rule_and_from_need(tmp_path: Path) -> None:
    schema = MINE + "frontmatter: {fields: {opened: date, owner: {need: should}}}\n"
    files = {"schemas/mine.yaml": schema, "notes/Ash.md": "#mine\n"}
    for level, expected in (
        ("error", ["error", "warning"]),
        ("warning", ["warning", "warning"]),
        ("info", ["info", "info"]),
        ("off", []),
    ):
        settings = VAULT + f"rules: {{missing-field: {level}}}\n"
        lines = said(tmp_path, {**files, "vaultlint.yaml": settings})
        assert [line.split(" ")[1] for line in lines if "missing-field" in line] == expected


def test_age_goes_by_the_day_of_the_check(tmp_path: Path) -> None:
    schema = MINE + 'footer: {form: "*Created {date}*", max-age: 30d}\n'
    note = "#mine\n\nA mine.\n\n*Created 2026-01-31*\n"
    write(tmp_path, {"vaultlint.yaml": VAULT, "schemas/mine.yaml": schema, "notes/Ash.md": note})
    root, settings = load_settings(place(tmp_path))
    chosen = choose_rules(settings, Selection(select=("stale-note",)))
    found = {}
    for today in ("2026-01-01", "2026-03-02", "2026-03-03"):
        request = Request(root, chosen, today, cache=False)
        result = session.run(request, lambda done, total: None)
        found[today] = [item.severity.word for item in result.verdict.diagnostics]
    assert found == {"2026-01-01": [], "2026-03-02": [], "2026-03-03": ["warning"]}


def test_a_shipped_schema_is_there_to_extend(tmp_path: Path) -> None:
    files = {
        "vaultlint.yaml": VAULT,
        "schemas/mine.yaml": MINE + "extends: entity\nsections: [{heading: Related, need: may}]\n",
        "notes/Ash.md": "#mine\n\n**Ash** — A mine.\n",
        "notes/Other.md": "Extended, not listed: it asks nothing of other notes.\n",
    }
    lines = said(tmp_path, files, "missing-section", "missing-created", "missing-definition")
    assert [line.split(" ")[2] for line in lines] == ["missing-created:"]
    assert "asked by vaultlint:schemas/entity.yaml:" in lines[0]


def test_entities_that_wait_for_each_other_are_neither(tmp_path: Path) -> None:
    files = {
        "vaultlint.yaml": VAULT,
        "schemas/day.yaml": "entity: day\nmatch: {entity: night}\nsections: [Sun]\n",
        "schemas/night.yaml": "entity: night\nmatch: {entity: day}\nsections: [Moon]\n",
        "notes/A.md": "A.\n",
    }
    assert said(tmp_path, files, "missing-section") == []


def test_a_schema_with_mistakes_gives_its_entity_the_benefit_of_the_doubt(tmp_path: Path) -> None:
    files = {
        "vaultlint.yaml": VAULT,
        "schemas/lake.yaml": "entity: lake\nmatch: {tags: lake}\nsectons: [Depth]\n",
        "schemas/river.yaml": "entity: river\nmatch: {tags: river}\n"
        "frontmatter: {fields: {mouth: {to: lake}}}\nsections: [Course]\n",
        "notes/Ulm.md": "---\nmouth: '[[Vane]]'\n---\n#river\n",
        "notes/Vane.md": "#river\n\n## Course\n\nEast.\n",
    }
    lines = said(tmp_path, files, "wrong-target", "missing-section", "missing-field")
    assert [line.split(" ")[:3] for line in lines] == [
        ["Ulm.md:4:1:", "error", "missing-section:"],
        ["Vane.md:1:1:", "error", "missing-field:"],
    ]


# Mistakes in schemas


@pytest.mark.parametrize(
    ("schema", "at", "words"),
    [
        ("sectons: [A]\n", "3:1", "did you mean `sections`"),
        ("frontmatter: {fields: {opened: dat}}\n", "3:32", "did you mean `date`"),
        ("sections:\n  - {heading: A, nead: may}\n", "4:18", "did you mean `need`"),
        ("sections:\n  - {heading: A, need: shuold}\n", "4:24", "did you mean `should`"),
        ("tags: {known: topics}\n", "3:15", "no vocabulary is called `topics`"),
        ("links: {to: rivr}\n", "3:13", "no schema is for the entity `rivr`"),
        ("text: {pattern: '(a'}\n", "3:17", "no regular expression"),
        ("words: {min: 9, max: 3}\n", "3:22", "`max` is less than `min`"),
        ("footer: {max-age: soon}\n", "3:19", "wants an age"),
        ("frontmatter: {fields: {a: {type: date, format: DD.QQ}}}\n", "3:48", "no token of a date"),
        # The three that get words of their own.
        ("sections: [{heading: Rooms, stairs}]\n", "3:29", "put the text in quotes"),
        ("sections:\n  - ## Rooms\n", "4:4", "comment"),
        ("sections:\n  - *Rooms\n", "4:5", "begins with `*` in quotes"),
        ("sections:\n  - %Rooms\n", "4:5", "in quotes"),
    ],
)
def test_a_mistake_is_told_at_its_line(tmp_path: Path, schema: str, at: str, words: str) -> None:
    found = mistakes(tmp_path, MINE + schema)
    assert len(found) == 1
    assert found[0].startswith(f"schemas/mine.yaml:{at.partition(':')[0]}:")
    assert words in found[0]


def test_a_child_must_not_contradict_its_parent(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"schemas/place.yaml": "entity: place\nfrontmatter: {fields: {when: date}}\nsections: [Map]\n"},
    )
    child = (
        MINE
        + "extends: place\nfrontmatter: {fields: {when: boolean}}\n"
        + "sections: [{heading: Map, need: must-not}]\n"
    )
    found = mistakes(tmp_path, child)
    assert len(found) == 2
    assert "of the type date, which boolean contradicts" in "".join(found)
    assert "a child may refine or relax it" in "".join(found)


def test_no_note_can_match(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, "entity: mine\nmatch: {tags: {all: [mine/coal], none: [mine]}}\n")
    assert "no note can match" in found


def test_what_a_note_is_may_go_round_in_a_circle(tmp_path: Path) -> None:
    schema = "entity: e\nmatch: {any: [{tags: root}, {links: {to: {entity: e}}}]}\nsections: [Parts]\n"
    notes = {"A": "[[B]]", "B": "[[C]]", "C": "[[B]] [[R]]", "D": "[[C]]", "R": "#root"}
    notes |= {"X": "[[Y]]", "Y": "[[X]]"}
    files = {"vaultlint.yaml": VAULT, "schemas/e.yaml": schema}
    found = said(tmp_path, files | {f"notes/{name}.md": f"{text}\n" for name, text in notes.items()})
    told = {line.partition(".md")[0] for line in found if "missing-section" in line}
    assert told == {"A", "B", "C", "D", "R"}


def test_a_name_of_nothing_but_a_star_needs_a_heading(tmp_path: Path) -> None:
    schema = (
        'entity: e\nmatch: {folder: .}\nsections: [{heading: "*", words: {min: 1}}]\nfooter: "*{date}*"\n'
    )
    files = {"vaultlint.yaml": VAULT, "schemas/e.yaml": schema, "notes/Empty.md": "text\n"}
    rules = {line.split()[2].rstrip(":") for line in said(tmp_path, files) if "Empty" in line}
    assert {"missing-section", "missing-created"} <= rules


def test_a_note_with_broken_frontmatter_gets_the_benefit_of_the_doubt(tmp_path: Path) -> None:
    files = {
        "vaultlint.yaml": VAULT,
        "schemas/a.yaml": "entity: a\nmatch: {tags: a}\nlinks: [{to: b}]\n"
        "frontmatter: {fields: {of: {to: b}}}\n",
        "schemas/b.yaml": "entity: b\nmatch: {fields: {type: b}}\n",
        "notes/Broken.md": '---\ntype: b\ntitle: "7.77" National\n---\n',
        "notes/N.md": '---\nof: "[[Broken]]"\n---\n#a\n\n[[Broken]]\n',
    }
    assert [line for line in said(tmp_path, files) if line.startswith("N.md")] == []


def test_schemas_do_not_lead_out_of_the_settings_folder(tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text("entity: x\n")
    vault = tmp_path / "vault"
    (vault / "notes").mkdir(parents=True)
    (vault / "vaultlint.yaml").write_text("notes: notes\nschemas: [../outside.yaml]\n")
    with pytest.raises(UserError, match="leads out of the folder"):
        load_settings(place(vault))


def test_a_vocabulary_that_changes_is_seen_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "vaultlint.yaml": VAULT + "vocabularies: {ores: {file: ores.txt}}\n",
        "ores.txt": "tin\n",
        "schemas/m.yaml": "entity: m\nmatch: {tags: m}\nfrontmatter: {fields: {ore: {values: ores}}}\n",
        "notes/M.md": "---\nore: gold\n---\n#m\n",
    }
    write(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    (tmp_path / "ores.txt").write_text("tin\ngold\n")
    assert main(["check"]) == 0
    (tmp_path / "ores.txt").unlink()
    assert main(["check"]) == 2
    (tmp_path / "ores.txt").write_text("gold\n")
    assert main(["check"]) == 0
    capsys.readouterr()


def test_what_a_schema_asks_speaks_before_the_rules_for_any_note(tmp_path: Path) -> None:
    schema = MINE + "frontmatter: {fields: {aliases: list, opened: date}}\n"
    schema += 'sections: [{heading: Seams, max: 1}]\nfooter: "*Created {date}*"\n'
    note = "---\naliases: Old Ash\nopened: 2026-13-45\n---\n#mine\n\n## Seams\n\nA\n\n## Seams\n\nB\n"
    note += "\n*Created 2026-13-45*\n"
    found = said(tmp_path, {"vaultlint.yaml": VAULT, "schemas/mine.yaml": schema, "notes/Ash.md": note})
    rules = sorted(line.split()[2].rstrip(":") for line in found)
    assert rules == ["forbidden-part", "missing-created", "wrong-type", "wrong-type"]


def test_an_alias_in_brackets_is_told_once(tmp_path: Path) -> None:
    schema = (
        MINE
        + "frontmatter: {fields: {aliases: {type: list, items: text}, towns: {type: list, items: text}}}\n"
    )
    note = "---\naliases:\n  - [[Old Ash]]\ntowns:\n  - [[Ash]]\n---\n#mine\n"
    found = said(tmp_path, {"vaultlint.yaml": VAULT, "schemas/mine.yaml": schema, "notes/Ash.md": note})
    assert [line.split(": ", 1)[1].partition(" (")[0] for line in found] == [
        "error bracketed-alias: the alias `[[Old Ash]]` is in brackets",
        "error wrong-type: an item of `towns` is a list: `Ash`",
    ]


def test_a_note_may_say_itself_when_it_is_stale(tmp_path: Path) -> None:
    schema = MINE + 'footer: {form: "*Created {date}*", max-age: 30d}\n'
    text = "---\nstale_after: {}\n---\n#mine\n\n*Created 2020-01-01*\n"
    files = {"vaultlint.yaml": VAULT, "schemas/mine.yaml": schema}
    files |= {"notes/Today.md": text.format("2026-11-23"), "notes/Past.md": text.format("2026-11-22")}
    assert [line.partition(":")[0] for line in said(tmp_path, files)] == ["Past.md"]
