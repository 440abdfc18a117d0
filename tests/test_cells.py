"""What people write into cells, and what a reader takes it for."""

from datetime import date
from math import inf

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vaultlint.schema.cells import Interval, format_problem, has_format, read
from vaultlint.schema.cells import is_blank as blank
from vaultlint.schema.cells import is_boolean as boolean
from vaultlint.schema.cells import is_url as url
from vaultlint.schema.order import leading_date

FIGURES = """
number: 1,234 = 1234 ; 1.250.000,5 = 1250000.5 ; 1 234 = 1234 ; 1'234'567 = 1234567 ; -5 = -5 ; 1e6 = 1e6
number: ~34+ or so = 34 ; 1.2M = 1200000 ; 8k – 12k = 8000 12000 ; 60–180 = 60 180 ; 3x = 3 ; 12.5 GW = 12.5
number: 16GB/stack = 16 ; #4 = 4 ; 7m = 7..7e6 ; 5-10m = 5..5e6 10..10e6 ; 1.250 = 1.25..1250 ; .5 = 0.5
number: 580 MW (2 plants) = 580 ; -1,200 (-8%) = -1200 ; 1,00,000 = 100000 ; 4km × 4km = 4 ; mid-20 = 20
integer: 12.0 = 12 ; 1.2M = 1200000 ; 1.250 = 1250
money: ~$20B = 20e9 ; $1,234.50 = 1234.5 ; 1.234,56 € = 1234.56 ; $17–20M = 17e6 20e6 ; US$36m = 36e6
money: $6.4-$6.6 billion = 6.4e9 6.6e9 ; $4K-1.5M = 4e3 1.5e6 ; $1.2B+ = 1.2e9 ; -$5M = -5e6 ; $-5 = -5
money: ($5M) = -5e6 ; $(236)M = -236e6 ; (15.5) = -15.5 ; **$7 bn** = 7e9 ; up to A$3m = 3e6 ; over €9 = 9
money: 12 million dollars = 12e6 ; 1.2 billion euros = 1.2e9 ; RMB ~3.5B = 3.5e9 ; +EUR9M = 9e6 ; 3亿 ¥ = 3e8
money: $40/mo (once $22) = 40 ; ₹9.5 lakh crore = 9.5e12 ; ₹24K Cr = 24e10 ; 350 kr = 350 ; 2000000 = 2e6
money: 17¢ = 0.17..17 ; $3/user/mo = 3 ; $90M (2011) + $134M = 90e6 134e6 ; $6B (incl. $1B) = 6e9
money: owed $1B (secured) = 1e9 ; Public (~$200B) = 200e9 ; EUR 80M (with Iwami) = 80e6 ; $90M (5%) = 90e6
money: €600M ($694M) = 600e6..694e6 ; 2023 – $5M = 5e6 ; 20B = 20e9 ; 150M raised = 150e6
money: 27 (est.) = 27 ; $500-1B = 500..5e11 1e9 ; $1M / 5% = 1e6 ; 6–7 mn yuan = 6e6 7e6 ; free = 0
percent: 45% = 45 ; ~45 % = 45 ; 40–50% = 40 50 ; 12,5 pct = 12.5 ; 3 percent = 3 ; 150 bps = 1.5 ; -3% = -3
percent: +12% YoY = 12 ; 10%-20% = 10 20 ; 21% (down 10pp) = 21 ; -65,000 (-24%) = -24 ; -12%E = -12
percent: 50 to 100 bps = 0.5 1 ; $5M/12% = 12 ; mid-teens = ever ; flat = 0 ; ~45 = 45
"""
DATES = """
2026 = 2026-01-01..2026-12-31 ; Q1 2026 = 2026-01-01..2026-03-31 ; 2026-Q4 = 2026-10-01..2026-12-31
Q2 '25 = 2025-04-01..2025-06-30 ; Q1–Q3 2025 = 2025-01-01..2025-03-31 2025-07-01..2025-09-30
H2 2025E = 2025-07-01..2025-12-31 ; FY25 = 2024-01-01..2026-12-31 ; FY 2022/23 = 2021-01-01..2024-12-31
1QFY22 = 2021-01-01..2023-12-31 ; 2026-W07 = 2026-02-09..2026-02-15 ; 2026-02 = 2026-02-01..2026-02-28
02/2026 = 2026-02-01..2026-02-28 ; Feb 2024 = 2024-02-01..2024-02-29 ; Sept. 2025 = 2025-09-01..2025-09-30
Jan 2026E = 2026-01-01..2026-01-31 ; mars 2026 = 2026-03-01..2026-03-31 ; 9 Feb 2026 = 2026-02-09
9. Februar 2026 = 2026-02-09 ; 9 de febrero de 2026 = 2026-02-09 ; Feb. 9th, 2026 = 2026-02-09
Monday, 9 February 2026 = 2026-02-09 ; 2026-02-09 = 2026-02-09 ; [[2026-02-09]] = 2026-02-09
2026/02/09 = 2026-02-09 ; 2026-02-09 14:30 = 2026-02-09 ; 20260209 = 2026-02-09 ; 09.02.2026 = 2026-02-09
9/2/2026 = 2026-02-09..2026-09-02 ; 13/2/2026 = 2026-02-13 ; Feb 9–11, 2026 = 2026-02-09 2026-02-11
24–31 Oct 2011 = 2011-10-24 2011-10-31 ; Jan–Mar 2026 = 2026-01-01..2026-01-31 2026-03-01..2026-03-31
Dec-Feb 2026 = 2025-12-01..2025-12-31 2026-02-01..2026-02-28 ; '80s = 1980-01-01..1989-12-31
2024–25 = 2024-01-01..2024-12-31 2025-01-01..2025-12-31 ; 20s = 1920-01-01..2029-12-31
1999–02 = 1999-01-01..1999-12-31 2002-01-01..2002-12-31 ; 2008-09 = 2008-01-01..2009-12-31
2020–present = 2020-01-01..2020-12-31 ever ; early 2026 = 2026-01-01..2026-12-31
c. 1850 = 1850-01-01..1850-12-31 ; Mid-September 2010 = 2010-09-01..2010-09-30
spring 2026 = 2026-01-01..2026-12-31 ; 1990s = 1990-01-01..1999-12-31 ; mid-80s = 1980-01-01..1989-12-31
20th century = 1900-01-01..2000-12-31 ; AD 79 = 0079-01-01..0079-12-31 ; Feb 9 = ever ; Late Aug = ever
Present = ever ; 9/11 = ever ; Q3 = ever ; 2025-12-XX = 2025-12-01..2025-12-31 ; since Nov 1 = ever
signed Jan 2026 = 2026-01-01..2026-01-31 ; paid $2025M in 2024 = 2024-01-01..2024-12-31
Peak (Feb 2021) = 2021-02-01..2021-02-28 ; 2024 (until 2030) = 2024-01-01..2024-12-31
"""
NONE = """
number: Nissan supply ; COVID-19 ; H100 ; soon ; 1.2.3
integer: 12.5 ; 1–2.5
money: Undisclosed ; 35 aircraft ; 12% stake ; $XXM ; Series E ; #2
percent: Majority ; $150M preferred ; 3 years
date: soon ; Undisclosed ; Tokyo ; 2,025 ; $2025M ; 34 ; 2026-13-45 ; 2026-02-30 ; 31.02.2026 ; 5-10 years
date: Company may exit ; Day 1 ; 2026–13 ; Jan 45 ; 2000%
datetime: 2026-02-09 ; 2026-02-09 25:10
"""
WHOLE = """
money: 20000000 ; ~$17–20M+ ; €30/user/mo
number: ~1,234 ; 60–180 ; 1.2M
date: c. 1850 ; late 2025 ; Monday, 9 February 2026 ; Jan 2026 (planned) ; 2020–present ; mid-80s
datetime: 2026-02-09 14:30 ; 2026-02-09T14:30:05.5+0100 ; Feb 9, 2026, 2:30 pm
"""
PART = """
number: 12.5 GW ; 45%
money: $5M (debt) ; $1B target
date: signed Jan 2026 ; 2018 peak
datetime: moved 2026-02-09 14:30
"""
FORMATS = """
%Y-%m-%d ; YYYY-MM-DD ; 2026-02-09 ; 2026-2-9
%F ; YYYY-MM-DD ; 2024-02-29 ; 2026-02-29
%d.%m.%Y ; DD.MM.YYYY ; 09.02.2026 ; 9.2.2026
%a %b %-d, %Y ; ddd MMM D, YYYY ; Mon Feb 9, 2026 ; Mon Feb 09, 2026
%G-W%V ; YYYY-[W]WW ; 2026-W07 ; 2026-W54
%A, %d %B %Y ; dddd, DD MMMM YYYY ; Monday, 09 February 2026 ; Tuesday, 09 February 2026
%Y-%m-%dT%H:%M ; YYYY-MM-DDTHH:mm ; 2026-02-09T14:30 ; 2026-02-09T24:30
%Y/%Y-%m-%d ; YYYY/YYYY-MM-DD ; 2026/2026-02-09 ; 2025/2026-02-09
%I:%M %p ; hh:mm A ; 02:30 PM ; 14:30 PM
%-d at %-H ; D [at] H ; 9 at 7 ; 9 at 07
100%% %j ; 100%% %j ; 100% 366 ; 100% 367
"""
WRITTEN = "%Y-%m-%d;%Y/%m/%d;%d.%m.%Y;%Y%m%d;%d %b %Y;%-d %B %Y;%B %-d, %Y;%b. %-d, %Y;%A, %d %B %Y;%m/%d/%Y"
WRITTEN += ";%d/%m/%y;%b %Y;%Y-%m;%Y;%d-%b-%Y"
AMOUNTS = "${:,.2f};~${:.2f};{:.2f} €;USD {:,.2f};{:.2f} kr;£{:,.2f}+;{:.2f} dollars;HK${:.2f} paid;{:,.2f}"
BLANKS = ";—; - ;–;n/a;N/A;na;n.a.;n/d;*TBD*;**—**;(tba);None?;unknown;?;…;...;{{x}};$ {{x}}M;$—;TBD (soon)"
SCALES = {"": 1, "K": 1e3, " thousand": 1e3, "M": 1e6, " mn": 1e6, " million": 1e6, "B": 1e9, "T": 1e12}
PIECES = "jan;Q1;2026;-13;-45;th;May;M;bn;to;BC;20s;FY;pm;T10:00;%Y;²;١;İ; ;–;.;,;/;:;(;);[;];{;$;€;%;~;';0"

