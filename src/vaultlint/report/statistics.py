"""The first look at an old vault: how much of what, where to start, which notes are wanted most."""

from collections import Counter
from collections.abc import Callable, Iterator

from vaultlint import registry
from vaultlint.finding import Diagnostic, Severity
from vaultlint.missing import Miss
from vaultlint.report.text import visible
from vaultlint.text import count
from vaultlint.vault import Vault

_WANTED = 15
_FIRST = 3
_TO_WRITE = "unwritten-note"


def statistics(
    diagnostics: tuple[Diagnostic, ...], vault: Vault, mended: Callable[[Diagnostic], bool]
) -> Iterator[str]:
    """Yield a line for each rule that found something, what to do first, and the notes most wanted.

    `mended` says which findings `--fix` mends.
    """
    counts = Counter((item.rule, item.severity) for item in diagnostics)
    digits = len(f"{max(counts.values(), default=0):,}")
    for (rule, severity), number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{number:>{digits},}  {severity.word:<7}  {rule}\n"
    yield from _where_to_start(diagnostics, mended)
    asked = any(item.rule == _TO_WRITE for item in diagnostics)
    wanted = Counter(target.path for _, target in vault.missing(Miss.NONE)) if asked else Counter()
    most = sorted(wanted.items(), key=lambda item: (-item[1], item[0]))[:_WANTED]
    if most:
        yield f"\nWanted most, of {count(len(wanted), 'unwritten note')}:\n"
        digits = len(f"{most[0][1]:,}")
        for name, number in most:
            yield f"{number:>{digits},}  {visible(name)}\n"
    yield "\n"


def _where_to_start(
    diagnostics: tuple[Diagnostic, ...], mended: Callable[[Diagnostic], bool]
) -> Iterator[str]:
    """What is mended without work, then the errors that one kind of care removes most of."""
    left = [item for item in diagnostics if not mended(item)]
    by_hand = Counter(item.rule for item in left if item.severity is Severity.ERROR)
    by_hand.pop(_TO_WRITE, None)  # They are mended by writing, one after the other.
    steps = [(len(diagnostics) - len(left), "vaultlint check --fix", "mended without harm")]
    steps += [
        (number, f"vaultlint check --select {rule}", _summary(rule))
        for rule, number in sorted(by_hand.items(), key=lambda item: (-item[1], item[0]))[:_FIRST]
    ]
    steps = [one for one in steps if one[0]]
    if not steps:
        return
    digits = max(len(f"{number:,}") for number, _, _ in steps)
    width = max(len(command) for _, command, _ in steps)
    yield "\nWhere to start:\n"
    for number, command, what in steps:
        yield f"{number:>{digits},}  {command:<{width}}  {what}\n"
    yield f"{'':>{digits}}  {'vaultlint baseline':<{width}}  puts aside what stays\n"


def _summary(rule: str) -> str:
    return registry.load(rule).summary.rstrip(".") if rule in registry.families() else "a rule of this vault"
