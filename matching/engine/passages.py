"""Cuts a project's texts into the passages that are compared, and marks what a company says it does not want."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from matching.engine.languages import recognise_language
from matching.engine.profiles import ProjectProfile
from matching.engine.refusals import is_only_refusal, is_refusal, split_at_refusals

Field = Literal["title", "summary", "offer", "seek"]
FIELDS: tuple[Field, ...] = ("title", "summary", "offer", "seek")

PASSAGES_VERSION = 2  # raised when the same text is cut otherwise: vectors stored before are void

# Longer passages are cut at their pauses; Korean says about twice as much in a character.
LONGEST = {"ko": 110}
LONGEST_ELSEWHERE = 220

_STOP = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？])\s*|(?<=[가-힣][.!?])(?=[가-힣])|\s*\n\s*|\s*[•▪◦●]\s*")
_PAUSE = re.compile(r"(?<=[,:–—])\s+")
# A stop after these ends no sentence: single Latin letters (z. B.), a number that begins a line, the usual
# abbreviations; the second line only before a number, the third only before a small letter, the last where German
# counts days and places (am 3. März). A Korean sentence may end in one syllable (안 됨.): only Latin letters count.
_ABBREVIATED = (
    (
        re.compile(
            r"(?:^|[\s(])(?:[A-Za-zÀ-ÿ]|acc|approx|bzw|ca|evtl|ggf|incl|inkl|mio|mrd|resp|vgl)\.$", re.IGNORECASE
        ),
        "",
    ),
    (re.compile(r"(?:^|[\s(])(?:art|div|max|min|no|nr|std)\.$", re.IGNORECASE), r"\d"),
    (re.compile(r"(?:^|[\s(])(?:etc|usw)\.$", re.IGNORECASE), r"[^A-ZÀ-Ý가-힣]"),
    (re.compile(r"^\d{1,2}\.$"), ""),
    (re.compile(r"\b(?:am|im|der|dem|den|zum|bis|vom|ab|des|die|das) \d{1,2}\.$", re.IGNORECASE), ""),
)
_WORD = re.compile(r"[가-힣]{2,}|[^\W\d_가-힣]{2,}")
FEWEST_WORDS = 2
LONGEST_ABBREVIATION = 12  # more than any of these with the blank before it


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or a part of one, in its own language; `is_excluded` when it says what the company does NOT want."""

    field: Field
    text: str
    is_excluded: bool
    language: str = "en"


def split_passages(profile: ProjectProfile) -> tuple[Passage, ...]:
    """Return the passages of title, summary, offer and seek, in this order and in reading order.

    Passages are sentences, stripped and not empty; those longer than `LONGEST` are cut at commas, colons and dashes
    where there are any. Only passages of `seek` are ever excluded: what is lacking elsewhere is no wish; there a
    sentence that wishes and refuses is cut between the two. Where all of `seek` would be excluded, what may be a wish
    after all is kept.
    """
    told = [passage for field in FIELDS[:3] for passage in _read(field, getattr(profile, field), profile.language)]
    return (*told, *_keep_a_need(list(_read_seek(profile.seek, profile.language))))


def says_enough(passages: Sequence[Passage]) -> bool:
    """Say whether there is anything to compare: `FEWEST_WORDS` words in what is told, and in what is sought."""
    words = {is_wish: set[str]() for is_wish in (False, True)}
    for passage in passages:
        words[passage.field == "seek"] |= set(_WORD.findall(passage.text.lower()))
    return all(len(found) >= FEWEST_WORDS for found in words.values())


def _read(field: Field, text: str, ticked: str) -> Iterator[Passage]:
    usual = recognise_language(text) or ticked
    for part in _cut(text, LONGEST.get(usual, LONGEST_ELSEWHERE)):
        yield Passage(field, part, is_excluded=False, language=recognise_language(part) or usual)


def _read_seek(text: str, ticked: str) -> Iterator[Passage]:
    usual = recognise_language(text) or ticked
    for sentence in _join_abbreviated(_STOP.split(text.strip())):
        language = recognise_language(sentence) or usual
        for clause in split_at_refusals(sentence, language):
            is_excluded = is_refusal(clause, language)
            for part in _cut_long(clause, LONGEST.get(language, LONGEST_ELSEWHERE)):
                yield Passage("seek", part, is_excluded, language)


def _keep_a_need(passages: Sequence[Passage]) -> list[Passage]:
    if any(not passage.is_excluded for passage in passages):
        return list(passages)
    return [replace(p, is_excluded=is_only_refusal(p.text, p.language)) for p in passages]


def _cut(text: str, longest: int) -> Iterator[str]:
    for sentence in _join_abbreviated(_STOP.split(text.strip())):
        yield from _cut_long(sentence, longest)


def _cut_long(sentence: str, longest: int) -> Iterator[str]:
    if len(sentence) <= longest:
        yield sentence
    else:
        yield from _pack(_PAUSE.split(sentence), longest)


def _join_abbreviated(parts: list[str]) -> Iterator[str]:
    pending = ""
    for part, following in zip(parts, [*parts[1:], ""], strict=True):
        pending = f"{pending} {part}".strip()
        if pending and not _goes_on(pending[-LONGEST_ABBREVIATION:], following):
            yield pending
            pending = ""
    if pending:
        yield pending


def _goes_on(end: str, following: str) -> bool:
    return any(ends.search(end) and re.match(begins, following) for ends, begins in _ABBREVIATED)


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
