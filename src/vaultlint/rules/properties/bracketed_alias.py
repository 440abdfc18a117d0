"""An alias is written as a link.

## Why

Aliases are plain names. `[[…]]` without quotes is a list inside the list, with
quotes it is an alias that really has brackets: either way Obsidian does not
find the note under the name meant.

## What to do

Take the brackets away.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note, Scalar, Sequence, YamlValue
from vaultlint.rule import note_rule
from vaultlint.text import Span


@note_rule(Severity.ERROR, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    entry = note.frontmatter.get("aliases") or note.frontmatter.get("alias")
    if entry is None:
        return
    items = entry.value.items if isinstance(entry.value, Sequence) else (entry.value,)
    spans = [span for item in items if (span := _bracketed(item))]
    if spans:
        alone = len(items) == 1 and isinstance(items[0], Sequence)
        written = note.source(entry.value.span if alone else spans[0]).strip()
        help_ = f"write `{entry.key}: [{written.strip('[]')}]`" if alone else "take its brackets away"
        message = f"the alias `{written}` is in brackets"
        yield Finding(note.path, spans[0], message, help_, also=tuple(spans[1:]))


def _bracketed(item: YamlValue) -> Span | None:
    """The item, if it is `[[X]]`, with quotes or without; in `[[X]]` alone the outer list is the value."""
    if isinstance(item, Sequence):
        return item.span
    if isinstance(item, Scalar) and "[[" in item.text and "]]" in item.text:
        return item.span
    return None
