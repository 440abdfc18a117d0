"""A note in the form of the shipped schemas passes; spoiled in one thing it is told that one thing.

The note is the one that the project started from. It lies beside the checkout, or the
tests are skipped.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, place
from vaultlint import session
from vaultlint.load import Selection, choose_rules, load_settings
from vaultlint.report.position import sources
from vaultlint.request import Request

SEED = ROOT.parent / "shared" / "seed" / "JOGMEC.md"
RULES = ("schema", "dates", "empty-section", "text-list", "malformed-date", "duplicate-section")

pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="the seed note is not beside the checkout")


def findings(folder: Path, text: str, *, today: str = "2026-02-10") -> list[tuple[str, str]]:
    """The rules that speak of the note, each with the line that it points at."""
    notes = folder / "notes" / "Actors"
    notes.mkdir(parents=True, exist_ok=True)
    (notes / "JOGMEC.md").write_text(text, encoding="utf-8")
    (folder / "vaultlint.yaml").write_text("notes: notes\nschemas: [actor]\n")
    root, settings = load_settings(place(folder))
    request = Request(root, choose_rules(settings, Selection(select=RULES)), today, cache=False)
    found = session.run(request, lambda done, total: None).verdict.diagnostics
    read = sources(lambda path: (Path(root) / path).read_text("utf-8"))
    position = [read(item.finding.path).position(item.finding.span.start).line for item in found]
    return [(item.rule, text.split("\n")[line - 1]) for item, line in zip(found, position, strict=True)]


def test_the_seed_passes_alone(tmp_path: Path) -> None:
    assert findings(tmp_path, SEED.read_text("utf-8")) == []


def put(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def cut(pattern: str, new: str = "") -> Callable[[str], str]:
    def change(text: str) -> str:
        changed, number = re.subn(pattern, new, text, count=1, flags=re.MULTILINE | re.DOTALL)
        assert number == 1
        return changed

    return change


TITLE = "#actor #government #minerals #japan"
LONG = " ".join(["and so on"] * 22)
MUTATIONS: dict[str, tuple[Callable[[str], str], str, str | None]] = {
    "no-frontmatter": (cut(r"\A---.*?---\n"), "missing-field", TITLE),
    "another-property": (cut(r"^aliases: .*?$", "up: x"), "missing-field", "---"),
    "alias-as-text": (cut(r"^aliases: .*?$", "aliases: Japan Metals"), "wrong-type", "aliases: Japan Metals"),
    "aliases-as-map": (cut(r"^aliases: .*?$", "aliases: {a: b}"), "wrong-type", "aliases: {a: b}"),
    "list-in-aliases": (cut(r"^aliases: .*?$", "aliases: [[a, b]]"), "wrong-type", "aliases: [[a, b]]"),
    "misspelled-property": (put("aliases:", "aliasses:"), "missing-field", "---"),
    "tag-not-first": (put("#actor #government", "#government #actor"), "misplaced-tags", None),
    "tags-in-frontmatter": (
        lambda text: put(TITLE, "")(put("aliases:", "tags: [actor, japan]\naliases:")(text)),
        "misplaced-tags",
        "tags: [actor, japan]",
    ),
    "a-tag-in-both-places": (put("aliases:", "tags: [japan]\naliases:"), "misplaced-tags", "tags: [japan]"),
    "name-not-bold": (put("**JOGMEC**", "JOGMEC"), "missing-definition", None),
    "no-definition": (cut(r"^\*\*JOGMEC\*\*[^\n]*\n"), "missing-definition", TITLE),
    "definition-too-short": (cut(r"^\*\*JOGMEC\*\*[^\n]*$", "**JOGMEC** — Agency."), "wrong-length", None),
    "definition-too-long": (put("mineral and energy supply", f"mineral {LONG} supply"), "wrong-length", None),
    "no-related": (put("## Related", "## Neighbours"), "missing-section", TITLE),
    "misspelled-related": (put("## Related", "## Relatde"), "missing-section", TITLE),
    "related-too-deep": (put("## Related", "### Related"), "missing-section", TITLE),
    "related-not-last": (
        put("*Created", "## Sources\n\nNone.\n\n*Created"),
        "misordered-section",
        "## Related",
    ),
    "related-twice": (
        put("## Related", "## Related\n\n- [[Japan]] — state\n\n## Related"),
        "forbidden-part",
        "## Related",
    ),
    "related-empty": (cut(r"## Related\n.*?---", "## Related\n\n---"), "empty-section", "## Related"),
    "related-in-prose": (
        cut(r"## Related\n.*?---", "## Related\n\nNone.\n\n---"),
        "missing-list",
        "## Related",
    ),
    "entry-without-reason": (cut(r"(\[\[Japan\]\]) — parent government", r"\1"), "wrong-item", "- [[Japan]]"),
    "entry-with-hyphen": (put("[[China]] — the", "[[China]] - the"), "wrong-item", None),
    "entry-without-link": (put("- [[China]] — the", "- China — the"), "wrong-item", None),
    "no-footer": (put("*Created 2026-02-09*", ""), "missing-created", "---"),
    "plain-footer": (
        put("*Created 2026-02-09*", "Created 2026-02-09"),
        "missing-created",
        "Created 2026-02-09",
    ),
    "bold-footer": (put("*Created 2026-02-09*", "**Created 2026-02-09**"), "missing-created", None),
    "footer-without-date": (put("*Created 2026-02-09*", "*Created lately*"), "missing-created", None),
    "impossible-date": (put("2026-02-09*", "2026-13-45*"), "missing-created", "*Created 2026-13-45*"),
    "only-updated": (put("*Created", "*Updated"), "missing-created", "*Updated 2026-02-09*"),
    "old": (put("*Created 2026", "*Created 2024"), "stale-note", "*Created 2024-02-09*"),
    "no-agreement-table": (
        cut(r"(Agreement \(Oct 2025\)\n)\n\| Metric.*?\n\n(First serious)", r"\1\n\2"),
        "missing-table",
        "## US–Japan Critical Minerals Agreement (Oct 2025)",
    ),
    "other-column": (
        cut(r"(\(Oct 2025\)\n\n\| Metric \| )Detail", r"\1Remark"),
        "wrong-columns",
        "| Metric | Remark |",
    ),
    "not-signed": (cut(r"^\| Signed[^\n]*\n"), "missing-label", "| Metric | Detail |"),
    "no-parties": (cut(r"^\| Parties[^\n]*\n"), "missing-label", "| Metric | Detail |"),
    "no-scope": (cut(r"^\| Scope[^\n]*\n"), "missing-label", "| Metric | Detail |"),
    "signed-some-day": (put("October 2025, Tokyo", "in Tokyo"), "wrong-cell", "| Signed | in Tokyo |"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_spoiled_seed_is_told_the_one_thing(name: str, tmp_path: Path) -> None:
    change, rule, line = MUTATIONS[name]
    text = change(SEED.read_text("utf-8"))
    found = findings(tmp_path, text)
    assert [spoken for spoken, _ in found] == [rule]
    if line is not None:
        assert found[0][1] == line
