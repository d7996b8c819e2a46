"""The order in which a reader looks for names, as a key that sorts alike on every server."""

import unicodedata

from taxonomy.languages import HANGUL
from taxonomy.romanisation import blank_legal_forms

LONGEST_KEY = 200
# Letters that Unicode does not take apart, as the dictionaries of German, French and Luxembourgish place them.
_TOGETHER = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})


def alphabet_key(name: str) -> str:
    """Where a name stands in a list, compared letter by letter: Hangul before Latin letters, as Korean lists have it.

    Accents and case decide nothing (Bëschblick stands before Bodenheim, Éisleker among E), nor do Korean legal forms
    before a name (㈜한빛 stands among ㅎ).
    """
    bare = _bare_of(name)
    if HANGUL.match(bare):
        return f"0{bare}"[:LONGEST_KEY]
    plain = unicodedata.normalize("NFKD", bare.casefold().translate(_TOGETHER))
    return f"1{''.join(letter for letter in plain if not unicodedata.combining(letter))}"[:LONGEST_KEY]


def _bare_of(name: str) -> str:
    composed = unicodedata.normalize("NFKC", name)
    first = HANGUL.search(composed)
    without_form = blank_legal_forms(name) if first else composed
    return " ".join(unicodedata.normalize("NFKC", without_form).split()) or composed
