"""An alias is written as a link.

## Why

Aliases are plain names. `[[…]]` without quotes is a list inside the list, with
quotes it is an alias that really has brackets: either way Obsidian does not
find the note under the name meant.

## What to do

Take the brackets away.
"""

import re
from collections.abc import Iterator

from vaultlint.edits import entry_swap, in_yaml, is_plain
from vaultlint.finding import Changes, Edit, Finding, Fix, Severity
from vaultlint.note import Note, Property, Scalar, Sequence, YamlValue
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span

_LINK = re.compile(r"\[\[([^\[\]]+)\]\]")


@note_rule(Severity.ERROR, since="0.1.0", fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    entry = note.frontmatter.get("aliases") or note.frontmatter.get("alias")
    if entry is None:
        return
    items = entry.value.items if isinstance(entry.value, Sequence) else (entry.value,)
    spans = [span for item in items if (span := _bracketed(item))]
    if spans:
        flow = isinstance(entry.value, Sequence) and entry.value.flow
        alone = flow and len(items) == 1 and isinstance(items[0], Sequence)
        written = note.source(entry.value.span if alone else spans[0]).strip()
        help_ = f"write `{entry.key}: [{written.strip('[]')}]`" if alone else "take its brackets away"
        message = f"the alias `{written}` is in brackets"
        fix = _fix(note, entry, [item for item in items if _bracketed(item)])
        yield Finding(note.path, spans[0], message, help_, also=tuple(spans[1:]), fix=fix)


def _fix(note: Note, entry: Property, items: list[YamlValue]) -> Fix | None:
    """The aliases without their brackets; of `[[X|Y]]` nobody knows which name is meant."""
    edits, links = [], []
    if not is_plain(note, entry):
        return None
    for item in items:
        source = note.source(item.span)
        inner = source.replace("[[", "").replace("]]", "")
        if "|" in source or "\n" in source or not inner.strip("\"' []") or source.count("[[") > 1:
            return None
        if isinstance(item, Scalar):
            links += [(name.strip(), "") for name in _LINK.findall(item.text)]
            edits.append(Edit(item.span, inner))
        elif "'" in source or '"' in source:
            return None
        elif source.startswith("[["):
            edits.append(Edit(item.span, in_yaml(inner.strip())))
        else:  # `[[X]]` alone: its outer brackets are the list's.
            edits.append(Edit(item.span, in_yaml(source.strip("[]").strip())))
    changes = Changes(links=tuple(links), properties=(entry_swap(note, entry, edits),))
    return Fix("take the brackets away", tuple(edits), changes)


def _bracketed(item: YamlValue) -> Span | None:
    """The item, if it is `[[X]]`, with quotes or without; in `[[X]]` alone the outer list is the value."""
    if isinstance(item, Sequence):
        return item.span
    if isinstance(item, Scalar) and "[[" in item.text and "]]" in item.text:
        return item.span
    return None
