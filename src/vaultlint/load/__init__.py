"""Settings: `vaultlint.yaml` and its packs, with the command line on top."""

import dataclasses
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import structs

from vaultlint import registry
from vaultlint.discover import git_root
from vaultlint.figures.statement import Pin
from vaultlint.finding import Severity
from vaultlint.place import Place, UserError, lies_in, may_read
from vaultlint.project import OFF, Level, Override, Settings
from vaultlint.schema.language import NO_SCHEMAS
from vaultlint.text import Value, did_you_mean

if TYPE_CHECKING:
    from vaultlint.load.asks import Asks
    from vaultlint.load.documents import Document
    from vaultlint.load.models import Policy

DEFAULT_PACK = "recommended"


class Selection(Value, frozen=True):
    """What the command line says of rules: names of rules or families."""

    select: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = ""


def load_settings(place: Place) -> tuple[str, Settings]:
    """Return the vault's root and its settings; raises UserError.

    Mistakes in schemas, patterns and vocabularies are no reason to stop: they come with the settings.
    """
    from vaultlint.load.documents import read_document
    from vaultlint.load.models import VaultFile

    folder = os.path.dirname(place.config)
    merged = Merge(folder)
    if not place.config:
        merged.add_packs((DEFAULT_PACK,), "")
        return place.root, merged.settings()
    document = read_document(place.config)
    merged.add_packs(_extends(document, (DEFAULT_PACK,)), folder, document.at(("extends",)))
    model = merged.add(document, VaultFile, os.path.basename(place.config))
    assert isinstance(model, VaultFile)
    root = os.path.normpath(os.path.join(folder, model.notes))
    if not lies_in(root, folder):
        raise UserError(f"{document.at(('notes',))}: `{model.notes}` leads out of the folder of this file")
    if not os.path.isdir(root):
        raise UserError(f"{document.at(('notes',))}: there is no folder `{model.notes}`")
    merged.add_schemas(model.schemas, document)
    merged.add_facts(model.facts, document)
    settings = merged.settings()
    may, may_not = (
        _expand(tuple(chosen), document.at((key,)), settings.patterns)
        for key, chosen in (("fixable", model.fixable), ("unfixable", model.unfixable))
    )
    return root.replace(os.sep, "/"), structs.replace(
        settings,
        exclude=tuple(model.exclude),
        include=tuple(model.include),
        baseline_file=_baseline_file(model.baseline, folder, document),
        unfixable=tuple(rule for rule in settings.levels if rule in may_not or rule not in may),
    )


def _baseline_file(name: str, folder: str, document: "Document") -> str:
    """The absolute path of the baseline, which need not be there yet; raises UserError."""
    path = os.path.normpath(os.path.join(folder, name)) if name else ""
    if path and not may_read(path, folder):
        at = document.at(("baseline",))
        raise UserError(f"{at}: `{name}` leads out of the folder of this file")
    return path


def choose_rules(settings: Settings, selection: Selection) -> Settings:
    """Return the settings with the command line's choice of rules; raises UserError."""
    levels, origins = dict(settings.levels), dict(settings.origins)
    chosen = _expand(selection.select, "--select", settings.patterns)
    added = _expand(selection.extend, "--extend-select", settings.patterns)
    dropped = _expand(selection.ignore, "--ignore", settings.patterns)
    for name in levels:
        if name in dropped or (selection.select and name not in chosen and name not in added):
            if name != registry.FAULT:
                levels[name], origins[name] = OFF, "the command line"
        elif name in chosen or name in added:
            levels[name] = levels[name] or default_level(name)
            origins[name] = "the command line"
    overrides = settings.overrides
    if selection.select or selection.ignore:
        overrides = tuple(
            Override(
                one.files, {name: level for name, level in one.levels.items() if levels[name] or not level}
            )
            for one in overrides
        )
    return structs.replace(
        settings,
        levels=levels,
        origins=origins,
        overrides=overrides,
        fail_on=to_level(selection.fail_on) if selection.fail_on else settings.fail_on,
        narrowed=bool(selection.select or selection.ignore),
    )


def to_level(word: str) -> Level:
    """Return the level that a word of the settings means; `never` and `off` are 0."""
    return Severity[word.upper()] if word.upper() in Severity.__members__ else OFF


def default_level(rule: str) -> Level:
    """Return the severity that a rule has of itself; a vault's own pattern is an error."""
    return int(registry.load(rule).spec.severity) if rule in registry.families() else int(Severity.ERROR)


def _expand(selectors: tuple[str, ...], option: str, patterns: tuple[str, ...]) -> frozenset[str]:
    chosen: set[str] = set()
    for selector in selectors:
        try:
            chosen.update(registry.expand((selector,), patterns))
        except KeyError:
            hint = did_you_mean(selector, [*registry.names(patterns), "all"])
            raise UserError(f"{option}: no rule or family is called `{selector}`{hint}") from None
    return frozenset(chosen)


def _extends(document: "Document", default: tuple[str, ...]) -> tuple[str, ...]:
    """The packs that a file extends, before anybody has checked the file."""
    said = document.data.get("extends")
    if said is None:
        return default
    names = [said] if isinstance(said, str) else said
    return tuple(name for name in names if isinstance(name, str)) if isinstance(names, list) else ()


