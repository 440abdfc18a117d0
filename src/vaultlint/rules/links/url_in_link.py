"""A web address stands in double brackets.

## Why

Obsidian takes `[[https://…]]` for the name of a note, and a click creates it.

## What to do

Write `<https://…>`, or `[text](https://…)`.
"""

import re
from collections.abc import Iterator

from vaultlint.facts import Context, Link, LinkKind
from vaultlint.finding import Changes, Edit, Finding, Fix, Severity
from vaultlint.missing import Miss
from vaultlint.rule import Fixes, vault_rule
from vaultlint.vault import Vault


@vault_rule(Severity.WARNING, since="0.1.0", fixes=Fixes.SAFE)
def check(vault: Vault) -> Iterator[Finding]:
    for path, target in vault.missing(Miss.ADDRESS):
        first, *rest = (link.span for link in target.links)
        message = f"`{target.path}` is a web address, not a note"
        better = f"write `{_better(target.links[0])}`"
        edits = tuple(Edit(link.span, _better(link)) for link in target.links)
        links = tuple((link.target, _address(link)) for link in target.links)
        fix = (
            Fix(better, edits, Changes(links=links))
            if target.plain and all(map(_is_plain, target.links))
            else None
        )
        yield Finding(path, first, message, better, also=tuple(rest), fix=fix)


def _better(link: Link) -> str:
    """The link as Markdown wants it: with its words, as a picture, or bare."""
    address = _address(link).replace(" ", "%20")
    mark = "!" if link.embed else ""
    return f"{mark}[{link.display or ''}]({address})" if mark or link.display else f"<{address}>"


def _address(link: Link) -> str:
    whole = link.target
    return f"https://{whole}" if whole.lower().startswith("www.") else whole


def _is_plain(link: Link) -> bool:
    """Say whether a link shows the same when written for Markdown, and nothing in it wants escapes."""
    address = _address(link)
    if link.kind == LinkKind.PROPERTY or link.context & Context.TABLE:
        return False
    if link.embed or not (link.display or address == link.target):
        return False
    marked = re.search(r"[\]\[*_`~<>&\\]", link.display or "")
    return "://" in address and not re.search(r"[\s()<>%\\]", address) and not marked
