"""Staff decisions on matches: one winner per match and round, everything recorded, mail in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Project
from matching.errors import AlreadyDecidedError, NoLongerOpenError
from matching.models import ANSWER_PERIOD, Match, MatchStatus, RejectionReason, Review, ReviewDecision
from matching.services.emails import email_suggestion
from matching.services.webhook_publishers import publish_match_approved
from values.errors import PortalError, ReasonMissingError


@transaction.atomic
def approve_match(match: Match, *, reviewer: User, comment: str = "") -> Match:
    """Suggest this match to both companies. Raises AlreadyDecidedError for the second of two
    reviewers, NoLongerOpenError when a project is no longer public."""
    _require_public_projects(match)
    now = timezone.now()
    _decide(
        match,
        {"status": MatchStatus.APPROVED, "approved_at": now, "expires_at": now + ANSWER_PERIOD, "updated_at": now},
    )
    _record(match, reviewer=reviewer, decision=ReviewDecision.APPROVE, comment=comment)
    email_suggestion(match)
    publish_match_approved(match)
    return match


@transaction.atomic
def reject_match(match: Match, *, reviewer: User, reason: str, comment: str = "") -> Match:
    """Keep this pair apart, with the reason. Raises ReasonMissingError, AlreadyDecidedError."""
    if reason not in RejectionReason.values:
        raise ReasonMissingError(_("Choose a reason first: it is what the matching learns from."))
    _decide(match, {"status": MatchStatus.REJECTED, "updated_at": timezone.now()})
    _record(match, reviewer=reviewer, decision=ReviewDecision.REJECT, reason=reason, comment=comment)
    return match


def _record(match: Match, **decision: object) -> None:
    Review.objects.create(
        match=match,
        round=match.round,
        evidence=match.explanation,
        weights_version=match.weights_version,
        **decision,
    )


def _decide(match: Match, values: dict[str, object]) -> None:
    decided = Match.objects.filter(pk=match.pk, status=MatchStatus.PROPOSED, round=match.round).update(**values)
    if not decided:
        raise _explain_lost_race(match)
    match.refresh_from_db()


def _explain_lost_race(match: Match) -> PortalError:
    review = Review.objects.filter(match=match, round=match.round).select_related("reviewer").first()
    if review is None:
        return NoLongerOpenError(
            _("This match is no longer waiting for a decision: one of the projects has changed or left.")
        )
    return AlreadyDecidedError(
        _("%(reviewer)s was first: the match is already %(decision)s.")
        % {"reviewer": review.reviewer or _("Somebody else"), "decision": review.get_decision_display()}
    )


def _require_public_projects(match: Match) -> None:
    sides = [match.korean_project_id, match.luxembourg_project_id]
    if Project.objects.published().filter(pk__in=sides).count() < len(sides):
        raise NoLongerOpenError(_("One of the two projects is no longer public, so it cannot be suggested."))


@dataclass(slots=True)
class BulkOutcome:
    """What became of several decisions made at once."""

    decided: int = 0
    refusals: list[str] = field(default_factory=list)


def decide_matches(
    matches: Sequence[Match], *, reviewer: User, decision: str, reason: str = "", comment: str = ""
) -> BulkOutcome:
    """Decide each on its own: one that was decided meanwhile does not stop the others."""
    outcome = BulkOutcome()
    for match in matches:
        try:
            if decision == ReviewDecision.APPROVE:
                approve_match(match, reviewer=reviewer, comment=comment)
            else:
                reject_match(match, reviewer=reviewer, reason=reason, comment=comment)
            outcome.decided += 1
        except (AlreadyDecidedError, NoLongerOpenError) as refusal:
            outcome.refusals.append(str(refusal))
    return outcome
