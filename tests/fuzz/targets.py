"""What must hold for any note and any settings, as functions that fail where it does not."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import msgspec
from msgspec import structs

from tests.conftest import ROOT, TODAY
from tests.fuzz.words import NOTE, SCHEMA, text_of
from vaultlint import registry, session
from vaultlint.engine import Analysis, Examiner, activate
from vaultlint.load import Selection, choose_rules, load_settings
from vaultlint.load.recorded import read_baseline
from vaultlint.parse import parse
from vaultlint.place import Place, UserError
from vaultlint.project import Settings
from vaultlint.repair import Repair, repair
from vaultlint.report import text
from vaultlint.report.position import sources
from vaultlint.report.run import Run, shown_from
from vaultlint.request import Request
from vaultlint.session import Result
from vaultlint.text import Span
from vaultlint.work import lexicon_for

OTHER = "# Other\n\n#actor\n\n## Part\n\nSee [[Note]] and [[Second Name]]. ^b\n\n## Related\n\n- [[Note]] - said\n"
_PARSERS: Mapping[str, Callable[[str], object]] = {
    "json": json.loads,
    "sarif": json.loads,
    "gitlab": json.loads,
    "rdjson": json.loads,
    "junit": ElementTree.fromstring,
    "github": str,
}


@cache
def vault() -> Path:
    """Return the folder of a vault with schemas, in which notes stand that are only said to be there."""
    folder = Path(tempfile.mkdtemp())
    (folder / "notes").mkdir()
    (folder / "vaultlint.yaml").write_text(
        "notes: notes/\nextends: [strict]\nschemas: [actor, agreement, project]\n"
        "vocabularies:\n  status: [draft, in force]\n"
    )
    return folder


@cache
def rules() -> Settings:
    """Return that vault's settings with every rule on."""
    _, settings = load_settings(Place(str(vault()), str(vault() / "vaultlint.yaml")))
    return choose_rules(settings, Selection(select=("all",)))


@cache
def examiner() -> Examiner:
    """Return the rules that look at a note alone, ready to be asked."""
    return Examiner(activate(rules()), rules().schemas)


def note_of(data: bytes) -> bytes:
    """Return the note that bytes stand for: themselves if they begin with 255, else words."""
    return data[1:] if data[:1] == b"\xff" else text_of(data, NOTE).encode("utf-8", "surrogatepass")


def request(contents: Mapping[str, bytes], *, cached: bool = False) -> Request:
    """Return the question about a vault of notes that lie nowhere."""
    return Request(str(vault() / "notes"), rules(), TODAY, cache=cached, instead=dict(contents))


def looked(one: Request) -> Result:
    """Check a vault."""
    return session.run(one, lambda done, total: None)


def spans_in(value: object, seen: set[int] | None = None) -> Iterator[Span]:
    """Yield every span in a value; what stands in it in many places, as YAML's aliases do, is looked at once."""
    seen = set() if seen is None else seen
    if isinstance(value, Span):
        yield value
    elif id(value) not in seen:
        seen.add(id(value))
        if isinstance(value, msgspec.Struct):
            value = tuple(getattr(value, name) for name in value.__struct_fields__)
        elif isinstance(value, dict):
            value = tuple(value.values())
        for one in value if isinstance(value, tuple | list) else ():
            yield from spans_in(one, seen)


def _lie_in(spans: Iterator[Span], length: int) -> None:
    for span in spans:
        # A cover may end one behind the last character: what stands there ends the note.
        assert 0 <= span.start <= span.end <= length + 1, (span, length)


def check_parse(data: bytes) -> None:
    """A note is read without a fault; every part of it lies in it; it is the same after the cache."""
    source = note_of(data)
    note = parse("Note.md", source, lexicon_for(activate(rules()), rules().words))
    _lie_in(spans_in(structs.replace(note, figures=type(note.figures)())), len(note.text))
    analysis = examiner().analyse(note)
    for rule, findings in (
        *analysis.findings,
        *((one.rule, (one.finding,)) for one in analysis.judgement.findings),
    ):
        assert rule != registry.FAULT, findings
        _lie_in(spans_in([structs.replace(one, fix=None, related=()) for one in findings]), len(note.text))
    encoded = msgspec.msgpack.encode(analysis)
    assert msgspec.msgpack.encode(msgspec.msgpack.decode(encoded, type=Analysis)) == encoded


