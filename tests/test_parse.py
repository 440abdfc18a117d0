"""What a note is made of, each part at its exact place."""

import gc
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from vaultlint import registry
from vaultlint.engine import Examiner
from vaultlint.facts import Context, LinkKind, Reach, TagPlace
from vaultlint.figures.lexicon import shipped
from vaultlint.note import Mapping, Note, Scalar, Sequence, core_kind
from vaultlint.parse import parse
from vaultlint.place import LARGEST_NOTE
from vaultlint.rule import ActiveRule
from vaultlint.text import Span, split_cells

ACTOR = """\
---
aliases: [Japan Organization, "JOG: metals"]
country: NO
since: 2004
day: 2026-13-45
---
#actor #government/agency

**JOGMEC** — an agency of [[Japan]].
Second line.

---

## National *stockpile*

| Metric | Detail |
|--------|--------|
| Legal | [[Law\\|Act]] |

### Detail ##

- [ ] one ^first
  1. two

![[chart.png|300]]
*Prices in 2025*

> [!Warning]+ Take care
> # Quoted

Setext
======

[^1]: A footnote with [[Japan#Trade|trade]].

```python
[[code]] #no
```

Cost: $5B/$6B, `[[x]]`, $x^2$ %% [[hidden]] %% <b id="spot">b</b> \\#no a#no #yes

*Created 2026-01-10 · Updated 2026-02-08*
"""


@pytest.fixture(scope="module")
def note() -> Note:
    return parse("Actors/JOGMEC.md", ACTOR.encode())


def test_frontmatter(note: Note) -> None:
    values = {}
    for entry in note.frontmatter.properties:
        assert note.source(entry.key_span) == entry.key
        values[entry.key] = (note.source(entry.value.span), entry.value)
    aliases = values["aliases"][1]
    assert isinstance(aliases, Sequence)
    assert aliases.flow
    assert [note.source(alias.span) for alias in note.facts.aliases] == [
        "Japan Organization",
        '"JOG: metals"',
    ]
    assert [alias.text for alias in note.facts.aliases] == ["Japan Organization", "JOG: metals"]
    kinds = {key: value.kind for key, (_, value) in values.items() if isinstance(value, Scalar)}
    assert kinds == {"country": "text", "since": "number", "day": "text"}
    assert note.source(note.frontmatter.span).endswith("45\n---\n")


def test_headings_and_sections(note: Note) -> None:
    found = [(one.level, one.text, one.parent, one.empty, one.quoted) for one in note.facts.headings]
    assert found == [
        (2, "National *stockpile*", -1, False, False),
        (3, "Detail", 0, False, False),
        (1, "Quoted", -1, False, True),
        (1, "Setext", -1, False, False),
    ]
    first, second, _, setext = note.facts.headings
    assert first.end == second.end == setext.span.start
    assert note.source(setext.span) == "Setext\n======"


def test_links(note: Note) -> None:
    links = [(one.path, one.subpath, one.display, note.source(one.path_span)) for one in note.facts.links]
    assert links == [
        ("Japan", "", None, "Japan"),
        ("Law", "", "Act", "Law"),
        ("chart.png", "", "300", "chart.png"),
        ("Japan", "Trade", "trade", "Japan"),
        ("hidden", "", None, "hidden"),
    ]
    contexts = [one.context for one in note.facts.links]
    assert [context & ~Context.FIRST for context in contexts] == [
        *(0, Context.TABLE, 0, Context.FOOTNOTE, Context.COMMENT)
    ]
    assert [one.section for one in note.facts.links] == [-1, 0, 1, 3, 3]
    assert note.facts.links[2].embed
    assert all(one.kind == LinkKind.WIKILINK for one in note.facts.links)


def test_tags(note: Note) -> None:
    tags = [(one.text, one.place, note.source(one.span)) for one in note.facts.tags]
    assert tags == [
        ("actor", TagPlace.LINE, "#actor"),
        ("government/agency", TagPlace.LINE, "#government/agency"),
        ("yes", TagPlace.INLINE, "#yes"),
    ]
    assert note.tag_line is not None
    assert note.source(note.tag_line) == "#actor #government/agency"
    assert note.facts.title_span == note.facts.headings[0].span or note.facts.title_span == note.tag_line


def test_frame(note: Note) -> None:
    assert note.definition is not None
    assert note.definition.name == "JOGMEC"
    assert note.source(note.definition.span) == "**JOGMEC** — an agency of [[Japan]].\nSecond line."
    assert [note.source(one.span) for one in note.captions] == ["*Prices in 2025*"]
    assert [note.source(one.embed) for one in note.captions] == ["![[chart.png|300]]"]
    (footer,) = note.facts.moments.footers
    assert [(one.word, one.text, note.source(one.span)) for one in footer.dates] == [
        ("Created", "2026-01-10", "2026-01-10"),
        ("Updated", "2026-02-08", "2026-02-08"),
    ]


