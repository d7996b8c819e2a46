"""How many slips of the finger lie between two words."""

from collections.abc import Sequence

SHORTEST = 4


def slips(one: str, other: str) -> int:
    """The least number of letters put in, left out, changed, or swapped with the next (optimal string alignment)."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, sign in enumerate(other, 1):
            costs = [above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != sign)]
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == sign:
                costs.append(before[j - 2] + 1)
            row.append(min(costs))
        before, above = above, row
    return above[-1]


def allowed_slips(word: str) -> int:
    """None in a short word, which would become another; one up to seven letters, then two."""
    if len(word) < SHORTEST:
        return 0
    return 1 if len(word) <= 7 else 2


def is_near(typed: str, known: str) -> bool:
    allowed = allowed_slips(typed)
    return abs(len(typed) - len(known)) <= allowed and slips(typed, known) <= allowed


def nearest(typed: str, known: Sequence[tuple[str, str]]) -> str | None:
    """Of (word, key) pairs the word whose key is fewest slips away, with the same first letter if it can be."""
    ranked = sorted(known, key=lambda pair: (slips(typed, pair[1]), pair[1][:1] != typed[:1], pair[0]))
    return ranked[0][0] if ranked else None