class Merge:
    """Lays packs and settings over the rules' own defaults; later ones win."""

    def __init__(self, folder: str) -> None:
        """Begin with the defaults; messages name files as seen from `folder`, the settings' own."""
        self._levels: dict[str, Level] = {}
        self._origins: dict[str, str] = {}
        self._options: dict[str, dict[str, Any]] = {}
        self._overrides: list[Override] = []
        self._files: list[str] = []
        self._fail_on = Severity.ERROR.word
        self._words: dict[str, str] = {}
        self._pins: tuple[Pin, ...] = ()
        self._folder = folder
        self._asks: Asks | None = None
        for rule in registry.load_all():
            self._levels[rule.name] = int(rule.spec.severity) if rule.spec.on else OFF
            self._origins[rule.name] = "default"

    def settings(self) -> Settings:
        """Return what it all comes to."""
        asks = self._asks
        return Settings(
            self._levels,
            self._origins,
            self._options,
            tuple(self._overrides),
            fail_on=to_level(self._fail_on),
            schemas=asks.schemas() if asks else NO_SCHEMAS,
            files=tuple(dict.fromkeys((*self._files, *(asks.files if asks else ())))),
            mistakes=asks.mistakes if asks else (),
            words=self._words,
            pins=self._pins,
        )

    def add_packs(
        self, packs: Iterable[str], folder: str, at: str = "", inside: tuple[str, ...] = ()
    ) -> None:
        """Lay each pack, after those that it extends, over what is there."""
        from vaultlint.load.documents import read_document, shipped_names, shipped_pack
        from vaultlint.load.models import Pack

        for name in packs:
            is_file = "/" in name or name.endswith((".yaml", ".yml"))
            path = os.path.normpath(os.path.join(folder, name)) if is_file else shipped_pack(name)
            if path is None or not os.path.isfile(path):
                what = f"there is no file `{name}`" if is_file else f"no pack is called `{name}`"
                raise UserError(f"{at}: {what}{'' if is_file else did_you_mean(name, shipped_names())}")
            if is_file and not may_read(path, git_root(self._folder, self._folder)):
                raise UserError(
                    f"{at}: `{name}` leads out of the folder of the settings, or of its repository"
                )
            if path in inside:
                raise UserError(f"{at}: the pack `{name}` extends itself")
            document = read_document(path)
            extends = document.at(("extends",))
            self.add_packs(_extends(document, ()), os.path.dirname(path), extends, (*inside, path))
            self.add(document, Pack, f"the pack `{name}`")

    def add(self, document: "Document", kind: "type[Policy]", origin: str) -> "Policy":
        """Lay one file's settings over what is there: its families first, then its rules."""
        from vaultlint.load.documents import check_policy

        self._files.append(document.path)
        if document.data.get("patterns") or document.data.get("vocabularies"):
            self._asking().add(document)
        patterns = self._patterns()
        for pattern in patterns:
            self._levels.setdefault(pattern, int(Severity.ERROR))
            self._origins.setdefault(pattern, "default")
        model = check_policy(document, kind, patterns)
        self._fail_on = model.fail_on or self._fail_on
        if model.figures:
            from vaultlint.load.words import merged

            self._words = merged(self._words, model.figures)
        families = registry.families()
        for name, value in sorted(model.rules.items(), key=lambda item: item[0] in families):
            for rule in registry.expand((name,), patterns):
                # A family regrades the rules that are on; it wakes none but by `on`.
                if name == rule or value.severity in {"off", "on"} or self._levels[rule]:
                    self._set(rule, value.severity, origin)
                if value.options:
                    self._add_options(rule, value.options)
        for override in model.overrides:
            levels = self._override(override.rules)
            self._overrides.append(Override(tuple(override.files), levels))
        return model

    def add_schemas(self, names: Sequence[str], document: "Document") -> None:
        """Take the schemas that the settings name."""
        if names:
            self._asking().add_schemas(names, document)

    def add_facts(self, name: str, document: "Document") -> None:
        """Take the figures that the vault pins in the file called `name`; raises UserError."""
        if not name:
            return
        from vaultlint.load.facts import read_facts

        at = document.at(("facts",))
        path = os.path.normpath(os.path.join(self._folder, name))
        if not may_read(path, self._folder):
            raise UserError(f"{at}: `{name}` leads out of the folder of this file")
        if not os.path.isfile(path):
            raise UserError(f"{at}: there is no file `{name}`")
        self._files.append(path)
        self._pins = read_facts(path, self._words)

    def _asking(self) -> "Asks":
        """What gathers schemas and patterns: loaded only for those who have some."""
        from vaultlint.load.asks import Asks

        self._asks = self._asks or Asks(self._folder)
        return self._asks

    def _patterns(self) -> tuple[str, ...]:
        return self._asks.pattern_names if self._asks else ()

    def _set(self, rule: str, severity: str | None, origin: str) -> None:
        if severity is not None and rule != registry.FAULT:
            self._levels[rule] = self._level(rule, severity)
            self._origins[rule] = origin

    def _add_options(self, rule: str, options: Mapping[str, Any]) -> None:
        """Set a rule's options; of its family's those that it has."""
        kind = registry.load(rule).options if rule in registry.families() else None
        own = {field.name for field in dataclasses.fields(kind)} if kind else set()
        self._options.setdefault(rule, {}).update(
            {name: value for name, value in options.items() if name in own}
        )

    def _level(self, rule: str, severity: str) -> Level:
        return default_level(rule) if severity == "on" else to_level(severity)

    def _override(self, rules: Mapping[str, str]) -> dict[str, Level]:
        levels: dict[str, Level] = {}
        for name in sorted(rules, key=lambda name: name in registry.families()):
            for rule in registry.expand((name,), self._patterns()):
                # A family's severity wakes here what is on by default, and was turned off for the others.
                wakes = self._levels[rule] or rule not in registry.families() or registry.load(rule).spec.on
                if rule != registry.FAULT and (name == rule or rules[name] in {"off", "on"} or wakes):
                    levels[rule] = self._level(rule, rules[name])
        return levels
