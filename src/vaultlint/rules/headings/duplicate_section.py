"""Two sections of a note have the same heading.

## Why

Links to the heading reach only the first. Mostly a passage was pasted twice, or
a new section was added where the old one should have grown.

## What to do

Merge the two, or give one another name. Dated notes may repeat a heading, and so
may sections without text, and small headings of which several repeat together.
"""

from collections.abc import Iterator

from vaultlint.facts import Heading
from vaultlint.finding import Finding, Place, Severity
from vaultlint.rule import vault_rule
from vaultlint.text import fold_name
from vaultlint.vault import Vault


@vault_rule(Severity.WARNING, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    for note in vault.checked():
        if vault.is_dated(note.path):
            continue
        groups: dict[tuple[int, int, str], list[Heading]] = {}
        parents = {heading.parent for heading in note.headings}
        for index, heading in enumerate(note.headings):
            if heading.text and not heading.quoted and (index in parents or not heading.empty):
                key = (heading.level, heading.parent, fold_name(heading.text))
                groups.setdefault(key, []).append(heading)
        repeated = [headings for headings in groups.values() if len(headings) > 1]
        for first, *others in repeated:
            # Example, Proof, Example, Proof: where several repeat below one heading it is a form.
            together = sum((one[0].parent, one[0].level) == (first.parent, first.level) for one in repeated)
            if together > 1 and first.level > 2:
                continue
            spans = tuple(heading.span for heading in others)
            message = f"the heading `{first.text}` stands here a second time"
            related = (Place(note.path, first.span, "first here"),)
            yield Finding(note.path, spans[0], message, "merge the two, or rename one", spans[1:], related)
