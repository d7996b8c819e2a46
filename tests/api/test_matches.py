"""Suggestions and the review desk, by program."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matching.models import Match, Response, Review
from matching.seen import seen_of
from tests.api.conftest import Program
from tests.factories import ApprovedMatchFactory, MatchFactory, MembershipFactory, ReviewerFactory

pytestmark = pytest.mark.django_db


def test_both_companies_answer_and_are_both_interested(program: Callable[..., Program]) -> None:
    match = ApprovedMatchFactory()
    sides = [match.korean_project.company, match.luxembourg_project.company]
    korean, luxembourgish = (program(MembershipFactory(company=company).user) for company in sides)
    address = f"/me/matches/{match.public_id}/"

    first = korean.post(f"{address}answer/", {"answer": "interested", "round": 1})

    assert (first.status_code, first.json()["status"]) == (200, "approved")
    assert first.json()["answer"]["answer"] == "interested"
    assert luxembourgish.get(address).json()["answer"] is None
    second = luxembourgish.post(f"{address}answer/", {"answer": "interested", "round": 1})
    assert second.json()["status"] == "introduced"
    assert korean.post(f"{address}answer/", {"answer": "interested", "round": 1}).status_code == 409
    assert Response.objects.count() == 2


def test_a_suggestion_tells_its_reasons_in_the_language_asked_for(program: Callable[..., Program]) -> None:
    match = ApprovedMatchFactory()
    mine = program(MembershipFactory(company=match.korean_project.company).user, "read")

    reasons = [
        mine.get("/me/matches/", **{"Accept-Language": language}).json()["results"][0]["reasons"]
        for language in ("en", "ko")
    ]

    assert reasons[0]["criteria"][0]["label"] == "Fit between offer and need"
    assert reasons[0]["criteria"][0]["label"] != reasons[1]["criteria"][0]["label"]
    assert reasons[0]["korean_passages"][0]["seek_text"] == "A collector of photovoltaic modules with a permit."


def test_a_decline_needs_its_reason(program: Callable[..., Program]) -> None:
    match = ApprovedMatchFactory()
    mine = program(MembershipFactory(company=match.korean_project.company).user)
    address = f"/me/matches/{match.public_id}/answer/"

    refused = mine.post(address, {"answer": "declined", "round": 1})
    declined = mine.post(address, {"answer": "declined", "reason": "known", "round": 1})

    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/reason")
    assert declined.json()["status"] == "declined"


def test_what_staff_did_not_approve_is_not_there(program: Callable[..., Program]) -> None:
    match = MatchFactory()
    mine = program(MembershipFactory(company=match.korean_project.company).user)

    assert mine.get("/me/matches/").json()["count"] == 0
    assert mine.get(f"/me/matches/{match.public_id}/").status_code == 404


def decision_on(match: Match, seen: dict[str, str], **decision: str) -> tuple[str, dict[str, str]]:
    """Where to send a decision on what was seen of this match, and its body."""
    return f"/staff/matches/{match.public_id}/review/", decision | {"seen": seen[match.public_id]}


def test_staff_decide_what_waits_and_the_second_one_is_told(program: Callable[..., Program]) -> None:
    good, bad = MatchFactory(score=0.9), MatchFactory(score=0.4)
    desk, colleague = program(ReviewerFactory(), "staff"), program(ReviewerFactory(), "staff")

    queue = desk.get("/staff/matches/").json()
    seen = {row["id"]: row["seen"] for row in queue["results"]}
    approved = desk.post(*decision_on(good, seen, decision="approve"))
    rejected = desk.post(*decision_on(bad, seen, decision="reject", reason="known"))
    late = colleague.post(*decision_on(good, seen, decision="reject", reason="known"))

    assert [row["id"] for row in queue["results"]] == [good.public_id, bad.public_id]
    assert (approved.json()["status"], rejected.json()["status"], late.status_code) == ("approved", "rejected", 409)
    assert Review.objects.count() == 2
    assert desk.get("/staff/matches/").json()["count"] == 0
    assert desk.get("/staff/matches/?status=approved&least_score=0.5").json()["count"] == 1


@pytest.mark.parametrize(
    ("body", "pointer"),
    [({}, "/decision"), ({"decision": "reject"}, "/reason"), ({"decision": "reject", "reason": "other"}, "/comment")],
)
def test_a_decision_without_what_it_needs_is_refused(
    body: dict[str, str], pointer: str, program: Callable[..., Program]
) -> None:
    match = MatchFactory()

    refused = program(ReviewerFactory(), "staff").post(
        *decision_on(match, {match.public_id: str(seen_of(match))}, **body)
    )

    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    assert Match.objects.get().status == "proposed"


def test_a_decision_on_what_has_changed_is_refused_with_what_changed(program: Callable[..., Program]) -> None:
    match = MatchFactory(score=0.8)
    desk = program(ReviewerFactory(), "staff")
    address = f"/staff/matches/{match.public_id}/"
    seen = desk.get(address).json()["seen"]
    Match.objects.update(score=0.32)

    refused = desk.post(f"{address}review/", {"decision": "approve", "seen": seen})
    unchanged = desk.get(address).json()
    approved = desk.post(f"{address}review/", {"decision": "approve", "seen": unchanged["seen"]})

    problem = refused.json()
    assert (refused.status_code, problem["code"], unchanged["status"]) == (409, "changed", "proposed")
    assert problem["errors"] == [
        {"pointer": "/seen", "code": "score", "detail": "The score has changed from 80 to 32 out of 100."}
    ]
    assert "The score has changed from 80 to 32 out of 100." in problem["detail"]
    assert (approved.status_code, approved.json()["status"]) == (200, "approved")
    assert Review.objects.get().score_seen == 0.32


@pytest.mark.parametrize("seen", [None, "", "1", "1:0.8:a:b:c", 7])
def test_a_decision_that_does_not_say_what_was_seen_is_refused(seen: object, program: Callable[..., Program]) -> None:
    match = MatchFactory()
    body = {"decision": "approve"} | ({} if seen is None else {"seen": seen})

    refused = program(ReviewerFactory(), "staff").post(f"/staff/matches/{match.public_id}/review/", body)

    assert (refused.status_code, [error["pointer"] for error in refused.json()["errors"]]) == (422, ["/seen"])
    assert Match.objects.get().status == "proposed"


def test_an_answer_to_an_earlier_round_is_refused(program: Callable[..., Program]) -> None:
    match = ApprovedMatchFactory()
    mine = program(MembershipFactory(company=match.korean_project.company).user)
    address = f"/me/matches/{match.public_id}/"
    read = mine.get(address).json()["round"]
    Match.objects.update(round=2)

    refused = mine.post(f"{address}answer/", {"answer": "interested", "round": read})
    taken = mine.post(f"{address}answer/", {"answer": "interested", "round": mine.get(address).json()["round"]})

    assert (refused.status_code, refused.json()["code"]) == (409, "changed")
    assert [(error["pointer"], error["code"]) for error in refused.json()["errors"]] == [("/round", "round")]
    assert taken.status_code == 200
    assert Response.objects.get().round == 2


def test_the_desks_list_costs_as_many_queries_for_three_matches_as_for_one(program: Callable[..., Program]) -> None:
    desk = program(ReviewerFactory(), "staff")
    counts = []
    for _number in range(3):
        MatchFactory()
        with CaptureQueriesContext(connection) as queries:
            assert desk.get("/staff/matches/").status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[2]