def test_structure(note: Note) -> None:
    structure = note.structure
    (table,) = structure.tables
    assert table.width == 2
    assert [note.source(cell) for cell in split_cells(note.text, table.rows[0].span)] == [
        "Legal",
        "[[Law\\|Act]]",
    ]
    assert [(one.depth, one.ordered, one.task) for one in structure.items] == [
        (1, False, True),
        (2, True, False),
    ]
    assert [one.language for one in structure.code_blocks] == ["python"]
    assert [(one.type, one.fold, one.title) for one in structure.callouts] == [("warning", "+", "Take care")]
    assert [one.id for one in structure.footnotes] == ["1"]
    assert [block.id for block in note.facts.blocks] == ["first"]
    assert [note.source(span) for span in structure.math] == ["$x^2$"]
    assert [note.source(span) for span in structure.comments] == ["%% [[hidden]] %%"]
    assert note.facts.anchors == ("spot",)


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("*Created 2026-02-09*", ["2026-02-09"]),
        ("_Created: 2026-02-09_", ["2026-02-09"]),
        ("*Updated 2026-02-04 (Q4 earnings)*", ["2026-02-04"]),
        ("*Created Jan 2026.*", ["Jan 2026"]),
        ("*Last updated on 9 February 2026*", ["9 February 2026"]),
        ("*Created February 9, 2026 | Updated 2026-03*", ["February 9, 2026", "2026-03"]),
        ("**Created 2026-02-09**", []),
        ("Created 2026-02-09", []),
        ("*Prices rose in 2026*", []),
        ("- *Created 2026-02-09* by Ana", []),
    ],
)
def test_footers(line: str, dates: list[str]) -> None:
    for text in (f"Text.\n\n{line}\n", f"Text.\r\n\r\n{line}\r\n", f"Text.\n\n{line}"):
        note = parse("x.md", text.encode())
        assert [date.text for footer in note.facts.moments.footers for date in footer.dates] == dates


@pytest.mark.parametrize(
    ("text", "math"),
    [
        ("$5B/$6B", []),
        ("from $5 to US$6", []),
        ("| Revenue ($B) | Income ($B) |", []),
        ("$a+b$ and $c$.", ["$a+b$", "$c$"]),
        ("$$\nx\n$$", ["$$\nx\n$$"]),
        ("`$x$` \\$y$ $ z$", []),
    ],
)
def test_math_is_not_money(text: str, math: list[str]) -> None:
    note = parse("x.md", text.encode())
    assert [note.source(span) for span in note.structure.math] == math


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "null"),
        ("~", "null"),
        ("true", "boolean"),
        ("yes", "text"),
        ("012", "number"),
        ("0x1F", "number"),
        ("-1.5e3", "number"),
        (".inf", "number"),
        ("12:30:00", "text"),
        ("2026-02-09", "text"),
        ("1_000", "text"),
        (".", "text"),
    ],
)
def test_yaml_is_1_2(text: str, kind: str) -> None:
    assert core_kind(text) == kind


def test_yaml_of_every_shape() -> None:
    source = (
        "---\na: {b: [1, {c: d}]}\n? [x]\n: y\ne: &one [1]\nf: *one\n'g h': |\n  text\nself: &me [*me]\n---\n"
    )
    note = parse("x.md", source.encode())
    assert note.frontmatter.problem is None
    value = note.frontmatter.properties[0].value
    assert isinstance(value, Mapping)
    assert [entry.key for entry in note.frontmatter.properties] == ["a", "", "e", "f", "g h", "self"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b"caf\xe9", "it is not UTF-8: line 1 holds the byte 0xe9"),
        ("x".encode("utf-16"), "it is UTF-16, not UTF-8"),
        (b"a" * (LARGEST_NOTE + 1), "it is larger than 8 MiB"),
    ],
)
def test_what_cannot_be_read(source: bytes, reason: str) -> None:
    assert parse("x.md", source).unreadable == reason


@pytest.mark.parametrize(
    "source", [b"", b"\n", b"---", b"---\n---", b"---\n---\n", b"\xef\xbb\xbf", b"#", b"[["]
)
def test_next_to_nothing(source: bytes) -> None:
    assert parse("x.md", source).unreadable == ""


def test_markdown_links() -> None:
    text = (
        "[a](My%20Note.md#H%201) [b](<Straße 1.md>) [c][ref] [ref] ![d](bild%20ü.png 'title') <https://x.org>\n"
        "[e](mailto:x@y.z) [f](C:/x.md) [g](#here) [h]() [i](a\\_b.md) [j](é.md)\n\n[ref]: Übung.md\n"
    )
    note = parse("x.md", text.encode())
    links = [(one.path, one.subpath, one.embed) for one in note.facts.links]
    assert links == [
        ("My Note.md", "H 1", False),
        ("Straße 1.md", "", False),
        ("Übung.md", "", False),
        ("Übung.md", "", False),
        ("bild ü.png", "", True),
        ("C:/x.md", "", False),
        ("", "here", False),
        ("a_b.md", "", False),
        ("é.md", "", False),
    ]
    assert note.source(note.facts.links[1].path_span) == "Straße 1.md"
    assert note.source(note.facts.links[-1].path_span) == "é.md"


