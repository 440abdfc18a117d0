"""A link in the frontmatter has no quotes.

## Why

To YAML `up: [[Note]]` is a list in a list. Obsidian shows no link, and the graph
has no edge. Where most of a vault writes so, its owner has a program that reads
it, and the rule is silent.

## What to do

Put the link in quotes: `up: "[[Note]]"`.
"""

from collections.abc import Iterator

from vaultlint.finding import Changes, Edit, Finding, Fix, Severity
from vaultlint.rule import Fixes, vault_rule
from vaultlint.vault import Vault


@vault_rule(Severity.WARNING, since="0.1.0", fixes=Fixes.UNSAFE)
def check(vault: Vault) -> Iterator[Finding]:
    all_links = [link for note in vault.notes.values() for link in note.property_links]
    unquoted = sum(not link.quoted for link in all_links)
    if unquoted * 2 > len(all_links) and unquoted >= 10:
        return
    for note in vault.checked():
        for link in note.property_links:
            if not link.quoted:
                message = f"`[[{link.text}]]` has no quotes, so Obsidian sees a list and no link"
                better = f'"[[{link.text}]]"'
                swaps = Changes(
                    links=(("", link.text.partition("|")[0].strip()),),
                    properties=((f"[[{link.text}]]", better),),
                )
                plain = not any(sign in link.text for sign in '"\\,:#')
                fix = Fix(f"write `{better}`", (Edit(link.span, better),), swaps, safe=False)
                yield Finding(note.path, link.span, message, f"write `{better}`", fix=fix if plain else None)
