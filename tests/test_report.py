"""The report: what it shows of a vault, and that nothing in a vault can make it show anything else."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, TODAY
from vaultlint.cli import main
from vaultlint.overview.excerpt import excerpt
from vaultlint.overview.graph import joints, parts
from vaultlint.overview.parts import Overview
from vaultlint.report.page import island
from vaultlint.text import Span

ISLAND = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")

VAULT = {
    "Home.md": "# Home\n\n[[JOGMEC]] and [[Lynas]] and [[Japan]].\n",
    "Actors/JOGMEC.md": "#actor\n\n**JOGMEC** — an agency. Staff of 600 people. It owns [[Lynas]] shares, and"
    " [[METI]] owns it.\n\n| Metric | Value |\n|---|---|\n| Staff | 650 people |\n\n*Updated: 2026-02-01*\n",
    "Actors/Lynas.md": "#actor\n\nA miner. See [[METI]] and [[jogmecs]].\n\n*Updated: 2025-11-01*\n",
    "Actors/Toyota.md": "#actor\n\nA buyer of [[Lynas]].\n",
    "Countries/Japan.md": "#country\n\nA country with no links.\n",
    "Countries/Chile.md": "#country\n\nSee [[Peru]] and [[Countries/Bolivia]].\n",
    "Countries/Peru.md": "#country\n\nSee [[Chile]].\n",
    "Countries/Bolivia.md": "#country\n\nFar up.\n",
    "2026-02-09.md": "A day.\n",
}
HOSTILE = {
    "<script>alert(1)</script>.md": "#x\n\n[[</script><script>alert(2)</script>]] `[[a|b]]`\n",
    "<!--.md": "[[]]></style><img src=x onerror=alert(3)>]] [[\u202egnp.exe]]\n",
    "quo\"te's & ampersands.md": "[[no `tick` here]] and [[$x$ %%y%% ==z==]]\n",
    "back`tick.md": "[[pi\\|pe]]\n",
    "new\nline.md": "text\n",
    "right\u202eto left.md": "\u2028 text\n",
    "*star* _under_ {{x}} $n.md": "text [[missing one]]\n",
    "</script>/</title><b>.md": "#</script>\n\ntext [[</TEXTAREA>]]\n",
}


def write(folder: Path, notes: Mapping[str, str]) -> Path:
    (folder / "notes/.obsidian").mkdir(parents=True)
    for name, text in notes.items():
        path = folder / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / "notes"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small vault with something to say in every part, seen from the folder above it."""
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, VAULT)


def report(*arguments: str) -> int:
    return main(["report", "--today", TODAY, "--jobs", "1", "-q", *arguments])


def page(vault: Path, *arguments: str) -> str:
    assert report(str(vault), "--output", "page.html", *arguments) == 0
    return Path("page.html").read_text("utf-8")


def seen(vault: Path, *arguments: str) -> Overview:
    """The overview that a page holds."""
    found = ISLAND.search(page(vault, *arguments))
    assert found
    return msgspec.json.decode(found[1], type=Overview)


def test_notes_are_counted_by_kind_and_folder_with_their_links(vault: Path) -> None:
    overview = seen(vault)
    notes = {note.path: note for note in overview.notes}
    assert (overview.vault, overview.day, overview.sorted_by, overview.links) == ("notes", TODAY, "tag", 8)
    assert len(notes) == len(VAULT)
    assert notes["Countries/Peru.md"].kinds == ("country",)
    assert (notes["Countries/Peru.md"].folder, notes["Home.md"].kinds) == ("Countries", ())
    assert (notes["Actors/Lynas.md"].incoming, notes["Actors/JOGMEC.md"].outgoing) == (3, 1)
    assert (notes["Actors/Lynas.md"].date, notes["Actors/Lynas.md"].age) == ("2025-11-01", 387)
    assert (notes["2026-02-09.md"].date, notes["2026-02-09.md"].age) == ("", -1)


