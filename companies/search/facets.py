"""The facets of the directory: what a company or project is filed under, as codes such as `country:KR` and `trl:6`."""

from collections.abc import Collection, Iterable, Mapping

FACETS = ("country", "green", "digital", "type", "role", "nace", "city", "size", "trl")
"""In the order in which pages show them."""
SIZES = ((0, 9, "0-9"), (10, 49, "10-49"), (50, 249, "50-249"))
LARGEST = "250+"
# Where each section of NACE Rev. 2 begins; its divisions run to the next one.
SECTION_STARTS = (
    *((1, "A"), (5, "B"), (10, "C"), (35, "D"), (36, "E"), (41, "F"), (45, "G"), (49, "H"), (55, "I"), (58, "J")),
    *((64, "K"), (68, "L"), (69, "M"), (77, "N"), (84, "O"), (85, "P"), (86, "Q"), (90, "R"), (94, "S"), (97, "T")),
    (99, "U"),
)

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


def sectors_of(nace: Iterable[str]) -> set[str]:
    """Sections (`C`) and divisions (`C27`) of classes such as `27.11`."""
    found = set()
    for division in {entry[:2] for entry in nace if entry[:2].isdigit()}:
        section = section_of(int(division))
        found |= {section, section + division}
    return found


def section_of(division: int) -> str:
    return next(letter for start, letter in reversed(SECTION_STARTS) if division >= start or start == 1)


def city_of(name: str) -> str:
    """A city as it is filed: blanks squeezed, so that two spellings differ in letters alone."""
    return " ".join(name.split())
