"""What earlier runs found out: plain data in the user's cache folder, never in the vault.

Deleting it changes nothing but time. Files are replaced whole, so that two runs at
once see the old or the new one; what cannot be read counts as absent.
"""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from typing import NamedTuple

from vaultlint import __version__
from vaultlint.discover import Files, Stamp, stamp_of
from vaultlint.place import Output

_GRAIN = 100_000_000
_COARSE_GRAIN = 2_000_000_000
_ANSWERS = 16


class Answer(NamedTuple):
    """A whole run's output, and everything that it depended on.

    `state` sums up all files; `unsettled` ones are compared by digest, and so are
    the `settings` files.
    """

    root: str
    state: bytes
    unsettled: dict[str, bytes]
    settings: dict[str, bytes]
    output: Output


def digest(*parts: bytes | str) -> bytes:
    """Return a short hash of `parts`."""
    hashed = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hashed.update(len(data).to_bytes(8, "big") + data)
    return hashed.digest()


@cache
def program() -> bytes:
    """Return what identifies this program and its parsers: version and files."""
    package = os.path.dirname(__file__)
    stamps = [f"{__version__} {sys.version}"]
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        stamps += [f"{name} {stamp_of(f'{folder}/{name}')}" for name in sorted(names)]
    for library in ("pyromark", "yaml"):
        spec = find_spec(library)
        stamps.append(f"{library} {stamp_of(spec.origin) if spec and spec.origin else None}")
    return digest(*stamps)


def state(files: Files) -> bytes:
    """Return a hash of all files' names and stamps."""
    lines = [f"{path}\0{stamp}" for path, stamp in files.notes.items()]
    controls = [f"{path}\0{stamp}" for path, stamp in files.controls.items()]
    return digest("\n".join(lines), "\n".join(files.others), "\n".join(controls))


def is_settled(found: Stamp, now: int) -> bool:
    """Say whether a file was last written long enough before `now` (nanoseconds).

    Stamps in whole seconds come from a file system that has no finer clock.
    """
    newest = max(found[1], found[2])
    grain = _GRAIN if found[2] % 1_000_000_000 else _COARSE_GRAIN
    return newest + grain < now


def file_digest(path: str) -> bytes:
    """Return the hash of a file's content, or of a folder's names; an empty one if it cannot be read."""
    if os.path.isdir(path):
        return digest(*(name for _, _, names in os.walk(path) for name in sorted(names)))
    try:
        with open(path, "rb") as file:
            return digest(file.read())
    except OSError:
        return b""


def folder() -> str:
    """Return the folder of all caches."""
    chosen = os.environ.get("VAULTLINT_CACHE_DIR")
    if chosen:
        return chosen
    from platformdirs import user_cache_dir

    return user_cache_dir("vaultlint", appauthor=False)


def clean() -> bool:
    """Delete all caches; say whether there were any."""
    import shutil

    path = folder()
    if not os.path.isdir(path):
        return False
    for name in os.listdir(path):
        if name.startswith("vault-"):
            shutil.rmtree(f"{path}/{name}", ignore_errors=True)
    return True


def load_answer(place: str, key: bytes) -> Answer | None:
    """Return the answer to the same question about the vault at `place`, if its settings are as they were."""
    content = read_sealed(_answer_path(place, key))
    answer = _decoded(content) if content is not None else None
    if answer is None or any(file_digest(path) != seen for path, seen in answer.settings.items()):
        return None
    return answer


def still_holds(answer: Answer, files: Files) -> bool:
    """Say whether the vault's files are as they were when an answer was given."""
    return state(files) == answer.state and all(
        file_digest(f"{answer.root}/{path}") == seen for path, seen in answer.unsettled.items()
    )


def save_answer(place: str, key: bytes, answer: Answer) -> None:
    """Keep an answer; the oldest give way."""
    path = _answer_path(place, key)
    write_sealed(path, _encoded(answer))
    _drop_oldest(os.path.dirname(path))


def unsettled(root: str, files: Files, digests: Mapping[str, bytes], now: int) -> dict[str, bytes]:
    """Return the digests of the notes and controls that a stamp does not vouch for at `now`."""
    fresh = {
        path: digests.get(path, b"") for path, found in files.notes.items() if not is_settled(found, now)
    }
    controls = [path for path, found in files.controls.items() if not is_settled(found, now)]
    fresh.update({os.path.relpath(path, root): file_digest(path) for path in controls})
    return fresh


def vault_folder(root: str) -> str:
    """Return the folder of what is kept of the vault at `root`."""
    return f"{folder()}/vault-{digest(root).hex()}"


def _answer_path(place: str, key: bytes) -> str:
    return f"{vault_folder(place)}/answers/{key.hex()}"


def _encoded(answer: Answer) -> bytes:
    """An answer as JSON: it is read again without any library."""
    hashes = [{path: one.hex() for path, one in some.items()} for some in (answer.unsettled, answer.settings)]
    return json.dumps((answer.root, answer.state.hex(), *hashes, answer.output)).encode()


def _decoded(content: bytes) -> Answer:
    root, seen, *hashes, output = json.loads(content)
    unsettled, settings = ({path: bytes.fromhex(one) for path, one in some.items()} for some in hashes)
    text, errors, code, documents = output
    replayed = Output(text, errors, code, tuple(documents))
    return Answer(root, bytes.fromhex(seen), unsettled, settings, replayed)


def read_sealed(path: str) -> bytes | None:
    """Return what `write_sealed` wrote, None if there is nothing or a byte of it is another."""
    try:
        with open(path, "rb") as file:
            seal, content = file.read(16), file.read()
    except (OSError, ValueError):
        return None
    return content if seal == digest(content) else None


def write_sealed(path: str, content: bytes) -> None:
    """Replace a file whole. A cache that cannot be written is no cache, and no error."""
    folder, name = os.path.split(path)
    try:
        os.makedirs(folder, exist_ok=True)
        temporary = f"{folder}/.{name}-{os.urandom(8).hex()}"
        with open(temporary, "wb") as file:
            file.write(digest(content) + content)
        os.replace(temporary, path)
    except OSError:
        return


def _drop_oldest(path: str) -> None:
    try:
        kept: Iterable[os.DirEntry[str]] = sorted(
            os.scandir(path), key=lambda entry: entry.stat().st_mtime_ns
        )
        for entry in list(kept)[:-_ANSWERS]:
            os.unlink(entry.path)
    except OSError:
        return
