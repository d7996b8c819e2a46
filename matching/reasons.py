"""Explanations in words: what the engine's numbers mean to a reader, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CRITERION_LABELS: dict[str, Promise] = {
    "meaning": gettext_lazy("What one seeks, the other offers"),
    "passages": gettext_lazy("Each need finds an answer"),
    "topic": gettext_lazy("Same field"),
    "cooperation": gettext_lazy("Kind of cooperation and roles"),
    "maturity": gettext_lazy("Stage of development"),
    "green": gettext_lazy("Green objectives"),
    "digital": gettext_lazy("Digital technologies"),
    "languages": gettext_lazy("Common working language"),
    "competitor": gettext_lazy("Possible competitors"),
    "excluded": gettext_lazy("Something one side rules out"),
}
VERDICT_LABELS: dict[str, Promise] = {
    "MATCH": gettext_lazy("fits"),
    "GAP": gettext_lazy("gap"),
    "UNKNOWN": gettext_lazy("not stated"),
}
WARNINGS: dict[str, Promise] = {
    "competitor": gettext_lazy("The two offer and seek much the same: they may be competitors."),
    "excluded": gettext_lazy("One side names something it does not want, and the other comes close to it."),
    "trl_outside": gettext_lazy("A stage of development lies outside the range the other side accepts."),
    "role_conflict": gettext_lazy("No kind of cooperation in which the roles meet."),
    "no_common_language": gettext_lazy("They name no common working language."),
}


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion as it is drawn: values in percent (None: not stated), points out of 100 in the score."""

    name: str
    label: str
    verdict: str
    verdict_label: str
    korean_percent: int | None
    luxembourg_percent: int | None
    points: float


@dataclass(frozen=True, slots=True)
class Reasons:
    """A match's explanation, ready to be shown."""

    percent: int
    criteria: list[CriterionRow]
    korean_passages: list[Mapping[str, Any]]
    luxembourg_passages: list[Mapping[str, Any]]
    warnings: list[str]
    sentence: str


def tell_reasons(explanation: Mapping[str, Any]) -> Reasons:
    """Put a stored explanation into the active language."""
    rows = [_criterion_row(share) for share in explanation["criteria"]]
    passages = explanation["passages"]
    return Reasons(
        percent=round(100 * explanation["score"]),
        criteria=rows,
        korean_passages=[passage for passage in passages if passage["direction"] == "korean_seeks"],
        luxembourg_passages=[passage for passage in passages if passage["direction"] == "luxembourg_seeks"],
        warnings=[str(WARNINGS[code]) for code in explanation["against"] if code in WARNINGS],
        sentence=_tell_in_a_sentence(rows),
    )


def _criterion_row(share: Mapping[str, Any]) -> CriterionRow:
    return CriterionRow(
        name=share["name"],
        label=str(CRITERION_LABELS.get(share["name"], share["name"])),
        verdict=share["verdict"].lower(),
        verdict_label=str(VERDICT_LABELS[share["verdict"]]),
        korean_percent=_percent(share["korean_seeks"]),
        luxembourg_percent=_percent(share["luxembourg_seeks"]),
        points=100 * share["contribution"],
    )


def _percent(value: float | None) -> int | None:
    return None if value is None else round(100 * value)


def _tell_in_a_sentence(rows: list[CriterionRow]) -> str:
    """The one sentence a case manager would sign: what carries the score, and what to look at."""
    strong = [row.label for row in sorted(rows, key=lambda row: -row.points) if row.verdict == "match"][:3]
    weak = [row.label for row in rows if row.verdict == "gap"]
    if not strong:
        return _("The texts are near each other, but nothing is a clear fit: read both before you decide.")
    if not weak:
        return _("Fits in both directions: %(strong)s.") % {"strong": " · ".join(strong)}
    return _("Fits above all in: %(strong)s. Look at: %(weak)s.") % {
        "strong": " · ".join(strong),
        "weak": " · ".join(weak),
    }
