"""The one edit by which frontmatter can be read again, where the line at fault tells what was meant."""

import re
from collections.abc import Callable

from vaultlint.edits import in_yaml
from vaultlint.finding import Changes, Edit, Fix
from vaultlint.note import Frontmatter, Scalar, Sequence
from vaultlint.text import Span

_ENTRY = re.compile(r"(?P<key>[A-Za-z][\w-]*):[ \t]+(?P<value>[^\s#'\"|>&*!{?][^\r\n]*?)[ \t]*(?=\r?\n|\Z)")
_TOP_KEY = re.compile(r"^([A-Za-z][\w-]*):(?=\s|\Z)", re.MULTILINE)
_LINK = re.compile(r"\[\[([^\[\]\n]*)\]\]")
_ALIASES = frozenset({"aliases", "alias"})


def mend(source: str, offset: int, place: int, read: Callable[[str], Frontmatter]) -> Fix | None:
    """Return the fix of YAML that does not parse, None where nobody knows what was meant.

    `source` begins at `offset` of the note, the fault lies at `place`. An alias loses its
    brackets, another value is put in quotes as a whole; `read` says whether that helps.
    """
    start = source.rfind("\n", 0, place - offset) + 1
    entry = _ENTRY.match(source, start)
    if entry is None or "#" in source:  # What stands in a comment is no part of a value.
        return None
    key, value = entry["key"], entry["value"]
    if "[[" in value and not value.isprintable():
        return None
    if key.lower() in _ALIASES:
        better = _LINK.sub(r"\1", value)
    elif value.startswith("[") and not value.startswith("[["):
        return None
    else:
        better = in_yaml(value)
    new = source[: entry.start("value")] + better + source[entry.end("value") :]
    found = read(f"---\n{new}---\n")
    keys = [one.key for one in found.properties]
    if better == value or "|" in better or found.problem or found.duplicates or keys != _TOP_KEY.findall(new):
        return None
    tags = found.get("tags")
    items = tags.value.items if tags and isinstance(tags.value, Sequence) else ()
    gone = _LINK.findall(value) if key.lower() in _ALIASES else []
    changes = Changes(
        tags=tuple(("", one.text.removeprefix("#")) for one in items if isinstance(one, Scalar)),
        links=tuple((name.partition("|")[0].strip(), "") for name in gone),
        properties=((source, new),),
    )
    span = Span(offset + entry.start("value"), offset + entry.end("value"))
    return Fix(f"write `{key}: {better}`", (Edit(span, better),), changes, safe=False)
