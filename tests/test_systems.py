"""What differs between systems: separators, drives, names that differ in case alone.

Windows is not here; its rules for paths are, in Python's own `ntpath`.
"""

import ntpath
import os
from pathlib import Path

import pytest

from tests.conftest import Command, write_notes
from vaultlint import place
from vaultlint.report import run as reported


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let paths be what they are on Windows; the files of this machine are out of reach then."""
    monkeypatch.setattr(os, "getcwd", lambda: "C:\\Users\\Ada\\Vault")
    for name in ("abspath", "relpath", "dirname", "join", "commonpath", "normpath", "normcase"):
        monkeypatch.setattr(os.path, name, getattr(ntpath, name))
    monkeypatch.setattr(os.path, "realpath", lambda path: ntpath.normpath(ntpath.join(os.getcwd(), path)))
    monkeypatch.setattr(os, "sep", "\\")


@pytest.mark.parametrize(
    ("path", "whole", "seen"),
    [
        ("notes", "C:/Users/Ada/Vault/notes", "notes"),
        ("notes\\Actors\\JOGMEC.md", "C:/Users/Ada/Vault/notes/Actors/JOGMEC.md", "notes/Actors/JOGMEC.md"),
        ("..\\Other", "C:/Users/Ada/Other", "../Other"),
        ("C:/Users/Ada/Vault", "C:/Users/Ada/Vault", "."),
        ("D:\\Vault\\a.md", "D:/Vault/a.md", "D:/Vault/a.md"),
        ("\\\\host\\share\\a.md", "//host/share/a.md", "//host/share/a.md"),
    ],
)
@pytest.mark.usefixtures("windows")
def test_paths_of_windows_are_written_with_slashes(path: str, whole: str, seen: str) -> None:
    assert place.absolute(path) == whole
    assert place.from_here(path) == seen


@pytest.mark.parametrize(
    ("path", "lies"),
    [
        ("C:\\Users\\Ada\\Vault\\a.md", True),
        ("c:\\users\\ada\\VAULT\\a.md", True),
        ("C:/Users/Ada/Vault", True),
        ("C:\\Users\\Ada\\Vault2\\a.md", False),
        ("..\\a.md", False),
        ("D:\\Users\\Ada\\Vault\\a.md", False),
        ("\\\\host\\share\\a.md", False),
    ],
)
@pytest.mark.usefixtures("windows")
def test_what_lies_in_a_folder_of_windows(path: str, lies: bool) -> None:
    assert place.lies_in(path, "C:\\Users\\Ada\\Vault") is lies


@pytest.mark.usefixtures("windows")
def test_reports_for_programs_have_slashes() -> None:
    shown = reported.shown_from("C:\\Users\\Ada", "C:\\Users\\Ada\\Vault")
    assert (shown("a/b.md"), shown("")) == ("Vault/a/b.md", "Vault")


def test_a_folder_that_knows_no_case_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    """Links are looked up among the names that folders list, never by asking the disk for a spelling."""
    notes = {
        "Actor.md": "# Actor\n\n[[note]] [[NOTE]] [[Folder/deep]]\n",
        "Note.md": "# Note\n",
        "folder/Deep.md": "# Deep\n",
    }
    write_notes(tmp_path, {**notes, ".obsidian/app.json": "{}", "Bad.md": "# Bad\n\n[[nowhere]]\n"})
    question = ("check", str(tmp_path), "--no-cache", "--output-format", "concise")
    usual = command(*question)
    exists, isfile = os.path.exists, os.path.isfile

    def any_case(test: object) -> object:
        def asked(path: str) -> bool:
            assert callable(test)
            folder, name = os.path.split(os.fspath(path))
            if bool(test(path)) or not os.path.isdir(folder):
                return bool(test(path))
            return any(one.lower() == name.lower() and test(f"{folder}/{one}") for one in os.listdir(folder))

        return asked

    monkeypatch.setattr(os.path, "exists", any_case(exists))
    monkeypatch.setattr(os.path, "isfile", any_case(isfile))
    assert command(*question) == usual
    assert "nowhere" in usual.out
    assert usual.out.count("error") == 2
