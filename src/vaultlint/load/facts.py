"""The figures that a vault pins: a file of entities, each with measures and values."""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vaultlint.figures.lexicon import Lexicon, lexicon_of
from vaultlint.figures.measure import terms
from vaultlint.figures.scan import scan
from vaultlint.figures.statement import Pin, Place, Statement
from vaultlint.figures.times import date_of, times_in
from vaultlint.load.documents import Document, read_document
from vaultlint.place import UserError
from vaultlint.text import did_you_mean

_KEYS = ("measure", "value", "as-of", "source")


def read_facts(path: str, words: Mapping[str, str]) -> tuple[Pin, ...]:
    """Return the figures that a vault pins in a file; raises UserError with every mistake in it."""
    document = read_document(path)
    mistakes: list[str] = []
    found: list[Pin] = []
    for entity, facts in document.data.items():
        if not isinstance(facts, Sequence) or isinstance(facts, str):
            mistakes.append(f"{document.at((entity,))}: `{entity}` wants a list of facts")
            continue
        for index, fact in enumerate(facts):
            said = list(_mistakes(document, (entity, index), fact))
            pin = None if said else _pin(document, (entity, index), fact, lexicon_of(words))
            if pin is None and not said:
                said = [
                    f"{document.at((entity, index, 'value'))}: `{fact['value']}` is no figure and no date"
                ]
            mistakes += said
            found += [pin] if pin else []
    if mistakes:
        raise UserError(*mistakes)
    return tuple(found)


def _mistakes(document: Document, path: tuple[str | int, ...], fact: object) -> Iterator[str]:
    if not isinstance(fact, Mapping):
        yield f"{document.at(path)}: a fact is `measure: …` and `value: …`"
        return
    for key in fact:
        if key not in _KEYS:
            hint = did_you_mean(str(key), _KEYS)
            yield f"{document.at((*path, key), key=True)}: `{key}` is no key of a fact{hint}"
    for key in ("measure", "value"):
        if not isinstance(fact.get(key), str | int | float) or isinstance(fact.get(key), bool):
            yield f"{document.at(path)}: a fact wants `{key}`"


def _pin(
    document: Document, path: tuple[str | int, ...], fact: Mapping[str, Any], lexicon: Lexicon
) -> Pin | None:
    """A fact compiled; None if its value is no figure."""
    measure, value = str(fact["measure"]), str(fact["value"])
    named = terms(measure, lexicon)
    time = next(times_in(value, lexicon), None)
    quantities = list(scan(value, lexicon))
    if not lexicon.events.isdisjoint(named) and time and time.last:
        quantity = date_of(time)
    elif len(quantities) == 1:
        quantity = quantities[0]
    else:
        return None
    times = tuple(one.tag for one in times_in(str(fact.get("as-of") or ""), lexicon))
    statement = Statement(quantity, Place.LABEL, named, times=times, label=measure, own=True, written=value)
    line = document.at((*path, "value")).rsplit(":", 1)[0]
    return Pin(str(path[0]), statement, f"{os.path.basename(document.path)}:{line.rpartition(':')[2]}")
