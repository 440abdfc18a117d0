"""Links that lead in circles, out of the vault, to what is no note, or nowhere."""

from tests.hostile import WELL, Builder, note, vault


def _linking(*targets: str) -> Builder:
    return note("# Odd\n\n" + "".join(f"- [[{target}]]\n" for target in targets))


def _pointing(*addresses: str) -> Builder:
    return note("# Odd\n\n" + "".join(f"- [a]({address})\n- ![a](<{address}>)\n" for address in addresses))


CASES: dict[str, Builder] = {
    "circle": vault({"A.md": "# A\n\n[[B]]\n", "B.md": "# B\n\n[[C]]\n", "C.md": "# C\n\n[[A]]\n"}),
    "circle-of-embeds": vault({"A.md": "# A\n\n![[B]]\n", "B.md": "# B\n\n![[A]] ![[B]]\n"}),
    "circle-of-aliases": vault(
        {"A.md": "---\naliases: [B]\n---\n# A\n", "B.md": "---\naliases: [A]\n---\n# B\n\n[[A]] [[B]]\n"}
    ),
    "to-itself": _linking("Odd", "Odd#Odd", "#Odd", "odd", "./Odd", "Odd.md"),
    "to-folders": vault(
        {"Odd.md": "# Odd\n\n[[Folder]] [[Folder/]] [[./]] [a](Folder/)\n", "Folder/A.md": WELL}
    ),
    "up-and-out": _linking(
        "../../../../etc/passwd",
        "..",
        ".",
        "../",
        "/",
        "//",
        "../Well",
        "/etc/passwd",
        "~/.ssh/id_rsa",
        "./../..",
    ),
    "up-and-out-by-address": _pointing(
        "../../../../etc/passwd",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/etc/passwd",
        "..%5c..%5cx",
        "//host/share",
    ),
    "addresses": _pointing(
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://169.254.169.254/",
        "obsidian://open?x",
    ),
    "windows-paths": _linking("C:\\Windows\\win.ini", "\\\\host\\share", "a\\b", "C:Well", "Folder\\Well"),
    "settings": _linking(".obsidian/app.json", ".git/config", ".obsidian", "vaultlint.yaml"),
    "devices": _linking("/dev/zero", "/dev/stdin", "/proc/self/environ", "CON", "nul.md"),
    "of-nothing": _linking("", " ", "#", "^", "#^", "|", "|a", "##", "#^|", "\t", "\u200b", "a|", "#|b"),
    "of-marks": _linking("[[a]]", "a]", "[a", "a|b|c|d", "a#b#c#d#e#f", "a^b^c", "!a", "![[a", "a\\|b", "\\"),
    "of-ten-thousand-letters": _linking("x" * 10_000, "Well#" + "y" * 10_000, "Well|" + "z" * 10_000),
    "of-many-folders": _linking("a/" * 2000 + "b", "../" * 2000 + "b", "./" * 2000 + "Well"),
    "percents": _pointing("%", "%%", "%zz", "%00", "%ff%fe", "Well%2Emd", "We%6Cl.md", "%F0%9F", "Well.md#%"),
    "composed-and-decomposed": vault(
        {"Übergröße.md": WELL, "Odd.md": "# Odd\n\n[[U\u0308bergro\u0308ße]] [[übergröSSe]]\n"}
    ),
    "to-odd-headings": vault(
        {
            "Odd.md": "# Odd\n\n[[Two#a|b]] [[Two#^]] [[Two##]] [[Two#*a*]] [[Two#a#b]] [[Two#\u202e]] [[Two#[]]\n",
            "Two.md": "# *a*\n\n## b\n\n# \u202e\n\n#\n\n# [[a]]\n\n# #\n",
        }
    ),
    "over-lines": note("# Odd\n\n[[We\nll]] [[Well|a\nb]] [[Well\n\n]] [a](We\nll.md) [a\n\nb](Well.md)\n"),
    "in-code-and-comments": note(
        "# Odd\n\n`[[N]]` <!-- [[N]] --> %%[[N]]%% $[[N]]$ \\[[N]] <a href='[[N]]'>\n"
    ),
    "hundreds-of-headings": vault(
        {
            "Odd.md": "# Odd\n\n" + "".join(f"[[Two#h{index}]] [[Two#n{index}]] " for index in range(2000)),
            "Two.md": "".join(f"# h{index}\n\n" for index in range(2000)),
        }
    ),
    "near-names": vault(
        {f"Actor number {index}.md": WELL for index in range(1000)}
        | {"Odd.md": "# Odd\n\n" + "".join(f"[[Actr nmber {index}]] " for index in range(300))}
    ),
    "links-in-names": vault(
        {"[[Odd]].md": "# [[Odd]]\n\n[[[[Odd]]]]\n", "Odd.md": "# Odd\n\n[[ [[Odd]] ]]\n"}
    ),
    "all-to-all": vault(
        {
            f"N{index}.md": f"# N{index}\n\n" + " ".join(f"[[N{other}]]" for other in range(150))
            for index in range(150)
        }
    ),
}
