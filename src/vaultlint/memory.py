"""Values in the cache: encoded, sealed, and checked when they are read again."""

from typing import TypeVar

import msgspec

from vaultlint import cache
from vaultlint.text import Value

Kept = TypeVar("Kept", bound=Value)


def recall(root: str, name: str, kind: type[Kept]) -> Kept | None:
    """Return what is remembered of the vault at `root` by a name, None if there is nothing of that kind."""
    content = cache.read_sealed(f"{cache.vault_folder(root)}/{name}")
    try:
        return msgspec.msgpack.decode(content, type=kind) if content is not None else None
    except ValueError:
        return None


def remember(root: str, name: str, value: Value) -> None:
    """Keep a value, in place of the one that was there."""
    cache.write_sealed(f"{cache.vault_folder(root)}/{name}", msgspec.msgpack.encode(value))