def test_figures_stand_side_by_side_with_their_words(vault: Path) -> None:
    (clash,) = seen(vault, "--select", "conflicting-figure").clashes
    row, sentence = clash.sides if clash.sides[0].cells else reversed(clash.sides)
    assert (row.heads, row.cells, row.column) == (("Metric", "Value"), ("Staff", "650 people"), 1)
    assert (row.before + row.value + row.after, row.line) == ("650 people", 7)
    assert sentence.before + sentence.value + sentence.after == "Staff of 600 people. "
    assert (sentence.path, sentence.line, sentence.cells) == ("Actors/JOGMEC.md", 3, ())


def test_missing_notes_come_with_those_that_want_them(vault: Path) -> None:
    found = {(one.name, one.miss): one for one in seen(vault).targets}
    wanted, near = found["METI", "unwritten"], found["jogmecs", "near"]
    assert [(source.path, source.links) for source in wanted.sources] == [
        ("Actors/JOGMEC.md", 1),
        ("Actors/Lynas.md", 1),
    ]
    assert near.near == ("Actors/JOGMEC.md",)
    assert seen(vault, "--select", "tables").targets == ()


def test_weak_spots(vault: Path) -> None:
    weak = seen(vault).weak
    assert (weak.connected, weak.islands) == (
        5,
        (("Countries/Bolivia.md", "Countries/Chile.md", "Countries/Peru.md"),),
    )
    assert weak.orphans == ("Actors/Toyota.md", "Home.md")
    assert weak.dead_ends == ("Actors/Lynas.md", "Countries/Bolivia.md", "Countries/Japan.md")
    assert [(one.path, one.pieces, one.apart) for one in weak.joints] == [
        ("Actors/Lynas.md", 2, 1),
        ("Countries/Chile.md", 2, 1),
        ("Home.md", 2, 1),
    ]


def test_paths_filter_what_is_reported_and_not_what_is_seen(vault: Path) -> None:
    overview = seen(vault / "Actors")
    assert [note.path for note in overview.notes] == [
        f"Actors/{name}.md" for name in ("JOGMEC", "Lynas", "Toyota")
    ]
    assert overview.notes[1].incoming == 3
    assert all(problem.path.startswith("Actors/") for problem in overview.problems)
    assert overview.weak.orphans == ("Actors/Toyota.md",)


def test_schemas_say_what_notes_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    overview = seen(ROOT / "notes", "--no-cache")
    kinds = {kind for note in overview.notes for kind in note.kinds}
    assert overview.sorted_by == "entity"
    assert {"actor", "agreement", "project"} <= kinds
    assert "entity" not in kinds  # They all extend it.


def test_the_same_vault_and_day_give_the_same_bytes(vault: Path) -> None:
    pages = {page(vault, *arguments) for arguments in ((), ("--no-cache",), ("--jobs", "2"))}
    assert len(pages) == 1
    for name in ("one.md", "two.md"):
        assert report(str(vault), "--format", "md", "--output", name) == 0
    assert Path("one.md").read_bytes() == Path("two.md").read_bytes()


def test_a_page_loads_nothing(vault: Path) -> None:
    text = page(vault)
    addresses = set(re.findall(r"https?://[^\s\"'`<>)]+", text))
    assert addresses == {"https://www.chartjs.org", "https://github.com/kurkle/color#readme"}
    assert "default-src 'none'" in text[:1000]
    assert "sourceMappingURL" not in text
    assert not re.search(r"<(?:link|img|iframe|object|embed)\b|\bsrc=|\bimport\(|@import|url\(", text)
    assert "innerHTML" not in ISLAND.sub("", text).replace(library(), "")


def test_the_library_is_the_one_that_the_docs_name() -> None:
    version = re.search(r"Chart\.js v([\d.]+)\n", library())
    assert version
    assert f"| Chart.js {version[1]} |" in (ROOT / "docs/architecture.md").read_text("utf-8")
    assert "</script" not in library()


def library() -> str:
    path = ROOT / "src/vaultlint/report/assets/chart.umd.min.js"
    return path.read_text("utf-8").partition("\n//# sourceMappingURL")[0]


