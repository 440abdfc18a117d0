"""The calendar of notes: what a date in a footer or property may mean, and how it is compared."""

from pathlib import Path

import pytest

from vaultlint import session
from vaultlint.load import Selection, choose_rules, load_settings
from vaultlint.parse import parse
from vaultlint.place import Place
from vaultlint.request import Request
from vaultlint.written import days_of, own_dates


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-02-09", "2026-02-09"),
        ("2026-2-9", "2026-02-09"),
        ("20260209", "2026-02-09"),
        ("9 Feb 2026", "2026-02-09"),
        ("February 9th, 2026", "2026-02-09"),
        ("9. Februar 2026", "2026-02-09"),
        ("2026-02-09T23:30:00-08:00", "2026-02-09"),
        ("2026-02-09 23:30", "2026-02-09"),
        ("2024-02-29", "2024-02-29"),
        ("2026-02", "2026-02"),
        ("Feb 2026", "2026-02"),
        ("Q3 2026", "2026-07-01 to 2026-09-30"),
        ("2026-Q3", "2026-07-01 to 2026-09-30"),
        ("H1 2026", "2026-01-01 to 2026-06-30"),
        ("2026-W07", "2026-02-09 to 2026-02-15"),
        ("2026", "2026-01-01 to 2026-12-31"),
        ("FY2026", "2025-01-01 to 2027-12-31"),
        ("2023-02-29", None),
        ("2026-13-45", None),
        ("Feb 30, 2026", None),
        ("soon", None),
        ("1642564062835", None),
        ("February", None),
        ("", None),
    ],
)
def test_days(text: str, days: str | None) -> None:
    found = days_of(text)
    assert (None if found is None else str(found)) == days


@pytest.mark.parametrize(
    ("one", "other", "tolerance", "agree"),
    [
        ("2026-01-09", "Jan 2026", 0, True),
        ("2026-02-01", "Jan 2026", 0, False),
        ("2026-02-01", "Jan 2026", 1, True),
        ("Q1 2026", "2026-03", 0, True),
        ("FY2026", "2026-03-01", 0, True),
        ("2024-02-29", "2024-03-01", 1, True),
        ("2024-02-28", "2024-03-01", 1, False),
        ("2023-02-28", "2023-03-01", 1, True),
    ],
)
def test_dates_agree_as_far_as_both_go(one: str, other: str, tolerance: int, agree: bool) -> None:
    first, second = days_of(one), days_of(other)
    assert first is not None
    assert second is not None
    assert first.agrees(second, tolerance) is second.agrees(first, tolerance) is agree


def test_what_a_note_states() -> None:
    text = (
        "---\nUpdated: 2026-02-09\ncreated: soon\ndate: 2020-01-01\nlast_reviewed: 2026-03\n---\n"
        "Text.\n\n_Created Jan 2026 | Rewritten 2026-02-02 | Last updated: 9 Feb 2026 with figures of 2025_\n"
    )
    found = [(one.word, one.text, one.footer) for one in own_dates(parse("Note.md", text.encode()).facts)]
    assert found == [
        ("updated", "2026-02-09", False),
        ("last_reviewed", "2026-03", False),
        ("created", "Jan 2026", True),
        ("rewritten", "2026-02-02", True),
        ("updated", "9 Feb 2026", True),
    ]


@pytest.mark.parametrize(
    ("today", "rules"),
    [
        ("2026-02-07", ["future-date"]),
        ("2026-02-08", []),
        ("2026-02-09", []),
        ("2026-03-11", []),
        ("2026-03-12", ["stale-note"]),
    ],
)
def test_the_day_before_and_the_day_after(tmp_path: Path, today: str, rules: list[str]) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "vaultlint.yaml").write_text("notes: notes\nschemas: [schema/]\n")
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema/metal.yaml").write_text(
        'entity: metal\nmatch: {tags: metal}\nfooter: {form: "*Created {date}*", max-age: 30d}\n'
    )
    (tmp_path / "notes/Tin.md").write_text("#metal\n\n**Tin** — a metal.\n\n*Created 2026-02-09*\n")
    root, settings = load_settings(Place(str(tmp_path), str(tmp_path / "vaultlint.yaml")))
    chosen = choose_rules(settings, Selection(select=("dates",)))
    result = session.run(Request(root, chosen, today, cache=False), lambda done, total: None)
    assert [item.rule for item in result.verdict.diagnostics] == rules
