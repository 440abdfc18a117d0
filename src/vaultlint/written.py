"""When a note says that it was written: by its footers, and by the properties for it."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from vaultlint.facts import NoteFacts
from vaultlint.schema import cells
from vaultlint.text import Span, Value

_FIELDS = {
    "created": "created created_at created_on date_created",
    "updated": "updated updated_at updated_on last_updated date_updated",
    "modified": "modified modified_at last_modified date_modified",
    "last_reviewed": "last_reviewed reviewed",
}
_WORDS = {name: word for word, names in _FIELDS.items() for name in names.split()}


def field_word(key: str) -> str:
    """Return the word for what a property says of the note's age, an empty text for any other property."""
    return _WORDS.get(key.lower().replace("-", "_").replace(" ", "_"), "")


class Days(Value, frozen=True):
    """The first and the last day that a date may mean, as proleptic ordinals: one day, a month, a year."""

    first: int
    last: int

    def __str__(self) -> str:
        """Write a day as `2026-02-09`, a month as `2026-02`, anything longer as its two ends."""
        first, last = date.fromordinal(self.first), date.fromordinal(self.last)
        if first == last:
            return first.isoformat()
        whole = (1, monthrange(first.year, first.month)[1])
        if (first.year, first.month) == (last.year, last.month) and (first.day, last.day) == whole:
            return f"{first.year:04}-{first.month:02}"
        return f"{first.isoformat()} to {last.isoformat()}"

    @property
    def end(self) -> date:
        """The last day."""
        return date.fromordinal(self.last)

    def agrees(self, other: "Days", tolerance: int) -> bool:
        """Say whether both may mean one day, or days at most `tolerance` apart."""
        return self.first - other.last <= tolerance and other.first - self.last <= tolerance


class OwnDate(Value, frozen=True):
    """A date that a note states of itself.

    `word` is what it is called, in lower case (`created`, `updated`), `name` what the
    note itself calls it, and `text` the date as written.
    """

    word: str
    name: str
    text: str
    span: Span
    days: Days
    footer: bool


def days_of(text: str) -> Days | None:
    """Return what a text that is a date and nothing else may mean; None if it is no date."""
    found = cells.read("date", text, whole=True) or ()
    known = [one for one in found if one.low >= 1 and one.high <= date.max.toordinal()]
    return Days(int(known[-1].low), int(known[-1].high)) if known else None


def own_dates(note: NoteFacts) -> Iterator[OwnDate]:
    """Yield the dates that a note states of itself, those in properties first."""
    for one in note.properties:
        word = field_word(one.key)
        if word and (days := days_of(one.text)):
            yield OwnDate(word, one.key, one.text, one.span, days, False)
    for footer in note.moments.footers:
        for found in footer.dates:
            if days := days_of(found.text):
                yield OwnDate(found.word.lower().split()[-1], found.word, found.text, found.span, days, True)


def newest(note: NoteFacts) -> OwnDate | None:
    """Return the date that a note states of itself and that reaches furthest; None if it states none."""
    return max(own_dates(note), key=lambda one: one.days.last, default=None)
