"""What a town is called in Hangul and in Latin letters, by the same table that knows its region."""

import re
from functools import cache
from pathlib import Path

from taxonomy.languages import HANGUL
from values.places.regions import CITIES, NAMES, key_of

EXONYMS = {"fr": {"Seoul": "Séoul"}}
"""Korean towns that a language calls otherwise than the table's Latin name."""
GERMAN = Path(__file__).with_name("german.tsv")
"""Towns with a German name of their own: country, the first Latin name of the table, the German one."""


def name_town(country: str, town: str, language: str) -> str:
    """The town as a reader of `language` writes it: `대전` for a Korean, `Luxemburg` for a German.

    Of `district, city` or `경기도 성남시` every part must be known. What the table does not know stays as it was typed.
    """
    if language == "de" and (german := _german_names().get((country, _other_name(country, town, is_korean=False)))):
        return german
    name = _in_script(country, town, is_korean=language == "ko")
    if country != "KR" or language not in EXONYMS:
        return name
    return ", ".join(EXONYMS[language].get(part, part) for part in name.split(", "))


def _in_script(country: str, town: str, *, is_korean: bool) -> str:
    if bool(HANGUL.search(town)) is is_korean:
        return town
    whole = _other_name(country, town, is_korean=is_korean)
    if whole:
        return whole
    parts = re.split(r"\s*,\s*" if is_korean else r"\s+", town.strip())
    names = [_other_name(country, part, is_korean=is_korean) for part in reversed(parts)]
    return (" " if is_korean else ", ").join(names) if all(names) else town


def names_of_town(country: str, town: str) -> tuple[str, ...]:
    """The town as it was typed and, when the table knows it, in the other script and in German: for a search in any."""
    names = (town, name_town(country, town, "ko"), name_town(country, town, "en"), name_town(country, town, "de"))
    return tuple(dict.fromkeys(name for name in names if name))


def city_of(country: str, name: str) -> str:
    """A town as it is filed: under its Latin name when it is known, so that 대전 and Daejeon are one."""
    return " ".join(name_town(country, name, "en").split())


def _other_name(country: str, town: str, *, is_korean: bool) -> str:
    return _names_by_town(country).get(key_of(town), ("", ""))[is_korean]


@cache
def _names_by_town(country: str) -> dict[str, tuple[str, str]]:
    """The first name in Latin letters and the first in Hangul; of two towns that share a name the first."""
    table: dict[str, tuple[str, str]] = {}
    for line in CITIES.read_text("utf-8").splitlines():
        code, towns = line.split("\t")
        for spellings in (town.split(" = ") for town in towns.split("; ") if code in NAMES.get(country, {})):
            latin = next(name for name in spellings if not HANGUL.search(name))
            hangul = next(name for name in spellings if HANGUL.search(name))
            for name in spellings:
                table.setdefault(key_of(name), (latin, hangul))
    return table


@cache
def _german_names() -> dict[tuple[str, str], str]:
    lines = (line.split("\t") for line in GERMAN.read_text("utf-8").splitlines())
    return {(country, latin): german for country, latin, german in lines}
