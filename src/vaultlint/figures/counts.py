"""Counts of things that the note then lists: in a list, or as the rows of a table."""

import re
from collections.abc import Iterator, Sequence

from vaultlint.figures.grids import Grid
from vaultlint.figures.measure import stem, words_of
from vaultlint.figures.passage import Layout
from vaultlint.figures.quantity import EXACT, Quantity
from vaultlint.figures.reckoning import COUNT, Reckoning
from vaultlint.figures.sentences import Sentence
from vaultlint.figures.sums import is_partial
from vaultlint.figures.tables import is_total
from vaultlint.text import Span

_AND_MORE = re.compile(r"…|\.\.\.|\betc\b|\bamong others\b|\band (?:more|others|many)\b|\bplus\b|\bothers\b")
_BETWEEN_ITEMS = " \n\t\r-+*>"
_MOST = 60
_WORD = r"[A-Z][\w’'-]*"
_NAME = re.compile(rf"{_WORD}(?: {_WORD})*")
_NAMES = re.compile(
    rf"(?: \((?=[^()]*\))|(?P<are> are ))"
    rf"(?P<all>{_NAME.pattern}(?:, {_NAME.pattern})+,? and {_NAME.pattern})[.)]"
)
_THE = re.compile(r"\b(?:the|its)\s+$", re.IGNORECASE)
_PREPOSITIONS = ("of", "in", "for", "with", "under", "on", "from", "at", "by")


def reckon_counts(
    layout: Layout, sentences: Sequence[Sentence], grids: Sequence[Grid]
) -> Iterator[Reckoning]:
    """Yield counts that the list after them, or the only table of such things, does not bear out."""
    told: set[str] = set()
    for sentence in sentences:
        for quantity in sentence.quantities:
            exact = quantity.kind == EXACT and not quantity.rough and quantity.first == int(quantity.first)
            if quantity.unit or not exact or not 2 <= quantity.first <= _MOST:
                continue
            noun, phrase = _head(layout, quantity)
            if not noun or _is_open(layout, sentence, quantity, phrase):
                continue
            found = _in_list(layout, sentence, quantity, noun, phrase)
            found = found or _named(layout, sentence, quantity, noun, phrase)
            if found is None and sentence.own and noun not in told:
                found = _after_title(layout, quantity, noun, phrase)
                found = found or _under_heading(layout, quantity, noun, phrase)
                found = found or _in_table(layout, grids, sentence, quantity, noun, phrase)
            if found is not None:
                told.add(noun)
                yield found


def _head(layout: Layout, quantity: Quantity) -> tuple[str, str]:
    """Return the plural noun that a number counts, and the words up to it; empty if none is clear."""
    words: list[str] = []
    for word in layout.text[quantity.span.end : quantity.span.end + 60].split():
        bare = word.strip(".,;:()!?—–\"'").lower()
        if not bare.replace("-", "").isalpha() or bare in layout.lexicon.after_nouns:
            break
        words.append(bare)
        plural = bare.endswith("s") and not bare.endswith("ss")
        if plural or word.lower() != bare or len(words) > 3:
            break
    if not words or not words[-1].endswith("s"):
        return "", ""
    return words[-1], " ".join(words)


def _is_open(layout: Layout, sentence: Sentence, quantity: Quantity, phrase: str) -> bool:
    """Say whether the words promise no list of all: `including five`, `five of the`, `top five`."""
    start = max(sentence.span.start, quantity.span.start - 24)
    before = " ".join(words_of(layout.text[start : quantity.span.start]))
    said = f" {before} | {phrase} "
    return before.endswith(" of") or any(f" {words} " in said for words in layout.lexicon.not_counted)


def _in_list(
    layout: Layout, sentence: Sentence, quantity: Quantity, noun: str, phrase: str
) -> Reckoning | None:
    """The list right after a sentence that ends in a colon."""
    text, end = layout.text, sentence.span.end
    rest = text[quantity.span.end : end].lower().partition(noun)[2].strip(" \n")
    words = rest.strip(":").split()
    alone = sum(not one.unit for one in sentence.quantities) == 1 and rest.count(",") < 2
    if not rest.endswith(":") or not alone or (words and words[0] not in _PREPOSITIONS):
        return None
    items = _items_after(layout, end)
    asides = sum("(" in text[item.start : item.end] for item in items)
    off = abs(len(items) - quantity.first)
    if off <= asides or off > max(1, 0.2 * quantity.first):
        return None
    return _finding(layout, quantity, phrase, items, "the list", 0.9)


