"""Figures: what is read of a text, what agrees, and what of it a vault can say itself."""

import json
import random
from decimal import Decimal
from pathlib import Path

import pint
import pytest
from babel.numbers import get_currency_symbol, list_currencies
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.test_load import load
from vaultlint.cli import main
from vaultlint.figures.compare import conflicts
from vaultlint.figures.lexicon import TABLES, Rows, lexicon_of, shipped
from vaultlint.figures.measure import roles, terms
from vaultlint.figures.quantity import EXACT, LEAST, MOST, PAIR, RANGE, Quantity, agrees, slip
from vaultlint.figures.scan import scan
from vaultlint.figures.times import same_time, times_in
from vaultlint.parse import parse
from vaultlint.place import UserError
from vaultlint.text import START

KINDS = {EXACT: "", LEAST: ">=", MOST: "<=", RANGE: "..", PAIR: "->"}

# One line a text, after `=` what is read of it: numbers in the dimension's base, with the unit.
READ = """
EUR 110M and £2.3bn = 1.1e+08 EUR ; 2.3e+09 GBP
about 340 people = ~340
over $600M, up to 180 days = >=6e+08 USD ; <=180 day
at least 25%, ~55%, 40%+ = >=25 % ; ~55 % ; >=40 %
$17–20M = 1.7e+07..2e+07 USD
€1.2–1.4bn = 1.2e+09..1.4e+09 EUR
$200-$5K = 200..5000 USD
US$200,000–1m = 200000..1e+06 USD
between 10% and 25% of it = 10..25 %
cut from 74% to 31% = 74->31 %
250 bps, 27 percentage points = 2.5 pp ; 27 pp
12 kt/y, 1.8 million m³ a year = 12000 mass/year ; 1.8e+06 volume/year
$12,400/t and $1.92/lb = 12400 USD/mass ; 4232.88 USD/mass
20 t CO₂ per tonne = 20 mass/mass
2.7 million square kilometres, 16,500 ha = 2.7e+12 area ; 1.65e+08 area
1.77 mb/d and 4.3 TWh = 1.77e+06 oil/day ; 4.3e+12 energy
₹5,00,000 crore = 5e+12 INR
C$9.40, A$4B, NOK 1.9B, ₸212B = 9.4 CAD ; 4e+09 AUD ; 1.9e+09 NOK ; 2.12e+11 KZT
12–7 years = 144..84 month
ten years, six lines, an eighth of it = 120 month ; 6 ; ~12.5 %
a 345-km line = 345000 length
-5% = -5 %
50 per cent = 50 %
"""

NO_QUANTITY = """
ISO 14001:2015
Article 9(3) and section 7
version 3.1.0 at 08:30
in 2024, FY2024
14 September 2009
Feb 6 2026
VAA-2024-118
NXE-3800E and 5G
the 2nd
#46
Regulation 2022/1417
on 1950s-60s styles
0049
no one, second to none
"""


def shown(text: str) -> str:
    found = []
    for one in scan(text, shipped()):
        ends = f"{one.first:.6g}{KINDS[one.kind]}{one.last:.6g}" if one.kind in (RANGE, PAIR) else ""
        number = ends or f"{KINDS[one.kind]}{one.first:.6g}"
        found.append(f"{'~' if one.rough else ''}{number} {one.unit}".strip())
    return " ; ".join(found)


@pytest.mark.parametrize("line", READ.strip().splitlines())
def test_what_is_read(line: str) -> None:
    text, _, said = line.rpartition(" = ")
    assert shown(text) == said.strip()


@pytest.mark.parametrize("text", NO_QUANTITY.strip().splitlines())
def test_what_is_no_quantity(text: str) -> None:
    assert not [one for one in scan(text, shipped()) if one.unit or text[0] != "A"]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("14 September 2009", ["2009-09"]),
        ("Q3 '23 and 4Q25", ["2023Q3", "2025Q4"]),
        ("in the fourth quarter of 2027", ["2027Q4"]),
        ("FY2024/25, fiscal 2023", ["FY2025", "FY2023"]),
        ("2028–2061 (33 years)", ["2028–2061"]),
        ("Feb 4, 2026; 2026-01-14; 2025E", ["2026-02", "2026-01", "2025"]),
        ("TTM, H1 2025", ["TTM", "2025H1"]),
        ("31 February 2024", []),
        ("2,400 t and H100 and 2000 MW", []),
    ],
)
def test_times(text: str, tags: list[str]) -> None:
    assert [one.tag for one in times_in(text, shipped())] == tags