days = st.dates(date(1970, 1, 1), date(2068, 12, 31))
kinds = st.sampled_from("number integer money percent date datetime".split())
texts = st.text() | st.lists(st.sampled_from(PIECES.split(";")), max_size=12).map("".join)


def cases(table: str) -> list[tuple[str, str]]:
    """The kind that a line begins with, if any, and each of its cells."""
    rows = [line.rpartition(": ") for line in table.strip().splitlines()]
    return [(kind, cell) for kind, _, cells in rows for cell in cells.split(" ; ")]


def written(when: date, form: str) -> str:
    """The day in this form; not every system's `strftime` knows of `%-d`."""
    return when.strftime(form.replace("%-d", str(when.day)).replace("%e", f"{when.day:2}"))


def intervals(words: str) -> tuple[Interval, ...]:
    """What the right side of a case says: `2026-01-01..2026-01-31`, `5e6`, `ever`."""
    pairs = [word.replace("ever", "-inf..inf").split("..") for word in words.split()]
    ends = [
        [date.fromisoformat(end).toordinal() if "-" in end[4:] else float(end) for end in pair]
        for pair in pairs
    ]
    return tuple(Interval(pair[0], pair[-1]) for pair in ends)


@pytest.mark.parametrize(("kind", "case"), cases(FIGURES))
def test_reads_figures(kind: str, case: str) -> None:
    text, _, expected = case.partition(" = ")
    found = read(kind, text) or ()
    assert [one.low for one in found] == pytest.approx([one.low for one in intervals(expected)])
    assert [one.high for one in found] == pytest.approx([one.high for one in intervals(expected)])


