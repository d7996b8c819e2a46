"""What the companies answer to a suggested match."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Company
from companies.services.standing import obstacle_between
from jobs.sweeps import for_all_rows
from matching.errors import AlreadyDecidedError, NoLongerOpenError, NotYourMatchError, SuggestionChangedError
from matching.models import Answer, DeclineReason, Match, MatchStatus, Response
from matching.queries import responses_of_round
from matching.services.emails import email_decline
from matching.signals import match_introduced
from values.errors import Difference, ReasonMissingError


@transaction.atomic
def answer_match(
    match: Match, *, company: Company, user: User, round_seen: int, answer: str, reason: str = "", comment: str = ""
) -> Response:
    """Record a company's answer; both interested is told upward and introduces the two, one decline closes the match.

    The match's row is the lock, so that two answers at once are taken one after the other. `round_seen` is the round
    of the suggestion that was read. Raises NotYourMatchError, NoLongerOpenError (also while a company is
    suspended), ReasonMissingError, AlreadyDecidedError (a colleague answered first), SuggestionChangedError (an earlier
    round was read).
    """
    if answer == Answer.DECLINED and reason not in DeclineReason.values:
        raise ReasonMissingError(_("Choose a reason first: the matching system learns from it."))
    _require_acting(match, company)
    locked = Match.objects.select_for_update(of=("self",)).with_projects().get(pk=match.pk)
    _require_side(locked, company)
    _require_open(locked, company)
    _require_round(locked, round_seen)
    response = Response.objects.create(
        match=locked,
        round=locked.round,
        company=company,
        user=user,
        answer=answer,
        reason=reason if answer == Answer.DECLINED else "",
        comment=comment,
    )
    _follow_up(locked, response)
    return response


def _require_acting(match: Match, company: Company) -> None:
    """Locks both companies first, as a suspension does, so that of the two at once one comes first."""
    sides = Company.objects.filter(pk__in=(match.korean_project.company_id, match.luxembourg_project.company_id))
    if reason := obstacle_between(*sides, reader=company):
        raise NoLongerOpenError(reason)


def _require_side(match: Match, company: Company) -> None:
    if company.pk not in (match.korean_project.company_id, match.luxembourg_project.company_id):
        raise NotYourMatchError


def _require_open(match: Match, company: Company) -> None:
    earlier = responses_of_round(match).filter(company=company).select_related("user").first()
    if earlier is not None:
        raise AlreadyDecidedError(
            _("%(person)s has already answered on behalf of your company. Answer: %(answer)s.")
            % {"person": earlier.user or _("A colleague"), "answer": earlier.get_answer_display()}
        )
    if match.status != MatchStatus.APPROVED:
        raise NoLongerOpenError(
            _("This suggestion is no longer open. Status: %(status)s.") % {"status": match.get_status_display()}
        )


def _require_round(match: Match, round_seen: int) -> None:
    if match.round != round_seen:
        text = _("The pair was suggested again, based on the current texts of both projects.")
        raise SuggestionChangedError(
            _("Nothing was recorded: this suggestion has changed since you read it. %(changes)s") % {"changes": text},
            changes=[Difference("round", text)],
        )


def _follow_up(match: Match, response: Response) -> None:
    now = timezone.now()
    if response.answer == Answer.DECLINED:
        _move(match, {"status": MatchStatus.DECLINED, "updated_at": now})
        email_decline(match, declined_by=response.company)
    elif responses_of_round(match).filter(answer=Answer.INTERESTED).count() == 2:  # both sides
        _move(match, {"status": MatchStatus.INTRODUCED, "introduced_at": now, "updated_at": now})
        match_introduced.send(sender=Match, match_id=match.pk)


def _move(match: Match, values: dict[str, object]) -> None:
    Match.objects.filter(pk=match.pk, status=MatchStatus.APPROVED).update(**values)
    match.refresh_from_db()


def expire_overdue_matches() -> int:
    """Close suggestions whose answer period is over. Returns how many."""
    return len(for_all_rows("matching.expire_matches", Match.objects.overdue().order_by("pk"), _expire))


def _expire(match_ids: list[int]) -> list[int]:
    overdue = Match.objects.overdue().filter(pk__in=match_ids).order_by("pk")
    ended = list(overdue.select_for_update(of=("self",)).values_list("pk", flat=True))
    Match.objects.filter(pk__in=ended).update(status=MatchStatus.EXPIRED, updated_at=timezone.now())
    return ended
