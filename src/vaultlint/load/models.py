"""What `vaultlint.yaml` and rule packs may say, as models that check themselves."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, NamedTuple, cast, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
)

from vaultlint import registry
from vaultlint.exclude import is_pattern
from vaultlint.load.export import definitions, vocabularies
from vaultlint.load.words import problem
from vaultlint.text import did_you_mean

LevelWord = Literal["off", "info", "warning", "error", "on"]
LEVELS: tuple[str, ...] = get_args(LevelWord)
FailOn = Literal["error", "warning", "info", "never"]


class Mistake(NamedTuple):
    """A mistake below the value that is being checked: `path` leads to it, or to its key."""

    message: str
    path: tuple[str | int, ...]
    key: bool = False


class MistakesError(ValueError):
    """All mistakes in a value, for pydantic to carry to where they are put in words."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(mistakes[0].message)
        self.mistakes = mistakes


class RuleSetting(BaseModel):
    """A rule's or family's severity, None where it stays, and the rule's options."""

    severity: LevelWord | None = None
    options: dict[str, Any] = {}


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _as_settings(value: object, info: ValidationInfo) -> object:
    """Turn `{rule: level | {severity, option: …}}` into rule settings; raises MistakesError."""
    if not isinstance(value, Mapping):
        return value
    mistakes: list[Mistake] = []
    known = registry.names(_patterns(info))
    settings = {
        str(name): _as_setting(str(name), setting, known, mistakes) for name, setting in value.items()
    }
    if mistakes:
        raise MistakesError(mistakes)
    return settings


def _patterns(info: ValidationInfo) -> tuple[str, ...]:
    """The names of the vault's own rules, which settings may grade like the others."""
    return info.context or ()


def _as_setting(name: str, setting: object, names: tuple[str, ...], mistakes: list[Mistake]) -> RuleSetting:
    known = _is_known(name, names, mistakes)
    if not isinstance(setting, Mapping):
        return RuleSetting(severity=_level(name, setting, (), mistakes))
    severity = None
    options = {}
    for key, value in setting.items():
        if key == "severity":
            severity = _level(name, value, ("severity",), mistakes)
        elif known:
            options[str(key).replace("-", "_")] = _option(name, str(key), value, mistakes)
    return RuleSetting(severity=severity, options=options)


def _is_known(name: str, known: tuple[str, ...], mistakes: list[Mistake]) -> bool:
    if name not in known:
        mistakes.append(
            Mistake(f"no rule or family is called `{name}`{did_you_mean(name, known)}", (name,), True)
        )
    return name in known


def _level(name: str, word: object, path: tuple[str, ...], mistakes: list[Mistake]) -> Any:
    if word in LEVELS:
        return word
    mistakes.append(Mistake(f"`{word}` is no severity: write off, info, warning or error", (name, *path)))
    return None


def _option(name: str, key: str, value: object, mistakes: list[Mistake]) -> Any:
    """Check one option of a rule, or of the rules of a family, against the rules' dataclasses."""
    fields = options_of(name)
    field = fields.get(key)
    if field is None:
        what = "family" if name in registry.families().values() else "rule"
        hint = did_you_mean(key, [*fields, "severity"])
        mistakes.append(Mistake(f"the {what} `{name}` has no option `{key}`{hint}", (name, key), True))
        return None
    try:
        as_list = _as_list(value) if "tuple" in str(field.type) else value
        return TypeAdapter[Any](cast(Any, field.type)).validate_python(as_list)
    except ValidationError as error:
        words = error.errors()[0]["msg"].replace("tuple", "list")
        mistakes.append(Mistake(f"`{key}`: {words[0].lower()}{words[1:]}", (name, key)))
        return None


def options_of(name: str) -> dict[str, "dataclasses.Field[Any]"]:
    """Return the options of a rule, or those that rules of a family share, by the names that settings use."""
    own = registry.RENAMED.get(name, name)
    rules = [registry.load(rule) for rule, family in registry.families().items() if own in {rule, family}]
    fields = [dataclasses.fields(rule.options) for rule in rules if rule.options]
    times = Counter(field.name for one in fields for field in one)
    return {
        field.name.replace("_", "-"): field
        for one in fields
        for field in one
        if len(rules) == 1 or times[field.name] > 1
    }


def _as_levels(value: object, info: ValidationInfo) -> object:
    """Check `{rule: level}` of an override; raises MistakesError."""
    if not isinstance(value, Mapping):
        return value
    mistakes: list[Mistake] = []
    for name, level in value.items():
        _is_known(str(name), registry.names(_patterns(info)), mistakes)
        if isinstance(level, Mapping):
            words = "an override sets a severity; options hold for the whole vault"
            mistakes.append(Mistake(words, (str(name),)))
        else:
            _level(str(name), level, (), mistakes)
    if mistakes:
        raise MistakesError(mistakes)
    return value


def _as_patterns(value: object) -> object:
    """Take a text for a list of one; raises MistakesError for what is no pattern."""
    value = _as_list(value)
    if isinstance(value, list):
        wrong = [index for index, one in enumerate(value) if isinstance(one, str) and not is_pattern(one)]
        if wrong:
            words = "`{}` is no pattern of gitignore"
            raise MistakesError([Mistake(words.format(value[index]), (index,)) for index in wrong])
    return value


