"""What would make a project's texts better, by the writing rules of the Enterprise Europe Network. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

FEWEST_WORDS = 25
"""Listings with fewer words are the commonest complaint on such platforms."""
FEWEST_KOREAN_WORDS = 15
"""What 25 English words come to in Korean, which writes particles and endings together with their word."""
SHORTEST_TITLE = 15


class HintCode(StrEnum):
    TITLE = "title"
    OFFER_LENGTH = "offer_length"
    SEEK_LENGTH = "seek_length"
    FIRST_PERSON = "first_person"
    WHY = "why"
    HOW = "how"
    SUPERLATIVE = "superlative"


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to look at in `field`; `found` is the word or the number of words it is about."""

    code: HintCode
    field: str
    found: str = ""


FIRST_PERSON: Mapping[str, str] = {
    "en": r"\b(we|our|ours|us|i|my)\b",
    "fr": r"\b(nous|notre|nos|je|mon|ma|mes)\b",
    "de": r"\b(wir|uns|unser\w*|ich|mein\w*)\b",
    "ko": r"(?<![가-힣])(저희|우리(?!나라|말)|당사(?!자|국)|본사(?!업|례|안)|자사(?!고)|[당본] ?(회사|기업|업체)|제가"
    r"|저는)[가-힣]*",
}
"""Korean firms have many words for themselves; none is meant inside a longer one, as in 담당사, 당사자 or 본사업."""
SUPERLATIVE: Mapping[str, str] = {
    "en": r"\b(best|leading|unique|world[- ]class|revolutionary|unrivall?ed|unparalleled|perfect|the most \w+"
    r"|number one|no\. ?1)\b",
    "fr": r"\b(meilleure?s?|leader|unique au monde|révolutionnaires?|inégalée?s?|parfaite?s?|numéro un)\b",
    "de": r"\b(beste[nrsm]?|führende[nrsm]?|einzigartig\w*|weltbeste\w*|revolutionär\w*|unübertroffen\w*"
    r"|perfekt\w*)\b",
    "ko": r"(세계 ?최고|국내 ?최고|업계 ?최고|최고의|세계 ?최초|유일무이|독보적|혁명적|완벽한)",
}
REASON: Mapping[str, str] = {
    "en": r"\b(because|in order to|so that|since|to \w+|for the|aim\w*|purpose|therefore|need\w*)\b",
    "fr": r"\b(car|parce que|afin|pour|but|objectif\w*|permett\w*|besoin)\b",
    "de": r"\b(weil|damit|um|für|ziel\w*|zweck\w*|denn|bedarf|benötig\w*)\b",
    "ko": r"(위해|위하여|위한|때문|통해|목적|목표|필요|하고자|하려)",
}
MANNER: Mapping[str, str] = {
    "en": r"\b(licen[cs]\w*|train\w*|test\w*|pilot\w*|suppl\w*|distribut\w*|develop\w*|joint\w*|together|sell\w*"
    r"|install\w*|invest\w*|provid\w*|operat\w*|site|contract\w*|share\w*|agree\w*|market\w*|produc\w*|partner\w*)\b",
    "fr": r"\b(licence\w*|form\w*|essai\w*|test\w*|pilot\w*|fourni\w*|distribu\w*|développ\w*|ensemble|commun\w*"
    r"|vend\w*|vente|install\w*|invest\w*|exploit\w*|site|contrat\w*|accord\w*|partag\w*|produ\w*|partenai\w*)\b",
    "de": r"\b(lizen\w*|schul\w*|test\w*|pilot\w*|liefer\w*|vertrieb\w*|vertreib\w*|entwick\w*|gemeinsam\w*|verkauf\w*"
    r"|install\w*|invest\w*|betreib\w*|betrieb\w*|standort\w*|vertrag\w*|teil\w*|produ\w*|bereit\w*|partner\w*)\b",
    "ko": r"(라이선스|라이센스|교육|시험|실증|공급|유통|개발|공동|함께|판매|설치|투자|운영|부지|계약|제공|생산|협력"
    r"|파트너|이전)",
}


def find_hints(texts: Mapping[str, str], language: str) -> list[Hint]:
    """Hints on `title`, `summary`, `offer` and `seek`, none for what is in order.

    They are advice from simple signs in the four languages, never a reason to refuse a text.
    """
    found = [*_length_hints(texts, language), *_word_hints(texts, language)]
    if texts["seek"].strip():
        found += _cooperation_hints(texts["seek"], language)
    return found


def count_words(text: str) -> int:
    return len(re.findall(r"\w[\w'’.-]*", text))


def _length_hints(texts: Mapping[str, str], language: str) -> list[Hint]:
    fewest = FEWEST_KOREAN_WORDS if language == "ko" else FEWEST_WORDS
    shortest = SHORTEST_TITLE // 2 if language == "ko" else SHORTEST_TITLE
    found = [Hint(HintCode.TITLE, "title")] if len(texts["title"].strip()) < shortest else []
    for field, code in (("offer", HintCode.OFFER_LENGTH), ("seek", HintCode.SEEK_LENGTH)):
        if (count := count_words(texts[field])) < fewest:
            found.append(Hint(code, field, str(count)))
    return found


def _word_hints(texts: Mapping[str, str], language: str) -> list[Hint]:
    """The first offending word of each field: one example teaches as much as ten."""
    return [
        Hint(code, field, match[0])
        for code, patterns in ((HintCode.FIRST_PERSON, FIRST_PERSON), (HintCode.SUPERLATIVE, SUPERLATIVE))
        for field in ("title", "summary", "offer", "seek")
        if (match := re.search(patterns[language], texts[field], re.IGNORECASE))
    ]


def _cooperation_hints(seek: str, language: str) -> list[Hint]:
    found = []
    if not re.search(REASON[language], seek, re.IGNORECASE):
        found.append(Hint(HintCode.WHY, "seek"))
    if not re.search(MANNER[language], seek, re.IGNORECASE):
        found.append(Hint(HintCode.HOW, "seek"))
    return found
