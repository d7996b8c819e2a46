"""Yes and no, in the words and signs of four languages."""

import unicodedata

YES = frozenset(
    (
        *("yes", "y", "true", "1", "oui", "vrai", "ja", "wahr", "j", "예", "네", "그렇다", "해당", "해당함", "참"),
        *("o", "✓", "✔", "☑", "○", "◯", "●", "v"),
    )
)
NO = frozenset(
    (
        *(
            "no",
            "n",
            "false",
            "0",
            "non",
            "faux",
            "nein",
            "falsch",
            "아니오",
            "아니요",
            "아님",
            "해당없음",
            "해당 없음",
        ),
        *("미해당", "거짓", "x", "✗", "✘", "×", "☐"),
    )
)


def read_truth(text: str) -> bool | None:
    """None for what is neither."""
    word = unicodedata.normalize("NFKC", text).strip().casefold().rstrip(".!")
    if word in YES:
        return True
    return False if word in NO else None
