"""A web address stands in double brackets.

## Why

Obsidian takes `[[https://…]]` for the name of a note, and a click creates it.

## What to do

Write `<https://…>`, or `[text](https://…)`.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.missing import Miss
from vaultlint.rule import vault_rule
from vaultlint.vault import Vault


@vault_rule(Severity.WARNING, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    for path, missing in vault.unresolved.items():
        for target in missing:
            if target.miss is Miss.ADDRESS:
                first, *rest = (link.span for link in target.links)
                link = target.links[0]
                whole = f"{link.path}#{link.subpath}" if link.subpath else link.path
                address = f"https://{whole}" if whole.lower().startswith("www.") else whole
                address = address.replace(" ", "%20")
                mark = "!" if link.embed else ""
                better = (
                    f"{mark}[{link.display or ''}]({address})" if mark or link.display else f"<{address}>"
                )
                message = f"`{target.path}` is a web address, not a note"
                yield Finding(path, first, message, f"write `{better}`", also=tuple(rest))