def test_a_month_lies_in_its_year() -> None:
    assert same_time(("2024",), ("2024-03",))
    assert not same_time(("2024",), ("FY2024",))


def exact(value: float, decimals: int = 0, unit: str = "USD") -> Quantity:
    return Quantity(START, value, value, unit, 10.0**-decimals)


numbers = st.decimals(1, 10**6, places=3).map(float)
units = st.sampled_from(["USD", "%", "mass", ""])
quantities = st.builds(
    Quantity,
    st.just(START),
    numbers,
    numbers,
    units,
    st.sampled_from([0.001, 0.1, 1.0, 100.0]),
    st.sampled_from([EXACT, LEAST, MOST, RANGE, PAIR]),
    st.booleans(),
)


@given(quantities, quantities)
def test_agreement_is_symmetric(one: Quantity, other: Quantity) -> None:
    assert agrees(one, other) == agrees(other, one)
    assert slip(one, other) == slip(other, one)


@given(quantities)
def test_agreement_is_reflexive(one: Quantity) -> None:
    assert agrees(one, one)


@given(st.decimals(1, 10**6, places=4), st.integers(0, 3))
@example(Decimal("1.4991"), 0)
def test_the_finer_rounds_to_the_coarser(value: Decimal, places: int) -> None:
    assume(value * 10**places % 1 != Decimal("0.5"))
    fine = exact(float(value), 4)
    coarse = exact(round(float(value), places), places)
    assert agrees(fine, coarse)


@given(numbers, st.sampled_from([1.01, 2.0, 10.0]))
def test_what_is_as_exact_must_be_equal(value: float, times: float) -> None:
    assert agrees(exact(value, 3), exact(value * times, 3)) == (round(value, 3) == round(value * times, 3))


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (870, 780, "digits look transposed"),
        (2.4e9, 2.4e6, "a factor of a thousand"),
        (3600, 36000, "a factor of ten"),
        (100, 150, ""),
    ],
)
def test_slips(one: float, other: float, words: str) -> None:
    assert slip(exact(one), exact(other)) == words


OURS = {"t": "tonne", "kt": "kilotonne", "Mt": "megatonne", "lb": "pound", "lbs": "pound", "oz": "troy_ounce"}
OURS |= {"ounces": "troy_ounce", "mi": "mile", "nautical": "nautical_mile", "m²": "m**2", "m2": "m**2"}
OURS |= {"km²": "km**2", "km2": "km**2", "sqm": "m**2", "sqkm": "km**2", "ha": "hectare", "sqft": "ft**2"}
OURS |= {"km³": "km**3", "km3": "km**3", "hm³": "hm**3"}
OURS |= {"m³": "m**3", "m3": "m**3", "L": "litre", "mL": "millilitre", "ML": "megalitre", "GL": "gigalitre"}
OURS |= {
    "hl": "hectolitre",
    "kilogrammes": "kilogram",
    "hp": "horsepower",
    "ton": "tonne",
    "tons": "tonne",
    "MT": "tonne",
    "mt": "megatonne",
}
OURS |= {"Moz": "megatroy_ounce", "koz": "kilotroy_ounce", "Mlb": "megapound", "Mlbs": "megapound"}
BASES = {"mass": "tonne", "power": "watt", "energy": "watt_hour", "length": "metre", "area": "metre**2"}
BASES |= {
    "volume": "metre**3",
    "heat": "joule",
    "frequency": "hertz",
    "pressure": "pascal",
    "second": "second",
}
OTHER = {"tU", "ktU", "MWe", "GWe", "bcm", "tcm", "mcm", "ktonnes"}
"""Words of trades that pint does not know."""


