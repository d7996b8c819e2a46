"""Cuts a project's texts into the passages that are compared, and marks what a company says it does not want."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from matching.engine.profiles import ProjectProfile

Field = Literal["title", "summary", "offer", "seek"]
FIELDS: tuple[Field, ...] = ("title", "summary", "offer", "seek")

# Longer passages are cut at their pauses; Korean says about twice as much in a character.
LONGEST = {"ko": 110}
LONGEST_ELSEWHERE = 220

_STOP = re.compile(r"(?<=[.!?。;])\s+|\s*\n\s*")
_PAUSE = re.compile(r"(?<=[,:–—])\s+")
# A stop after these ends no sentence: single letters (z. B.), ordinals and the usual abbreviations.
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]|\d{1,2}"
    r"|acc|approx|art|bzw|ca|div|etc|evtl|ggf|incl|inkl|max|min|mio|mrd|no|nr|resp|std|usw|vgl)\.$",
    re.IGNORECASE,
)
LONGEST_ABBREVIATION = 12  # more than any of these with the blank before it

# A negation inside a relative or causal clause describes the partner wanted ("a firm that cannot use its residue").
# Korean needs no such rule: there only the final forms of a verb are looked for, never the attributive ones.
_ASIDE = {
    "en": re.compile(r"\b(?:because|since|that|which|who|whose|where)\b[^,.:;]*", re.IGNORECASE),
    "fr": re.compile(r"\b(?:qui|que|dont|où|car|parce)\b[^,.:;]*", re.IGNORECASE),
    "de": re.compile(r",\s*(?:der|die|das|den|dem|deren|dessen|welche\w*|weil|da)\b[^,.:;]*", re.IGNORECASE),
}
_UNWANTED = {
    "en": re.compile(
        r"\bnot (?!only\b|yet\b|matter\b)|\bcannot\b|n['’]t\b|(?<!with )\bno (?!matter\b|one\b|longer\b)"
        r"|\bneither\b|\bnor\b|\bexclud(?:ed|ing)\b|\bcompetitors?\b|\brivals?\b|\bsorry\b"
        r"|\bout of (?:scope|place|the question)\b|\boutside our\b|\brul\w* out\b|\bdeclined?\b"
        r"|\bof no interest\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:ne|n['’]\w+)\b.{0,60}?\b(?:pas|aucun\w*|ni|plus|jamais)\b|(?:^|[\s,;])(?:pas d|ni |aucune? |sauf )"
        r"|\bexclu(?:s|e|es)?\b|\bconcurrents?\b|\bhors (?:de propos|sujet|champ|périmètre)\b"
        r"|\bsans objet\b|\bécart(?:ons|ée?s?)\b|\binutiles?\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:nicht(?! nur\b)|kein\w*|weder|ausgeschlossen|ausgenommen|wettbewerber|konkurrenten?|ungeeignet)\b"
        r"|\babzusehen\b"
        r"|\b(?:scheid|schließ|lehn|seh)\w*\b[^.]*?\b(?:aus|ab)(?=[.,;]|$)",
        re.IGNORECASE,
    ),
    "ko": re.compile(
        r"지(?:는|도)? (?:않습니다|않으며|않고|않아|못합니다|못하며)|수(?:는|가)? 없(?:습니다|으며|고)"
        r"|아닙니다|아니며|아니고|사양합니다|사양하|제외(?:합니다|하|됩니다)|불필요"
        r"|(?:필요|관심|계획)(?:가|이|은|는|에|도)? 없|[은는](?: \S+)? 어렵습니다|경쟁사"
    ),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or a part of one; `is_excluded` when it says what the company does NOT want or do."""

    field: Field
    text: str
    is_excluded: bool


def split_passages(profile: ProjectProfile) -> tuple[Passage, ...]:
    """Return the passages of title, summary, offer and seek, in this order and in reading order.

    Passages are sentences, stripped and not empty; those longer than `LONGEST` are cut at commas, colons and dashes
    where there are any. Only passages of `seek` are ever excluded: what is lacking elsewhere is no wish.
    """
    return tuple(
        Passage(field, text, field == "seek" and is_unwanted(text, profile.language))
        for field in FIELDS
        for text in _cut(getattr(profile, field), LONGEST.get(profile.language, LONGEST_ELSEWHERE))
    )


def is_unwanted(text: str, language: str) -> bool:
    """Say whether the sentence speaks of what is not wanted; in languages other than ko en fr de none does."""
    pattern, aside = _UNWANTED.get(language), _ASIDE.get(language)
    return bool(pattern and pattern.search(aside.sub("", text) if aside else text))


def _cut(text: str, longest: int) -> Iterator[str]:
    for sentence in _join_abbreviated(_STOP.split(text.strip())):
        if len(sentence) <= longest:
            yield sentence
        else:
            yield from _pack(_PAUSE.split(sentence), longest)


def _join_abbreviated(parts: list[str]) -> Iterator[str]:
    pending = ""
    for part in parts:
        pending = f"{pending} {part}".strip()
        if pending and not _ABBREVIATED.search(pending[-LONGEST_ABBREVIATION:]):
            yield pending
            pending = ""
    if pending:
        yield pending


def _pack(parts: list[str], longest: int) -> Iterator[str]:
    """Join neighbouring parts while they stay within `longest` characters."""
    packed = ""
    for part in parts:
        if packed and len(packed) + 1 + len(part) > longest:
            yield packed
            packed = part
        else:
            packed = f"{packed} {part}".strip()
    yield packed
