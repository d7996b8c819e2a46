"""The concepts and how near two of them are: a hierarchy in which a concept may have several parents."""

import csv
import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from django.utils.functional import lazy
from django.utils.translation import get_language

FIELDS = Path(__file__).resolve().parent / "fields"
LANGUAGES = ("en", "fr", "de", "ko")
RECOGNITION = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One of two ideas that make up a concept when they meet: a concept, with what lies below it unless `is_exact`."""

    code: str
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry: `phrases` holds per language what names it, the label first; `compositions` are pairs of parts."""

    code: str
    parents: tuple[str, ...]
    phrases: Mapping[str, tuple[str, ...]]
    compositions: tuple[tuple[Part, Part], ...]


class Taxonomy:
    """Look-ups over the concepts; an unknown code raises KeyError."""

    def __init__(self, concepts: tuple[Concept, ...]) -> None:
        self.concepts: Mapping[str, Concept] = {concept.code: concept for concept in concepts}
        self.codes: tuple[str, ...] = tuple(self.concepts)
        self._ancestors: dict[str, tuple[str, ...]] = {}
        for code in self.codes:
            self.ancestors(code)
        self._information = self._measure_information()

    def __contains__(self, code: object) -> bool:
        return code in self.concepts

    def label(self, code: str, language: str) -> str:
        """The concept's name; in English when the language is none of the four."""
        phrases = self.concepts[code].phrases
        return phrases.get(language, phrases["en"])[0]

    def parents(self, code: str) -> tuple[str, ...]:
        """The nearest broader concepts, the principal one first; none for a root."""
        return self.concepts[code].parents

    def parent(self, code: str) -> str | None:
        """The principal broader concept; None for a root."""
        return next(iter(self.parents(code)), None)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Every broader concept, each once, the nearest on the principal line first."""
        if code not in self._ancestors:
            lines = ((parent, *self.ancestors(parent)) for parent in self.parents(code))
            self._ancestors[code] = tuple(dict.fromkeys(chain.from_iterable(lines)))
        return self._ancestors[code]

    def roots(self, code: str) -> tuple[str, ...]:
        """The fields a concept belongs to: an environmental objective, a digital technology or `capability`."""
        return tuple(other for other in (code, *self.ancestors(code)) if not self.parents(other))

    def depth(self, code: str) -> int:
        """Steps from the root along the shortest line, 1 for a root."""
        return 1 + min((self.depth(parent) for parent in self.parents(code)), default=0)

    def information(self, code: str) -> float:
        """How much a concept says, in [0, 1]: 1 for one without narrower concepts.

        Intrinsic information content of Seco, Veale and Hayes (ECAI 2004):
        1 - log(narrower + 1) / log(all), `all` counting an unnamed top above the roots.
        """
        return self._information[code]

    def similarity(self, code_a: str, code_b: str) -> float:
        """How near two concepts are, in [0, 1]: 1 for the same, 0 when they share no field; symmetric.

        Lin (ICML 1998): 2 IC(c) / (IC(a) + IC(b)), c being the shared broader concept that says most. Unlike
        path lengths (Wu and Palmer, ACL 1994) it keeps siblings in a crowded field farther apart than in a small one.
        """
        if code_a == code_b:
            return 1.0
        shared = {code_a, *self.ancestors(code_a)} & {code_b, *self.ancestors(code_b)}
        common = max(map(self.information, shared), default=0.0)
        return min(1.0, 2 * common / (self.information(code_a) + self.information(code_b)))

    def _measure_information(self) -> dict[str, float]:
        narrower = dict.fromkeys(self.codes, 0)
        for code in self.codes:
            for ancestor in self.ancestors(code):
                narrower[ancestor] += 1
        everything = math.log(len(self.codes) + 1)
        return {code: 1 - math.log(count + 1) / everything for code, count in narrower.items()}


@cache
def load_taxonomy() -> Taxonomy:
    """The concepts of the data files, read once per process."""
    return Taxonomy(tuple(chain.from_iterable(read_field(path) for path in sorted(FIELDS.glob("*.tsv")))))


def name_concept(code: str) -> str:
    """The concept's name in the active language."""
    return load_taxonomy().label(code, (get_language() or "en")[:2])


name_concept_lazy = lazy(name_concept, str)


@cache
def taxonomy_version() -> str:
    """A fingerprint of the data files and of how texts are read by them: another one may find other concepts.

    Raise RECOGNITION when `find_concepts` learns to find something else in the same text.
    """
    files = b"".join(path.read_bytes() for path in sorted(FIELDS.glob("*.tsv")))
    return f"{RECOGNITION}-{hashlib.sha256(files).hexdigest()[:12]}"


def read_field(path: Path) -> list[Concept]:
    """The concepts of one file: tab-separated code, parents, phrases in en fr de ko, parts.

    Parents are separated by blanks, phrases by "; " with the label first, which may be a heading that no text holds.
    Parts are pairs `one + other`, "; " between pairs; `=` before a code leaves out the concepts below it. A phrase of
    capitals alone (AI, LED) is found in capitals only, a German noun with its capital only.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        return [_read_concept(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _read_concept(row: Mapping[str, str]) -> Concept:
    return Concept(
        code=row["code"],
        parents=tuple(row["parents"].split()),
        phrases={language: tuple(row[language].split("; ")) for language in LANGUAGES},
        compositions=tuple(_read_composition(pair) for pair in row["parts"].split("; ") if pair),
    )


def _read_composition(pair: str) -> tuple[Part, Part]:
    left, right = pair.split(" + ")
    return _read_part(left), _read_part(right)


def _read_part(text: str) -> Part:
    return Part(code=text.removeprefix("="), is_exact=text.startswith("="))