def test_suppressions() -> None:
    text = (
        "---\na: b # vaultlint-disable-line x\n---\n"
        "line <!-- vaultlint-disable-line one, two -- why -->\n"
        "%% vaultlint-disable-next-line %%\nnext\n"
        "<!-- vaultlint-disable three -->\nrange\n<!-- vaultlint-enable -->\n"
        "<!-- vaultlint-disable-file four -->\n"
    )
    note = parse("x.md", text.encode())
    found = [(one.reach, one.name, note.source(one.cover).strip()) for one in note.facts.suppressions]
    assert found[:5] == [
        (Reach.LINE, "x", "a: b # vaultlint-disable-line x"),
        (Reach.LINE, "one", "line <!-- vaultlint-disable-line one, two -- why -->"),
        (Reach.LINE, "two", "line <!-- vaultlint-disable-line one, two -- why -->"),
        (Reach.NEXT_LINE, "", "next"),
        (Reach.RANGE, "three", "range"),
    ]
    assert [one[:2] for one in found[5:]] == [(Reach.END, ""), (Reach.FILE, "four")]
    assert [note.source(one.name_span) for one in note.facts.suppressions[1:3]] == ["one", "two"]


def test_enable_ends_its_names_only() -> None:
    text = "<!-- vaultlint-disable a b -->\n1\n<!-- vaultlint-enable a -->\n2\n<!-- vaultlint-enable -->\n3\n"
    a, b, *_ = parse("x.md", text.encode()).facts.suppressions
    assert text[a.cover.start : a.cover.end].split() == ["1"]
    assert "2" in text[b.cover.start : b.cover.end]
    assert "3" not in text[b.cover.start : b.cover.end]


def test_reasons_may_hold_anything() -> None:
    text = "%% vaultlint-disable-line a -- 50% done %%\n<!-- vaultlint-disable-line b -- x < y > z -->\n"
    text += "<!-- vaultlint-disable-line c\n-- because of that -->\n%%\nvaultlint-disable-line d\n%%\n"
    text += "%% vaultlint-disable-lin e, f %%\n"
    found = parse("x.md", text.encode()).facts.suppressions
    assert [one.name for one in found] == ["a", "b", "c", "d", ""]
    assert found[-1].reach == Reach.UNKNOWN


MARKS = r"""
--- # ## [[ ]] | || ![[ ]( ) ` ``` $ $$ %% <!-- --> > -
1. \ * ** _ ~~ : :: a é 日本 🎉 ^id #tag aliases: [ ] { }
& ' " *Created 2026-02-09* |---| [^1]: <div> </div> {{x}} <% %> vaultlint-disable-line
"""
FRAGMENTS = st.sampled_from([*MARKS.split(), "\n", "\r\n", "\t", " ", "    ", "\u00a0", "\u2028", "\0"])


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=4)), max_size=60))
def test_any_text_is_read_and_every_span_lies_in_it(parts: list[str]) -> None:
    source = "".join(parts).encode("utf-8", "surrogatepass")
    note = parse("x.md", source)
    if not note.unreadable:
        for span in spans(note):
            assert 0 <= span.start <= span.end <= len(note.text)
        starts = [heading.span.start for heading in note.facts.headings]
        assert all(one < other for one, other in pairwise(starts))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read(source: bytes) -> None:
    parse("x.md", source)


def spans(note: Note) -> list[Span]:
    """All spans of a note's parts."""
    facts, structure = note.facts, note.structure
    parts: list[Any] = [
        *facts.aliases,
        *facts.tags,
        *facts.headings,
        *facts.blocks,
        *facts.links,
        *facts.property_links,
        *structure.tables,
        *structure.items,
        *structure.code_blocks,
        *structure.callouts,
        *structure.footnotes,
        *note.captions,
        *note.facts.moments.footers,
    ]
    found = [part.span for part in parts]
    found += [link.path_span for link in facts.links]
    found += [row.span for table in structure.tables for row in table.rows]
    found += [cell for table in structure.tables for row in table.rows for cell in row.surplus]
    found += [date.span for footer in note.facts.moments.footers for date in footer.dates]
    found += [*structure.paragraphs, *structure.inert, *structure.comments, *structure.open_pipes]
    found += [facts.title_span, note.frontmatter.span]
    if note.frontmatter.problem:
        found.append(note.frontmatter.problem.span)
    return found


def test_a_note_leaves_nothing_behind_that_only_the_collector_frees() -> None:
    """One run switches the collector off: whatever a note leaves would stay to its end."""
    source = sorted((ROOT / "notes").rglob("*.md"))[0].read_bytes()
    examiner = Examiner(tuple(ActiveRule(rule, None) for rule in registry.load_all() if not rule.options))
    examiner.analyse(parse("Note.md", source, shipped()))
    gc.collect()
    gc.disable()
    try:
        examiner.analyse(parse("Note.md", source, shipped()))
        assert gc.collect() == 0
    finally:
        gc.enable()