def test_units_are_those_of_pint() -> None:
    registry: pint.UnitRegistry[float] = pint.UnitRegistry()
    checked = 0
    for word, unit in shipped().units.items():
        if unit.dimension in BASES and word not in OTHER and " " not in word:
            theirs = registry.Quantity(1, OURS.get(word, word)).to(BASES[unit.dimension]).magnitude
            assert unit.factor == pytest.approx(theirs, rel=2e-3), word
            checked += 1
    assert checked > 80


def test_currency_signs_are_those_of_babel() -> None:
    currencies = shipped().currencies
    known = list_currencies("en")
    for code in set(currencies.values()) - {"¥", "BTC", "ETH"}:
        assert code in known
        sign = get_currency_symbol(code, "en_US")
        assert currencies.get(sign, code) in (code, "¥"), sign


def test_words_of_a_pack_are_added(tmp_path: Path) -> None:
    pack = """
figures:
  magnitudes: {Mrd: 1e9}
  currencies: {EUR: [Taler]}
  units: {mass: {Zentner: 0.05}, herds: {Herden: 1}}
  measures: {workforce: [Mitarbeiter], capital cost: [Baukosten]}
  roles: {target: [Ziel]}
  months: {Januar: 1}
  rough: [etwa]
  fillers: [der]
"""
    lexicon = lexicon_of(load(tmp_path, vaultlint="extends: words.yaml\n", words=pack).words)
    found = list(scan("etwa 3 Mrd Taler und 4 Zentner", lexicon))
    assert [(one.first, one.unit, one.rough) for one in found] == [(3e9, "EUR", True), (0.2, "mass", False)]
    assert terms("der Baukosten", lexicon) == ("capital cost",)
    assert roles("Ziel", lexicon) == ("target",)
    assert [one.tag for one in times_in("3. Januar 2024", lexicon)] == ["2024-01"]


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ("unit: {}", "there is no table `unit` of words for figures; did you mean `units`?"),
        ("least: {a: 1}", "`least` wants a list of words"),
        ("magnitudes: {M: x}", "`magnitudes` wants a number for each word"),
        ("units: {mass: [t]}", "`units` wants a map of words with numbers for each name"),
        ("roles: [a]", "`roles` wants `key: value` lines"),
        ("roles: {a: 1}", "`roles` wants a list of words for each name"),
    ],
)
def test_mistakes_in_words(tmp_path: Path, figures: str, words: str) -> None:
    with pytest.raises(UserError) as error:
        load(tmp_path, vaultlint=f"figures:\n  {figures}\n")
    assert words in str(error.value)
    assert "vaultlint.yaml:2:" in str(error.value)


def test_every_table_is_documented() -> None:
    text = (Path(__file__).parent.parent / "docs/figures.md").read_text("utf-8")
    for name in TABLES:
        assert f"`{name.replace('_', '-')}`" in text, name
    assert set(TABLES.values()) == set(Rows)


FACTS = """
Harbor Lines:
  - measure: headcount
    value: 1,200
    as-of: 2026-01
    source: annual report
  - {measure: founded, value: 1987}
"""


