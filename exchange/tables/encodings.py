"""In which encoding a text was written, by the evidence of the whole of it."""

import codecs
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchange.errors import SpreadsheetRefusedError
from taxonomy.languages import HANGUL

KOREAN = "cp949"
WESTERN = ("cp1252", "iso8859-15", "mac_roman", "cp850")
"""Of those that fit equally well the first is taken."""
CHOICES = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    KOREAN: gettext_lazy("Korean (cp949, EUC-KR)"),
    "cp1252": gettext_lazy("Western European (Windows-1252)"),
    "iso8859-15": gettext_lazy("Western European (ISO 8859-15)"),
    "mac_roman": gettext_lazy("Western European (Mac)"),
    "cp850": gettext_lazy("Western European (MS-DOS)"),
}
LEAST_SHARE = 0.5  # of the letters beyond ASCII that must fit; below it, a guess does not hold
UTF16_SAMPLE = 4000
LEAST_PAIRS = 4  # of a zero and a letter of ASCII; other texts have no zeros at all
ASCII = 128
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_LATIN_LETTERS = "àâäæçéèêëîïôöœùûüÿßáíóúñåøÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸÅØÑ"
_SIGNS = "\u00a0«»‘’“”„‚–—…€°²³·§©®™•†‹›&±×½µ№"
_WORDS = re.compile(rf"(?<=[A-Za-z\W])[{_LATIN_LETTERS}]+(?=[a-z\W]|[A-Z]|$)")


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    is_guess: bool = False


def decode_text(content: bytes, chosen: str = "") -> Decoded:
    """The text in the chosen encoding, or in the one that fits best. Raises SpreadsheetRefusedError."""
    if chosen:
        return Decoded(_decode_strictly(content, "utf-8-sig" if chosen == "utf-8" else chosen), chosen)
    if encoding := _utf16(content):
        return Decoded(_decode_strictly(content, encoding), "utf-16")
    with suppress(UnicodeDecodeError):
        return Decoded(content.decode("utf-8-sig"), "utf-8")
    if (korean := _as_korean(content)) is not None:
        return Decoded(korean, KOREAN, is_guess=True)
    return _as_western(content)


def _utf16(content: bytes) -> str:
    """The UTF-16 in which the file is written, if it is; without its mark ASCII has every second byte 0."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = content[:UTF16_SAMPLE]
    pairs = Counter(zip(sample[0::2], sample[1::2], strict=False))
    little = sum(count for (first, second), count in pairs.items() if second == 0 and 0 < first < ASCII)
    big = sum(count for (first, second), count in pairs.items() if first == 0 and 0 < second < ASCII)
    if (0, 0) in pairs or len(content) % 2 or max(little, big) < LEAST_PAIRS:
        return ""
    if min(little, big):  # zeros strewn into another text
        return ""
    return "utf-16-le" if little else "utf-16-be"


def _decode_strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding.startswith("utf-16"):
            damaged = _("The file is incomplete or damaged. Save it again as CSV UTF-8.")
            raise SpreadsheetRefusedError(damaged) from error
        words = _("The file cannot be read in this encoding. Choose another one.")
        raise SpreadsheetRefusedError(words) from error


def _as_korean(content: bytes) -> str | None:
    """Two bytes make a sign in it, so that Western text rarely passes, and then with lone signs inside its words."""
    try:
        text = content.decode(KOREAN)
    except UnicodeDecodeError:
        return None
    foreign = fitting = 0
    for run in _NOT_ASCII.finditer(text):
        foreign += len(run[0])
        around = text[max(0, run.start() - 1) : run.start()] + text[run.end() : run.end() + 1]
        is_alone = len(run[0]) == 1 and any(sign.isascii() and sign.isalpha() for sign in around)
        is_signs_alone = not HANGUL.search(run[0]) and not any("\u4e00" <= sign <= "\u9fff" for sign in run[0])
        fitting += 0 if is_alone or (is_signs_alone and len(run[0]) == 1) else len(run[0])
    return text if foreign and fitting >= foreign * LEAST_SHARE else None


def _as_western(content: bytes) -> Decoded:
    best, share = "", 0.0
    for encoding in WESTERN:
        try:
            found = _share_of_words(content.decode(encoding))
        except UnicodeDecodeError:
            continue
        if found > share:
            best, share = encoding, found
    if share < LEAST_SHARE:
        raise SpreadsheetRefusedError(
            _(
                "The characters of the file cannot be recognised: it fits none of the encodings of our countries. In "
                "your spreadsheet program, choose “Save as” and “CSV UTF-8”."
            )
        )
    return Decoded(content.decode(best), best, is_guess=True)


def _share_of_words(text: str) -> float:
    """How many of the signs beyond ASCII are letters of our languages inside words, or signs that texts have."""
    foreign = sum(len(run) for run in _NOT_ASCII.findall(text))
    fitting = sum(len(found) for found in _WORDS.findall(text)) + sum(text.count(sign) for sign in _SIGNS)
    return fitting / foreign if foreign else 1.0