def test_names_are_only_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    vault = write(tmp_path, HOSTILE)
    text = page(vault, "--select", "all")
    assert text.count("<script") == text.count("</script>") == 3
    assert "alert(1)<" not in text
    found = ISLAND.search(text)
    assert found
    assert not set(found[1]) & set("<>&\u2028\u2029")
    overview = msgspec.json.decode(found[1], type=Overview)
    assert {note.path for note in overview.notes} == HOSTILE.keys()
    assert island(overview) == found[1]


def test_a_vault_may_be_called_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    vault = tmp_path / "<b> & \u202e$x"
    vault.mkdir()
    (vault / "a.md").write_text("text\n")
    text = page(vault)
    assert "<title>&lt;b&gt; &amp; \ufffd$x: vault report</title>" in text
    assert "<h1><bdi>&lt;b&gt; &amp; \ufffd$x</bdi></h1>" in text


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    main(["check", "--today", TODAY, "--no-cache", "--output-format", "concise", *arguments])
    return capsys.readouterr().out


@pytest.mark.parametrize("notes", [VAULT, HOSTILE], ids=["small", "hostile"])
def test_a_note_of_it_is_clean_and_changes_nothing(
    notes: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    vault = write(tmp_path, notes)
    before = check(capsys, "notes", "--select", "all")
    assert report("notes", "--format", "md", "--output", "notes/The report.md") == 0
    text = (vault / "The report.md").read_bytes()
    assert check(capsys, "notes", "--select", "all") == before
    named = check(capsys, "notes/The report.md", "--extend-select", "format")
    assert named == "All clear: 1 note.\n", named
    assert report("notes", "--format", "md", "--output", "notes/The report.md") == 0
    assert (vault / "The report.md").read_bytes() == text
    assert "The report.md" not in {note.path for note in seen(vault).notes}


def test_a_note_links_what_is_there_and_names_what_is_not(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (vault / "Countries/Home.md").write_text("Another. [[Countries/Home]]\n")
    assert report("notes", "--format", "md") == 0
    text = capsys.readouterr().out
    assert "| `METI` | `2` | [[JOGMEC]], [[Lynas]] |" in text
    assert "| `jogmecs` | [[JOGMEC]] | [[Lynas]] |" in text
    assert "- [[Countries/Home]]" in text  # From any folder.
    assert "- `Home.md`" in text  # There is no way to write that from any folder.
    assert "[[METI]]" not in text


def test_a_report_is_no_reason_to_call_a_note_well_linked(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (vault / "Report.md").write_text("---\nvaultlint: report\n---\n\n[[Home]]\n")
    assert "Home.md:1:1: warning orphan-note" in check(capsys, "notes", "--select", "orphan-note")


def test_where_it_is_written(vault: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["report", "notes", "--today", TODAY]) == 0
    assert capsys.readouterr().out == "Wrote vaultlint-report.html.\n"
    os.chdir(vault / "Actors")
    assert main(["report", "--today", TODAY]) == 0
    assert capsys.readouterr().out == "Wrote vaultlint-report.html.\n"
    written = (vault / "Actors/vaultlint-report.html").read_text("utf-8")
    (vault / "Actors/vaultlint-report.html").unlink()
    assert report("--output", "-") == 0
    assert capsys.readouterr().out == written
    assert report("--output", "here.html") == 0
    assert (vault / "Actors/here.html").is_file()


def test_exit_codes(vault: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    write(tmp_path / "second", {"a.md": "text\n"})
    (tmp_path / "mine.md").write_text("What says `vaultlint: report`\nvaultlint: report\n")
    for words, arguments in {
        "`mine.md` is there already": ["notes", "--output", "mine.md"],
        "is of one vault": ["notes", "second/notes"],
        "is there already and is no report": ["notes", "--output", "notes/Home.md"],
        "--output: No such file or directory": ["notes", "--output", "no/such/place.html"],
        "--output: Is a directory": ["notes", "--output", "notes"],
        "did you mean `links`": ["notes", "--select", "linkz"],
        "there is no file or folder": ["nowhere"],
        "is no number of processes": ["notes", "--jobs", "0"],
        "--today": ["notes", "--today", "today"],
    }.items():
        assert report(*arguments) == 2, words
        assert words in capsys.readouterr().err
    assert (vault / "Home.md").read_text() == VAULT["Home.md"]
    with pytest.raises(SystemExit) as end:
        report("--format", "pdf")
    assert end.value.code == 2
    (tmp_path / "empty").mkdir()
    assert report("empty", "--output", "empty.html") == 0


GRAPHS = st.builds(
    lambda size, edges: {
        str(node): {
            str(a + b - node) for a, b in edges if node in (a, b) and a != b and a < size and b < size
        }
        for node in range(size)
    },
    st.integers(0, 9),
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=14),
)


def reachable(graph: Mapping[str, set[str]], start: str) -> frozenset[str]:
    found = {start}
    while new := set().union(*(graph[node] for node in found)) - found:
        found |= new
    return frozenset(found)


@given(GRAPHS)
def test_parts_and_joints_are_what_taking_each_node_out_shows(graph: dict[str, set[str]]) -> None:
    components = {reachable(graph, node) for node in graph}
    assert {frozenset(part) for part in parts(graph)} == components
    expected = {}
    for node in graph:
        without = {one: others - {node} for one, others in graph.items() if one != node}
        pieces = {reachable(without, other) for other in graph[node]}
        if len(pieces) > 1:
            expected[node] = tuple(sorted(map(len, pieces)))
    assert joints(graph) == expected


def test_a_long_chain_needs_no_deep_recursion() -> None:
    chain = {str(one): {str(one - 1), str(one + 1)} - {"-1", "20000"} for one in range(20_000)}
    assert len(joints(chain)) == 19_998


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("First. It has **$5B** of [[Debt|debts]]. Last.", "$5B", "It has $5B of debts. "),
        ("- [ ] one of 5", "5", "one of 5"),
        ("> quoted 5 here", "5", "quoted 5 here"),
        ("[[Deal of 5|the deal]]", "5", "[[Deal of 5|the deal]]"),
        ("a \ue000 5 \ue001", "5", "a   5  "),
        ("word " * 90 + "5" + " more" * 90, "5", "…" + "word " * 35 + "5" + " more" * 35 + "…"),
        ("| 5", "5", "5"),
    ],
)
def test_excerpts(text: str, value: str, shown: str) -> None:
    at = text.index(value)
    found = excerpt("above\n" + text, "a.md", Span(at + 6, at + 6 + len(value)))
    assert (found.before + found.value + found.after, found.value, found.line) == (shown, value, 2)


@given(st.text(st.sampled_from("|ab5 .\n[]>-\\`"), max_size=40), st.integers(0, 45), st.integers(0, 9))
def test_an_excerpt_can_be_taken_anywhere(text: str, start: int, length: int) -> None:
    found = excerpt(text, "a.md", Span(start, start + length))
    assert found.line >= 1
    assert found.column < max(1, len(found.cells))


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
@pytest.mark.parametrize("notes", [VAULT, HOSTILE], ids=["small", "hostile"])
def test_a_browser_draws_it(notes: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert CHROMIUM is not None
    monkeypatch.chdir(tmp_path)
    page(write(tmp_path, notes), "--select", "all")
    quiet = "--disable-background-networking --disable-component-update --disable-sync --no-first-run"
    done = subprocess.run(
        [
            CHROMIUM,
            *"--headless --no-sandbox --disable-gpu --disable-quic --dump-dom".split(),
            *quiet.split(),
            "--enable-logging=stderr",
            f"--user-data-dir={tmp_path / 'profile'}",
            (tmp_path / "page.html").as_uri(),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    body = done.stdout.partition("<main>")[2].partition("</main>")[0]
    assert ":CONSOLE" not in done.stderr
    assert body.count('aria-sort="descending"') >= 5
    assert f"{len(notes)} notes, " in done.stdout
    assert "\u202e" not in re.sub(r'="[^"]*"', "", body)
    assert not re.search(r"<(?:script|img|b)\b", body)
