"""Which companies may be one and the same: names reduced to what stays when script, suffix and accents change."""

import re
import unicodedata

INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
VOWELS = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo"),
    *("u", "wo", "we", "wi", "yu", "eu", "ui", "i"),
)
FINALS = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p"),
    *("t", "t", "ng", "t", "t", "k", "t", "p", "t"),
)
FIRST_SYLLABLE, LAST_SYLLABLE = 0xAC00, 0xD7A3

# Longest first; each stands at the end of a name (Korean ones also at its beginning).
LEGAL_FORMS = re.compile(
    r"\b(gmbh & co kg|co ltd|company limited|corporation|corp|inc|incorporated|limited|ltd|llc|plc|company|co"
    r"|s a r l s|s a r l|sarl s|sarl|s a s|sas|s a|sa|s c a|sca|s e c s|secs|s c|scs|gmbh|ag|se|kg|jusik hoesa)$"
)
KOREAN_FORMS = re.compile(r"주식회사|유한책임회사|유한회사|합자회사|합명회사|\((주|유)\)|㈜")
# Spellings under which the same sound is often written in Latin script, whatever the way of romanising.
LOOSE_SPELLINGS = (
    *(("tech", "tek"), ("sch", "s"), ("sh", "s"), ("ch", "j"), ("ph", "p"), ("qu", "k"), ("x", "ks")),
    *(("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("q", "k"), ("z", "j"), ("v", "p"), ("f", "p")),
    *(("oo", "u"), ("ee", "i"), ("eo", "o"), ("eu", "u"), ("ae", "e"), ("oe", "e"), ("y", "i")),
    *(("g", "k"), ("d", "t"), ("b", "p"), ("r", "l")),
)
SHORTEST_SKELETON = 4  # below, too many names have the same consonants


def name_keys(*names: str) -> list[str]:
    """The keys of a company's names, sorted, each once: two companies with a key in common may be the same one.

    Per name one of its sounds and one, begun with `~`, of its consonants alone: it brings `에코그린` and `Ecogreen`
    together, and now and then two companies that are not the same.
    """
    bare_names = [bare for name in names if (bare := bare_name(name))]
    keys = {loosen(bare.replace(" ", ""))[:80] for bare in bare_names}
    skeletons = {skeleton(bare)[:80] for bare in bare_names}
    return sorted(keys | {f"~{bones}" for bones in skeletons if len(bones) >= SHORTEST_SKELETON})


def bare_name(name: str) -> str:
    """Small Latin words without the legal form: `HANBIT Co., Ltd.` gives `hanbit`, `㈜한빛` gives `hanbit`.

    A name that is nothing but a legal form stays.
    """
    without_form = KOREAN_FORMS.sub(" ", unicodedata.normalize("NFKC", name.replace("㈜", "(주)")))
    words = re.sub(r"[^a-z0-9]+", " ", fold_accents(romanise(without_form).lower())).strip()
    return strip_legal_form(words) or words


def romanise(text: str) -> str:
    """Hangul in Latin letters, syllable by syllable: Revised Romanisation without its changes between syllables."""
    return "".join(map(_romanise_character, unicodedata.normalize("NFC", text)))


def _romanise_character(character: str) -> str:
    code = ord(character)
    if not FIRST_SYLLABLE <= code <= LAST_SYLLABLE:
        return character
    rest, final = divmod(code - FIRST_SYLLABLE, len(FINALS))
    initial, vowel = divmod(rest, len(VOWELS))
    return INITIALS[initial] + VOWELS[vowel] + FINALS[final]


def fold_accents(text: str) -> str:
    """Without accents; letters that are two in other spellings are written as two."""
    replaced = text.replace("ß", "ss").replace("œ", "oe").replace("æ", "ae").replace("ø", "o")
    decomposed = unicodedata.normalize("NFKD", replaced)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def strip_legal_form(words: str) -> str:
    """Without `co ltd`, `s a r l` and the like at the end, as often as there are any; empty when nothing else is."""
    while (shorter := LEGAL_FORMS.sub("", words).strip()) != words:
        words = shorter
    return words


def loosen(key: str) -> str:
    """Spellings that differ between ways of romanising become the same; doubled letters become single."""
    for written, common in LOOSE_SPELLINGS:
        key = key.replace(written, common)
    return re.sub(r"(.)\1+", r"\1", key)


def skeleton(words: str) -> str:
    """The consonants alone, without the r that Korean leaves out at the end of a foreign word."""
    sounds = loosen(re.sub(r"(?<=[aeou])r\b", "", words).replace(" ", ""))
    return re.sub(r"[aeiou]", "", sounds)
