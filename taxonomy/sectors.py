"""Names of the sections and divisions of NACE Rev. 2 in four languages, shortened to fit a list."""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

NAMES = Path(__file__).resolve().parent / "nace.tsv"
# Where each section of NACE Rev. 2 begins; its divisions run to the next one.
SECTION_STARTS = (
    *((1, "A"), (5, "B"), (10, "C"), (35, "D"), (36, "E"), (41, "F"), (45, "G"), (49, "H"), (55, "I"), (58, "J")),
    *((64, "K"), (68, "L"), (69, "M"), (77, "N"), (84, "O"), (85, "P"), (86, "Q"), (90, "R"), (94, "S"), (97, "T")),
    (99, "U"),
)


@cache
def load_names() -> dict[str, dict[str, str]]:
    """By section (`C`) or division (`27`) the names by language; read once per process."""
    with NAMES.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


def name_sector(code: str, language: str) -> str:
    """`C27` as `27 · Electrical equipment`, `C` as `Manufacturing`; the code itself when there is no such sector."""
    names = load_names().get(code[1:] or code)
    if not names or code[:1] not in load_names():
        return code
    name = names.get(language, names["en"])
    return f"{code[1:]} · {name}" if code[1:] else name


def sectors_of(nace: Iterable[str]) -> set[str]:
    """Sections (`C`) and divisions (`C27`) of classes such as `27.11`."""
    found = set()
    for division in {entry[:2] for entry in nace if entry[:2].isdigit()}:
        section = section_of(int(division))
        found |= {section, section + division}
    return found


def section_of(division: int) -> str:
    return next(letter for start, letter in reversed(SECTION_STARTS) if division >= start or start == 1)
