"""How many guesses a password is worth: what everybody chooses counts as one, however long it is. No database."""

from functools import cache
from pathlib import Path
from unicodedata import category, normalize

from taxonomy.romanisation import FIRST_SYLLABLE, romanise
from taxonomy.words import HANGUL

LISTS = Path(__file__).parent / "common_passwords"
SHORTEST_PIECE = 3
AS_LETTERS = (str.maketrans("", ""), str.maketrans("013457@$!", "oieastasi"), str.maketrans("013457@$!", "oleastasl"))
"""Digits and signs as themselves, and as the letters they stand for."""
ROWS = (
    *("abcdefghijklmnopqrstuvwxyz", "01234567890", "13579", "24680", "!@#$%^&*()"),
    *("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn"),
    *("1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp", "1q2w3e4r5t6y7u8i9o0p"),
    *("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", "가나다라마바사아자차카타파하", "아야어여오요우유으이"),
)

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS: tuple[str, ...] = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
KEYS = str.maketrans(
    dict(zip("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", "qwertyuiopasdfghjklzxcvbnm", strict=True))
    | dict(zip("ㅃㅉㄸㄲㅆㅒㅖ", "qwertop", strict=True))
    | {"ㅘ": "hk", "ㅙ": "ho", "ㅚ": "hl", "ㅝ": "nj", "ㅞ": "np", "ㅟ": "nl", "ㅢ": "ml", "ㅄ": "qt", "ㄳ": "rt"}
    | {"ㄵ": "sw", "ㄶ": "sg", "ㄺ": "fr", "ㄻ": "fa", "ㄼ": "fq", "ㄽ": "ft", "ㄾ": "fx", "ㄿ": "fv", "ㅀ": "fg"}
)
"""The letters of Hangul on a Korean keyboard, without capitals."""


def guesses(password: str) -> int:
    """In how many pieces a guesser who knows our lists would put it together; every other character is a piece."""
    keys = _plain(password)
    return min(_fewest_pieces(keys.translate(letters)) for letters in AS_LETTERS)


def _fewest_pieces(text: str) -> int:
    fewest = [0]
    for end in range(1, len(text) + 1):
        fewest.append(1 + min(fewest[start] for start in range(end) if _is_piece(text, start, end)))
    return fewest[-1]


def _is_piece(text: str, start: int, end: int) -> bool:
    piece = text[start:end]
    if len(set(piece)) == 1:
        return True
    if len(piece) < SHORTEST_PIECE:
        return False
    is_repeated = piece == text[max(0, start - len(piece)) : start]
    return is_repeated or piece in _words() or _is_year(piece) or any(piece in row for row in _rows())


def _is_year(piece: str) -> bool:
    return len(piece) == 4 and piece.isdecimal() and piece[:2] in ("19", "20")


@cache
def _words() -> frozenset[str]:
    """Korean words also as they are written in Latin letters."""
    words = [word for path in sorted(LISTS.glob("*.txt")) for word in path.read_text("utf-8").split()]
    spelt = {_plain(word) for word in words} | {romanise(word) for word in words if HANGUL.search(word)}
    return frozenset(word for word in spelt if len(word) >= SHORTEST_PIECE)


@cache
def _rows() -> tuple[str, ...]:
    plain = [_plain(row) for row in ROWS]
    return (*plain, *(row[::-1] for row in plain))


def _plain(text: str) -> str:
    """Without capitals and accents, Korean as its keys on a Latin keyboard, as which it is often typed."""
    bare = "".join(sign for sign in normalize("NFD", text) if category(sign) != "Mn")
    letters = "".join(_letters_of(sign) for sign in normalize("NFC", bare))
    return letters.translate(KEYS).casefold()


def _letters_of(sign: str) -> str:
    place = ord(sign) - FIRST_SYLLABLE
    if not 0 <= place < len(INITIALS) * len(VOWELS) * len(FINALS):
        return sign
    return INITIALS[place // 588] + VOWELS[place // 28 % 21] + FINALS[place % 28]
