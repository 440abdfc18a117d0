"""Settings: what they come to, and how mistakes in them are told."""

from pathlib import Path

import pytest

from vaultlint.load import Selection, choose_rules, load_settings
from vaultlint.place import Place, UserError
from vaultlint.project import OFF, Settings


def load(folder: Path, **files: str) -> Settings:
    """Load `vaultlint.yaml` from files named by their stems."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    return load_settings(Place(str(folder), str(folder / "vaultlint.yaml")))[1]


def test_without_a_file_the_pack_recommended_holds(tmp_path: Path) -> None:
    root, settings = load_settings(Place(str(tmp_path)))
    assert root == str(tmp_path)
    assert settings.fail_on == 3
    assert settings.levels["broken-link"] == 3
    assert settings.levels["orphan-note"] == OFF
    assert settings.origins["broken-link"] == "default"


def test_a_key_with_nothing_behind_it_says_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, vaultlint="rules:\nexclude:\n").levels["broken-link"] == 3


def test_an_override_may_wake_what_the_settings_turned_off(tmp_path: Path) -> None:
    settings = load(
        tmp_path, vaultlint="rules: {links: off}\noverrides: [{files: /a.md, rules: {links: warning}}]"
    )
    assert settings.levels["broken-link"] == OFF
    assert settings.overrides[0].levels["broken-link"] == 2
    assert "orphan-note" not in settings.overrides[0].levels
    assert "broken-link" in settings.active()


def test_faults_of_ours_cannot_be_turned_off(tmp_path: Path) -> None:
    settings = load(tmp_path, vaultlint="rules: {notes: off, internal-error: off}")
    assert settings.levels["internal-error"] == 3


def test_an_empty_file_is_no_mistake(tmp_path: Path) -> None:
    assert load(tmp_path, vaultlint="").levels["broken-link"] == 3


def test_packs_by_name_and_by_file_later_ones_win(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        house="extends: base.yaml\nrules: {broken-link: info, self-link: off}",
        base="rules: {broken-link: warning, inert-tag: off}\n"
        "overrides: [{files: '*.x.md', rules: {links: off}}]",
        vaultlint="extends: [strict, ./house.yaml]\nrules: {self-link: error}",
    )
    assert settings.fail_on == 2
    assert settings.levels["broken-link"] == 1
    assert settings.levels["inert-tag"] == OFF
    assert settings.levels["self-link"] == 3
    assert settings.origins["broken-link"] == "the pack `./house.yaml`"
    assert settings.overrides[0].files == ("*.x.md",)
    assert len(settings.files) == 5


def test_a_rule_beats_its_family_and_a_family_wakes_nothing(tmp_path: Path) -> None:
    settings = load(tmp_path, vaultlint="rules: {broken-link: error, links: warning}")
    assert settings.levels["broken-link"] == 3
    assert settings.levels["broken-embed"] == 2
    assert settings.levels["orphan-note"] == OFF
    settings = load(tmp_path, vaultlint="rules: {links: on, tables: off}")
    assert settings.levels["orphan-note"] == 2
    assert settings.levels["ragged-table"] == OFF


def test_the_command_line_beats_them_all(tmp_path: Path) -> None:
    settings = load(tmp_path, vaultlint="rules: {broken-link: off, self-link: warning}\nfail-on: info")
    chosen = choose_rules(settings, Selection(("links",), ("inert-tag",), ("self-link",), "never"))
    assert chosen.levels["broken-link"] == 3
    assert chosen.levels["inert-tag"] == 2
    assert chosen.levels["self-link"] == OFF
    assert chosen.levels["ragged-table"] == OFF
    assert chosen.levels["internal-error"] == 3
    assert chosen.fail_on == 0
    assert chosen.narrowed


def test_options_are_typed(tmp_path: Path) -> None:
    settings = load(tmp_path, vaultlint="rules: {unwritten-note: {planned: 'a*'}}")
    assert settings.options == {"unwritten-note": {"planned": ("a*",)}}
    assert settings.levels["unwritten-note"] == 3


def test_the_root_may_be_a_folder_below(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "vaultlint.yaml").write_text("notes: notes/")
    assert load_settings(Place(str(tmp_path), str(tmp_path / "vaultlint.yaml")))[0] == str(tmp_path / "notes")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rulez: {}", "1:1: `rulez` is no setting; did you mean `rules`?"),
        ("schemas: [agrement]", "1:11: no shipped schema is called `agrement`; did you mean `agreement`?"),
        ("notes: nowhere/", "1:8: there is no folder `nowhere/`"),
        ("notes: [a]", "1:8: `notes` wants a text"),
        ("exclude: 3", "1:10: `exclude` wants a list"),
        ("exclude: [a, 3]", "1:14: `1` wants a text"),
        ("fail-on: errr", "1:10: `errr` is none of `error`, `warning`, `info` or `never`"),
        ("rules: [a]", "1:8: `rules` wants `key: value` lines"),
        (
            "rules:\n  brokn-link: off",
            "2:3: no rule or family is called `brokn-link`; did you mean `broken-link`?",
        ),
        ("rules:\n  broken-link: of", "2:16: `of` is no severity: write off, info, warning or error"),
        ("rules:\n  broken-link: {severity: high}", "2:27: `high` is no severity"),
        ("rules:\n  broken-link: {planed: x}", "2:17: the rule `broken-link` has no option `planed`"),
        ("rules:\n  links: {planned: x}", "2:11: the family `links` has no option `planned`"),
        ("rules:\n  unwritten-note: {planned: 3}", "2:29: `planned`: input should be a valid list"),
        ("rules:\n  unwritten-note: {plannd: x}", "did you mean `planned`?"),
        ("overrides: 3", "1:12: `overrides` wants a list"),
        ("overrides:\n- {files: a}", "2:3: `rules` is missing"),
        ("overrides:\n- {files: a, rules: {}, file: b}", "`file` is no setting; did you mean `files`?"),
        ("overrides:\n- {files: a, rules: {linkz: off}}", "2:22: no rule or family is called `linkz`"),
        ("overrides:\n- {files: a, rules: {links: {a: b}}}", "2:29: an override sets a severity"),
        ("overrides:\n- {files: a, rules: {links: never}}", "2:29: `never` is no severity"),
        ("overrides:\n- {files: a, rules: 3}", "2:21: `rules` wants `key: value` lines"),
        ("extends: [strct]", "1:10: no pack is called `strct`; did you mean `strict`?"),
        ("extends: ./no.yaml", "1:10: there is no file `./no.yaml`"),
        ("extends: ./loop.yaml", "loop.yaml:1:10: the pack `loop.yaml` extends itself"),
        ("extends: ./vault.yaml", "vault.yaml:1:1: `notes` is no setting"),
        ("notes: ..", "1:8: `..` leads out of the folder of this file"),
        ("exclude: ['!', a]", "1:11: `!` is no pattern of gitignore"),
        ("fail_on: error", "did you mean `fail-on`?"),
        ("rules: " + "[" * 3000, "1:1: lists or maps are nested too deep"),
        ("- a", "1:1: settings are `key: value` lines"),
        ("a: [", "1:5: not valid YAML"),
        ("exclude: *.md", "put a text that begins with `*` in quotes"),
        ("exclude: %x", "put a text that begins with such a sign in quotes"),
        ("a: 1\na: 2", "not valid YAML"),
        ("a: \x07", "vaultlint.yaml"),
    ],
)
def test_a_mistake_is_told_at_its_place(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "loop.yaml").write_text("extends: loop.yaml")
    (tmp_path / "vault.yaml").write_text("notes: x")
    with pytest.raises(UserError) as caught:
        load(tmp_path, vaultlint=text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        load(tmp_path, vaultlint="rulez: {}\nexclude: 3\nrules: {a: off, b: off}\n")
    assert len(str(caught.value).splitlines()) == 4


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "vaultlint.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match=r"vaultlint\.yaml"):
        load_settings(Place(str(tmp_path), str(tmp_path / "vaultlint.yaml")))
