"""Settings as they were compiled before, where none of their files has changed."""

from msgspec import structs

from vaultlint import cache, memory
from vaultlint.load import load_settings
from vaultlint.place import Place
from vaultlint.project import Settings
from vaultlint.text import Value

_NAME = "settings"


class _Compiled(Value, frozen=True):
    """A vault's root and settings, and the `files` that they were compiled from by digest."""

    key: bytes
    files: dict[str, bytes]
    root: str
    settings: Settings


def kept_settings(place: Place) -> tuple[str, Settings]:
    """Return what `load_settings` does, from the cache where none of the files has changed."""
    key = cache.digest(cache.program(), repr(place))
    kept = memory.recall(place.root, _NAME, _Compiled)
    if kept is not None and kept.key == key and _is_current(kept):
        return kept.root, structs.replace(kept.settings, options=_as_made(kept.settings))
    root, settings = load_settings(place)
    digests = {path: cache.file_digest(path) for path in settings.files}
    memory.remember(place.root, _NAME, _Compiled(key, digests, root, settings))
    return root, settings


def _is_current(kept: _Compiled) -> bool:
    return all(cache.file_digest(path) == was for path, was in kept.files.items())


def _as_made(settings: Settings) -> dict[str, dict[str, object]]:
    """Options are what rules compare and hand to other processes: tuples, as they were made."""
    return {
        rule: {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
        for rule, values in settings.options.items()
    }
