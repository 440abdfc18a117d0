"""Findings that were there before: put aside, so that what is new is seen."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import field

from vaultlint.finding import Diagnostic
from vaultlint.identity import Identity, identity
from vaultlint.text import Value

_NAMES = re.compile(r"`[^`]*`(?:(?:, | and )`[^`]*`)*(?: and \d+ more)?")
_NAME = re.compile(r"`([^`]*)`")


class Recorded(Value, frozen=True):
    """What was found in one note: words by rule, as often as they were said.

    `content` is known of the note's text at that time: its size and digest.
    """

    content: str
    findings: dict[str, tuple[str, ...]]


class Baseline(Value, frozen=True):
    """What was found in each note; the empty path has what tells one problem of the whole vault."""

    notes: dict[str, Recorded] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(len(words) for one in self.notes.values() for words in one.findings.values())


NO_BASELINE = Baseline()


def put_aside(
    diagnostics: Iterable[Diagnostic], baseline: Baseline, path: str
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return what is new in a note, and what was there before.

    The diagnostics come in order: of more equal ones than were recorded the last are new. What
    names several things (`A` and `B`) is not new when it names fewer.
    """
    own, common = (_counted(baseline, one) for one in (path, ""))
    if not own and not common:
        return list(diagnostics), []
    wider = _by_form((*own, *common))
    new: list[Diagnostic] = []
    known: list[Diagnostic] = []
    for item in diagnostics:
        found = identity(item)
        left = own if found.path else common
        if not left[found]:
            recorded = wider.get(_form(found), ())
            found = next((one for one in recorded if left[one] and _is_less(found, one)), found)
        # What is told of the whole vault is told in one note today, and in another tomorrow.
        (known if left[found] else new).append(item)
        left[found] -= bool(found.path and left[found])
    return new, known


def _counted(baseline: Baseline, path: str) -> Counter[Identity]:
    recorded = baseline.notes.get(path)
    findings: Mapping[str, tuple[str, ...]] = recorded.findings if recorded else {}
    return Counter(Identity(rule, path, words) for rule, said in findings.items() for words in said)


def _form(found: Identity) -> tuple[str, str]:
    """What a finding says, whatever it names."""
    return found.rule, _NAMES.sub("``", found.words)


def _by_form(recorded: Iterable[Identity]) -> Mapping[tuple[str, str], list[Identity]]:
    """The findings that name several things, by what they say."""
    forms: dict[tuple[str, str], list[Identity]] = {}
    for one in recorded:
        if len(_NAME.findall(one.words)) > 1:
            forms.setdefault(_form(one), []).append(one)
    return forms


def _is_less(found: Identity, recorded: Identity) -> bool:
    """Whether a finding names fewer of the things that were recorded."""
    return set(_NAME.findall(found.words)) < set(_NAME.findall(recorded.words))
