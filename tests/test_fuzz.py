"""What fuzzing must keep true, tried for a moment; and what it once found, for good."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

_TABLE = "## Quick stats\n\n| Metric | Value |\n|---|---|\n"

FOUND = (
    *(f"{_TABLE}{below}" for below in (
        "||aliases: [Second Name]\né\r---\n",
        "*Updated: Feb 9, 2026*\n=======\nh",
        "%%*Updated: Feb 9, 2026*\n[[Other#^b]]",
        "\u00a0***\n]]>---\n---\n",
        "key: value\n |\n",
        "aliases: [Second Name]\n    ***\n`",
        "*Source: Reuters, May 6 2026*\n\t[a](Other.md)",
        "[[Other|o]]||-|-|\n|-|-|\n",
        "`*Updated: Feb 9, 2026*\n[[Note]]`",
        "    [[Other|o]]",
        "*0o12===\n\u202e*a",
        "’***\n[[Other|o]]| Type | Agency |\n",
    )),
    "\r\n[^1]\n\n\n[[Other]]",
    "[[Oth- [ ] er]]",
    "[^1]: <<<<<<< a\n| ---\n---\nb",
    "#actor #a/b\n*Updated: Feb 9, 2026*\n",
    "#Actor!!str ---\n---\n## Quick stats\n",
    "## Notes\n\n---\n---\n[^1]: ",
    "tags: [a]\n\u2028[[\ufeff\x85\u200b]]",
)  # fmt: skip


@pytest.mark.parametrize("text", FOUND)
def test_what_was_found_is_mended(text: str) -> None:
    data = b"\xff" + text.encode()
    for name in ("parse", "fix", "report"):
        TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.integers(0, 80).flatmap(lambda length: st.binary(min_size=length, max_size=length)))
def test_holds_for_anything(name: str, data: bytes) -> None:
    TARGETS[name](data)
