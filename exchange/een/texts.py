"""Texts of profiles: joined where the portal has one field for two, and shortened where it keeps less."""

import re

SENTENCE_END = re.compile(r"[.!?。]['\"”»)]?(?=\s|$)")
LEAST_SHARE = 0.5  # of the limit; an earlier end of a sentence would throw too much away


def join_texts(*texts: str) -> str:
    """Those that say something, each once, with a blank line between them."""
    return "\n\n".join(dict.fromkeys(text for text in texts if text))


def fit_text(text: str, limit: int) -> str:
    """The text when it fits, else its beginning up to the end of a sentence or word, at most `limit` characters."""
    if len(text) <= limit:
        return text
    ends = [found.end() for found in SENTENCE_END.finditer(text[: limit + 1]) if found.end() <= limit]
    if ends and ends[-1] >= limit * LEAST_SHARE:
        return text[: ends[-1]].rstrip()
    words = text[:limit].rpartition(" ")[0]
    return f"{(words if len(words) >= limit * LEAST_SHARE else text[: limit - 1]).rstrip()}…"
