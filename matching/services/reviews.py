"""Staff decisions on matches: one winner per match and round, everything recorded, mail in the same transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Company, Project
from jobs.clock import database_now
from matching.errors import AlreadyDecidedError, MatchChangedError, NoLongerOpenError
from matching.models import ANSWER_PERIOD, Match, MatchStatus, RejectionReason, Review, ReviewDecision
from matching.seen import Seen, changes_between, seen_of
from matching.services.emails import email_suggestion
from matching.services.webhook_publishers import publish_match_approved
from values.errors import PortalError, ReasonMissingError


@transaction.atomic
def approve_match(match: Match, *, reviewer: User, seen: Seen, comment: str = "") -> Match:
    """Suggest this match, as the reviewer has seen it, to both companies.

    Raises AlreadyDecidedError for the second of two reviewers, NoLongerOpenError when a project is no longer public,
    MatchChangedError when the match or a project is not as it was seen.
    """
    current = _lock_match(match)
    _require_public_projects(current)
    _require_as_seen(current, seen)
    now = database_now()
    _decide(current, status=MatchStatus.APPROVED, approved_at=now, expires_at=now + ANSWER_PERIOD, updated_at=now)
    _record(current, seen, reviewer=reviewer, decision=ReviewDecision.APPROVE, comment=comment)
    email_suggestion(current)
    publish_match_approved(current)
    return current


@transaction.atomic
def reject_match(match: Match, *, reviewer: User, seen: Seen, reason: str, comment: str = "") -> Match:
    """Keep this pair apart, with the reason. Raises ReasonMissingError, AlreadyDecidedError, NoLongerOpenError,
    MatchChangedError."""
    if reason not in RejectionReason.values:
        raise ReasonMissingError(_("Choose a reason first: the matching system learns from it."))
    current = _lock_match(match)
    _require_as_seen(current, seen)
    _decide(current, status=MatchStatus.REJECTED, updated_at=timezone.now())
    _record(current, seen, reviewer=reviewer, decision=ReviewDecision.REJECT, reason=reason, comment=comment)
    return current


def _lock_match(match: Match) -> Match:
    """The match as it is now. Until the transaction ends nobody edits its projects, scores or decides it.

    Companies, projects, match, each in id order: as everybody else locks them, so that nobody waits in a circle.
    """
    sides = [match.korean_project_id, match.luxembourg_project_id]
    list(Company.objects.select_for_update(of=("self",), no_key=True).filter(projects__in=sides).order_by("pk"))
    list(Project.objects.select_for_update(no_key=True).filter(pk__in=sides).order_by("pk"))
    current = Match.objects.select_for_update(of=("self",)).with_profiles().get(pk=match.pk)
    if current.status != MatchStatus.PROPOSED:
        raise _explain_lost_race(current)
    return current


def _require_as_seen(match: Match, seen: Seen) -> None:
    changes = changes_between(seen, seen_of(match))
    if changes:
        words = {"changes": " ".join(change.text for change in changes)}
        raise MatchChangedError(
            _("Nothing was decided: this match has changed since you read it. %(changes)s") % words, changes=changes
        )


def _decide(match: Match, **values: object) -> None:
    Match.objects.filter(pk=match.pk).update(**values)
    match.refresh_from_db(fields=list(values))


def _record(match: Match, seen: Seen, **decision: object) -> None:
    Review.objects.create(
        match=match,
        round=seen.round,
        evidence=match.explanation,
        score_seen=seen.score,
        digest_seen=seen.digest,
        weights_version=match.weights_version,
        **decision,
    )


def _explain_lost_race(match: Match) -> PortalError:
    review = Review.objects.filter(match=match, round=match.round).select_related("reviewer").first()
    if review is None:
        return NoLongerOpenError(
            _("This match is no longer waiting for a decision: one of the projects has changed or is no longer public.")
        )
    return AlreadyDecidedError(
        _("%(reviewer)s has already decided on this match. Decision: %(decision)s.")
        % {"reviewer": review.reviewer or _("Someone else"), "decision": review.get_decision_display()}
    )


def _require_public_projects(match: Match) -> None:
    sides = [match.korean_project_id, match.luxembourg_project_id]
    if Project.objects.published().filter(pk__in=sides).count() < len(sides):
        raise NoLongerOpenError(_("One of the two projects is no longer public, so this match cannot be suggested."))


@dataclass(slots=True)
class BulkOutcome:
    """What became of several decisions made at once."""

    decided: int = 0
    refusals: list[str] = field(default_factory=list)
    changed: list[Match] = field(default_factory=list)


def decide_matches(
    matches: Iterable[tuple[Match, Seen]], *, reviewer: User, decision: str, reason: str = "", comment: str = ""
) -> BulkOutcome:
    """Decide each on its own: one that was decided or has changed meanwhile does not stop the others.

    What has changed is left undecided, and is in `changed`.
    """
    outcome = BulkOutcome()
    for match, seen in matches:
        try:
            if decision == ReviewDecision.APPROVE:
                approve_match(match, reviewer=reviewer, seen=seen, comment=comment)
            else:
                reject_match(match, reviewer=reviewer, seen=seen, reason=reason, comment=comment)
            outcome.decided += 1
        except MatchChangedError:
            outcome.changed.append(match)
        except (AlreadyDecidedError, NoLongerOpenError) as error:
            outcome.refusals.append(str(error))
    return outcome
