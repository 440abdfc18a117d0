"""Names of files that terminals, shells, Windows or Obsidian take for something else."""

import os
import unicodedata
from pathlib import Path

from tests.hostile import WELL, Builder, vault

_LINK = "# Odd\n\nSee [[Well]] and [[Nowhere]].\n"


def _named(*names: str) -> Builder:
    return vault(dict.fromkeys(names, _LINK))


def _of_bytes(*names: bytes) -> Builder:
    """Files with names that are no text."""

    def build(folder: Path) -> None:
        vault({})(folder)
        for name in names:
            with open(os.path.join(os.fsencode(folder), name), "wb") as file:
                file.write(_LINK.encode())

    return build


def _deep(folder: Path) -> None:
    """Folders in folders, until the path is longer than the system lets anybody write at once."""
    vault({})(folder)
    before = os.getcwd()
    os.chdir(folder)
    try:
        for _ in range(50):
            os.mkdir("d" * 100)
            os.chdir("d" * 100)
        Path("Odd.md").write_text(_LINK)
    finally:
        os.chdir(before)


CASES: dict[str, Builder] = {
    "line-end": _named("two\nlines.md"),
    "return": _named("re\rturn.md"),
    "tab": _named("ta\tb.md"),
    "terminal-command": _named("\x1b]0;owned\x07\x1b[31mred.md"),
    "terminal-command-of-one-byte": _named("\x9b31mred.md"),
    "turned": _named("evil\u202edm.exe.md"),
    "isolated": _named("a\u2066b\u2069c\u200fd.md"),
    "joined": _named("a\u200db.md"),
    "command-for-ci": _named("%0A::error::x.md", "::error file=x,line=1::owned.md"),
    "command-after-line-end": _named("a\n::error::owned.md", "a\r\n##vso[task.setvariable]x.md"),
    "markup": _named(
        "<script>alert(1)<!script>.md", "](javascript:alert(1)).md", "<img src=x onerror=alert(1)>.md"
    ),
    "shell": _named(
        "$(touch executed).md", "`touch executed`.md", "; touch executed.md", "| tee executed.md"
    ),
    "options": _named("-rf.md", "--help.md", "--fix.md", "-.md"),
    "dots": _named("..md", "...md", "a..md", ". .md"),
    "spaces": _named(" .md", " a.md", "a .md", "\u00a0.md", "\u3000.md"),
    "hidden": _named(".md", ".a.md", ".folder/a.md"),
    "as-long-as-can-be": _named("x" * 252 + ".md", "ü" * 126 + ".md"),
    "endings": _named("a.MD", "b.Md", "c.markdown", "d.md.md", "e.md.", "f.mdx"),
    "composed-and-decomposed": _named(
        *(unicodedata.normalize(form, "Übergrößen.md") for form in ("NFC", "NFD"))
    ),
    "twins-by-case": _named("Actor.md", "actor.md", "ACTOR.md", "Folder/a.md", "folder/a.md"),
    "twins-by-folding": _named("Straße.md", "STRASSE.md", "İ.md", "i̇.md", "ς.md", "σ.md"),
    "device-names": _named("CON.md", "nul.md", "LPT1.md", "aux .md"),
    "not-for-windows": _named("a:b.md", "a?b.md", 'a"b.md', "a<b>.md", "a*b.md", "a\\b.md"),
    "not-for-links": _named("a#b.md", "a^b.md", "a|b.md", "a[b].md", "[[a]].md", "![[a]].md"),
    "percents": _named("%2e%2e%2f.md", "100%.md", "%00.md", "a%20b.md"),
    "patterns": _named("*.md", "**.md", "[a-z].md", "{a,b}.md", "!a.md", "#a.md", "~.md"),
    "only-digits-or-days": _named("2026-02-30.md", "0.md", "1e9.md", "null.md", "true.md"),
    "same-name-in-many-folders": _named(*(f"{index}/index.md" for index in range(300))),
    "same-name-linked": vault(
        {f"{index}/Same.md": WELL for index in range(300)} | {"Odd.md": "# Odd\n\n[[Same]] [[Same]]\n"}
    ),
    "folder-that-ends-as-a-note": _named("folder.md/a.md", "a.md/b.md/c.md"),
    "folders-of-settings": _named(".git/a.md", ".obsidian/a.md", "node_modules/a.md", ".trash/a.md"),
    "no-utf-8": _of_bytes(b"\xff\xfe.md", b"caf\xe9.md", b"\xed\xa0\x80.md"),
    "too-deep": _deep,
    "suppression": _named("vaultlint-disable-file.md", "<!-- vaultlint-disable-file -->.md"),
}
