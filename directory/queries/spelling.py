"""The nearest known spelling of a word nobody wrote."""

from django.contrib.postgres.search import TrigramSimilarity

from directory.models import DirectoryWord
from directory.search.documents import key_of
from directory.search.spelling import is_near, nearest

LEAST_SIMILARITY = 0.3
MOST_CANDIDATES = 20
LONGEST_KEY = 60


def nearest_word(word: str) -> str | None:
    """The known word fewest slips away from `word`; None when none is near. Slips count in Latin letters."""
    key = key_of(word)
    if len(key) > LONGEST_KEY:
        return None
    near = DirectoryWord.objects.filter(key__trigram_similar=key).annotate(similarity=TrigramSimilarity("key", key))
    candidates = near.filter(similarity__gte=LEAST_SIMILARITY).order_by("-similarity", "word")
    rows = [row for row in candidates.values_list("word", "key")[:MOST_CANDIDATES] if is_near(key, row[1])]
    return nearest(key, rows)
