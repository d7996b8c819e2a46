"""What a translation service never sees, and what its answer must still say.

Addresses, telephone numbers and names are taken out before a text leaves and put back afterwards; numbers, units and
marks such as `CO₂` or `LoRaWAN` are compared. A translation that lost or changed any of it is refused.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from translation.figures import different_figures

_CONTACT = re.compile(
    r"https?://\S+[^\s.,;:)]|\bwww\.[\w./-]+\w|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)(?:\+\d{1,3}|0)[\d\s()./-]{6,}\d"
)
_PLACE = re.compile(r"\[\[\s*(\d+)\s*\]\]")
_MARK = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z]*[a-z]+[A-Z][A-Za-z0-9]*|[A-Z]{2,}[A-Za-z0-9₂]*|[A-Z]+\d[A-Za-z0-9]*)")
_UNIT = re.compile(r"[kMGTµm]?(?:W|Wh|V|VA|Hz|J|Pa|B|Ah|K|mK)|dB")
_LEGAL = re.compile(
    r"\(주\)|㈜|주식회사|유한회사|,?\s*(?:Co\.,?\s*)?(?:Ltd|Inc|Corp)\.?$|\s+(?:S\.\s?A\.(?:\s?S\.)?|S\.\s?à\s?r\.\s?l\.|GmbH|AG|SARL|SA|Sàrl)$"
)
_TERMS = Path(__file__).with_name("proper_names.tsv")
_SPELLED = {"CO2": "CO₂"}
_TRANSLATED = frozenset(
    (
        *("SME", "SMES", "PME", "KMU", "TRL", "EU", "UE", "AI", "IA", "KI", "IOT", "IDO", "API", "APIS", "FUE", "EUR"),
        *(
            "DNA",
            "ADN",
            "EDNA",
            "ADNE",
            "CAD",
            "CAO",
            "MB",
            "MO",
            "GB",
            "GO",
            "LED",
            "GPS",
            "PDF",
            "VAT",
            "TVA",
            "PV",
            "GIS",
            "SIG",
        ),
        *("PE", "ISO", "EEN", "NDA", "US", "USA", "UK", "IT", "ICT", "TIC", "UV", "KRW", "CEO", "ESG", "OEM", "NGO"),
    )
)
"""Abbreviations that each language has its own for, or that may be written out."""


@dataclass(slots=True)
class Hidden:
    """A text as a service may see it, and what its places stand for in the other language."""

    text: str
    kept: list[str] = field(default_factory=list)

    def restore(self, translation: str) -> str | None:
        """None when a place was lost, doubled or made up."""
        found = sorted(int(number) for number in _PLACE.findall(translation))
        if found != list(range(1, len(self.kept) + 1)):
            return None
        return _PLACE.sub(lambda match: self.kept[int(match[1]) - 1], translation)


def hide(text: str, target: str, names: Sequence[str] = ()) -> Hidden:
    """Put `[[1]]` for each contact and name; `names` are pairs: in Latin script, in their own."""
    hidden = Hidden(text)

    def take(found: re.Match[str], shown: str | None = None) -> str:
        hidden.kept.append(found[0] if shown is None else shown)
        return f"[[{len(hidden.kept)}]]"

    hidden.text = _CONTACT.sub(take, hidden.text)
    for forms, shown in _names_in(target, names):
        pattern = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
        hidden.text = re.sub(rf"(?<![\w[])(?:{pattern})", lambda found, shown=shown: take(found, shown), hidden.text)  # type: ignore[misc]
    return hidden


def fault_in(original: str, source: str, translation: str, target: str) -> str:
    """Why the translation must not be shown, in English, for staff; empty when it may."""
    if not translation.strip():
        return "nothing came back"
    if figures := different_figures(original, source, translation, target):
        return f"figures: {figures}"
    if lost := _marks(original) - _marks(translation):
        return f"lost: {', '.join(sorted(lost))}"
    if len(translation) > 4 * len(original) + 40:
        return "far longer than the original"
    return ""


def core_name(name: str) -> str:
    """A company's name without its legal form, as people write it in a sentence."""
    return _LEGAL.sub("", name).strip(" ,")


def _names_in(target: str, names: Sequence[str]) -> list[tuple[set[str], str]]:
    pairs = [(core_name(latin), core_name(own)) for latin, own in zip(names[::2], names[1::2], strict=True)]
    companies = [({latin, own} - {""}, own if target == "ko" else latin) for latin, own in pairs if latin]
    return [*companies, *((forms, by_language[target]) for forms, by_language in _proper_names())]


@cache
def _proper_names() -> tuple[tuple[set[str], dict[str, str]], ...]:
    with _TERMS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(({name for name in row.values() if name}, row) for row in rows)


def _marks(text: str) -> set[str]:
    """Names by their look: capitals inside a word, capitals in a row, capitals with digits. German nouns are none."""
    found = (mark for mark in _MARK.findall(text) if not _UNIT.fullmatch(mark))
    return {_SPELLED.get(mark, mark).upper() for mark in found} - _TRANSLATED
