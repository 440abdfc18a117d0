"""Vaults that mean harm, or look as if they did: made anew for each test, the same every time.

A module here is a class of them; its `CASES` are builders by name, which write a vault into
an empty folder. What vaultlint says of each is in `expected/<class>.txt`.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

Builder = Callable[[Path], None]
"""Writes a vault into an empty folder."""

WELL = "# Well\n\nA note that is as it should be.\n"


def vault(files: Mapping[str, str | bytes], *, root: bool = True) -> Builder:
    """Return a builder of some files beside a note that is well; `root` marks the folder as a vault."""

    def build(folder: Path) -> None:
        if root:
            (folder / ".obsidian").mkdir()
        for path, content in {"Well.md": WELL, **files}.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)

    return build


def note(content: str | bytes) -> Builder:
    """Return a builder of one note, `Odd.md`."""
    return vault({"Odd.md": content})


def large(make: Callable[[], str | bytes]) -> Builder:
    """Return a builder of one note that is made only when it is asked for."""
    return lambda folder: note(make())(folder)


def filled(text: str, characters: int) -> str:
    """Return `text` over and over, so many characters long."""
    return (text * (characters // len(text) + 1))[:characters]
