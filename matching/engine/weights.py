"""The weights of the score, held as data so that they can be versioned and compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Criterion(StrEnum):
    """What a pair is judged by; the order is the order of explanations."""

    MEANING = "meaning"
    PASSAGES = "passages"
    TOPIC = "topic"
    COOPERATION = "cooperation"
    MATURITY = "maturity"
    GREEN = "green"
    DIGITAL = "digital"
    LANGUAGES = "languages"


class Penalty(StrEnum):
    """What speaks against a pair, whatever else fits."""

    COMPETITOR = "competitor"
    EXCLUDED = "excluded"


def _frozen(values: dict[str, float]) -> Mapping[str, float]:
    return MappingProxyType(values)


@dataclass(frozen=True, slots=True)
class Weights:
    """Relative weights of the criteria (at least 0) and strengths of the penalties (0 to 1).

    A strength of 0.4 means that a pair which earns the penalty in full keeps 60 % of its score.
    """

    version: str = "1"
    criteria: Mapping[str, float] = field(
        default_factory=lambda: _frozen(
            {
                Criterion.MEANING: 1.0,
                Criterion.PASSAGES: 0.4,
                Criterion.TOPIC: 0.15,
                Criterion.COOPERATION: 0.12,
                Criterion.MATURITY: 0.1,
                Criterion.GREEN: 0.08,
                Criterion.DIGITAL: 0.08,
                Criterion.LANGUAGES: 0.02,
            }
        )
    )
    penalties: Mapping[str, float] = field(
        default_factory=lambda: _frozen({Penalty.COMPETITOR: 0.4, Penalty.EXCLUDED: 0.3})
    )

    def __post_init__(self) -> None:
        if set(self.criteria) != set(Criterion) or set(self.penalties) != set(Penalty):
            raise ValueError("Weights must name every criterion and every penalty, and no other.")
        if any(weight < 0 for weight in self.criteria.values()) or not sum(self.criteria.values()):
            raise ValueError("Criterion weights must be at least 0 and not all 0.")
        if any(not 0 <= strength <= 1 for strength in self.penalties.values()):
            raise ValueError("Penalty strengths must lie between 0 and 1.")


DEFAULT_WEIGHTS = Weights()
