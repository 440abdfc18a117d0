"""Words for figures that packs add to the shipped ones, table by table."""

from collections.abc import Mapping, Sequence
from typing import Any

from vaultlint.figures.lexicon import TABLES, Rows
from vaultlint.text import did_you_mean


def merged(words: Mapping[str, str], added: Mapping[str, Any]) -> dict[str, str]:
    """Return tables of words with those of a pack, already checked, laid over them."""
    result = dict(words)
    for name, rows in added.items():
        table = name.replace("-", "_")
        result[table] = result.get(table, "") + as_table(table, rows)
    return result


def as_table(name: str, rows: Any) -> str:
    """Return what a pack says of a table in the form in which English is shipped."""
    if TABLES[name] == Rows.WORDS:
        return "\n" + " ".join(_list(rows)) + "\n"
    if TABLES[name] == Rows.PHRASES:
        return "," + ", ".join(_list(rows)) + "\n"
    if TABLES[name] == Rows.NUMBERS:
        return "," + _numbers(rows) + "\n"
    lines = (f"{key}: {_row(TABLES[name], value)}" for key, value in rows.items())
    return "\n" + "\n".join(lines) + "\n"


def _row(form: Rows, value: Any) -> str:
    if form == Rows.NAMED_NUMBERS:
        return _numbers(value)
    return (", " if form == Rows.NAMED_PHRASES else " ").join(_list(value))


def _list(rows: Any) -> list[str]:
    return [rows] if isinstance(rows, str) else [str(one) for one in rows]


def _numbers(rows: Mapping[str, float]) -> str:
    return ", ".join(f"{word} {float(number):.17g}" for word, number in rows.items())


def problem(name: str, rows: object) -> str:
    """Return what is wrong with a pack's table, an empty text if nothing is."""
    table = name.replace("-", "_")
    if table not in TABLES:
        known = (one.replace("_", "-") for one in TABLES)
        return f"there is no table `{name}` of words for figures{did_you_mean(name, known)}"
    kind = TABLES[table]
    if kind in (Rows.WORDS, Rows.PHRASES):
        return "" if _is_list(rows) else f"`{name}` wants a list of words"
    if not isinstance(rows, Mapping):
        return f"`{name}` wants `key: value` lines"
    values = rows.values()
    if kind == Rows.NUMBERS:
        return "" if all(map(_is_number, values)) else f"`{name}` wants a number for each word"
    if kind == Rows.NAMED_NUMBERS:
        fits = all(isinstance(one, Mapping) and all(map(_is_number, one.values())) for one in values)
        return "" if fits else f"`{name}` wants a map of words with numbers for each name"
    return "" if all(map(_is_list, values)) else f"`{name}` wants a list of words for each name"


def _is_list(rows: object) -> bool:
    if isinstance(rows, str):
        return True
    return isinstance(rows, Sequence) and all(isinstance(one, str) and "\n" not in one for one in rows)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