def test_pinned_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "vaultlint.yaml").write_text("facts: facts.yaml\nnotes: notes\n")
    (tmp_path / "facts.yaml").write_text(FACTS)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/Harbor Lines.md").write_text(
        "#actor\n\n**Harbor Lines** — ferry operator, founded in 1978. Employs 1,200 people.\n"
    )
    (tmp_path / "notes/Varn.md").write_text(
        "#country\n\n**Varn** — island state.\n\n"
        "| Operator | Headcount |\n|---|---|\n| [[Harbor Lines]] | 2,100 |\n"
    )
    main(["check", str(tmp_path), "--no-cache", "--output-format", "json", "--select", "figures"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(item["path"], item["message"]) for item in found] == [
        (
            "Harbor Lines.md",
            "`founded` of Harbor Lines is 1978 here, 1987 pinned in facts.yaml:7: digits look transposed",
        ),
        (
            "Varn.md",
            "`headcount` of Harbor Lines is 2,100 here, 1,200 pinned in facts.yaml:4: digits look transposed",
        ),
    ]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("A: 1\n", "facts.yaml:1:4: `A` wants a list of facts"),
        ("A:\n  - 1\n", "facts.yaml:2:5: a fact is `measure: …` and `value: …`"),
        ("A:\n  - {measure: cost}\n", "facts.yaml:2:5: a fact wants `value`"),
        (
            "A:\n  - {measure: cost, value: $1, asof: 2}\n",
            "`asof` is no key of a fact; did you mean `as-of`?",
        ),
        ("A:\n  - {measure: cost, value: much}\n", "facts.yaml:2:28: `much` is no figure and no date"),
    ],
)
def test_mistakes_in_facts(tmp_path: Path, facts: str, words: str) -> None:
    with pytest.raises(UserError) as error:
        load(tmp_path, vaultlint="facts: facts.yaml\n", facts=facts)
    assert words in str(error.value)


def test_facts_stay_in_their_folder(tmp_path: Path) -> None:
    for name, words in (("../facts.yaml", "leads out of the folder"), ("none.yaml", "there is no file")):
        with pytest.raises(UserError) as error:
            load(tmp_path, vaultlint=f"facts: {name}\n")
        assert words in str(error.value)


def test_the_explanation_tells_what_was_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "Harbor Lines.md").write_text(
        "#actor\n\n**Harbor Lines** — ferry operator. Net debt was $780M in 2024.\n\n## Profile\n\n"
        "| Metric | Detail |\n|---|---|\n| Net debt (2024) | $870M |\n"
    )
    main(["check", str(tmp_path), "--no-cache", "--explain", "--select", "figures"])
    out = capsys.readouterr().out
    assert "of Harbor Lines, measure net, debt, role net, time 2024; 99% sure" in out


def test_confidence_is_an_option_of_the_family(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "vaultlint.yaml").write_text("rules: {figures: {min-confidence: 0.97}}\n")
    (tmp_path / "Harbor Lines.md").write_text(
        "#actor\n\n**Harbor Lines** — ferry operator. Employs 1,300 people.\n\n"
        "| Metric | Detail |\n|---|---|\n| Headcount | 2,100 |\n"
    )
    main(["check", str(tmp_path), "--no-cache", "--select", "figures"])
    assert "All clear" in capsys.readouterr().out


LINES = (
    "1",
    "1, ",
    " ",
    "1,",
    "one two ",
    "1.",
    "2024 ",
    "5% ",
    "from 5 to ",
    "(",
    "5 of ",
    "5-",
    "March 5 ",
    "$",
)


@pytest.mark.parametrize("part", LINES)
def test_no_line_takes_forever(part: str) -> None:
    line = part * (100_000 // len(part))
    for text in (line, "\n".join(line[start : start + 15_000] for start in range(0, len(line), 15_000))):
        note = parse("X.md", f"**X** — thing.\n\n{text} 5%\n".encode(), shipped())
        assert list(conflicts(note.figures.statements, frozenset())) is not None


@given(st.text("ab 0123456789,.%$€-–()|/\n[]*:MBkt", max_size=200))
def test_reading_never_raises(text: str) -> None:
    note = parse("X.md", f"**X** — thing.\n\n{text}\n".encode(), shipped())
    for one in note.figures.statements:
        assert 0 <= one.quantity.span.start <= one.quantity.span.end <= len(note.text)
    list(conflicts(note.figures.statements, frozenset(note.figures.names)))


def test_order_of_places_changes_nothing() -> None:
    rows = [f"| Item {letter} | {share}% |" for letter, share in zip("ABCD", (15, 25, 35, 45), strict=True)]
    random.Random(1).shuffle(rows)
    table = "| Item | Share |\n|---|---|\n" + "\n".join(rows)
    note = parse("X.md", f"**X** — thing.\n\n{table}\n".encode(), shipped())
    assert [one.kind for one in note.figures.reckonings] == ["share"]
