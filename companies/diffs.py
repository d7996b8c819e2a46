"""The difference between two texts word by word, short enough to read at a glance."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORD = re.compile(r"\s+|\w+|[^\w\s]")
CONTEXT_WORDS = 12  # kept on each side of a change; what lies between becomes an ellipsis
GAP = " … "


class DiffKind(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class DiffPart:
    kind: DiffKind
    text: str


def diff_words(before: str, after: str) -> list[DiffPart]:
    """The parts in reading order, what was removed before what was added in its place.

    Without gaps, the same and removed parts make up `before`, the same and added ones `after`.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    parts: list[DiffPart] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            parts.append(DiffPart(DiffKind.SAME, "".join(old[old_from:old_to])))
            continue
        parts += _part(DiffKind.REMOVED, old[old_from:old_to])
        parts += _part(DiffKind.ADDED, new[new_from:new_to])
    return parts


def shorten(parts: list[DiffPart]) -> list[DiffPart]:
    """The same without what lies far from every change."""
    shortened: list[DiffPart] = []
    for position, part in enumerate(parts):
        if part.kind != DiffKind.SAME:
            shortened.append(part)
            continue
        head = 0 if position == 0 else CONTEXT_WORDS * 2
        tail = 0 if position == len(parts) - 1 else CONTEXT_WORDS * 2
        shortened += _cut_middle(part, head, tail)
    return shortened


def _cut_middle(part: DiffPart, head: int, tail: int) -> Iterator[DiffPart]:
    tokens = WORD.findall(part.text)
    if len(tokens) <= head + tail + 1:
        yield part
        return
    yield from _part(DiffKind.SAME, tokens[:head])
    yield DiffPart(DiffKind.GAP, GAP)
    yield from _part(DiffKind.SAME, tokens[len(tokens) - tail :])


def _part(kind: DiffKind, tokens: list[str]) -> Iterator[DiffPart]:
    if tokens:
        yield DiffPart(kind, "".join(tokens))
