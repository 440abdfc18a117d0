"""Lists, and the form that a schema gives their items: `- {link} — {text}`."""

import re
from collections.abc import Iterator
from functools import lru_cache

from vaultlint.schema import cells
from vaultlint.schema.names import PLACEHOLDER, fill, placeholders
from vaultlint.schema.part import Items
from vaultlint.schema.pieces import Entry, Region
from vaultlint.schema.subject import Subject
from vaultlint.schema.terms import Name
from vaultlint.text import shown_text

_BULLET = re.compile(r"\s*(?:[-*+]|(?P<number>\d+[.)]))\s+(?:\[.?\]\s+)?")
_LINK = r"(?:!?\[\[[^\[\]\n]+\]\]|!?\[[^\[\]\n]*\]\([^()\n]*\)|<?https?://\S+)"
_PLACES = {
    "link": _LINK,
    "text": r"\S.*",
    "tag": r"#\S+",
    "url": r"<?\w+://\S+>?",
    "number": r"[^\s\d]*\d\S*",
}
_WORDS = r"\S+(?:\s\S+){0,5}"
"""As many words as a date or an amount may have."""

_FIGURES = frozenset({"date", "datetime", "money", "percent", "integer"})


def items_in(subject: Subject, part: Items, region: Region) -> Iterator[Entry]:
    """Yield the items of a region's lists that a requirement is about: not those below other items.

    Of a template that begins with a number only numbered items are meant.
    """
    bullets = [_BULLET.match(form) for form in part.forms]
    ordered = bool(bullets) and all(bullet is not None and bullet["number"] for bullet in bullets)
    for entry in subject.entries(region, outer=True):
        if not ordered or entry.ordered:
            yield entry


def has_form(subject: Subject, part: Items, entry: Entry) -> bool:
    """Say whether an item is written as the template says; bold and italics do not count."""
    if not part.forms:
        return True
    text = entry.text
    if "*" in text or "_" in text:
        text = _without_emphasis(text)
    fits = any(_fits(pattern, text) for form in part.forms for pattern in _patterns(subject, form))
    return fits or cells.is_blank(text)


def _patterns(subject: Subject, form: str) -> Iterator[re.Pattern[str]]:
    """The template's pattern; several where the note fills in a name that it has several of."""
    template, own = _template(form)
    if not own:
        yield _pattern(template)
        return

    def word(key: str) -> tuple[str, ...]:
        return subject.word(key) if key in own else ("{" + key + "}",)

    yield from map(_pattern, fill(Name((template,)), word).texts)


@lru_cache(maxsize=4096)
def _template(form: str) -> tuple[str, frozenset[str]]:
    """A form without its bullet, and the placeholders that a note has to fill in."""
    template = _BULLET.sub("", form, count=1).strip()
    return template, placeholders(Name((template,))) - _PLACES.keys() - _FIGURES


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    found = pattern.fullmatch(text)
    return found is not None and all(
        cells.read(key.rpartition("_")[0], shown_text(value)) is not None
        for key, value in found.groupdict().items()
    )


@lru_cache(maxsize=4096)
def _pattern(template: str) -> re.Pattern[str]:
    parts = []
    end = 0
    for number, found in enumerate(PLACEHOLDER.finditer(template)):
        key = found.group(1)
        parts.append(_literal(template[end : found.start()]))
        parts.append(_PLACES.get(key) or (f"(?P<{key}_{number}>{_WORDS})" if key in _FIGURES else ".*?"))
        end = found.end()
    parts.append(_literal(template[end:]))
    return re.compile("".join(parts), re.DOTALL | re.IGNORECASE)


def _literal(text: str) -> str:
    words = re.escape(_without_emphasis(text)).replace(re.escape("*"), ".*")
    return re.sub(r"(?:\\ )+", r"\\s+", words)


def _without_emphasis(text: str) -> str:
    return re.sub(r"\*+|(?<!\w)_+|_+(?!\w)", "", text)
