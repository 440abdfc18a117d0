"""What settings say of schemas, patterns and vocabularies, gathered from packs and compiled once."""

import os
import re
from collections.abc import Iterable

from vaultlint import registry
from vaultlint.load.documents import Document
from vaultlint.load.entities import Source, compile_schemas, shipped_schema, shipped_schemas, sources_of
from vaultlint.load.nodes import Node, read_nodes, relative
from vaultlint.load.vocabularies import read_vocabulary
from vaultlint.load.written import Mistakes
from vaultlint.place import UserError, may_read
from vaultlint.schema.language import NO_SCHEMAS, Schemas
from vaultlint.schema.terms import Name
from vaultlint.text import did_you_mean


class Asks:
    """Gathers; later files win. `files` are all that was read besides the settings themselves."""

    def __init__(self, folder: str) -> None:
        self.files: list[str] = []
        self._folder = folder
        self._found = Mistakes()
        self._vocabularies: dict[str, Name] = {}
        self._patterns: dict[str, Node] = {}
        self._sources: list[Source] = []

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The mistakes found, each with its place."""
        return tuple(self._found.found)

    @property
    def pattern_names(self) -> tuple[str, ...]:
        """The names of the vault's own rules."""
        return tuple(self._patterns)

    def add(self, document: Document) -> None:
        """Take a settings file's vocabularies and patterns."""
        root = read_nodes(document.path, relative(document.path, self._folder))
        for key, value in self._entries(root, "vocabularies"):
            top = self._folder or os.path.dirname(document.path)
            name, file = read_vocabulary(key.text, value, os.path.dirname(document.path), top, self._found)
            self._vocabularies[key.text] = name
            self.files += [file] if file else []
        patterns = root.get("patterns")
        if patterns is not None and patterns.items is None and not patterns.null:
            self._found.add(patterns, "`patterns` is a list: begin each with `- name: …`")
        for one in patterns or ():
            self._add_pattern(one)

    def _entries(self, root: Node, key: str) -> Iterable[tuple[Node, Node]]:
        found = root.get(key)
        if found is not None and found.entries is None and not found.null:
            self._found.add(found, f"`{key}` wants `name: …` lines")
        return (found.entries or ()) if found is not None else ()

    def _add_pattern(self, node: Node) -> None:
        name = node.get("name")
        if name is None or not name.is_text:
            self._found.add(node, "`name` is missing: what the rule is called")
        elif not re.fullmatch(r"[a-z0-9][\w-]*", name.text, re.IGNORECASE):
            self._found.add(name, f"`{name.text}` is no name for a rule: letters, digits and hyphens")
        elif name.text in registry.names() or name.text == "all":
            self._found.add(name, f"`{name.text}` is already a rule or family")
        elif name.text in self._patterns and self._patterns[name.text].file == node.file:
            self._found.add(name, f"the pattern `{name.text}` stands here a second time")
        else:
            self._patterns[name.text] = node

    def add_schemas(self, names: Iterable[str], document: Document) -> None:
        """Take the schemas that settings name: files, folders, shipped ones; raises UserError."""
        for index, name in enumerate(names):
            at = document.at(("schemas", index))
            path = os.path.normpath(os.path.join(self._folder, name))
            if "/" not in name and not name.endswith((".yaml", ".yml")):
                shipped = shipped_schema(name)
                if shipped is None:
                    folder = f"; for the folder write `{name}/`" if os.path.isdir(path) else ""
                    hint = folder or did_you_mean(name, shipped_schemas())
                    raise UserError(f"{at}: no shipped schema is called `{name}`{hint}")
                self.files.append(shipped)
                self._sources.append(Source(shipped, f"vaultlint:schemas/{name}.yaml"))
            elif not os.path.exists(path):
                raise UserError(f"{at}: there is no file or folder `{name}`")
            elif not _is_usable(path, self._folder):
                is_odd = not (os.path.isfile(path) or os.path.isdir(path))
                why = "is no plain file" if is_odd else "leads out of the folder of the settings"
                raise UserError(f"{at}: `{name}` {why}")
            else:
                found = [
                    one for one in sources_of([path], self._folder) if _is_usable(one.path, self._folder)
                ]
                if not found:
                    raise UserError(f"{at}: there are no schemas in `{name}`")
                # The folder itself, too: a schema may join it.
                self.files += [path, *(one.path for one in found)]
                self._sources += found

    def schemas(self) -> Schemas:
        """Return what it all comes to."""
        if not self._sources and not self._patterns:
            return NO_SCHEMAS
        patterns = tuple(self._patterns.values())
        schemas, extended = compile_schemas(self._sources, patterns, self._vocabularies, self._found)
        self.files += extended
        return schemas


def _is_usable(path: str, folder: str) -> bool:
    """Whether a file or folder lies in the settings' folder, links followed, and is no pipe or device."""
    return (os.path.isfile(path) or os.path.isdir(path)) and may_read(path, folder)
