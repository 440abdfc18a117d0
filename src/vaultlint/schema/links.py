"""Links in properties and cells: what they name, and which of them lead somewhere that counts."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from vaultlint.note import Scalar, YamlValue
from vaultlint.schema.part import Form, ValueSpec
from vaultlint.schema.pieces import items_of, unwrapped
from vaultlint.schema.properties import is_empty, raw_items
from vaultlint.text import Span, Value

WIKILINK = re.compile(r"!?\[\[([^\[\]|#\n]++)[^\[\]\n]*+\]\]")
MARKDOWN = re.compile(r"!?\[[^\[\]\n]*+\]\(<?([^()\s>]++)[^()\n]*+\)")


class Target(Value, frozen=True):
    """What a link in a value names, in the spelling of its form, and where."""

    text: str
    span: Span
    form: Form


def targets_of(value: YamlValue, spec: ValueSpec) -> Iterator[tuple[ValueSpec, Target]]:
    """Yield every link in a property that must lead somewhere, with what is asked of it."""
    if spec.type == "list" and spec.items is not None:
        for item in raw_items(value):
            yield from targets_of(item, spec.items)
    elif leads_somewhere(spec):
        inner = unwrapped(value)
        if isinstance(inner, Scalar) and not is_empty(inner):
            for target in links_in(inner.text, inner.span, spec.form):
                yield spec, target
            if inner is not value and not WIKILINK.search(inner.text) and spec.form is Form.ANY:
                yield spec, Target(inner.text.partition("|")[0].strip(), inner.span, Form.WIKILINK)


def stated(value: YamlValue, spec: ValueSpec) -> Iterator[tuple[ValueSpec, Scalar]]:
    """Yield the values of a property that are compared with other notes' or with the day."""
    if spec.type == "list" and spec.items is not None:
        for item in raw_items(value):
            yield from stated(item, spec.items)
    if spec.unique or spec.max_age is not None:
        for item in items_of(value):
            if isinstance(item, Scalar) and not is_empty(item):
                yield spec, item


def leads_somewhere(spec: ValueSpec) -> bool:
    """Say whether links in a value are held to something that other notes tell."""
    return spec.target >= 0 or spec.also_in is not None or spec.linked_back is not False


def links_in(text: str, span: Span, form: Form) -> Iterator[Target]:
    """Yield what the links in a written value name."""
    if form in {Form.NAME, Form.PATH}:
        yield Target(text.strip(), span, form)
        return
    for found in WIKILINK.finditer(text):
        yield Target(found.group(1).rstrip("\\").strip(), span, Form.WIKILINK)
    for found in MARKDOWN.finditer(text):
        if "://" not in found.group(1):
            yield Target(unquote(found.group(1).partition("#")[0]), span, Form.MARKDOWN)
