"""An entry of the section Related has another dash than the others.

## Why

One list, one form: programs and people take an entry apart at the dash.

## What to do

Write the dash that most of the list has, or set `dash` to the one that all notes are
to have; `vaultlint format` does.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from vaultlint.finding import Changes, Edit, Finding, Fix, Severity
from vaultlint.note import Note
from vaultlint.related import Options as Sections
from vaultlint.related import entry_links, find_section
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span

_JOINT = re.compile(r"(?:\*\*|__)?[ \t]+(?P<dash>—|–|--|-)[ \t]+(?=\S)")


@dataclass(frozen=True)
class Options(Sections):
    """What parts a link from the words about it."""

    dash: Literal["", "—", "–", "--", "-"] = ""
    """The dash of every list, such as `—`; without one it is each list's own."""


@note_rule(Severity.INFO, since="0.1.0", on=False, fixes=Fixes.SAFE)
def check(note: Note, options: Options) -> Iterator[Finding]:
    section = find_section(note.facts, options)
    links = entry_links(note, section) if section else ()
    joints = [found for link in links if (found := _JOINT.match(note.text, link.span.end))]
    dashes = Counter(found["dash"] for found in joints)
    if not dashes:
        return
    (usual, number), *_ = dashes.most_common(1)
    wanted = options.dash or (usual if number * 2 > len(joints) else "")
    odd = [found for found in joints if wanted and found["dash"] != wanted]
    if odd:
        spans = [Span(*found.span("dash")) for found in odd]
        swaps = tuple((found["dash"], wanted) for found in odd)
        fix = Fix(f"write `{wanted}`", tuple(Edit(span, wanted) for span in spans), Changes(swaps))
        message = f"the dash `{odd[0]['dash']}` where the list has `{wanted}`"
        message = message if not options.dash else f"the dash `{odd[0]['dash']}`, not `{wanted}`"
        yield Finding(note.path, spans[0], message, also=tuple(spans[1:]), fix=fix)
