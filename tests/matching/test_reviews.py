"""Staff decisions and companies' answers: one winner, everything recorded, mail to both sides."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone, translation

from companies.models import Project, ProjectStatus
from matching.errors import AlreadyDecidedError, NoLongerOpenError, NotYourMatchError
from matching.models import ANSWER_PERIOD, Match, MatchStatus, Response, Review
from matching.seen import seen_of
from matching.services.responses import answer_match, expire_overdue_matches
from matching.services.reviews import approve_match, decide_matches, reject_match
from notifications.models import EventKind, OutboxEmail, WebhookEvent
from notifications.services.webhooks import create_webhook
from partnerships.models import Introduction
from tests.factories import (
    ApprovedMatchFactory,
    CompanyFactory,
    MatchFactory,
    MembershipFactory,
    ReviewerFactory,
    UserFactory,
)
from values.errors import PortalError, ReasonMissingError


def add_people(match: Match) -> None:
    MembershipFactory(company=match.korean_project.company, user=UserFactory(email="k@korea.example", language="ko"))
    MembershipFactory(company=match.luxembourg_project.company, user=UserFactory(email="l@lux.example", language="fr"))


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Run the actions in as many threads, each with its own connection; what each returned or raised, in order."""
    outcomes: list[object] = [None] * len(actions)
    barrier = threading.Barrier(len(actions))

    def run(index: int) -> None:
        barrier.wait()
        try:
            outcomes[index] = actions[index]()
        except PortalError as error:
            outcomes[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db
def test_approving_a_match_writes_to_the_people_of_both_companies_in_their_languages() -> None:
    match = MatchFactory()
    add_people(match)
    reviewer = ReviewerFactory()

    approve_match(match, reviewer=reviewer, seen=seen_of(match), comment="Both want a licence.")

    match.refresh_from_db()
    assert match.status == MatchStatus.APPROVED
    assert list(Review.objects.values_list("reviewer", "decision", "comment")) == [
        (reviewer.pk, "approve", "Both want a licence.")
    ]
    assert list(OutboxEmail.objects.order_by("recipient").values_list("recipient", "language", "status")) == [
        ("k@korea.example", "ko", "queued"),
        ("l@lux.example", "fr", "queued"),
    ]


@pytest.mark.django_db
def test_an_approved_match_may_be_answered_for_the_whole_period_and_programs_are_told() -> None:
    match, reviewer = MatchFactory(), ReviewerFactory()
    create_webhook(reviewer, name="CRM", address="http://localhost:1/", events=[EventKind.MATCH_APPROVED])

    approved = approve_match(match, reviewer=reviewer, seen=seen_of(match))

    match.refresh_from_db()
    assert approved == match
    assert match.approved_at is not None
    assert match.expires_at == match.approved_at + ANSWER_PERIOD
    assert [event.about for event in WebhookEvent.objects.all()] == [match]


@pytest.mark.django_db
def test_rejecting_a_match_needs_a_reason_and_writes_to_nobody() -> None:
    match = MatchFactory()
    add_people(match)
    reviewer = ReviewerFactory()

    with pytest.raises(ReasonMissingError):
        reject_match(match, reviewer=reviewer, seen=seen_of(match), reason="")
    reject_match(match, reviewer=reviewer, seen=seen_of(match), reason="competitors")

    match.refresh_from_db()
    assert match.status == MatchStatus.REJECTED
    assert OutboxEmail.objects.count() == 0


@pytest.mark.django_db
def test_the_second_reviewer_is_told_who_was_first() -> None:
    match = MatchFactory()
    approve_match(Match.objects.get(pk=match.pk), reviewer=ReviewerFactory(full_name="Jin Park"), seen=seen_of(match))

    with pytest.raises(AlreadyDecidedError, match=r"Jin Park has already decided on this match\. Decision: approved"):
        reject_match(match, reviewer=ReviewerFactory(), seen=seen_of(match), reason="one_sided")

    assert Review.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_reviewers_at_once_exactly_one_wins() -> None:
    first, second = ReviewerFactory(), ReviewerFactory()
    for _round in range(10):
        match = MatchFactory()
        add_people_once(match)

        outcomes = at_once(
            lambda match=match: approve_match(Match.objects.get(pk=match.pk), reviewer=first, seen=seen_of(match)),
            lambda match=match: reject_match(
                Match.objects.get(pk=match.pk), reviewer=second, seen=seen_of(match), reason="known"
            ),
        )

        match.refresh_from_db()
        review = Review.objects.get(match=match)
        assert [type(outcome) for outcome in outcomes].count(AlreadyDecidedError) == 1
        assert (match.status, review.decision) in [("approved", "approve"), ("rejected", "reject")]
        sent = OutboxEmail.objects.about(match).count()
        assert sent == (2 if match.status == "approved" else 0)


def add_people_once(match: Match) -> None:
    MembershipFactory(company=match.korean_project.company)
    MembershipFactory(company=match.luxembourg_project.company)


@pytest.mark.django_db
def test_a_match_whose_project_was_withdrawn_cannot_be_approved() -> None:
    match = MatchFactory()
    Project.objects.filter(pk=match.korean_project_id).update(status=ProjectStatus.WITHDRAWN)

    with pytest.raises(NoLongerOpenError):
        approve_match(match, reviewer=ReviewerFactory(), seen=seen_of(match))

    match.refresh_from_db()
    assert (match.status, Review.objects.count()) == (MatchStatus.PROPOSED, 0)


@pytest.mark.django_db
def test_a_bulk_decision_goes_on_past_a_match_decided_meanwhile() -> None:
    matches = [MatchFactory() for _index in range(3)]
    reject_match(matches[1], reviewer=ReviewerFactory(full_name="Jin Park"), seen=seen_of(matches[1]), reason="known")

    outcome = decide_matches(
        [(match, seen_of(match)) for match in matches], reviewer=ReviewerFactory(), decision="approve"
    )

    assert outcome.decided == 2
    assert outcome.refusals == ["Jin Park has already decided on this match. Decision: rejected."]


@pytest.mark.django_db
def test_both_interested_is_recorded_as_an_introduction_to_come() -> None:
    match = ApprovedMatchFactory()
    add_people(match)
    korean, luxembourger = match.korean_project.company, match.luxembourg_project.company

    answer_match(match, company=korean, user=UserFactory(), round_seen=1, answer="interested")
    match.refresh_from_db()
    after_one = match.status
    answer_match(match, company=luxembourger, user=UserFactory(), round_seen=1, answer="interested")

    match.refresh_from_db()
    assert (after_one, match.status) == (MatchStatus.APPROVED, MatchStatus.INTRODUCED)
    assert match.introduced_at is not None
    assert set(OutboxEmail.objects.values_list("recipient", flat=True)) == {"k@korea.example", "l@lux.example"}
    assert OutboxEmail.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "because"])
