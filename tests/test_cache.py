"""The cache changes nothing but time: whatever happens between two runs, the answers are the same."""

import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from vaultlint import analyses, cache, session, work
from vaultlint.cli import main


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault with settings, an attachment and links of every kind, written a while ago."""
    files = {
        "vaultlint.yaml": "notes: .\n",
        ".obsidian/app.json": "{}",
        ".gitignore": "private/\n",
        "Copper.md": "---\naliases: [Red metal]\n---\n#metal\n\n[[Tin]] and ![[map.png]] and [[Zinc]].\n",
        "Tin.md": "[[Copper#Price]] and [[Red metal]].\n",
        "map.png": "",
        "private/Diary.md": "[[Nowhere]]\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
        os.utime(tmp_path / name, (1_700_000_000, 1_700_000_000))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cache, "_GRAIN", 0)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["check", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def write(name: str, text: str) -> Callable[[Path], None]:
    def change(vault: Path) -> None:
        (vault / name).parent.mkdir(exist_ok=True)
        (vault / name).write_text(text)

    return change


CHANGES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda vault: None,
    "touched": lambda vault: os.utime(vault / "Copper.md"),
    "a note written": write("Zinc.md", "A metal.\n"),
    "a note changed": write("Copper.md", "## Price\n\nHigh.\n"),
    "a note changed to the same length": write("Tin.md", "[[Copper#Prize]] and [[Red metal]].\n"),
    "a note deleted": lambda vault: (vault / "Tin.md").unlink(),
    "a note renamed": lambda vault: (vault / "Tin.md").rename(vault / "Tin 2.md"),
    "a note moved": lambda vault: shutil.move(vault / "Tin.md", vault / "private/Tin.md"),
    "an attachment deleted": lambda vault: (vault / "map.png").unlink(),
    "settings changed": write("vaultlint.yaml", "rules: {unwritten-note: off}\n"),
    "settings deleted": lambda vault: (vault / "vaultlint.yaml").unlink(),
    "a pack added": lambda vault: [
        write("house.yaml", "rules: {bare-alias: off}\n")(vault),
        write("vaultlint.yaml", "extends: ./house.yaml\n")(vault),
    ],
    "ignore file changed": write(".gitignore", "*.png\n"),
    "templates named": write(".obsidian/templates.json", '{"folder": "private"}'),
    "a vault inside": write("private/vaultlint.yaml", "notes: .\n"),
    "the note a template": write("Tin.md", "{{title}} [[Red metal]]\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_answer_is_that_of_a_run_without_cache(
    vault: Path, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    before = said(capsys)
    assert before == said(capsys) == said(capsys, "--no-cache")
    CHANGES[change](vault)
    fresh = said(capsys, "--no-cache")
    assert said(capsys) == fresh
    assert said(capsys) == fresh


def test_a_pack_that_changes_is_seen(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    CHANGES["a pack added"](vault)
    said(capsys)
    write("house.yaml", "rules: {bare-alias: info}\n")(vault)
    assert said(capsys) == said(capsys, "--no-cache")


def test_options_are_part_of_the_question(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys)
    for options in (
        ["--select", "links"],
        ["--output-format", "json"],
        ["Tin.md"],
        ["--today", "2020-01-01"],
    ):
        assert said(capsys, *options) == said(capsys, *options, "--no-cache")


def test_a_second_run_reads_no_note(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said(capsys)

    def fail(*arguments: object) -> None:
        raise AssertionError("the answer was there")

    monkeypatch.setattr(session, "run", fail)
    said(capsys)


def test_another_question_reads_no_note_again(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said(capsys)
    read: list[str] = []
    analyse = work.analyse

    def spy(asked: work.Work, jobs: int) -> object:
        read.extend(asked.paths)
        return analyse(asked, jobs)

    monkeypatch.setattr(work, "analyse", spy)
    said(capsys, "Tin.md")
    assert read == []
    write("Tin.md", "Short.\n")(vault)
    said(capsys, "Tin.md")
    assert read == ["Tin.md"]


def test_a_note_written_within_the_clocks_grain_is_read_again(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_GRAIN", 10**12)
    monkeypatch.setattr(cache, "_COARSE_GRAIN", 10**12)
    write("Tin.md", "[[Copper]] aa\n")(vault)
    status = os.stat(vault / "Tin.md")
    said(capsys)
    monkeypatch.setattr("vaultlint.discover.stamp", lambda status: (status.st_size, 1, time.time_ns(), 1))
    first = said(capsys)
    assert first == said(capsys, "--no-cache")
    (vault / "Tin.md").write_text("[[Coppe]] aaa\n")
    os.utime(vault / "Tin.md", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert said(capsys) == said(capsys, "--no-cache") != first


def test_grains() -> None:
    second = 1_000_000_000
    assert cache.is_settled((1, 0, 5 * second + 1, 1), 6 * second)
    assert not cache.is_settled((1, 0, 5 * second + 1, 1), 5 * second + 2)
    assert not cache.is_settled((1, 0, 5 * second, 1), 6 * second)
    assert cache.is_settled((1, 0, 5 * second, 1), 8 * second)


@pytest.mark.parametrize("content", [b"", b"\x00", b"\xc1" * 100, b"\x93\xa1a\x01\x02"])
def test_a_spoiled_cache_counts_as_none(
    vault: Path, capsys: pytest.CaptureFixture[str], cache_folder: Path, content: bytes
) -> None:
    before = said(capsys)
    for path in cache_folder.rglob("*"):
        if path.is_file():
            path.write_bytes(content)
    assert said(capsys) == before


def test_one_spoiled_byte_spoils_no_answer(
    vault: Path, capsys: pytest.CaptureFixture[str], cache_folder: Path
) -> None:
    before = said(capsys)
    for path in [path for path in cache_folder.rglob("*") if path.is_file()]:
        content = path.read_bytes()
        for index in range(0, len(content), 37):
            path.write_bytes(content[:index] + b"\xff" + content[index + 1 :])
            assert said(capsys) == before


def test_a_cache_that_cannot_be_written_is_no_error(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (vault / "file").write_text("")
    monkeypatch.setenv("VAULTLINT_CACHE_DIR", str(vault / "file"))
    assert said(capsys) == said(capsys, "--no-cache")


def test_nothing_is_written_into_the_vault(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(vault.rglob("*"))
    said(capsys)
    assert sorted(vault.rglob("*")) == before


def test_old_answers_give_way(vault: Path, capsys: pytest.CaptureFixture[str], cache_folder: Path) -> None:
    for day in range(1, 29):
        said(capsys, "--today", f"2026-02-{day:02}")
    assert len(list(cache_folder.glob("*/answers/*"))) == 16


def test_two_runs_at_once(vault: Path, cache_folder: Path) -> None:
    fresh = {
        f"{number}.md": analyses.Fresh((1, 2, 3, 4), b"x" * 16, True, b"%d" % number) for number in range(500)
    }

    def write_often(key: bytes) -> None:
        for _ in range(30):
            analyses.save("/vault", analyses.load("/vault", key), fresh, fresh)

    threads = [threading.Thread(target=write_often, args=(key,)) for key in (b"one", b"two")]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        for index in (analyses.load("/vault", key) for key in (b"one", b"two")):
            read = analyses.read("/vault", index, fresh)
            assert all(data == fresh[path].analysis for path, data in read.items())
    for thread in threads:
        thread.join()


def test_the_default_folder_is_the_users_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VAULTLINT_CACHE_DIR")
    assert "vaultlint" in cache.folder()
