"""Which vault a path belongs to, which files it has, which notes are left alone."""

import os
from pathlib import Path

import pytest

from vaultlint import exclude
from vaultlint.discover import find_dialect, find_files, find_inner_vaults, find_place
from vaultlint.place import UserError
from vaultlint.project import Settings

NO_SETTINGS = Settings({}, {}, {})


def fill(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")


def test_the_nearest_settings_are_the_vault(tmp_path: Path) -> None:
    fill(tmp_path, "vaultlint.yaml", "a/b/Note.md")
    place = find_place(str(tmp_path / "a/b/Note.md"))
    assert (place.root, place.config, place.guessed) == (str(tmp_path), str(tmp_path / "vaultlint.yaml"), "")


@pytest.mark.parametrize("notes", ["", "notes: vault\n", "notes: 'vault/' # here\n"])
def test_a_vault_inside_the_settings_vault_is_its_own(tmp_path: Path, notes: str) -> None:
    fill(tmp_path, "vault/.obsidian/app.json", "vault/inner/.obsidian/app.json", "vault/inner/Note.md")
    (tmp_path / "vaultlint.yaml").write_text(notes)
    assert find_place(str(tmp_path / "vault/inner")).root == str(tmp_path / "vault/inner")
    outer = find_place(str(tmp_path / "vault"))
    assert outer.root == (str(tmp_path) if notes else str(tmp_path / "vault"))


def test_without_settings_obsidian_then_git_then_the_folder(tmp_path: Path) -> None:
    fill(tmp_path, ".git/HEAD", "a/.obsidian/app.json", "a/b/Note.md", "c/Note.md")
    assert find_place(str(tmp_path / "a/b")).root == str(tmp_path / "a")
    assert find_place(str(tmp_path / "c")).root == str(tmp_path)
    assert find_place(str(tmp_path / "c")).guessed == "it is the git root"
    fill(tmp_path.parent / "elsewhere", "d/Note.md")
    lone = find_place(str(tmp_path.parent / "elsewhere/d/Note.md"))
    assert lone.root == str(tmp_path.parent / "elsewhere/d")


def test_the_home_directory_is_no_vault_by_accident(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("HOME", str(home))
    fill(home, ".obsidian/app.json", "notes/Note.md")
    assert find_place(str(home / "notes")).root == str(home / "notes")
    assert find_place(str(home)).root == str(home)
    (home / ".obsidian/app.json").unlink()
    (home / ".obsidian").rmdir()
    for path in (str(home), str(home / "Note.md"), "/"):
        with pytest.raises(UserError, match="is no vault: name the vault's folder"):
            find_place(path)


@pytest.mark.skipif(os.name == "nt", reason="needs links and odd names")
def test_what_cannot_be_looked_at_is_said(tmp_path: Path) -> None:
    fill(tmp_path, "A.md")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / ".gitignore").symlink_to("nowhere")
    with open(os.fsencode(str(tmp_path)) + b"/n\xff.md", "w"):
        pass
    files = find_files(str(tmp_path))
    assert list(files.notes) == ["A.md"]
    assert [trouble.rpartition(": ")[2] for trouble in files.troubles] == [
        "Too many levels of symbolic links",
        "its name is not UTF-8",
    ]


def test_patterns_that_are_none_are_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, "A.md", "B.md")
    (tmp_path / ".gitignore").write_text("!\nA.md\n")
    files = find_files(str(tmp_path))
    assert [path for path in files.notes if exclude.git_ignores(str(tmp_path), files)(path)] == ["A.md"]


def test_nothing_in_an_ignored_folder_is_taken_back(tmp_path: Path) -> None:
    fill(tmp_path, "a/x.md", "a/y.md")
    (tmp_path / ".gitignore").write_text("a/\n!a/x.md\n")
    files = find_files(str(tmp_path))
    ignored = exclude.git_ignores(str(tmp_path), files)
    assert ignored("a/x.md")
    assert ignored("a/y.md")


