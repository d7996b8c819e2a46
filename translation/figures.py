"""The numbers and units a text states, whatever language it states them in: a translation must state the same."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

_NUMBER = r"(?<![\w.,])\d+(?:[.,'’ \u00a0\u2009\u202f]\d+)*"
_FIGURE = re.compile(rf"({_NUMBER})[\s-]*(M€|k€|[^\W\d_]+)?")
_KOREAN = re.compile(
    r"(?:(?<![A-Za-z\d.,])|(?<=[조억만천] )|(?<=[조억만천]))(\d+(?:[.,]\d+)*)\s?(조|억|천만|백만|만|천(?!연))?"
)
_NO_FIGURE = re.compile(r"\d+분의 ?\d+|\d{1,2}월")
"""Fractions and months, which the other languages write as words."""
_GROUPS = re.compile(r"\d{1,3}(?:([.,'’ \u00a0\u2009\u202f])\d{3})(?:\1\d{3})*")
_BLANKS = re.compile(r"['’ \u00a0\u2009\u202f]")
_STEPS = {"조": 10**12, "억": 10**8, "천만": 10**7, "백만": 10**6, "만": 10**4, "천": 10**3}
_WORDS = {
    10**3: "thousand mille tausend tsd k€",
    10**6: "million millions mio millionen mln m€",
    10**9: "milliard milliards milliarde milliarden mrd mds md bn",
}
_FACTORS = {word: factor for factor, words in _WORDS.items() for word in words.split()}
_BILLION = {"en": {"billion": 10**9, "billions": 10**9, "trillion": 10**12}}
_UNITS = re.compile(
    r"(?<=[\d\s–-])(?:[kMGT]?Wh?|k?VA?|[kMG]?Hz|[GM]J|°C|bar|k?Pa|mg/l|m[²³]|km|mm|cm|µm|nm|kg|%(?!포인트)|‰|dB)(?![A-Za-zÀ-ÿ])"
)
_SAME_SIGNS = str.maketrans({"℃": "°C", "㎡": "m²", "㎛": "µm", "μ": "µ", "㎏": "kg", "㎞": "km"})
_SMALL = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf vingt",
    "de": "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn zwanzig",
    "ko": "영 한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두 열세 열네 열다섯 열여섯 열일곱 열여덟 열아홉 스무",
}
_ALSO = {
    "en": {2: "both twice double second", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 100: "hundred"},
    "fr": {
        2: "double deuxième second seconde",
        30: "trente",
        40: "quarante",
        50: "cinquante",
        60: "soixante",
        100: "cent",
    },
    "de": {
        2: "beide beiden zweite doppelt",
        30: "dreißig",
        40: "vierzig",
        50: "fünfzig",
        60: "sechzig",
        100: "hundert",
    },
    "ko": {2: "둘 양 이", 3: "셋 삼", 4: "넷 사", 5: "오", 6: "육", 20: "이십", 100: "백"},
}


def different_figures(original: str, language: str, translation: str, target: str) -> str:
    """What one of the two states and the other does not, for who looks into it; empty when they agree.

    Small and round numbers may be words in one of them, and a one may be an article.
    """
    here, there = Counter(_figures(original, language)), Counter(_figures(translation, target))
    lost = [value for value in (here - there).elements() if not _is_word(value, translation, target)]
    new = [value for value in (there - here).elements() if not _is_word(value, original, language)]
    units = sorted(_units(original) - _units(translation))
    return ", ".join([*(f"-{value:f}" for value in lost), *(f"+{value:f}" for value in new), *units])


def _units(text: str) -> set[str]:
    return set(_UNITS.findall(text.translate(_SAME_SIGNS)))


def _figures(text: str, language: str) -> Iterator[Decimal]:
    if language == "ko":
        yield from _korean_figures(text)
        return
    factors = _FACTORS | _BILLION.get(language, {"billion": 10**12, "billionen": 10**12})
    for match in _FIGURE.finditer(text):
        yield _read(match[1], language) * factors.get((match[2] or "").lower(), 1)


def _korean_figures(text: str) -> Iterator[Decimal]:
    """`1억 5,000만` is one number: a step that follows a greater one is added to it."""
    total, last, end = Decimal(0), 0, -1
    text = _NO_FIGURE.sub(" ", text)
    for match in _KOREAN.finditer(text):
        step = _STEPS.get(match[2] or "", 1)
        value = _read(match[1], "ko") * step
        if last > step and last > 1 and text[end : match.start()] in ("", " "):
            total += value
        else:
            if end >= 0:
                yield total
            total = value
        last, end = step, match.end()
    if end >= 0:
        yield total


def _read(digits: str, language: str) -> Decimal:
    """In English and Korean a point stands before decimals, in French and German a comma."""
    decimal, group = (",", ".") if language in ("fr", "de") else (".", ",")
    bare = _BLANKS.sub("", digits)
    if match := _GROUPS.fullmatch(bare):
        bare = bare if match[1] == decimal and bare.count(decimal) == 1 else bare.replace(match[1], "")
    try:
        return Decimal(bare.replace(group, "" if decimal in bare else ".").replace(decimal, ".")).normalize()
    except InvalidOperation:  # a date, a version: digits in a row are all that can be compared
        return Decimal(re.sub(r"\D", "", digits))


def _is_word(value: Decimal, text: str, language: str) -> bool:
    names = _SMALL[language].split()
    if value != value.to_integral_value():
        return False
    number = int(value)
    words = [*names[number : number + 1], *_ALSO[language].get(number, "").split()]
    if number == 1:
        return True
    if language == "ko":
        return any(re.search(rf"(?<![가-힣]){word}", text) for word in words)
    end = "" if language == "de" else r"\b"
    return any(re.search(rf"\b{word}{end}", text, re.IGNORECASE) for word in words)