@pytest.mark.parametrize("case", [cell for _, cell in cases(DATES)])
def test_reads_dates(case: str) -> None:
    text, _, expected = case.partition(" = ")
    assert read("date", text) == intervals(expected)


@pytest.mark.parametrize(("kind", "text"), cases(NONE))
def test_reads_nothing_where_nothing_is(kind: str, text: str) -> None:
    assert read(kind, text) is None


@pytest.mark.parametrize(("kind", "text"), [*cases(WHOLE), *cases(PART)])
def test_a_property_is_all_value(kind: str, text: str) -> None:
    assert (read(kind, text, whole=True) is None) == ((kind, text) in cases(PART))
    assert read(kind, text) is not None


def test_reads_times_and_years_before_the_first() -> None:
    for text in "2026-02-09 12:00;2026-02-09T12:00:00Z;Feb 9, 2026 12:00 pm;met 9/2/26 12:00".split(";"):
        assert (read("datetime", text) or [Interval(0, 0)])[0].low == date(2026, 2, 9).toordinal() + 0.5
    assert [one.high < 0 for one in read("date", "44 BC – 3rd century BCE") or ()] == [True, True]


@given(kinds, texts, texts)
def test_never_raises_and_a_whole_is_also_a_part(kind: str, text: str, pattern: str) -> None:
    if read(kind, text, whole=True):
        assert read(kind, text)
    assert all(one.low <= one.high for one in read(kind, text) or ())
    assert not (format_problem(pattern) and has_format(text, pattern))
    for function in (blank, boolean, url, leading_date):
        function(text)


