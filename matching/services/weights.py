"""Which weights are in force, and learning new ones from what staff and companies decided."""

from dataclasses import dataclass

import numpy as np
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from matching.engine.learning import Evidence, Figures, fit_weights, likelihood_error, measure, validate_weights
from matching.engine.weights import DEFAULT_WEIGHTS, Weights
from matching.errors import TooFewDecisionsError
from matching.models import Answer, DeclineReason, RejectionReason, Review, ReviewDecision, WeightsVersion
from matching.queries import adopted_weights, decided_reviews

FEWEST_DECISIONS, FEWEST_OF_A_KIND = 60, 15
# Reasons that say nothing about how well two projects fit.
BESIDE_THE_POINT = {RejectionReason.KNOWN, RejectionReason.CONFLICT, RejectionReason.QUALITY, RejectionReason.OTHER}
DOES_NOT_FIT = {DeclineReason.NO_FIT, DeclineReason.COMPETITOR}
SEED = 20261124  # the halvings of the validation are the same each time


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was learnt: figures on companies not seen in fitting, and whether the new weights are the better ones."""

    version: WeightsVersion
    decisions: int
    before: Figures
    after: Figures
    likelihood_error: float | None = None

    @property
    def is_better(self) -> bool:
        return self.after.auc > self.before.auc and self.after.loss < self.before.loss


def weights_in_force() -> Weights:
    adopted = adopted_weights()
    return DEFAULT_WEIGHTS if adopted is None else _read(adopted)


def weights_of(version: str) -> Weights:
    """The weights of this version, those that ship with the engine when it is theirs or unknown."""
    row = WeightsVersion.objects.filter(version=version).first()
    return DEFAULT_WEIGHTS if row is None else _read(row)


def _read(row: WeightsVersion) -> Weights:
    """A version learnt for an engine with other criteria is of no use to this one: its own weights serve then."""
    try:
        return Weights(version=row.version, **row.weights)
    except (TypeError, ValueError):
        return DEFAULT_WEIGHTS


@transaction.atomic
def propose_weights() -> Proposal:
    """Fit weights on all decisions and keep them as a version nobody has adopted yet.

    Raises TooFewDecisionsError, and then nothing is changed.
    """
    evidence = collect_evidence()
    _require_enough(evidence)
    start = weights_in_force()
    validation = validate_weights(evidence, start, np.random.default_rng(SEED))
    if validation is None:
        raise TooFewDecisionsError(
            _("The decisions concern too few companies to test new weights. Nothing was changed.")
        )
    fitted = fit_weights(evidence, start)
    version = WeightsVersion.objects.create(
        version=_next_version(),
        weights=_written(fitted),
        figures={
            "decisions": len(evidence),
            "before": validation.before._asdict(),
            "after": validation.after._asdict(),
            "on_the_decisions_themselves": measure(evidence, fitted)._asdict(),
        },
    )
    return Proposal(version, len(evidence), validation.before, validation.after, likelihood_error(evidence))


def _require_enough(evidence: list[Evidence]) -> None:
    good = sum(item.is_good for item in evidence)
    if len(evidence) < FEWEST_DECISIONS or min(good, len(evidence) - good) < FEWEST_OF_A_KIND:
        raise TooFewDecisionsError(
            _(
                "Too few decisions to learn from: %(good)d good and %(bad)d bad pairs so far; at least "
                "%(all)d in total and %(kind)d of each kind are needed. Nothing was changed."
            )
            % {"good": good, "bad": len(evidence) - good, "all": FEWEST_DECISIONS, "kind": FEWEST_OF_A_KIND}
        )


def _next_version() -> str:
    return f"learnt-{timezone.now():%Y-%m-%d}-{WeightsVersion.objects.count() + 1}"


def _written(weights: Weights) -> dict[str, object]:
    fields = ("criteria", "conditions", "penalties")
    return {field: {str(name): value for name, value in getattr(weights, field).items()} for field in fields}


@transaction.atomic
def adopt_weights(version: WeightsVersion, *, by: User) -> WeightsVersion:
    """Let every run from now on use this version. Adopting an older one again is how to go back."""
    version.adopted_at, version.adopted_by = timezone.now(), by
    version.save(update_fields=["adopted_at", "adopted_by"])
    return version


def collect_evidence() -> list[Evidence]:
    """One piece of evidence for each review whose outcome says something about how well the pair fits.

    What the companies answered in that round outweighs what staff thought before them.
    """
    return [item for review in decided_reviews() if (item := _evidence_of(review)) is not None]


def _evidence_of(review: Review) -> Evidence | None:
    verdict = _verdict_of(review)
    if verdict is None or not review.evidence:
        return None
    match = review.match
    return Evidence(
        values={row["name"]: (row["korean_seeks"], row["luxembourg_seeks"]) for row in review.evidence["criteria"]},
        is_good=verdict,
        korean_company=match.korean_project.company_id,
        luxembourg_company=match.luxembourg_project.company_id,
        likelihood=review.evidence.get("likelihood"),
    )


def _verdict_of(review: Review) -> bool | None:
    answers = [response for response in review.match.responses.all() if response.round == review.round]
    if any(response.reason in DOES_NOT_FIT for response in answers):
        return False
    if any(response.answer == Answer.INTERESTED for response in answers):
        return True
    if review.decision == ReviewDecision.REJECT:
        return None if review.reason in BESIDE_THE_POINT else False
    return True
