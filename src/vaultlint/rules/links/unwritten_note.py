"""A link leads to a note that nobody has written.

## Why

Nothing in the vault is called so, nor nearly so. Some owners use such links as a
list of notes to write; a link that stays empty for long is a promise not kept.

## What to do

Write the note, or turn the link into text. Where empty links are meant, make the
rule a warning, or list the names under `planned`. Days, weeks, months and years
that have no note yet are an information only. `vaultlint check --statistics`
counts the notes that are wanted most.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import translate
from re import IGNORECASE, Pattern, compile

from vaultlint.finding import Finding, Severity
from vaultlint.missing import Miss, Unresolved
from vaultlint.rule import vault_rule
from vaultlint.text import is_period, listing
from vaultlint.vault import Vault

_WRITE = "write it, correct the name, or turn the link into text"
_CODE = compile(r"[:$\"]|^\s*-")


@dataclass(frozen=True)
class Options:
    """Which names are no fault."""

    planned: tuple[str, ...] = ()
    """Names that may stay without a note; `*` and `?` stand for any text and any character."""


@vault_rule(Severity.ERROR, since="0.1.0")
def check(vault: Vault, options: Options) -> Iterator[Finding]:
    planned = _pattern(options.planned)
    for path, target in vault.missing(Miss.NONE):
        if not _is_planned(target.path, planned):
            first, *rest = (link.path_span for link in target.links)
            cap = Severity.INFO if is_period(target.path.rpartition("/")[2]) else None
            help_ = _help(vault, path, target)
            yield Finding(path, first, target.message, help_, also=tuple(rest), at_most=cap)


def _help(vault: Vault, path: str, target: Unresolved) -> str:
    if _CODE.search(target.path) or (target.path.isdigit() and not is_period(target.path)):
        return "if it is code, put it in backticks; no note can be called so, or hardly any"
    near = listing(vault.offer(near, target.links[0], path) for near in target.near)
    return f"write it, or did you mean {near}?" if near else _WRITE


def _is_planned(path: str, planned: Pattern[str] | None) -> bool:
    """A pattern means the link's path, or the name at its end."""
    return planned is not None and any(planned.fullmatch(name) for name in (path, path.rpartition("/")[2]))


def _pattern(globs: tuple[str, ...]) -> Pattern[str] | None:
    return compile("|".join(translate(glob) for glob in globs), IGNORECASE) if globs else None
