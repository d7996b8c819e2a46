"""Names of the sections and divisions of NACE Rev. 2 in four languages, shortened to fit a list."""

import csv
from functools import cache
from pathlib import Path

NAMES = Path(__file__).resolve().parent / "nace.tsv"


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
