"""What texts are made of: fragments that mean something to one reader or another, picked by bytes."""

NOTE = (
    *("\n", "\n\n", " ", "\t", "    ", "\r\n", "\r", "\\", "|", "||", "| ", " |\n", "|-|-|\n", "| a | b |\n"),
    *("---\n", "---\n---\n", "***\n", "===\n", "# ", "## ", "### ", "#", "# Note\n\n", "## Related\n\n"),
    *("- ", "  - ", "* ", "1. ", "- [ ] ", "> ", ">> ", "> [!note]- ", "```\n", "~~~", "`", "``", "$", "$$"),
    *("%%", "<!--", "-->", "<", ">", "<a id=x>", "</a>", "<div>\n", "[", "]", "(", ")", "[[", "]]", "![["),
    *("[[Other]]", "[[Other|o]]", "[[Note]]", "[[Nowhere]]", "[[other#Part]]", "[[Other#^b]]", "[[#Note]]"),
    *("[[Oth", "er]]", "[[Second Name]]", "![[picture.png]]", "[a](Other.md)", "[a](<b c.md>)", "[a]: Other.md"),
    *("https://example.org/a", "[^1]", "[^1]: ", "^b", " ^b\n", "#actor", "#actor #a/b\n", "#123", "#Actor"),
    *("tags: ", "aliases: ", "tags: [actor]\n", "aliases: [Second Name]\n", "created: 2026-02-09\n", "up: "),
    *("key: ", "key: value\n", "key: [a, b]\n", "key:\n  - a\n", "{", "}", "{{", "}}", "<%", ": ", "'", '"'),
    *("&a ", "*a", "!!str ", "? ", "~", "null", "true", "12", "0o12", "2026-02-30", "2026-2-9", "Jan 2026"),
    *("*Created 2026-02-09*\n", "*Updated: Feb 9, 2026*\n", "*Source: Reuters, May 6 2026*\n", "*", "**", "_"),
    *("**Founded**: 2004\n", "**", "__", "~~", "==", "Revenue", " was ", "$5 billion", "5%", "10", "1,000"),
    *(" of ", " in 2024", " from ", " to ", " grew ", "total", "| Total | 15 |\n", "| Revenue | $5 bn |\n"),
    *("<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "<!-- vaultlint-disable-line links -->", "%% vaultlint-disable %%"),
    *("<!-- vaultlint-enable -->", "# vaultlint-disable-line\n", "é", "e\u0301", "\u00a0", "\u2028", "\u200b"),
    *("\u202e", "\ufeff", "\0", "\x1b[31m", "👩‍👩‍👧", "ß", "İ", "::error::", "]]>", "</script>", "&amp;", "\x85"),
    *("## Quick stats\n\n| Metric | Value |\n|---|---|\n", "| Type | Agency |\n", "## Notes\n\n", "Text. "),
    *("excalidraw-plugin: parsed\n", "TODO", "e.g. ", "St. ", "(", ") ", "–", "…", "’", "  \n", "\n\n\n"),
)  # fmt: skip

SCHEMA = (
    *("\n", "\n  ", "\n    ", "\n  - ", "- ", ": ", ", ", "[", "]", "{", "}", "'", '"', "#", "&a ", "*a", "|\n  "),
    *("entity: actor\n", "about: Words.\n", "extends: ", "entity", "match: ", "{tags: actor}", "tags: ", "folder: "),
    *("name: ", "text: ", "fields: ", "frontmatter:\n", "  fields:\n", "sections:\n", "heading: ", "labels: "),
    *("tables: ", "columns: ", "links: ", "to: ", "from: ", "also-in: Related", "linked-back: ", "need: ", "must"),
    *("should", "may", "must-not", "should-not", "min: ", "max: ", "type: ", "date", "number", "money", "percent"),
    *("values: ", "pattern: ", "'(a+)+$'", "'[a-z]+'", "'('", "form: ", "'- {link} - {words}'", "'*Created {date}*'"),
    *("footer: ", "created: ", "max-age: ", "180d", "1y", "title: ", "'{name}'", "definition: ", "any: ", "none: "),
    *("all: ", "when: ", "unless: ", "items: ", "unique: true", "closed: true", "order: ", "level: 2", "in: prose"),
    *("except: code", "abstract: true", "aliases: ", "vocabularies:\n", "words: [a, b]\n", "file: ", "rules:\n"),
    *("  broken-link: off\n", "  links: warning\n", "extends: [recommended]\n", "exclude: [", "overrides:\n"),
    *("files: ['**']", "fail-on: ", "error", "patterns:\n", "notes: ", "schemas: ", "planned: ", "true", "false"),
    *("null", "1", "-1", "9999999999", "a", "actor", "Related", "*", "{a}", "{", "\\", "\t", "é", "\u202e", "\0"),
    *("lists: ", "embeds: ", "cells: ", "help: Words.\n", "message: ", "fixable: ", "unfixable: ", "figures: "),
)  # fmt: skip


def text_of(data: bytes, words: tuple[str, ...]) -> str:
    """Return the words that bytes pick; bytes beyond their number are letters."""
    known = len(words)
    assert known <= 230, known
    return "".join(words[byte] if byte < known else chr(ord("a") + byte % 26) for byte in data)
