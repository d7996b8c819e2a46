"""Suggestions and the review desk, by program."""

from collections.abc import Callable

import pytest

from matching.models import Match, Response, Review
from tests.api.conftest import Program
from tests.factories import ApprovedMatchFactory, MatchFactory, MembershipFactory, ReviewerFactory

pytestmark = pytest.mark.django_db


def test_both_companies_answer_and_are_both_interested(program: Callable[..., Program]) -> None:
    match = ApprovedMatchFactory()
    sides = [match.korean_project.company, match.luxembourg_project.company]
    korean, luxembourgish = (program(MembershipFactory(company=company).user) for company in sides)
    address = f"/me/matches/{match.public_id}/"

    first = korean.post(f"{address}answer/", {"answer": "interested"})

    assert (first.status_code, first.json()["status"]) == (200, "approved")
    assert first.json()["answer"]["answer"] == "interested"
    assert luxembourgish.get(address).json()["answer"] is None
    second = luxembourgish.post(f"{address}answer/", {"answer": "interested"})
    assert second.json()["status"] == "introduced"
    assert korean.post(f"{address}answer/", {"answer": "interested"}).status_code == 409
    assert Response.objects.count() == 2


def test_a_suggestion_tells_its_reasons_in_the_language_asked_for(program: Callable[..., Program]) -> None:
    match = ApprovedMatchFactory()
    mine = program(MembershipFactory(company=match.korean_project.company).user, "read")

    reasons = [
        mine.get("/me/matches/", **{"Accept-Language": language}).json()["results"][0]["reasons"]
        for language in ("en", "ko")
    ]

    assert reasons[0]["criteria"][0]["label"] == "What one seeks, the other offers"
    assert reasons[0]["criteria"][0]["label"] != reasons[1]["criteria"][0]["label"]
    assert reasons[0]["korean_passages"][0]["seek_text"] == "A collector of photovoltaic modules with a permit."


def test_a_decline_needs_its_reason(program: Callable[..., Program]) -> None:
    match = ApprovedMatchFactory()
    mine = program(MembershipFactory(company=match.korean_project.company).user)
    address = f"/me/matches/{match.public_id}/answer/"

    refused = mine.post(address, {"answer": "declined"})
    declined = mine.post(address, {"answer": "declined", "reason": "known"})

    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/reason")
    assert declined.json()["status"] == "declined"


def test_what_staff_did_not_approve_is_not_there(program: Callable[..., Program]) -> None:
    match = MatchFactory()
    mine = program(MembershipFactory(company=match.korean_project.company).user)

    assert mine.get("/me/matches/").json()["count"] == 0
    assert mine.get(f"/me/matches/{match.public_id}/").status_code == 404


def test_staff_decide_what_waits_and_the_second_one_is_told(program: Callable[..., Program]) -> None:
    good, bad = MatchFactory(score=0.9), MatchFactory(score=0.4)
    desk, colleague = program(ReviewerFactory(), "staff"), program(ReviewerFactory(), "staff")

    queue = desk.get("/staff/matches/").json()
    approved = desk.post(f"/staff/matches/{good.public_id}/review/", {"decision": "approve"})
    rejected = desk.post(f"/staff/matches/{bad.public_id}/review/", {"decision": "reject", "reason": "known"})
    late = colleague.post(f"/staff/matches/{good.public_id}/review/", {"decision": "reject", "reason": "known"})

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

    refused = program(ReviewerFactory(), "staff").post(f"/staff/matches/{match.public_id}/review/", body)

    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    assert Match.objects.get().status == "proposed"
