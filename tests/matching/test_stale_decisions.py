"""A decision holds for what was seen: it is refused when that has changed, and the record says what it was."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from companies.services.companies import update_company
from companies.services.projects import update_project
from matching.errors import AlreadyDecidedError, MatchChangedError, SuggestionChangedError
from matching.models import Match, MatchStatus, Response, Review
from matching.seen import Seen, seen_of
from matching.services.responses import answer_match
from matching.services.reviews import approve_match, decide_matches, reject_match
from notifications.models import OutboxEmail
from tests.factories import ApprovedMatchFactory, MatchFactory, MembershipFactory, ReviewerFactory, UserFactory
from tests.matching.test_reviews import at_once

Decide = Callable[[Match, Seen], Match]


def approve(match: Match, seen: Seen) -> Match:
    return approve_match(match, reviewer=ReviewerFactory(), seen=seen)


def reject(match: Match, seen: Seen) -> Match:
    return reject_match(match, reviewer=ReviewerFactory(), seen=seen, reason="known")


def score_anew(match: Match) -> None:
    Match.objects.filter(pk=match.pk).update(score=0.32)


def explain_anew(match: Match) -> None:
    Match.objects.filter(pk=match.pk).update(explanation=match.explanation | {"against": ["competitor"]})


def propose_afresh(match: Match) -> None:
    """As a run does that finds the same pair as good as before."""
    Match.objects.filter(pk=match.pk).update(round=match.round + 1)


def edit_korean_project(match: Match) -> None:
    update_project(match.korean_project, fields={"offer": "A line for silver."})


def edit_luxembourg_cooperations(match: Match) -> None:
    update_project(match.luxembourg_project, fields={}, cooperations=[("joint_research", "peer")])


def edit_luxembourg_company(match: Match) -> None:
    update_company(match.luxembourg_project.company, fields={"languages": ["fr"]})


CHANGES: list[tuple[Callable[[Match], None], str]] = [
    (score_anew, "score"),
    (explain_anew, "reasons"),
    (propose_afresh, "round"),
    (edit_korean_project, "korean_project"),
    (edit_luxembourg_cooperations, "luxembourg_project"),
    (edit_luxembourg_company, "luxembourg_project"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("decide", [approve, reject])
@pytest.mark.parametrize(("change", "code"), CHANGES)
def test_a_decision_on_what_has_changed_is_refused_and_says_what_changed(
    change: Callable[[Match], None], code: str, decide: Decide
) -> None:
    match = MatchFactory()
    MembershipFactory(company=match.korean_project.company)
    seen = seen_of(match)
    change(match)

    with pytest.raises(MatchChangedError) as error:
        decide(match, seen)

    assert [difference.code for difference in error.value.changes] == [code]
    assert all(difference.text in str(error.value) for difference in error.value.changes)
    assert Match.objects.get().status == MatchStatus.PROPOSED
    assert (Review.objects.count(), OutboxEmail.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_the_record_holds_what_was_seen() -> None:
    match = MatchFactory(score=0.8)
    Match.objects.update(score=0.32, round=2)
    seen = seen_of(Match.objects.get())

    approve(match, seen)

    review = Review.objects.get()
    assert (review.round, review.score_seen, review.digest_seen) == (2, 0.32, seen.digest)
    assert review.evidence == match.explanation


@pytest.mark.django_db
def test_each_round_has_a_review_of_its_own() -> None:
    match = MatchFactory()
    reject(match, seen_of(match))
    Match.objects.update(round=2, status=MatchStatus.PROPOSED)

    approve(match, seen_of(Match.objects.get()))

    assert list(Review.objects.values_list("round", "decision")) == [(1, "reject"), (2, "approve")]


@pytest.mark.django_db
def test_who_is_late_hears_of_the_decision_in_this_round() -> None:
    match = MatchFactory()
    seen = seen_of(match)
    reject_match(match, reviewer=ReviewerFactory(full_name="Jin Park"), seen=seen, reason="known")
    Match.objects.update(round=2, status=MatchStatus.PROPOSED)
    again = seen_of(Match.objects.get())
    approve_match(match, reviewer=ReviewerFactory(full_name="Anne Weber"), seen=again)

    with pytest.raises(AlreadyDecidedError, match=r"Anne Weber has already decided on this match\. Decision: approved"):
        approve(match, seen)


@pytest.mark.django_db
def test_a_bulk_decision_leaves_undone_what_has_changed() -> None:
    matches = [MatchFactory() for _number in range(3)]
    ticked = [(match, seen_of(match)) for match in matches]
    score_anew(matches[1])

    outcome = decide_matches(ticked, reviewer=ReviewerFactory(), decision="reject", reason="known")

    assert (outcome.decided, outcome.changed, outcome.refusals) == (2, [matches[1]], [])
    assert [Match.objects.get(pk=match.pk).status for match in matches] == ["rejected", "proposed", "rejected"]


def begin(action: Callable[[], Any]) -> tuple[threading.Thread, threading.Event, list[object]]:
    """Run it in a thread with a connection of its own; what it raised or returned is the last entry of the list."""
    done, outcomes = threading.Event(), list[object]()

    def run() -> None:
        try:
            outcomes.append(action())
        except MatchChangedError as error:
            outcomes.append(error)
        finally:
            connection.close()
            done.set()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, done, outcomes


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("edit", [edit_korean_project, edit_luxembourg_company])
def test_an_approval_waits_for_an_edit_under_way_and_is_refused(edit: Callable[[Match], None]) -> None:
    match, reviewer = MatchFactory(), ReviewerFactory()
    seen = seen_of(match)

    with transaction.atomic():
        edit(match)
        thread, done, outcomes = begin(lambda: approve_match(match, reviewer=reviewer, seen=seen))
        is_waiting = not done.wait(0.7)
    thread.join()

    assert is_waiting
    assert [type(outcome) for outcome in outcomes] == [MatchChangedError]
    assert Match.objects.get().status == MatchStatus.PROPOSED


@pytest.mark.django_db(transaction=True)
def test_of_an_edit_and_an_approval_at_once_no_approval_is_of_an_unread_text() -> None:
    reviewer = ReviewerFactory()
    for number in range(10):
        match = MatchFactory()
        seen = seen_of(match)

        _edited, decided = at_once(
            lambda match=match, number=number: update_project(match.korean_project, fields={"offer": f"Line {number}"}),
            lambda match=match, seen=seen: approve_match(match, reviewer=reviewer, seen=seen),
        )

        approved = Review.objects.filter(match=match, digest_seen=seen.digest).exists()
        assert isinstance(decided, MatchChangedError) is not approved
        assert Match.objects.get(pk=match.pk).status == ("approved" if approved else "proposed")


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [{"answer": "interested"}, {"answer": "declined", "reason": "no_fit"}])
def test_an_answer_to_an_earlier_round_is_refused(answer: dict[str, str]) -> None:
    match = ApprovedMatchFactory(round=2)
    company = match.korean_project.company

    with pytest.raises(SuggestionChangedError, match="The pair was suggested again, based on the current texts"):
        answer_match(match, company=company, user=UserFactory(), round_seen=1, **answer)

    assert (Match.objects.get().status, Response.objects.count()) == (MatchStatus.APPROVED, 0)