Texts = Annotated[list[str], BeforeValidator(_as_list, json_schema_input_type=str | list[str])]
Patterns = Annotated[list[str], BeforeValidator(_as_patterns, json_schema_input_type=str | list[str])]


def _as_words(value: object) -> object:
    """Check the tables of words for figures; raises MistakesError."""
    if not isinstance(value, Mapping):
        return value
    wrong = [(str(name), words) for name, rows in value.items() if (words := problem(str(name), rows))]
    if wrong:
        raise MistakesError([Mistake(words, (name,)) for name, words in wrong])
    return value


class OverrideModel(BaseModel):
    """Other severities for the notes that match."""

    model_config = ConfigDict(extra="forbid")
    files: Annotated[Patterns, Field(description="gitignore patterns, from the vault's root")]
    rules: Annotated[dict[str, LevelWord], BeforeValidator(_as_levels)]


class Policy(BaseModel):
    """What settings and packs have in common."""

    model_config = ConfigDict(extra="forbid")
    extends: Annotated[
        Texts | None,
        Field(description="Packs, by name or as files from this one's folder; later ones win"),
    ] = None
    fail_on: Annotated[
        FailOn | None, Field(alias="fail-on", description="The severity from which on the run ends with 1")
    ] = None
    rules: Annotated[
        dict[str, RuleSetting],
        BeforeValidator(_as_settings),
        Field(description="A severity or `off` for a rule or a family, or a map of a rule's options"),
    ] = {}
    overrides: Annotated[
        list[OverrideModel], Field(description="Severities for some notes; later ones win")
    ] = []
    vocabularies: Annotated[
        Any, Field(description="Words that schemas allow, by name: a list, a file, a regular expression")
    ] = None
    patterns: Annotated[Any, Field(description="The vault's own rules, in the language of schemas")] = None
    figures: Annotated[
        dict[str, Any],
        BeforeValidator(_as_words),
        Field(description="Words added to those by which figures are read, by table: see docs/figures.md"),
    ] = {}


class Pack(Policy):
    """A rule pack: `rules/*.yaml`."""


class VaultFile(Policy):
    """`vaultlint.yaml`."""

    notes: Annotated[str, Field(description="The vault's root, from this file's folder")] = "."
    schemas: Annotated[
        Texts,
        Field(description="Schemas: files or folders from this file's folder, or names of shipped ones"),
    ] = []
    baseline: Annotated[
        str, Field(description="The file of findings that are put aside, from this file's folder")
    ] = ""
    facts: Annotated[
        str, Field(description="A file of figures that hold for the whole vault, from this file's folder")
    ] = ""
    exclude: Annotated[
        Patterns, Field(description="gitignore patterns of notes that are indexed but not checked")
    ] = []
    include: Annotated[
        Patterns, Field(description="gitignore patterns of notes to check that would be left alone")
    ] = []
    fixable: Annotated[Texts, Field(description="Rules and families whose fixes `--fix` may apply")] = ["all"]
    unfixable: Annotated[Texts, Field(description="Rules and families whose fixes it may not apply")] = []


def known_keys(model: type[BaseModel], path: tuple[str, ...]) -> Iterable[str]:
    """Return the keys that may stand in the map at `path`."""
    inner = OverrideModel if path[:1] == ("overrides",) else model
    return [field.alias or name for name, field in inner.model_fields.items()]


def json_schema(model: type[Policy]) -> dict[str, Any]:
    """Return the JSON Schema of a file, with every rule and its options, for editors."""
    schema = model.model_json_schema(by_alias=True)
    level = {"enum": list(LEVELS)}
    rules: dict[str, Any] = {registry.PATTERNS: level}
    for family in sorted(set(registry.families().values())):
        rules[family] = _setting_schema(family, level)
    for rule in registry.load_all():
        rules[rule.name] = {"description": rule.summary, **_setting_schema(rule.name, level)}
    described = schema["properties"]["rules"].get("description", "")
    schema["properties"]["rules"] = {
        "description": described,
        "type": "object",
        "properties": rules,
        # A vault's own patterns have names that nobody knows here.
        "additionalProperties": level,
    }
    schema["properties"]["patterns"]["anyOf"] = [{"type": "array", "items": {"$ref": "#/$defs/pattern"}}]
    schema["properties"]["vocabularies"] |= vocabularies()
    schema["$defs"].pop("RuleSetting", None)
    schema["$defs"] |= definitions()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _setting_schema(name: str, level: dict[str, Any]) -> dict[str, Any]:
    """What may stand after a rule's or a family's name: a level, or a map of level and options."""
    fields = options_of(name)
    if name in registry.families().values() and not fields:
        return level
    options: dict[str, Any] = {}
    for key, field in fields.items():
        options[key] = TypeAdapter[Any](cast(Any, field.type)).json_schema() | {"default": field.default}
    as_map = {"type": "object", "properties": {"severity": level, **options}, "additionalProperties": False}
    return {"anyOf": [level, as_map]}
