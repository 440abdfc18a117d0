"""The first look at an old vault: how much of what, and which notes are wanted most."""

from collections import Counter
from collections.abc import Iterator

from vaultlint.finding import Diagnostic
from vaultlint.missing import Miss
from vaultlint.text import count
from vaultlint.vault import Vault

_WANTED = 15


def statistics(diagnostics: tuple[Diagnostic, ...], vault: Vault) -> Iterator[str]:
    """Yield a line for each rule that found something, and for the notes most linked to in vain."""
    counts = Counter((item.rule, item.severity) for item in diagnostics)
    digits = len(f"{max(counts.values(), default=0):,}")
    for (rule, severity), number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{number:>{digits},}  {severity.word:<7}  {rule}\n"
    asked = any(item.rule == "unwritten-note" for item in diagnostics)
    wanted = Counter(target.path for _, target in vault.missing(Miss.NONE)) if asked else Counter()
    most = sorted(wanted.items(), key=lambda item: (-item[1], item[0]))[:_WANTED]
    if most:
        yield f"\nWanted most, of {count(len(wanted), 'unwritten note')}:\n"
        digits = len(f"{most[0][1]:,}")
        for name, number in most:
            yield f"{number:>{digits},}  {name}\n"
    yield "\n"
