"""A proposal written as a schema file, each part with the evidence for it beside it."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from vaultlint.learn.proposal import Part, Proposal
from vaultlint.note import core_kind

_PLAIN = re.compile(r"[^\W\d_][\w /.+’'()-]*")

Say = Callable[[Part], "Said | None"]
"""What is to be written of a part: None leaves it out, with all that stands in it."""


class Said(NamedTuple):
    """How much a part is needed, what of it is asked, and the comment beside it.

    What is only `offered` is written as a comment, for the owner to take out.
    """

    need: str
    asks: Mapping[str, Any]
    comment: str = ""
    offered: bool = False


class Written(NamedTuple):
    """A schema's text, and the part that each of its lines asks for."""

    text: str
    parts: Mapping[int, Part]


def written(proposal: Proposal, say: Say, about: tuple[str, ...] = ()) -> Written:
    """Return the schema's text; comments in `about` stand at its head."""
    lines: list[tuple[str, Part | None]] = [(f"# {line}".rstrip(), None) for line in about]
    lines += [(f"entity: {_scalar(proposal.name)}", None), (f"match: {flow(proposal.match)}", None)]
    fields = [line for part in proposal.fields for line in _field(part, say)]
    if fields:
        lines += [("frontmatter:", None), ("  fields:", None), *fields]
    for part in proposal.alone:
        lines += _alone(part, say)
    sections = [
        line for part in proposal.sections for line in _item(part, say, "  " if proposal.ordered else "    ")
    ]
    if sections:
        lines.append(("sections:", None))
        lines += [] if proposal.ordered else [("  order: any", None), ("  items:", None)]
        lines += sections
    texts = [line for part in proposal.texts for line in _item(part, say, "  ")]
    lines += [("text:", None), *texts] if texts else []
    parts = {number: part for number, (_, part) in enumerate(lines, 1) if part is not None}
    return Written("".join(f"{line}\n" for line, _ in lines), parts)


Lines = Iterator[tuple[str, Part | None]]


def _field(part: Part, say: Say) -> Lines:
    said = say(part)
    if said is None:
        return
    asks = _with_need(said)
    value = flow(asks["type"]) if asks.keys() == {"type"} else flow(asks or {"type": "any"})
    yield _commented(f"    {_scalar(part.key)}: {value}", said.comment), part


def _alone(part: Part, say: Say) -> Lines:
    said = say(part)
    if said is not None:
        yield _commented(f"{part.key}: {flow(_with_need(said))}", said.comment), part


def _item(part: Part, say: Say, indent: str) -> Lines:
    """One entry of a list: on a line where nothing stands in it, else its keys below each other."""
    said = say(part)
    if said is None or said.offered:
        return
    asks = _with_need(said)
    inner = [line for key, parts in part.inner.items() for line in _inner(key, parts, say, indent + "  ")]
    if not inner:
        alone = next(iter(asks.values())) if asks.keys() in ({"heading"}, {"label"}) else asks
        yield _commented(f"{indent}- {flow(asks if isinstance(alone, list) else alone)}", said.comment), part
        return
    (first, value), *others = asks.items()
    yield _commented(f"{indent}- {first}: {flow(value)}", said.comment), part
    for key, value in others:
        yield f"{indent}  {key}: {flow(value)}", None
    yield from inner


def _inner(key: str, parts: tuple[Part, ...], say: Say, indent: str) -> Lines:
    """What stands in a section or table, under its key; what is only offered as comments."""
    asked = [line for part in parts for line in _item(part, say, indent + "  ")]
    if asked:
        yield f"{indent}{key}:", None
        yield from asked
    for part in parts:
        said = say(part)
        if said is not None and said.offered:
            yield f"{indent}# {key}: {flow(_with_need(said))}  # {said.comment}", None


def _with_need(said: Said) -> dict[str, Any]:
    """The keys to write: a list of one is written as that one; `must` goes without saying."""
    asks = {key: _short(key, value) for key, value in said.asks.items()}
    return asks if said.need == "must" else {**asks, "need": said.need}


def _short(key: str, value: Any) -> Any:
    # Under `values` a lone word is the name of a vocabulary.
    return value[0] if isinstance(value, list) and len(value) == 1 and key != "values" else value


def _commented(line: str, comment: str) -> str:
    return f"{line}  # {comment}" if comment else line


def flow(value: Any) -> str:
    """Return a value as YAML in one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(str(key))}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return str(value) if isinstance(value, int) else _scalar(str(value))


def _scalar(text: str) -> str:
    """A text that YAML takes for that text: without quotes where it is sure to."""
    plain = _PLAIN.fullmatch(text) and text == text.strip() and core_kind(text) == "text"
    # What YAML 1.1 takes for a yes or a no is quoted, too: editors still do.
    is_word = plain and text.lower() not in {"yes", "no", "on", "off", "y", "n"}
    return text if is_word else '"' + "".join(map(_quoted, text)) + '"'


def _quoted(sign: str) -> str:
    if sign in '"\\':
        return "\\" + sign
    # YAML's escapes by length: two, four or eight hexadecimal digits. Source: YAML 1.2.2, section 5.7.
    return sign if sign.isprintable() else f"\\U{ord(sign):08x}"
