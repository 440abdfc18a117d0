"""Parts of a graph that hang together, and nodes that hold them together. Linear, and without recursion."""

from collections.abc import Mapping, Set

Neighbours = Mapping[str, Set[str]]
"""An undirected graph: for each node the others that it is joined to. No node is an empty text."""


def parts(neighbours: Neighbours) -> tuple[tuple[str, ...], ...]:
    """Return the parts that hang together, the largest first, each in order of name."""
    seen: set[str] = set()
    found = []
    for start in neighbours:
        if start in seen:
            continue
        seen.add(start)
        part = [start]
        for node in part:  # It grows while it is read.
            new = neighbours[node] - seen
            seen |= new
            part += new
        found.append(tuple(sorted(part)))
    return tuple(sorted(found, key=lambda part: (-len(part), part)))


def joints(neighbours: Neighbours) -> dict[str, tuple[int, ...]]:
    """Return the nodes without which their part falls apart, each with the sizes of the pieces.

    Hopcroft and Tarjan: a node is one if some branch below it, in a search in depth, leads
    back to no node above it. The sizes come smallest first.
    """
    found: dict[str, list[int]] = {}
    for start in neighbours:
        if start not in found:
            found |= _pieces(neighbours, start)
    return {node: tuple(sorted(pieces)) for node, pieces in found.items() if len(pieces) > 1}


def _pieces(neighbours: Neighbours, root: str) -> dict[str, list[int]]:
    """The sizes of the pieces into which a part would fall without each of its nodes."""
    above = _search(neighbours, root)
    place = {node: index for index, node in enumerate(above)}
    highest, size = dict(place), dict.fromkeys(above, 1)
    pieces: dict[str, list[int]] = {node: [] for node in above}
    for node, parent in reversed(above.items()):
        back = (place[other] for other in neighbours[node] if other != parent)
        highest[node] = min(highest[node], min(back, default=highest[node]))
        if parent:
            size[parent] += size[node]
            highest[parent] = min(highest[parent], highest[node])
            if highest[node] >= place[parent]:
                pieces[parent].append(size[node])
    for below in pieces.values():
        rest = len(above) - 1 - sum(below)
        below += [rest] if rest else []
    return pieces


def _search(neighbours: Neighbours, root: str) -> dict[str, str]:
    """A search in depth: every node in the order of its discovery, with the one above it."""
    above = {root: ""}
    path = [(root, iter(neighbours[root]))]
    while path:
        node, others = path[-1]
        new = next((other for other in others if other not in above), "")
        if new:
            above[new] = node
            path.append((new, iter(neighbours[new])))
        else:
            path.pop()
    return above
