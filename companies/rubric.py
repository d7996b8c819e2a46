"""The Enterprise Europe Network's rubric for cooperation profiles (2016): four criteria, 0 to 5 points each.

Ten points or more publish, five to nine hold, fewer, or a zero in any criterion, send the profile back.
"""

from dataclasses import dataclass
from enum import StrEnum

LOWEST_SCORE = 0
HIGHEST_SCORE = 5
HOLD_FROM = 5
PUBLISH_FROM = 10
REASON_LENGTH = 2000
CRITERIA = ("advantages", "clarity", "cooperation", "guidelines")
HIGHEST_TOTAL = HIGHEST_SCORE * len(CRITERIA)


class RubricVerdict(StrEnum):
    PUBLISH = "publish"
    HOLD = "hold"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Scores:
    """Points for advantages and innovation, clarity and coherence, cooperation expectations, guidelines and language.

    Raises ValueError for points outside 0 to 5.
    """

    advantages: int
    clarity: int
    cooperation: int
    guidelines: int

    def __post_init__(self) -> None:
        if not all(LOWEST_SCORE <= points <= HIGHEST_SCORE for points in self.values()):
            raise ValueError("A criterion gets 0 to 5 points.")

    def values(self) -> tuple[int, int, int, int]:
        return self.advantages, self.clarity, self.cooperation, self.guidelines

    @property
    def total(self) -> int:
        return sum(self.values())

    @property
    def failed(self) -> tuple[str, ...]:
        """The criteria with no point at all, each enough to send the profile back."""
        return tuple(name for name, points in zip(CRITERIA, self.values(), strict=True) if points == LOWEST_SCORE)


def judge(scores: Scores) -> RubricVerdict:
    if scores.failed or scores.total < HOLD_FROM:
        return RubricVerdict.RETURN
    return RubricVerdict.HOLD if scores.total < PUBLISH_FROM else RubricVerdict.PUBLISH
