"""What a list of sections says of their order, and what closed lists know."""

from collections.abc import Iterator

from msgspec import structs

from vaultlint.load.written import Written, same_part
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import ClosedFields, Field, Part, Section, Sections
from vaultlint.schema.terms import Name

Listed = tuple[Written, Requirement, Section]
"""A section as written, as asked for, and itself."""


def chains(written: Written, listed: list[Listed]) -> Iterator[list[Listed]]:
    """Yield the orders that a list of sections states: its own, or those of parent and child.

    What must not be there has no place.
    """
    items = written.get("items")
    wanted = [one for one in listed if one[1].welcome()]
    stated = items.chains if items is not None and items.chains else (tuple(one for one, _, _ in wanted),)
    orders = [
        [one for item in chain for one in wanted if same_part(one[0], item, "section")] for chain in stated
    ]
    for index, chain in enumerate(orders):
        longer = (other for at, other in enumerate(orders) if at != index and len(other) >= len(chain))
        is_new = chain not in orders[:index] and not any(
            _lies_in(chain, other) and other != chain for other in longer
        )
        if len(chain) > 1 and is_new:
            yield chain


def _lies_in(chain: list[Listed], other: list[Listed]) -> bool:
    """Whether one order says nothing that the other does not."""
    rest = iter(other)
    return all(any(one is candidate for candidate in rest) for one in chain)


def complete(asked: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """Return the requirements; what closed lists allow is all that any of them asks for."""
    return tuple(structs.replace(one, part=_completed(one, asked)) for one in asked)


def _completed(closed: Requirement, asked: tuple[Requirement, ...]) -> Part:
    part = closed.part
    if isinstance(part, ClosedFields):
        fields = (one.part for one in asked if isinstance(one.part, Field) and not one.part.path)
        return ClosedFields(tuple(key for field in fields for key in (field.key, *field.aliases)))
    if isinstance(part, Sections) and part.closed:
        place = _headings(closed)
        beside = (one.part for one in asked if isinstance(one.part, Section) and _headings(one) == place)
        return structs.replace(part, others=tuple(section.heading for section in beside))
    return part


def _headings(asked: Requirement) -> tuple[Name, ...]:
    return tuple(section.heading for section in asked.within.sections)
