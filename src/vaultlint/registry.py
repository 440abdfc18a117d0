"""Which rules there are: listed without importing them, imported when they are on."""

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache

from vaultlint import rules
from vaultlint.rule import Rule, Spec

RENAMED: Mapping[str, str] = {}
"""Old names of rules; they go on working in settings and suppressions."""

PATTERNS = "patterns"
"""The family of the rules that a vault's packs define."""

FAULT = "internal-error"
"""The rule that tells of our own faults: no setting and no comment silences it."""


@cache
def families() -> Mapping[str, str]:
    """Return the family of every rule by the rule's name, in order of name."""
    found = {}
    for family in pkgutil.iter_modules(rules.__path__):
        if family.ispkg:
            folder = [f"{path}/{family.name}" for path in rules.__path__]
            for module in pkgutil.iter_modules(folder):
                if not module.name.startswith("_"):
                    found[module.name.replace("_", "-")] = family.name
    return dict(sorted(found.items()))


@cache
def load(name: str) -> Rule:
    """Return the rule called `name`; KeyError if there is none."""
    family = families()[name]
    module = importlib.import_module(f"{rules.__name__}.{family}.{name.replace('-', '_')}")
    spec = getattr(module.check, "spec", None)
    assert isinstance(spec, Spec), f"{module.__name__}.check has no rule decorator"
    assert module.__doc__, f"{module.__name__} has no docs"
    options, judge = getattr(module, "Options", None), getattr(module, "judge", None)
    return Rule(name, family, module.__doc__.strip(), spec, module.check, options, judge)


def names(patterns: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what rules and families may be called in settings; `patterns` are a vault's own rules."""
    return (*families(), *dict.fromkeys(families().values()), PATTERNS, *RENAMED, *patterns)


def family_of(rule: str) -> str:
    """Return the family of a rule; what is no rule of ours is a vault's own pattern."""
    return families().get(rule, PATTERNS)


def load_all() -> tuple[Rule, ...]:
    """Return every rule, in order of name."""
    return tuple(load(name) for name in families())


def expand(selectors: Iterable[str], patterns: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the rules that names of rules and families, or `all`, select; `patterns` are a vault's own.

    Raises KeyError with the first selector that names nothing.
    """
    known = {**families(), **dict.fromkeys(patterns, PATTERNS)}
    chosen: dict[str, None] = {}
    for selector in selectors:
        name = RENAMED.get(selector, selector)
        matching = [rule for rule, family in known.items() if name in {rule, family, "all"}]
        if not matching and name != PATTERNS:
            raise KeyError(selector)
        chosen.update(dict.fromkeys(matching))
    return tuple(chosen)