def test_dot_folders_and_inner_vaults_are_no_part(tmp_path: Path) -> None:
    fill(tmp_path, "A.md", "B.MD", "c.png", ".trash/D.md", ".hidden.md", "in/.obsidian/app.json", "in/E.md")
    fill(tmp_path, "folder.md/F.md")
    files = find_files(str(tmp_path))
    assert list(files.notes) == ["A.md", "B.MD", "folder.md/F.md"]
    assert files.others == ("c.png",)
    assert find_inner_vaults(str(tmp_path)) == (str(tmp_path / "in"),)


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    fill(tmp_path, "vault/A.md", "outside/B.md")
    (tmp_path / "vault/loop").symlink_to(tmp_path / "vault")
    (tmp_path / "vault/out").symlink_to(tmp_path / "outside")
    (tmp_path / "vault/B.md").symlink_to(tmp_path / "outside/B.md")
    (tmp_path / "vault/gone.md").symlink_to(tmp_path / "nowhere")
    files = find_files(str(tmp_path / "vault"))
    assert list(files.notes) == ["A.md"]
    assert files.others == ("B.md",)


def test_what_git_ignores_is_not_read(tmp_path: Path) -> None:
    fill(
        tmp_path,
        ".git/info/exclude",
        "vault/sub/keep.md",
        "vault/sub/drop.md",
        "vault/x.tmp.md",
        "vault/y/z.md",
    )
    (tmp_path / ".git/info/exclude").write_text("y/\n")
    (tmp_path / ".gitignore").write_text("*.tmp.md\n")
    (tmp_path / "vault/.gitignore").write_text("sub/*\n")
    (tmp_path / "vault/sub/.gitignore").write_text("!keep.md\n")
    root = str(tmp_path / "vault")
    files = find_files(root)
    ignored = exclude.git_ignores(root, files)
    assert [path for path in files.notes if ignored(path)] == ["sub/drop.md", "x.tmp.md", "y/z.md"]
    choice = exclude.choose(root, files, NO_SETTINGS)
    assert choice.unread == {"sub/drop.md", "x.tmp.md", "y/z.md"}
    assert choice.left_alone["x.tmp.md"] == "ignored by git"


def test_what_is_left_alone(tmp_path: Path) -> None:
    fill(tmp_path, "CLAUDE.md", "Drawing.excalidraw.md", "Forms/Day.md", "T/Week.md", "Drafts/A.md", "B.md")
    fill(tmp_path, ".obsidian/templates.json", ".obsidian/plugins/templater-obsidian/data.json")
    fill(tmp_path, ".obsidian/daily-notes.json")
    (tmp_path / ".obsidian/templates.json").write_text('{"folder": "/Forms/"}')
    (tmp_path / ".obsidian/plugins/templater-obsidian/data.json").write_text('{"templates_folder": "T"}')
    (tmp_path / ".obsidian/daily-notes.json").write_text('{"folder": "Daily"}')
    files = find_files(str(tmp_path))
    choice = exclude.choose(str(tmp_path), files, NO_SETTINGS)
    assert set(choice.left_alone) == {"CLAUDE.md", "Drawing.excalidraw.md", "Forms/Day.md", "T/Week.md"}
    assert choice.daily_folder == "Daily"
    some = Settings({}, {}, {}, exclude=("Drafts/",), include=("CLAUDE.md",))
    choice = exclude.choose(str(tmp_path), files, some)
    assert "CLAUDE.md" not in choice.left_alone
    assert choice.left_alone["Drafts/A.md"] == "excluded by the settings"


@pytest.mark.parametrize("content", ["", "[]", "{", '{"folder": 3}', "\xff"])
def test_obsidians_settings_may_be_anything(tmp_path: Path, content: str) -> None:
    fill(tmp_path, ".obsidian/templates.json", "A.md")
    (tmp_path / ".obsidian/templates.json").write_bytes(content.encode("latin-1"))
    files = find_files(str(tmp_path))
    assert exclude.choose(str(tmp_path), files, NO_SETTINGS).left_alone == {}


def test_dialects(tmp_path: Path) -> None:
    fill(tmp_path, "root.md", "root.schema.yml")
    dialect = find_dialect(str(tmp_path), find_files(str(tmp_path)))
    assert dialect is not None
    assert dialect.name == "Dendron"
    fill(tmp_path / "plain", "A.md")
    assert find_dialect(str(tmp_path / "plain"), find_files(str(tmp_path / "plain"))) is None
