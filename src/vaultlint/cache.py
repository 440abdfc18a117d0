"""What earlier runs found out: plain data in the user's cache folder, never in the vault.

Deleting it changes nothing but time. Files are replaced whole, so that two runs at
once see the old or the new one; what cannot be read counts as absent.
"""

import json
import os
import sys
import time
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from typing import NamedTuple

from vaultlint import __version__
from vaultlint.discover import Files, Stamp, stamp_of
from vaultlint.disk import read_bytes
from vaultlint.place import Output

_GRAIN = 100_000_000
_COARSE_GRAIN = 2_000_000_000
_ANSWERS = 16

_LARGEST = 1024 * 1024 * 1024
"""Bytes of a file that are compared, so that no device is read without end."""

_UNFINISHED = 3600
"""Seconds after which nobody writes a file any more."""


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
        return digest(read_bytes(path, _LARGEST))
    except (OSError, ValueError):
        return b""


def folder() -> str:
    """Return the folder of all caches."""
    chosen = os.environ.get("VAULTLINT_CACHE_DIR")
    if chosen:
        return chosen
    from platformdirs import user_cache_dir

    try:
        path = user_cache_dir("vaultlint", appauthor=False)
    except RuntimeError:
        path = ""
    # Whoever has no home keeps nothing: `~` would be a folder in the vault, and below this there is none.
    return path if os.path.isabs(path) else os.devnull


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
    try:
        answer = _decoded(content) if content is not None else None
    except (ValueError, TypeError, AttributeError):
        return None  # Another version's.
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
    _drop_unfinished(vault_folder(place))


def unsettled(root: str, files: Files, digests: Mapping[str, bytes], now: int) -> dict[str, bytes]:
    """Return the digests of the notes and controls that a stamp does not vouch for at `now`.

    Nor does it for a note that could not be read: a drive that failed for a moment changes no stamp.
    """
    fresh = {
        path: digests.get(path, b"")
        for path, found in files.notes.items()
        if digests.get(path) == b"" or not is_settled(found, now)
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
    return content if seal == _seal(path, content) else None


def write_sealed(path: str, content: bytes) -> None:
    """Replace a file whole. A cache that cannot be written is no cache, and no error.

    It does not wait for the disk: what a power cut spoils has no valid seal.
    """
    folder, name = os.path.split(path)
    temporary = f"{folder}/.{name}-{os.urandom(8).hex()}"
    try:
        os.makedirs(folder, exist_ok=True)
        try:
            with open(temporary, "wb") as file:
                file.write(_seal(path, content) + content)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)  # Half a file would fill a full disk, run by run.
            raise
    except OSError:
        return


def _seal(path: str, content: bytes) -> bytes:
    """What tells that a file is whole, and the one that was written under its name."""
    return digest(path.removeprefix(folder()), content)


def _drop_oldest(path: str) -> None:
    """Drop all but the newest answers; what the clock had not reached yet when it was set back is oldest."""
    now = time.time_ns()

    def age(entry: os.DirEntry[str]) -> tuple[bool, int]:
        written = entry.stat().st_mtime_ns
        return written <= now, written

    try:
        kept: Iterable[os.DirEntry[str]] = sorted(os.scandir(path), key=age)
        for entry in list(kept)[:-_ANSWERS]:
            os.unlink(entry.path)
    except OSError:
        return


def _drop_unfinished(path: str) -> None:
    """Drop what killed runs were about to write."""
    try:
        for entry in os.scandir(path):
            age = abs(time.time() - entry.stat().st_mtime)
            if entry.name.startswith(".") and entry.is_file() and age > _UNFINISHED:
                os.unlink(entry.path)
    except OSError:
        return
