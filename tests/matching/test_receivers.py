"""Whether mail about a match still leaves, by what became of the match since it was written."""

import pytest
from django.utils import timezone

from matching.models import Match, MatchStatus
from matching.services.emails import email_decline, email_suggestion
from matching.services.responses import answer_match
from notifications.models import EmailKind, OutboxEmail
from notifications.services.presend_checks import reason_to_cancel
from tests.factories import ApprovedMatchFactory, MembershipFactory, SavedSearchFactory, UserFactory

pytestmark = pytest.mark.django_db
CLOSED = "the suggestion is no longer open"


def suggested() -> tuple[Match, OutboxEmail]:
    match: Match = ApprovedMatchFactory()
    MembershipFactory(company=match.korean_project.company)
    email_suggestion(match)
    return match, OutboxEmail.objects.about(match).get()


@pytest.mark.parametrize("status", MatchStatus.values)
def test_a_suggestion_leaves_while_it_is_open(status: str) -> None:
    match, email = suggested()

    Match.objects.filter(pk=match.pk).update(status=status, introduced_at=timezone.now())

    assert reason_to_cancel(email) == ("" if status == MatchStatus.APPROVED else CLOSED)


def test_a_suggestion_of_an_earlier_round_stays_although_the_match_is_open_again() -> None:
    match, earlier = suggested()
    match.round += 1
    match.save(update_fields=["round"])

    email_suggestion(match)

    later = OutboxEmail.objects.about(match).exclude(pk=earlier.pk).get()
    assert (reason_to_cancel(earlier), reason_to_cancel(later)) == (CLOSED, "")


def test_a_suggestion_whose_match_is_gone_stays_and_is_kept() -> None:
    match, email = suggested()

    match.delete()

    assert reason_to_cancel(email) == CLOSED
    assert OutboxEmail.objects.get() == email


def test_a_suggestion_is_not_kept_back_or_let_go_by_a_thing_with_the_same_number() -> None:
    match, email = suggested()
    SavedSearchFactory(pk=match.pk, next_alert_at=None)
    assert reason_to_cancel(email) == ""

    ApprovedMatchFactory(round=match.round)
    match.delete()

    assert reason_to_cancel(email) == CLOSED


def test_news_of_a_no_leave_although_the_match_is_closed() -> None:
    match: Match = ApprovedMatchFactory()
    korean, luxembourg = match.korean_project.company, match.luxembourg_project.company
    MembershipFactory(company=korean)
    answer_match(match, company=korean, user=UserFactory(), round_seen=match.round, answer="interested")

    Match.objects.filter(pk=match.pk).update(status=MatchStatus.DECLINED)
    email_decline(match, declined_by=luxembourg)

    email = OutboxEmail.objects.about(match).get(kind=EmailKind.RESPONSE_NEWS)
    assert reason_to_cancel(email) == ""
