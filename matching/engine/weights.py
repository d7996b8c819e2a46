"""The weights of the score, held as data so that they can be versioned and compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Criterion(StrEnum):
    """What makes a pair worth introducing, weighed into a mean; the order is the order of explanations."""

    MEANING = "meaning"
    CONCEPTS = "concepts"
    GREEN = "green"
    DIGITAL = "digital"


class Condition(StrEnum):
    """What must be given besides: no merit when it is, a loss when it is not."""

    COOPERATION = "cooperation"
    MATURITY = "maturity"
    LANGUAGES = "languages"


class Penalty(StrEnum):
    """What speaks against a pair, whatever else fits."""

    COMPETITOR = "competitor"
    EXCLUDED = "excluded"


# What a criterion counts of which nothing is known: about what unrelated projects earn, so neither praise nor gap.
UNKNOWN = 0.25


def _frozen(values: dict[str, float]) -> Mapping[str, float]:
    return MappingProxyType(values)


@dataclass(frozen=True, slots=True)
class Weights:
    """Relative weights of the criteria (at least 0) and strengths of the conditions and penalties (0 to 1).

    A strength of 0.4 means that a pair which fails the condition, or earns the penalty, in full keeps 60 % of its
    score.
    """

    version: str = "3"
    criteria: Mapping[str, float] = field(
        default_factory=lambda: _frozen(
            {
                Criterion.MEANING: 1.0,
                Criterion.CONCEPTS: 0.5,
                Criterion.GREEN: 0.1,
                Criterion.DIGITAL: 0.1,
            }
        )
    )
    conditions: Mapping[str, float] = field(
        default_factory=lambda: _frozen(
            {Condition.COOPERATION: 0.1, Condition.MATURITY: 0.6, Condition.LANGUAGES: 0.02}
        )
    )
    penalties: Mapping[str, float] = field(
        default_factory=lambda: _frozen({Penalty.COMPETITOR: 0.2, Penalty.EXCLUDED: 0.3})
    )

    def __post_init__(self) -> None:
        named = ((self.criteria, Criterion), (self.conditions, Condition), (self.penalties, Penalty))
        if any(set(values) != set(names) for values, names in named):
            raise ValueError("Weights must name every criterion, condition and penalty, and no other.")
        if any(weight < 0 for weight in self.criteria.values()) or not sum(self.criteria.values()):
            raise ValueError("Criterion weights must be at least 0 and not all 0.")
        if any(not 0 <= strength <= 1 for strength in (*self.conditions.values(), *self.penalties.values())):
            raise ValueError("Strengths of conditions and penalties must lie between 0 and 1.")


DEFAULT_WEIGHTS = Weights()