def test_a_decline_needs_a_reason_that_is_known(reason: str) -> None:
    match = ApprovedMatchFactory()
    company = match.korean_project.company

    with pytest.raises(ReasonMissingError):
        answer_match(match, company=company, user=UserFactory(), round_seen=1, answer="declined", reason=reason)

    match.refresh_from_db()
    assert (match.status, Response.objects.count()) == (MatchStatus.APPROVED, 0)


@pytest.mark.django_db
def test_one_decline_closes_the_match_and_tells_only_the_side_that_hoped() -> None:
    match = ApprovedMatchFactory()
    add_people(match)
    answer_match(match, company=match.korean_project.company, user=UserFactory(), round_seen=1, answer="interested")

    answer_match(
        match,
        company=match.luxembourg_project.company,
        user=UserFactory(),
        round_seen=1,
        answer="declined",
        reason="not_now",
    )

    match.refresh_from_db()
    assert match.status == MatchStatus.DECLINED
    assert list(OutboxEmail.objects.values_list("recipient", flat=True)) == ["k@korea.example"]


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_make_one_introduction() -> None:
    for _round in range(10):
        match = ApprovedMatchFactory()
        add_people_once(match)
        sides = [match.korean_project.company, match.luxembourg_project.company]
        people = [UserFactory(), UserFactory()]

        at_once(
            *[
                lambda side=side, person=person, match=match: answer_match(
                    match, company=side, user=person, round_seen=1, answer="interested"
                )
                for side, person in zip(sides, people, strict=True)
            ]
        )

        match.refresh_from_db()
        assert match.status == MatchStatus.INTRODUCED
        assert Response.objects.filter(match=match).count() == 2
        assert Introduction.objects.filter(match=match).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_colleagues_answering_at_once_one_is_told_the_other_was_first() -> None:
    match = ApprovedMatchFactory()
    company = match.korean_project.company
    yes, no = UserFactory(), UserFactory()

    outcomes = at_once(
        lambda: answer_match(match, company=company, user=yes, round_seen=1, answer="interested"),
        lambda: answer_match(match, company=company, user=no, round_seen=1, answer="declined", reason="no_fit"),
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AlreadyDecidedError", "Response"]
    assert Response.objects.filter(match=match).count() == 1


@pytest.mark.django_db
def test_another_company_cannot_answer() -> None:
    match = ApprovedMatchFactory()

    with pytest.raises(NotYourMatchError):
        answer_match(match, company=CompanyFactory(), user=UserFactory(), round_seen=1, answer="interested")

    assert Response.objects.count() == 0


@pytest.mark.django_db
def test_a_suggestion_nobody_answered_expires_and_can_no_longer_be_answered() -> None:
    match = ApprovedMatchFactory(expires_at=timezone.now() - timedelta(minutes=1))

    expired = expire_overdue_matches()

    match.refresh_from_db()
    assert (expired, match.status) == (1, MatchStatus.EXPIRED)
    with translation.override("en"), pytest.raises(NoLongerOpenError):
        answer_match(match, company=match.korean_project.company, user=UserFactory(), round_seen=1, answer="interested")
