"""JSON Schemas: of the files that owners write, for their editors, and of an entity's frontmatter."""

from functools import cache
from typing import Any

from vaultlint.load.grammar import NAMES, SHAPES, SHORT, TYPES, VOCABULARY, Keyed, Kind, Many, One, Shape
from vaultlint.schema.language import Entity, Need, Requirement
from vaultlint.schema.part import ClosedFields, Field, ValueSpec
from vaultlint.schema.terms import ALWAYS

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_NAME: dict[str, Any] = {"$ref": "#/$defs/name"}
_SIMPLE: dict[str, Any] = {
    "text": _TEXT,
    "regex": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    "number": {"type": "integer", "minimum": 0},
    "bound": {"type": ["number", "string"]},
    "level": {"type": "integer", "minimum": 1, "maximum": 6},
    "age": {"type": ["string", "integer"], "pattern": r"^\d+\s*(d|days?|w|weeks?|m|months?|y|years?)?$"},
    "name": _NAME,
    "choice": {"anyOf": [_NAME, {"$ref": "#/$defs/choice"}]},
    "allowed": _NAME,
    "target": {"anyOf": [_NAME, {"$ref": "#/$defs/condition"}]},
    "back": {"anyOf": [{"type": "boolean"}, _NAME]},
    "presence": {"anyOf": [{"type": "boolean"}, _NAME]},
    "type": {"enum": list(TYPES)},
    "date-format": {"type": "string"},
    "footer-form": {"type": "string", "pattern": r"\{"},
    "item-form": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    "entity": {"type": "string"},
}
_NAME_DEFS: dict[str, Any] = {
    "name": {
        "anyOf": [
            _TEXT,
            {
                "type": "object",
                "properties": {"pattern": {"type": "string"}},
                "required": ["pattern"],
                "additionalProperties": False,
            },
            {"type": "array", "items": _NAME, "minItems": 1},
        ]
    },
    "choice": {
        "type": "object",
        "properties": {
            "all": {"anyOf": [_NAME, {"type": "array", "items": _NAME}]},
            "any": _NAME,
            "none": _NAME,
        },
        "additionalProperties": False,
    },
}
_REQUIRED = {"schema": ["entity"], "pattern": ["name"], "when": ["match"]}
_TYPES: dict[str, dict[str, Any]] = {
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "list": {"type": "array"},
    "map": {"type": "object"},
    "any": {},
    "": {},
}


def schema_file() -> dict[str, Any]:
    """Return the JSON Schema of a schema's file."""
    return {"$schema": _DRAFT, "title": "A schema of vaultlint", **shape("schema"), "$defs": definitions()}


@cache
def definitions() -> dict[str, Any]:
    """Return the definitions that the language's shapes refer to."""
    return {**_NAME_DEFS, **{name: _short(name) for name in SHAPES if name not in {"schema"}}}


def shape(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a map of the language."""
    properties = {key: _kind(kind) for key, kind in SHAPES[name].items()}
    found: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return found | ({"required": _REQUIRED[name]} if name in _REQUIRED else {})


def _short(name: str) -> dict[str, Any]:
    """A map, or what stands for it in short."""
    forms = [shape(name)]
    if name in SHORT:
        forms.append(_NAME if name in NAMES else _TEXT)
    if name == "sections":
        forms += [{"$ref": "#/$defs/section"}, {"type": "array", "items": {"$ref": "#/$defs/section"}}]
    if name in {"field", "value"}:
        forms.append({"type": "null"})
    return forms[0] if len(forms) == 1 else {"anyOf": forms}


def _kind(kind: Kind) -> dict[str, Any]:
    if isinstance(kind, One):
        found: dict[str, Any] = _SIMPLE[kind.kind]
        return found
    if isinstance(kind, Shape):
        return {"$ref": f"#/$defs/{kind.name}"}
    if isinstance(kind, Many):
        one = _kind(kind.of)
        return {"anyOf": [one, {"type": "array", "items": one}]}
    if isinstance(kind, Keyed):
        return {"type": "object", "additionalProperties": _kind(kind.of)}
    return {"enum": list(kind.words)}


def vocabularies() -> dict[str, Any]:
    """Return the JSON Schema of the settings' vocabularies."""
    file = {
        "type": "object",
        "properties": {key: _kind(kind) for key, kind in VOCABULARY.items()},
        "additionalProperties": False,
    }
    words = {"type": "array", "items": _TEXT}
    return {"type": "object", "additionalProperties": {"anyOf": [words, file]}}


def frontmatter(entity: Entity) -> dict[str, Any]:
    """Return what JSON Schema can say of an entity's properties; conditions are left out."""
    asked = [one for one in entity.requirements if one.when == ALWAYS]
    closed = any(isinstance(one.part, ClosedFields) for one in asked)
    found: dict[str, Any] = {"$schema": _DRAFT, "title": entity.name}
    if entity.about:
        found["description"] = entity.about
    return {**found, "type": "object", **_properties(asked, ()), "additionalProperties": not closed}


def _properties(asked: list[Requirement], path: tuple[str, ...]) -> dict[str, Any]:
    """The properties that stand in the map at a path."""
    fields = [
        (one.part, one.need)
        for one in asked
        if isinstance(one.part, Field) and tuple(keys[0] for keys in one.part.path) == path
    ]
    return {
        "properties": {field.key: _value(field.value, asked, (*path, field.key)) for field, _ in fields},
        "required": [field.key for field, need in fields if need is Need.MUST],
    }


def _value(spec: ValueSpec, asked: list[Requirement], path: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = dict(_TYPES.get(spec.type, {"type": "string"}))
    allowed = spec.one_of.texts if spec.one_of is not None and not spec.one_of.patterns else ()
    if allowed and not any("{" in text for text in allowed):
        found["enum"] = list(allowed)
    if spec.pattern:
        found["pattern"] = spec.pattern
    if spec.format in {"%Y-%m-%d", "YYYY-MM-DD"}:
        found["format"] = "date"
    found |= _bounds(spec)
    if spec.type == "list" and spec.items is not None:
        found["items"] = _value(spec.items, asked, path)
    if spec.type == "map":
        found |= _properties(asked, path)
    return found


def _bounds(spec: ValueSpec) -> dict[str, Any]:
    if spec.type in {"date", "datetime", "money", "percent", "link"}:
        return {}
    low, high = {
        "list": ("minItems", "maxItems"),
        "number": ("minimum", "maximum"),
        "integer": ("minimum", "maximum"),
    }.get(spec.type, ("minLength", "maxLength"))
    pairs = ((low, spec.bounds.min), (high, spec.bounds.max))
    return {key: int(bound) if bound == int(bound) else bound for key, bound in pairs if bound is not None}
