"""Which companies may be one and the same: names reduced to what stays when script, suffix and accents change."""

import re
import unicodedata

from taxonomy.romanisation import blank_legal_forms, romanise

# Spellings under which the same sound is often written in Latin script, whatever the way of romanising.
LOOSE_SPELLINGS = (
    *(("tech", "tek"), ("sch", "s"), ("sh", "s"), ("ch", "j"), ("ph", "p"), ("qu", "k"), ("x", "ks")),
    *(("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("q", "k"), ("z", "j"), ("v", "p"), ("f", "p")),
    *(("oo", "u"), ("ee", "i"), ("eo", "o"), ("eu", "u"), ("ae", "e"), ("oe", "e"), ("y", "i")),
    *(("g", "k"), ("d", "t"), ("b", "p"), ("r", "l")),
)
# What legal forms leave behind when they are written in small letters or joined to one another.
LAST_WORDS = re.compile(r"(?<=\w)( (co|kg|ag|sa|se|sas|sca|company|corporation|limited|incorporated))+$")
JOINING_WORDS = re.compile(r"(?<=\w) (?:and|et|und)(?: (?=\w)|$)")  # `&`, in the languages of the registers
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
    return _words_of(blank_legal_forms(name)) or _words_of(name)


def _words_of(text: str) -> str:
    words = re.sub(r"[^a-z0-9]+", " ", romanise(unicodedata.normalize("NFKC", text))).strip()
    words = JOINING_WORDS.sub(" ", words).strip()
    return LAST_WORDS.sub("", words)


def loosen(key: str) -> str:
    """Spellings that differ between ways of romanising become the same; doubled letters become single."""
    for written, common in LOOSE_SPELLINGS:
        key = key.replace(written, common)
    return re.sub(r"(.)\1+", r"\1", key)


def skeleton(words: str) -> str:
    """The consonants alone, without the r that Korean leaves out at the end of a foreign word."""
    sounds = loosen(re.sub(r"(?<=[aeou])r\b", "", words).replace(" ", ""))
    return re.sub(r"[aeiou]", "", sounds)
