"""The facets of the directory: what a company or project is filed under, as codes such as `country:KR` and `trl:6`."""

from collections.abc import Collection, Iterable, Mapping

FACETS = ("country", "green", "digital", "type", "role", "nace", "city", "size", "trl")
"""In the order in which pages show them."""
SIZES = ((0, 9, "0-9"), (10, 49, "10-49"), (50, 249, "50-249"))
LARGEST = "250+"
Chosen = Mapping[str, Collection[str]]
"""Values by facet: one of several of a facet is enough, every facet named must be met."""


def code(facet: str, value: object) -> str:
    return f"{facet}:{value}"


def codes(facet: str, values: Iterable[object]) -> set[str]:
    return {code(facet, value) for value in values}


def size_of(employees: int | None) -> list[str]:
    """The size class of the EU definition by head count; empty when nobody said."""
    if employees is None:
        return []
    return [next((name for least, most, name in SIZES if least <= employees <= most), LARGEST)]
