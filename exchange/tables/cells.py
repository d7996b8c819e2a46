"""From a cell, as people fill it in, to the value the exchange format has; what is not understood stays text.

Nothing is refused here: the readers of `exchange.profiles.objects` say what is wrong with a value, in one voice for
files of all kinds.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import chain

from exchange.tables.columns import Words, fold_word, words_in_all_languages
from exchange.tables.tables import Cell
from taxonomy.concepts import load_taxonomy
from taxonomy.languages import NAMES
from taxonomy.vocabulary import CooperationRole, CooperationType, Country, DigitalTechnology, GreenObjective

NOTHING = frozenset(
    (
        "",
        "-",
        "--",
        "–",
        "—",
        "―",
        ".",
        "/",
        "n/a",
        "n.a.",
        "na",
        "none",
        "없음",
        "해당없음",
        "미정",
        "미상",
        "néant",
        "keine",
        "k.a.",
    )
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
SLEEPING = re.compile(r"[=+\-@\t\r＝＋－＠0-9]")  # what an apostrophe keeps a text
TEXT_FORMULA = re.compile(r'=\s*"((?:[^"]|"")*)"')
SEPARATOR = re.compile(r"[,;/|\n、，；]")
COOPERATION = re.compile(r"(.+?)\s*[:(（]\s*(.+?)\s*[)）]?")
MORE_COUNTRY_NAMES = {
    Country.KOREA: ("kr", "kor", "south korea", "republic of korea", "corée du sud", "대한민국", "한국", "südkorea"),
    Country.LUXEMBOURG: ("lu", "lux", "grand duchy of luxembourg", "룩셈부르크", "lëtzebuerg"),
}


def cell_text(cell: Cell) -> str:
    """The cell as it reads: without the signs that keep a formula asleep or a number a text (`'-1`, `="0012"`)."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).strip()
    if found := TEXT_FORMULA.fullmatch(text):
        text = found[1].replace('""', '"')
    return text[1:] if text.startswith("'") and SLEEPING.match(text[1:]) else text


def is_nothing(text: str) -> bool:
    """Whether people wrote that there is nothing to say."""
    return text.casefold() in NOTHING


def to_list(text: str) -> list[str]:
    """The entries between commas, semicolons, slashes or line breaks, each once."""
    return list(dict.fromkeys(part for entry in SEPARATOR.split(text) if (part := entry.strip())))


def to_country(text: str) -> object:
    return _country_names().get(fold_word(text), text)


def to_languages(text: str) -> list[str]:
    return _codes(text, _language_names())


def to_green(text: str) -> list[str]:
    return _codes(text, _words_of_concepts(GreenObjective))


def to_digital(text: str) -> list[str]:
    return _codes(text, _words_of_concepts(DigitalTechnology))


def to_language(text: str) -> str:
    return _language_names().get(fold_word(text), text)


def to_cooperations(text: str) -> list[object]:
    """`joint_research: peer; technology_transfer: provider`, or the same in words like `Joint research (peer)`."""
    found: list[object] = []
    for entry in re.split(r"[;\n]", text):
        if match := COOPERATION.fullmatch(entry.strip()):
            kind = _words_of(CooperationType).get(fold_word(match[1]), match[1])
            role = _words_of(CooperationRole).get(fold_word(match[2]), match[2])
            found.append({"type": kind, "role": role})
        elif entry.strip():
            found.append({"type": _words_of(CooperationType).get(fold_word(entry), entry.strip())})
    return found


CONVERTERS: Mapping[str, Callable[[str], object]] = {
    "country": to_country,
    "languages": to_languages,
    "language": to_language,
    "cooperation": to_cooperations,
    "green_objectives": to_green,
    "digital": to_digital,
}


def convert_cell(key: str, text: str) -> object:
    return CONVERTERS[key](text) if key in CONVERTERS else text


def _codes(text: str, known: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(known.get(fold_word(entry), entry) for entry in to_list(text)))


@cache
def _words_of(choices: type[CooperationType] | type[CooperationRole]) -> dict[str, str]:
    return _by_word((choice.value, choice.label) for choice in choices)


@cache
def _words_of_concepts(choices: type[GreenObjective] | type[DigitalTechnology]) -> dict[str, str]:
    """Whatever the taxonomy calls it, so that a file with a shorter or older name is understood."""
    phrases = ((choice.value, load_taxonomy().concepts[choice.value].phrases.values()) for choice in choices)
    known = {fold_word(phrase): code for code, languages in phrases for phrase in chain.from_iterable(languages)}
    return known | {fold_word(choice.value): choice.value for choice in choices}


@cache
def _language_names() -> dict[str, str]:
    own = {"français": "fr", "deutsch": "de", "한국어": "ko", "lëtzebuergesch": "lb", "korean": "ko"}
    return _by_word(NAMES.items()) | {fold_word(name): code for name, code in own.items()}


@cache
def _country_names() -> dict[str, str]:
    known = _by_word((country.value, country.label) for country in Country)
    return known | {fold_word(name): country.value for country, names in MORE_COUNTRY_NAMES.items() for name in names}


def _by_word(pairs: Iterable[tuple[str, Words]]) -> dict[str, str]:
    """From a code and its label in every language, folded, to the code."""
    known: dict[str, str] = {}
    for code, label in pairs:
        known |= dict.fromkeys({fold_word(code), *words_in_all_languages(label)}, code)
    return known
