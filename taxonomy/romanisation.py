"""Names of companies across scripts: legal forms left out, Hangul romanised, spellings of one sound made equal."""

import re

from taxonomy.words import HANGUL, fold

FIRST_SYLLABLE = 0xAC00
INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
VOWELS = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae"),
    *("oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"),
)
FINALS = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l"),
    *("p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"),
)
LEGAL_FORMS = re.compile(
    r"[㈜㈔]|[(（]\s*[주유합재사농]\s*[)）]|주식회사|유한회사|유한책임회사|합자회사|합명회사|농업회사법인|어업회사법인"
    r"|영농조합법인|영어조합법인|사회적\s?협동조합|협동조합|재단법인|사단법인"
    r"|\bsociété (?:anonyme|en commandite (?:simple|par actions|spéciale)|coopérative|en nom collectif|européenne)"
    r"|\bgesellschaft mit beschränkter haftung|\baktiengesellschaft|\(haftungsbeschränkt\)"
    r"|\bs\.\s?e\.\s?(?:n\.\s?c|c\.\s?[as])\.|\bs\.?c\.?sp\b\.?|\ba\.?s\.?b\.?l\b\.?|\b(?:g\.\s?i\.\s?e|e\.\s?v)\."
    r"|\bco\s*\.?\s*,?\s*ltd\b\.?|\bs\s?\.?\s?[àa]\s?\.?\s?r\s?\.?\s?l\b\.?(?:-s\b)?|\bsociété à responsabilité limitée"
    r"|\b(?:ggmbh|scop|inc|corp|ltd|llc|plc|gmbh|sarl-s|sàrl-s)\b\.?|\bs\.\s?a\.(?:\s?s\.)?|\bs\.\s?c\.\s?(?:a|s)\.",
    re.IGNORECASE,
)
# Two capitals are a legal form only where a name ends, and only after one.
BARE_FORMS = re.compile(r"(?<=\w)[\s,]+(?:SA|AG|SE|SAS|SCA|SCS|SNC|SCI|GIE|SENC|SECS|KG|OHG|UG|JSC)\s*$")
SHORTEST_KEY = 4
# In this order; each pair of spellings stands for one Korean phonetic key, or for one that hands write either way.
SOUNDS = (
    ("yeo", "yo"), ("yu", "yo"), ("eo", "o"), ("eu", "o"), ("oo", "o"), ("ou", "o"), ("wo", "o"), ("u", "o"),
    ("ae", "e"), ("ai", "e"), ("oe", "e"), ("sh", "s"), ("th", "s"), ("ch", "j"), ("z", "j"),
    ("ck", "k"), ("c", "k"), ("q", "k"), ("g", "k"), ("d", "t"), ("b", "p"), ("v", "p"), ("f", "p"), ("r", "l"),
)  # fmt: skip


def blank_legal_forms(text: str) -> str:
    """The text with ㈜, (주), Co., Ltd., S.à r.l. and their like made blank; every other character keeps its place."""
    text = LEGAL_FORMS.sub(lambda match: " " * len(match[0]), text)
    return BARE_FORMS.sub(lambda match: " " * len(match[0]), text)


def romanise(text: str) -> str:
    """Hangul in Latin letters, syllable by syllable, by the Revised Romanisation (2000); the rest is folded.

    Sounds that change between syllables are left out: the name is looked for, not read aloud.
    """
    return "".join(_romanise_syllable(sign) if HANGUL.match(sign) else fold(sign) for sign in text)


def phonetic_key(name: str) -> str:
    """The key under which spellings of one Korean name meet: `한빛`, `Hanbit` and `Han-bit` give `hanpit`."""
    letters = re.sub(r"[^a-z0-9]", "", romanise(name))
    for written, key in SOUNDS:
        letters = letters.replace(written, key)
    return re.sub(r"(.)\1+", r"\1", letters)


def consonant_skeleton(name: str) -> str:
    """The consonants of `phonetic_key`: what a foreign name keeps when written in Hangul (`Renopath`, `리노패스`).

    `j` becomes `k`: the `ch` of chemistry and chorus is one or the other.
    """
    consonants = re.sub(r"[aeiouyw]", "", phonetic_key(name)).replace("j", "k")
    return re.sub(r"(.)\1+", r"\1", consonants)


def consonant_skeletons_of(name: str) -> set[str]:
    """The frames of a whole name and of its words, those of fewer than four letters left out."""
    words = blank_legal_forms(name).split()
    frames = {consonant_skeleton(word) for word in [*words, "".join(words)]}
    return {key for key in frames if len(key) >= SHORTEST_KEY}


def phonetic_keys_of(name: str) -> set[str]:
    """The keys of a whole name and of each word in it, those of fewer than four letters left out."""
    words = blank_legal_forms(name).split()
    keys = {phonetic_key(word) for word in [*words, "".join(words)]}
    return {key for key in keys if len(key) >= SHORTEST_KEY}


def _romanise_syllable(syllable: str) -> str:
    place = ord(syllable) - FIRST_SYLLABLE
    return INITIALS[place // 588] + VOWELS[place // 28 % 21] + FINALS[place % 28]
