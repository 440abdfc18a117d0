"""A web address stands in double brackets.

## Why

Obsidian takes `[[https://…]]` for the name of a note, and a click creates it.

## What to do

Write `<https://…>`, or `[text](https://…)`.
"""

from collections.abc import Iterator

from vaultlint.facts import Link
from vaultlint.finding import Finding, Severity
from vaultlint.missing import Miss
from vaultlint.rule import vault_rule
from vaultlint.vault import Vault


@vault_rule(Severity.WARNING, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    for path, target in vault.missing(Miss.ADDRESS):
        first, *rest = (link.span for link in target.links)
        message = f"`{target.path}` is a web address, not a note"
        yield Finding(path, first, message, f"write `{_better(target.links[0])}`", also=tuple(rest))


def _better(link: Link) -> str:
    """The link as Markdown wants it: with its words, as a picture, or bare."""
    whole = f"{link.path}#{link.subpath}" if link.subpath else link.path
    address = f"https://{whole}" if whole.lower().startswith("www.") else whole
    address = address.replace(" ", "%20")
    mark = "!" if link.embed else ""
    return f"{mark}[{link.display or ''}]({address})" if mark or link.display else f"<{address}>"
