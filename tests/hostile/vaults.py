"""Folders with more in them than files, and with more files than anybody has."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.hostile import WELL, Builder, vault


def _beside(*steps: Callable[[Path], object]) -> Builder:
    """A vault in which something else is made after the files."""

    def build(folder: Path) -> None:
        vault({"Odd.md": "# Odd\n\nSee [[Other]] and [[Well]].\n"})(folder)
        for step in steps:
            step(folder)

    return build


def _outside(folder: Path) -> Path:
    """A folder beside the vault with a secret in it."""
    outside = folder.parent / f"{folder.name}-outside"
    outside.mkdir(exist_ok=True)
    (outside / "Other.md").write_text("# Secret\n\n[[Nowhere at all]]\n")
    (outside / "secret.yaml").write_text("entity: secret\nabout: A secret word.\nmatch: {tags: secret}\n")
    return outside


def _socket(path: Path) -> None:
    before = os.getcwd()
    os.chdir(path.parent)  # The path of a socket is short.
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(before)


def _linked(folder: Path, name: str, target: str | Path) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).symlink_to(target)


def _many(number: int) -> Builder:
    def build(folder: Path) -> None:
        vault({})(folder)
        for index in range(number):
            if index % 1000 == 0:
                (folder / f"{index}").mkdir()
            (folder / f"{index // 1000 * 1000}/{index}.md").touch()

    return build


def _with_settings(folder: Path, text: str) -> None:
    (folder / "vaultlint.yaml").write_text(text)


CASES: dict[str, Builder] = {
    "nothing-at-all": lambda folder: None,
    "no-notes": vault({"Well.md": ""}),
    "link-to-itself": _beside(lambda folder: _linked(folder, "Other.md", "Other.md")),
    "links-to-each-other": _beside(
        lambda folder: _linked(folder, "Other.md", "B.md"), lambda folder: _linked(folder, "B.md", "Other.md")
    ),
    "link-to-the-folder-above": _beside(lambda folder: _linked(folder, "up", "..")),
    "links-to-folders-in-a-circle": _beside(
        lambda folder: _linked(folder, "a/b", "../c"), lambda folder: _linked(folder, "c/d", "../a")
    ),
    "link-to-nothing": _beside(lambda folder: _linked(folder, "Other.md", "gone.md")),
    "link-to-a-note-outside": _beside(
        lambda folder: _linked(folder, "Other.md", _outside(folder) / "Other.md")
    ),
    "link-to-a-folder-outside": _beside(lambda folder: _linked(folder, "folder", _outside(folder))),
    "link-to-a-note-inside": _beside(lambda folder: _linked(folder, "Other.md", "Well.md")),
    "link-to-a-device": _beside(lambda folder: _linked(folder, "Other.md", "/dev/zero")),
    "schemas-outside": _beside(
        lambda folder: _linked(folder, "schemas", _outside(folder)),
        lambda folder: _with_settings(folder, "schemas: [schemas/]\n"),
    ),
    "schema-outside": _beside(
        lambda folder: _linked(folder, "schemas/secret.yaml", _outside(folder) / "secret.yaml"),
        lambda folder: _with_settings(folder, "schemas: [schemas/]\n"),
    ),
    "pack-outside": _beside(
        lambda folder: _linked(folder, "pack.yaml", _outside(folder) / "secret.yaml"),
        lambda folder: _with_settings(folder, "extends: [pack.yaml]\n"),
    ),
    "vocabulary-outside": _beside(
        lambda folder: _linked(folder, "words.txt", _outside(folder) / "secret.yaml"),
        lambda folder: _with_settings(folder, "vocabularies:\n  words: {file: words.txt}\n"),
    ),
    "baseline-outside": _beside(
        lambda folder: _linked(folder, "base.json", _outside(folder) / "secret.yaml"),
        lambda folder: _with_settings(folder, "baseline: base.json\n"),
    ),
    "settings-outside": _beside(
        lambda folder: _linked(folder, "vaultlint.yaml", _outside(folder) / "secret.yaml")
    ),
    "notes-outside": _beside(
        lambda folder: _linked(folder, "notes", _outside(folder)),
        lambda folder: _with_settings(folder, "notes: notes/\n"),
    ),
    "notes-in-a-device": _beside(lambda folder: _with_settings(folder, "notes: /dev\n")),
    "pipe": _beside(lambda folder: os.mkfifo(folder / "Other.md")),
    "pipe-for-settings": _beside(lambda folder: os.mkfifo(folder / "vaultlint.yaml")),
    "pipe-for-ignored-names": _beside(lambda folder: os.mkfifo(folder / ".gitignore")),
    "pipe-for-obsidian": _beside(lambda folder: os.mkfifo(folder / ".obsidian/app.json")),
    "pipe-for-templates": _beside(lambda folder: os.mkfifo(folder / ".obsidian/templates.json")),
    "pipe-for-a-schema": _beside(
        lambda folder: os.mkfifo(folder / "one.yaml"),
        lambda folder: _with_settings(folder, "schemas: [one.yaml]\n"),
    ),
    "pipe-for-words": _beside(
        lambda folder: os.mkfifo(folder / "words.txt"),
        lambda folder: _with_settings(folder, "vocabularies:\n  words: {file: words.txt}\n"),
    ),
    "pipe-for-the-baseline": _beside(
        lambda folder: os.mkfifo(folder / "base.json"),
        lambda folder: _with_settings(folder, "baseline: base.json\n"),
    ),
    "device-for-settings": _beside(lambda folder: _linked(folder, "vaultlint.yaml", "/dev/zero")),
    "device-for-ignored-names": _beside(lambda folder: _linked(folder, ".gitignore", "/dev/zero")),
    "device-for-words": _beside(
        lambda folder: _linked(folder, "words.txt", "/dev/zero"),
        lambda folder: _with_settings(folder, "vocabularies:\n  words: {file: words.txt}\n"),
    ),
    "socket": _beside(lambda folder: _socket(folder / "Other.md")),
    "folder-for-settings": _beside(lambda folder: (folder / "vaultlint.yaml").mkdir()),
    "folder-for-ignored-names": _beside(lambda folder: (folder / ".gitignore").mkdir()),
    "folder-for-obsidian": _beside(lambda folder: (folder / ".obsidian/app.json").mkdir()),
    "file-for-obsidian": _beside(
        lambda folder: (folder / ".obsidian").rmdir(), lambda folder: (folder / ".obsidian").touch()
    ),
    "file-for-git": _beside(lambda folder: (folder / ".git").write_text("gitdir: /nowhere\n")),
    "garbage-for-git": _beside(
        lambda folder: (folder / ".git").mkdir(), lambda folder: (folder / ".git/HEAD").write_bytes(b"\0\xff")
    ),
    "vault-in-a-vault": _beside(
        lambda folder: (folder / "inner/.obsidian").mkdir(parents=True),
        lambda folder: (folder / "inner/Other.md").write_text(WELL),
    ),
    "settings-of-obsidian-that-are-none": _beside(
        lambda folder: [
            (folder / ".obsidian" / name).write_text(text)
            for name, text in (
                ("app.json", "[" * 100_000),
                ("templates.json", '{"folder": ["a"]}'),
                ("daily-notes.json", '{"folder": 1'),
            )
        ]
    ),
    "ignored-names-that-are-none": _beside(
        lambda folder: (folder / ".git").mkdir(),
        lambda folder: (folder / ".gitignore").write_bytes(
            b"\xff\n[\n[z-a]\n\\\n**a**\n/\n!\n" + b"a/" * 5000 + b"\n"
        ),
    ),
    "hard-links": _beside(lambda folder: os.link(folder / "Well.md", folder / "Other.md")),
    "fifty-thousand-empty-notes": _many(50_000),
}
