"""Proper terms that mean the same in every language: EPD, LiDAR, MQTT, ISO. Found by their capitals."""

import re
import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

NO_TERM = 0
MOST_TERMS = 16  # of a project's text that are kept
_TERM = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*(?:-[A-Z0-9]+)*")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
# What stands in texts of every field: places, sizes, stages, legal forms.
_GENERAL = (
    "eu kr lu us usa uk eur krw co2 trl sme smes oem odm pme kmu gmbh sarl ag sa ltd eurostars eureka ceo it ict rd",
    "nda mou kg kw mw gw kwh mwh gwh kpa mpa ghz mhz jv b2b ok faq pdf ip",
)
_EVERYWHERE = frozenset(word for words in _GENERAL for word in words.split())


def find_terms(text: str) -> set[str]:
    """Return the words with two capitals, or a capital and a digit, in small letters; those of every field left out."""
    words = _TERM.findall(text.translate(_SUBSCRIPTS))
    found = {word.lower() for word in words if _is_term(word)}
    return found - _EVERYWHERE


def _is_term(word: str) -> bool:
    capitals = sum(letter.isupper() for letter in word)
    return len(word) > 1 and (capitals > 1 or (capitals == 1 and any(letter.isdigit() for letter in word)))


def number_terms(texts: Sequence[Iterable[str]]) -> NDArray[np.int32]:
    """Return the terms of each project's texts, a number for each term, (projects, most terms of any)."""
    found = [sorted({term for passage in passages for term in find_terms(passage)})[:MOST_TERMS] for passages in texts]
    table = np.full((len(texts), max(map(len, found), default=0)), NO_TERM, dtype=np.int32)
    for row, terms in enumerate(found):
        table[row, : len(terms)] = [zlib.crc32(term.encode()) % (2**31 - 1) + 1 for term in terms]
    return table
