"""What git knows of the notes: asked once, only when a rule wants to know, never guessed."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import TODAY, Repository
from vaultlint import git
from vaultlint.chronicle import read_history
from vaultlint.cli import main

COPPER = "**Copper** — a metal, which is found with [[Tin]] and worked since long.\n\n*Created {}*\n"


def days(repository: Repository) -> dict[str, tuple[str, str]]:
    history = read_history(f"{repository.folder}/notes")
    return {path: (str(history.first(path)), str(history.last(path))) for path in history.commits}


def test_first_and_last(repository: Repository) -> None:
    repository.commit({"Copper.md": COPPER.format("2026-01-01"), "Tin.md": "A metal.\n"}, "2026-01-02")
    assert days(repository) == {
        "Copper.md": ("2026-01-02", "2026-01-02"),
        "Tin.md": ("2026-01-02", "2026-01-02"),
    }
    repository.commit({"Tin.md": "A metal, and soft.\n"}, "2026-02-02")
    repository.git("mv", "notes/Tin.md", 'notes/Tin é "x".md')
    relinked = COPPER.format("2026-01-01").replace("[[Tin]]", '[[Tin é "x"|tin]]').replace("long", " long ")
    repository.commit({"Copper.md": relinked}, "2026-03-02")
    assert days(repository) == {
        "Copper.md": ("2026-01-02", "2026-01-02"),
        'Tin é "x".md': ("2026-01-02", "2026-02-02"),
    }


def test_a_name_that_is_used_again(repository: Repository) -> None:
    repository.commit({"Tin.md": "A metal of which there is a lot to be said.\n"}, "2026-01-02")
    repository.git("mv", "notes/Tin.md", "notes/Old tin.md")
    repository.commit({}, "2026-02-02")
    repository.commit({"Tin.md": "Another one.\n"}, "2026-03-02")
    (repository.folder / "notes/Old tin.md").unlink()
    repository.commit({}, "2026-04-02")
    repository.commit({"Old tin.md": "A third one, once more.\n"}, "2026-05-02")
    assert days(repository) == {
        "Old tin.md": ("2026-05-02", "2026-05-02"),
        "Tin.md": ("2026-03-02", "2026-03-02"),
    }


def test_a_note_that_became_a_link(repository: Repository) -> None:
    repository.commit({"Tin.md": "A metal.\n", "Copper.md": "Another.\n"}, "2026-01-02")
    (repository.folder / "notes/Tin.md").unlink()
    (repository.folder / "notes/Tin.md").symlink_to("Copper.md")
    repository.commit({}, "2026-02-02")
    assert days(repository)["Copper.md"] == ("2026-01-02", "2026-01-02")


def test_two_notes_that_exchange_their_names(repository: Repository) -> None:
    old, new = "A metal that is heavy and soft.\n", "Another one, of which much is found.\n"
    repository.git("config", "log.showRoot", "false")
    repository.git("config", "i18n.logOutputEncoding", "UTF-16")
    repository.commit({"Old.md": old}, "2026-01-02")
    repository.commit({"New.md": new}, "2026-02-02")
    repository.commit({"Old.md": new, "New.md": old}, "2026-03-02")
    assert days(repository) == {
        "New.md": ("2026-02-02", "2026-03-02"),
        "Old.md": ("2026-01-02", "2026-03-02"),
    }


def test_what_cannot_be_known(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plain").mkdir()
    assert read_history(str(tmp_path / "plain")).problem == "the vault lies in no git repository"
    assert read_history(f"{repository.folder}").problem == "nothing is committed yet"
    repository.commit({"Tin.md": "A metal.\n"})
    repository.commit({"Tin.md": "A soft metal.\n"})
    url = f"file://{repository.folder}"
    subprocess.run(("git", "clone", "-q", "--depth", "1", url, str(tmp_path / "shallow")), check=True)
    assert "shallow" in read_history(str(tmp_path / "shallow/notes")).problem
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_history(f"{repository.folder}/notes").problem == "there is no program `git`"


def checked(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    capsys.readouterr()
    main(["check", "--select", "disagreeing-dates", "--output-format", "concise", "--today", TODAY])
    return capsys.readouterr()


def test_dates_are_compared_with_git(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    settings = repository.folder / "vaultlint.yaml"
    repository.commit({"Tin.md": "A metal.\n\n*Created 2025-01-02*\n"}, "2026-01-02")
    repository.commit({"Copper.md": COPPER.format("2025-02-02")}, "2026-02-02")
    lead = COPPER.format("Feb 2026")
    repository.commit({"Zinc.md": COPPER.format("2026-06-02"), "Lead.md": lead}, "2026-02-20")
    repository.commit({"Lead.md": lead.replace("a metal", "a heavy metal")}, "2026-07-20")
    repository.write({"Gold.md": COPPER.format("2026-06-02")})
    assert checked(capsys) == ("All clear: 5 notes.\n", "")
    settings.write_text("notes: notes/\nrules:\n  disagreeing-dates: {first-commit: 30, last-commit: 30}\n")
    found, notices = checked(capsys)
    assert [line.partition(" (")[0].partition("dates: ")[2] for line in found.splitlines()[:-1]] == [
        "created `2025-02-02`, 365 days from its first commit on 2026-02-02",
        "created `Feb 2026`, 142 days before its last change on 2026-07-20",
        "created `2026-06-02`, 102 days from its first commit on 2026-02-20",
    ]
    assert notices == "vaultlint: 1 note not in git yet: its dates are not compared with it\n"


def test_git_is_asked_once_and_only_when_needed(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    log = git.log

    def counted(repository: git.Repository) -> Iterator[git.Entry | str]:
        asked.append("log")
        return log(repository)

    monkeypatch.setattr(git, "log", counted)
    repository.commit({"Tin.md": COPPER.format("2026-06-02")}, "2026-01-02")
    assert checked(capsys)[0] == "All clear: 1 note.\n"
    assert asked == []
    settings = repository.folder / "vaultlint.yaml"
    settings.write_text("notes: notes/\nrules:\n  disagreeing-dates: {first-commit: 30}\n")
    first = checked(capsys)
    assert "Found 1 problem" in first[0]
    assert checked(capsys) == first
    assert asked == ["log"]
    repository.write({"Tin.md": COPPER.format("2026-01-02")})
    assert checked(capsys)[0] == "All clear: 1 note.\n"
    assert asked == ["log"]
    repository.commit({"Lead.md": COPPER.format("2026-06-02")}, "2026-01-02")
    assert "Found 1 problem" in checked(capsys)[0]
    repository.git("commit", "-q", "--amend", "--no-edit", "--date", "2026-06-02T12:00:00")
    assert checked(capsys)[0] == "All clear: 2 notes.\n"
    assert asked == ["log", "log", "log"]


def test_no_cache_is_none(repository: Repository, cache_folder: Path) -> None:
    repository.commit({"Tin.md": COPPER.format("2026-06-02")}, "2026-01-02")
    read_history(f"{repository.folder}/notes", keep=False)
    assert not [*cache_folder.iterdir()]
    read_history(f"{repository.folder}/notes")
    assert [*cache_folder.iterdir()]


def test_an_answer_without_git_is_not_kept(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = repository.folder / "vaultlint.yaml"
    settings.write_text("notes: notes/\nrules:\n  disagreeing-dates: {first-commit: 30}\n")
    repository.write({"Tin.md": COPPER.format("2026-06-02")})
    assert checked(capsys)[0] == "All clear: 1 note.\n"
    repository.commit({}, "2026-01-02")
    assert "Found 1 problem" in checked(capsys)[0]


@pytest.mark.parametrize("mode", [0o644, 0o755])
def test_a_program_that_is_no_git(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mode: int
) -> None:
    (tmp_path / "git").write_text("")
    (tmp_path / "git").chmod(mode)
    monkeypatch.setenv("PATH", str(tmp_path))
    why = "git finds no repository in `.git`" if mode & 0o100 else "there is no program `git`"
    assert read_history(f"{repository.folder}/notes").problem == why
