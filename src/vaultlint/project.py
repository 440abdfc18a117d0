"""What surrounds the notes: what the vault's owner has set."""

from collections.abc import Mapping
from typing import Any

from msgspec import field

from vaultlint.baseline import NO_BASELINE, Baseline
from vaultlint.figures.statement import Pin
from vaultlint.schema.language import NO_SCHEMAS, Schemas
from vaultlint.text import Value

OFF = 0
"""The level of a rule that is off; the other levels are those of Severity."""

Level = int


class Override(Value, frozen=True):
    """Levels of rules for the notes that one of the patterns matches (gitignore syntax)."""

    files: tuple[str, ...]
    levels: dict[str, Level]


class Settings(Value, frozen=True):
    """What `vaultlint.yaml`, its packs and the command line come to.

    `levels`, `origins` and `options` have one entry for each rule that is known, the
    vault's own `patterns` included; an origin says in words who set the level.
    `narrowed` is whether the command line chose some of the rules only. `files` are the
    settings' files, absolute. `words` are tables that packs add to those by which figures are
    read, `pins` the figures that the vault has fixed. `mistakes` are those in schemas, which
    leave the rest standing. `unfixable` are the rules whose fixes are not to be applied.
    `baseline_file` is where findings that are put aside are recorded, absolute and empty for
    nowhere; `baseline` is what a run reads there.
    """

    levels: dict[str, Level]
    origins: dict[str, str]
    options: dict[str, dict[str, Any]]
    overrides: tuple[Override, ...] = ()
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    fail_on: Level = 3
    narrowed: bool = False
    files: tuple[str, ...] = ()
    schemas: Schemas = NO_SCHEMAS
    mistakes: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    pins: tuple[Pin, ...] = ()
    unfixable: tuple[str, ...] = ()
    baseline_file: str = ""
    baseline: Baseline = NO_BASELINE

    @property
    def patterns(self) -> tuple[str, ...]:
        """The names of the vault's own rules."""
        return tuple(one.name for one in self.schemas.entities if one.pattern)

    def active(self) -> Mapping[str, Level]:
        """Return the rules that are on, somewhere at least."""
        somewhere = {name for override in self.overrides for name, level in override.levels.items() if level}
        return {name: level for name, level in self.levels.items() if level or name in somewhere}