@given(days, st.sampled_from(WRITTEN.split(";")), st.sampled_from(["{}", "{} (closed)", "signed {}", "~{}"]))
def test_reads_any_day(when: date, form: str, around: str) -> None:
    found = read("date", around.format(written(when, form)))
    assert found is not None
    assert found[0].low <= when.toordinal() <= found[0].high


@given(st.floats(0.01, 999), st.sampled_from(sorted(SCALES)), st.sampled_from(AMOUNTS.split(";")))
def test_reads_any_amount(amount: float, scale: str, form: str) -> None:
    text = form.replace("f}", "f}" + scale)
    found = read("money", text.format(amount)) or ()
    expected = round(amount, 2) * SCALES[scale]
    assert [one.low for one in found] == [one.high for one in found] == pytest.approx([expected], rel=0.001)
    assert read("money", f"({text.format(amount)})") is not None


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(["{}–{}", "{} - {}", "~{} to {}"]))
def test_a_range_has_both_ends(low: int, high: int, form: str) -> None:
    assume(low < high)
    for kind, scale, before, after in (
        ("money", 1e6, "$", "M"),
        ("percent", 1, "", "%"),
        ("number", 1, "", ""),
    ):
        found = read(kind, form.format(f"{before}{low}", f"{high}{after}")) or ()
        assert [one.high for one in found] == [low * scale, high * scale]


@pytest.mark.parametrize("line", FORMATS.strip().splitlines())
def test_formats_are_strict(line: str) -> None:
    *patterns, good, bad = line.split(" ; ")
    for pattern in patterns:
        assert [has_format(text, pattern) for text in (good, bad)] == [True, False], format_problem(pattern)


@given(days, st.sampled_from([*WRITTEN.split(";"), "%G-W%V", "%j/%Y", "%e %b %y", "%Y-%m-%d %H:%M:%S"]))
def test_a_formatted_day_has_the_format(when: date, form: str) -> None:
    assert has_format(written(when, form), form)
    assert not has_format(written(when, form) + "!", form)


def test_ordinals_end_as_they_are_spoken() -> None:
    for good in "1st 2nd 3rd 4th 11th 12th 13th 20th 21st 22nd 23rd 30th 31st".split():
        assert has_format(f"January {good}, Q1", "MMMM Do, [Q]Q")
        assert not has_format(f"January {good[:-2]}rt", "MMMM Do")
        assert not has_format(f"January {good}, Q2", "MMMM Do, [Q]Q")


def test_says_what_is_wrong_with_a_format() -> None:
    assert format_problem("%Y %Q") == "`%Q` is no directive of a date"
    assert format_problem("yyyy-MM") == "`yyyy` is no token of a date; other words stand in `[brackets]`"
    assert format_problem("[soon]") == "`[soon]` names no part of a date"
    assert format_problem("Y" * 999).startswith("it has more than")


@pytest.mark.parametrize("text", BLANKS.split(";"))
def test_knows_a_blank(text: str) -> None:
    assert blank(text)
    assert blank(f" *{text}*\t")
    assert not any(map(blank, "0;$5M;(15.5);$(236)M;soon;no;x;✓;- 5;n/a5".split(";")))


def test_knows_yes_and_no() -> None:
    assert all(map(boolean, "true;False;YES;no;y;N;on;off;✓;✗;✔;❌;✅;x;[x];**yes**".split(";")))
    assert all(map(boolean, "Yes (since 2020);✅ Yes;no – only abroad".split(";")))
    assert not any(map(boolean, ";partly;yesterday;on-site;x-ray;1.0;no way".split(";")))


def test_knows_a_url() -> None:
    good = "https://a.example/b_(c)?d=1,2#e www.a.example <https://a.example> mailto:a@b.example obsidian://open?a=b"
    assert all(map(url, [*good.split(), good, "[a b](https://a.example/x_(y) 'z')"]))
    assert not any(map(url, ";a.example;see https://a.example;[a](Note.md);https://;[[Note]]".split(";")))


@given(days, st.sampled_from(["{} — opened", "**{}**: opened", "({}) opened", "{} opened in 1999"]))
def test_an_entry_begins_with_its_date(when: date, form: str) -> None:
    expected = Interval(when.toordinal(), when.toordinal())
    assert leading_date(form.format(when.isoformat())) == expected
    assert leading_date(form.format(f"{when:%B} {when.day}, {when.year}")) == expected
    assert leading_date(f"Opened {when}") is None


def test_a_time_whose_end_is_short_is_never_over() -> None:
    assert leading_date("2025-01→06 — works") == Interval(date(2025, 1, 1).toordinal(), inf)
