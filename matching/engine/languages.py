"""Which of the four languages a passage is written in: people do not always tick the one they write."""

import re

HANGUL = re.compile("[\uac00-\ud7a3]")
_WORDS = re.compile(r"[^\W\d_]+")
# Short words of grammar, none of which is a word of another of these languages.
_FREQUENT = {
    code: frozenset(words.split())
    for code, words in (
        ("en", "the and of with for we is our are who from by that its not no to or you without which any please"),
        (
            "fr",
            "le la les des et du une pour nous est dans avec sur qui aux par notre nos un ou pas ne sans que sont",
        ),
        ("de", "der die das und mit ein eine einen für wir ist auf von den im zu aus unser nicht kein keine oder ohne"),
    )
}


def recognise_language(text: str) -> str:
    """Return `ko`, `en`, `fr` or `de` where script and words of grammar say so plainly, and nothing elsewhere.

    Plainly: any Hangul, or more words of one language than of all others together.
    """
    if HANGUL.search(text):
        return "ko"
    words = _WORDS.findall(text.lower())
    counts = {code: sum(word in frequent for word in words) for code, frequent in _FREQUENT.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if 2 * counts[best] > sum(counts.values()) else ""