def check_vault(data: bytes) -> None:
    """A vault is checked without a fault, and says the same whatever order and number of notes it is read in."""
    half = len(data) // 2
    contents = {
        "Note.md": note_of(data[:half]),
        "Two/Note.md": note_of(b"\xff" + OTHER.encode()),
        "Other.md": OTHER.encode(),
    }
    contents["Third.md"] = note_of(data[half:])
    result = looked(request(contents))
    assert not result.verdict.failed, [
        one for one in result.verdict.diagnostics if one.rule == registry.FAULT
    ]
    again = looked(request(dict(reversed(contents.items()))))
    assert again.verdict == result.verdict


def check_fix(data: bytes) -> None:
    """Fixes do what they declare, keep what is rendered, and leave nothing for a second time."""
    contents = {"Note.md": note_of(data), "Other.md": OTHER.encode()}
    first = _mended(contents)
    fixed = contents | {path: one.fixed for path, one in first.contents.items()}
    assert not _mended(fixed).contents


def _mended(contents: Mapping[str, bytes]) -> Repair:
    found = repair(request(contents), looked, unsafe=True)
    assert not found.rejected, found.rejected
    assert not found.result.verdict.failed
    return found


def check_report(data: bytes) -> None:
    """Every format can be read by those it is for, and none moves a terminal."""
    contents = {"Note.md": note_of(data), "Other.md": OTHER.encode()}
    result = looked(request(contents))
    found = result.verdict.diagnostics
    read = sources(lambda path: contents.get(path, b"").decode("utf-8", "replace"))
    where = shown_from(str(ROOT), str(vault()))
    counts = {"notes": len(result.checked), "suppressed": result.verdict.suppressed, "baselined": 0}
    for name, parser in _PARSERS.items():
        if name == "json":
            document = import_module("vaultlint.report.data").document(found, read, {}, counts)
        else:
            run = Run(found, result.checked, read, where, "Found it.\n", ())
            document = import_module(f"vaultlint.report.{name}").document(run)
        _is_harmless(document)
        parser(document)
    _is_harmless("".join(text.full(found, read, str, text.plain)))
    _is_harmless("".join(text.concise(found, read, str, text.plain)))


def _is_harmless(said: str) -> None:
    from tests.test_hostile import is_command

    assert not any(map(is_command, said)), ascii(next(filter(is_command, said)))


def check_schema(data: bytes) -> None:
    """A schema is understood, or its mistakes are told; notes are judged by what is understood."""
    _load(
        "schemas: [kind.yaml]\n",
        {"kind.yaml": _written("entity: kind\nabout: A kind.\nmatch: {tags: actor}\n", data)},
    )


def check_settings(data: bytes) -> None:
    """Settings are understood, or their mistakes are told."""
    _load(_written("", data), {})


def check_baseline(data: bytes) -> None:
    """A baseline is read, or the one thing that is wrong with it is told."""
    file = vault() / "base.json"
    file.write_bytes(data if data[:1] == b"{" else b'{"version": 1, "notes": {"Note.md": ' + data + b"}}")
    with suppress(UserError):
        read_baseline(str(file))


def _written(head: str, data: bytes) -> str:
    return data[1:].decode("utf-8", "replace") if data[:1] == b"\xff" else head + text_of(data, SCHEMA)


def _load(settings: str, files: Mapping[str, str]) -> None:
    folder = vault() / "loaded"
    folder.mkdir(exist_ok=True)
    for name, content in {"vaultlint.yaml": settings, **files}.items():
        (folder / name).write_text(content, "utf-8")
    with suppress(UserError):
        root, found = load_settings(Place(str(folder), str(folder / "vaultlint.yaml")))
        instead = {"Note.md": _SAMPLE.encode(), "Other.md": OTHER.encode()}
        result = looked(Request(root, found, TODAY, cache=False, instead=instead))
        assert not result.verdict.failed, result.verdict.diagnostics


_SAMPLE = (
    "---\ntags: [actor]\naliases: [Second Name]\nkey: value\n---\n# Note\n\n#actor #a/b\n\nA *definition* of [[Other]].\n\n"
    "## Quick stats\n\n| Metric | Value |\n|---|---|\n| Type | Agency |\n| Revenue | $5 bn |\n\n## Related\n\n"
    "- [[Other]] - said\n\n*Created 2026-02-09*\n"
)

TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "parse": check_parse,
    "vault": check_vault,
    "fix": check_fix,
    "report": check_report,
    "schema": check_schema,
    "settings": check_settings,
    "baseline": check_baseline,
}
NOTES = {"parse": 1, "vault": 8, "fix": 4, "report": 2, "schema": 2, "settings": 2, "baseline": 0}
"""How many notes an execution of each checks at least."""