def _named(
    layout: Layout, sentence: Sentence, quantity: Quantity, noun: str, phrase: str
) -> Reckoning | None:
    """The names right after the noun: `five villages (Alm, Brod and Keld)`, `The two ports are A and B`."""
    start = layout.text.lower().find(noun, quantity.span.end, sentence.span.end) + len(noun)
    names = _NAMES.match(layout.text, start, sentence.span.end)
    if not names or (names["are"] and not _THE.search(layout.text[: quantity.span.start][-6:])):
        return None
    places = [Span(*name.span()) for name in _NAME.finditer(layout.text, *names.span("all"))]
    if abs(len(places) - quantity.first) > max(1, 0.2 * quantity.first):
        return None
    return _finding(layout, quantity, phrase, places, "the sentence", 0.88)


def _after_title(layout: Layout, quantity: Quantity, noun: str, phrase: str) -> Reckoning | None:
    """The list that a line such as `The benchmarks:` announces without a number."""
    title = re.compile(rf"^[ ]*(?:the |its |these )?{re.escape(noun)}:\s*$", re.IGNORECASE | re.MULTILINE)
    found = list(title.finditer(layout.text))
    items = _items_after(layout, found[0].end()) if len(found) == 1 else ()
    return _finding(layout, quantity, phrase, items, "the list", 0.88)


def _under_heading(layout: Layout, quantity: Quantity, noun: str, phrase: str) -> Reckoning | None:
    """The list that a section begins with whose heading names what is counted: `## Regional offices`."""
    fitting = []
    for heading in layout.headings:
        title = words_of(heading.text)
        if title and stem(title[-1]) == stem(noun) and {*title[:-1]} <= {*phrase.split()[:-1], "the"}:
            fitting.append(heading)
    items = _items_after(layout, fitting[0].span.end) if len(fitting) == 1 else ()
    if abs(len(items) - quantity.first) > max(1, 0.2 * quantity.first):
        return None
    return _finding(layout, quantity, phrase, items, "the list", 0.88)


def _items_after(layout: Layout, offset: int) -> tuple[Span, ...]:
    """The top items of the list that begins right after an offset."""
    following = [item for item in layout.note.structure.items if item.span.start >= offset]
    if not following or layout.text[offset : following[0].span.start].strip(_BETWEEN_ITEMS + ":.)1"):
        return ()
    spans: list[Span] = []
    for item in following:
        if item.depth < following[0].depth:
            break
        if item.depth == following[0].depth:
            if spans and layout.text[spans[-1].end : item.span.start].strip(_BETWEEN_ITEMS):
                break
            spans.append(item.span)
    return tuple(spans)


def _finding(
    layout: Layout, quantity: Quantity, phrase: str, places: Sequence[Span], where: str, sure: float
) -> Reckoning | None:
    """What to say of a count and the places counted; None if they fit, or if there may be more."""
    number = len(places)
    if (
        number < 2
        or number == quantity.first
        or _AND_MORE.search(layout.text, places[-1].start, places[-1].end)
    ):
        return None
    written = layout.note.source(quantity.span).strip()
    first = layout.text[places[0].start : places[0].end].partition("\n")[0].rstrip()
    return Reckoning(
        COUNT,
        quantity.span,
        f"`{written} {phrase}` are announced, {where} has {number}",
        sure,
        ((Span(places[0].start, places[0].start + max(1, len(first))), "counted from here"),),
        f"{number} counted, {quantity.first:.10g} told",
    )


def _in_table(
    layout: Layout, grids: Sequence[Grid], sentence: Sentence, quantity: Quantity, noun: str, phrase: str
) -> Reckoning | None:
    """The only table whose rows are such things, by its first header."""
    itself = layout.text[quantity.span.end : sentence.span.end].lower().partition(noun)[2].lstrip()
    fitting = [grid for grid in grids if _is_table_of(grid, noun)]
    if itself.startswith((":", "(")) or len(fitting) != 1 or is_partial(layout, fitting[0]):
        return None
    grid = fitting[0]
    section = layout.section_index(grid.table.span.start)
    if not sentence.lead and section != layout.section_index(sentence.span.start):
        return None
    title = {*words_of(layout.section(grid.table.span.start).title), *words_of(grid.headers[0])}
    rows = [row for row in grid.rows if row and row[0].text and not is_total(layout, row[0].text)]
    labels = [" ".join(words_of(row[0].text)) for row in rows]
    rest = any(label in layout.lexicon.remainders or label.startswith("other") for label in labels)
    if rest or len(set(labels)) < len(labels) or not title.issuperset(phrase.split()[:-1]):
        return None
    if len(rows) < 3 or abs(len(rows) - quantity.first) > max(2, 0.25 * quantity.first):
        return None
    return _finding(layout, quantity, phrase, [row[0].span for row in rows], "the table", 0.83)


def _is_table_of(grid: Grid, noun: str) -> bool:
    header = words_of(grid.headers[0]) if grid.headers else ()
    return len(header) == 1 and stem(header[0]) == stem(noun)
