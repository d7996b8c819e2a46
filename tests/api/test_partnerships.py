"""Two companies' programs go the way from a request to a collaboration."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.models import Project
from partnerships.models import CONSENT_TEXT, Collaboration, Introduction, PartnershipRequest, StageChange
from tests.api.calls import CONSENT, ask_with, make_consents
from tests.api.conftest import Program
from tests.factories import (
    ContactConsentFactory,
    ContactFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ProjectFactory,
)
from tests.room_factories import make_agreed_room, make_introduction, make_public_case, make_room

pytestmark = pytest.mark.django_db


def member_of(project: Project, program: Callable[..., Program], scope: str = "write") -> Program:
    return program(MembershipFactory(company=project.company).user, scope)


def test_a_request_leads_to_contacts_and_a_collaboration(program: Callable[..., Program]) -> None:
    mine = ProjectFactory()
    body = ask_with(mine)
    theirs = Project.objects.get(public_id=body["receiver_project"])
    sender, receiver = member_of(mine, program), member_of(theirs, program)
    for company in (mine.company, theirs.company):
        ContactFactory(company=company)

    sent = sender.post("/me/requests/", body)
    address = sent.headers["Location"].removeprefix("/api/v1")
    etag = receiver.get(address).headers["ETag"]
    accepted = receiver.post(f"{address}accept/", **{"If-Match": etag})
    late = receiver.post(f"{address}decline/", {"reason": "no_fit"}, **{"If-Match": etag})
    introduction = sender.get("/me/introductions/").json()["results"][0]
    place = f"/me/introductions/{introduction['id']}/"
    text = receiver.get(f"{place}consent/", **{"Accept-Language": "ko"}).json()
    first = sender.post(f"{place}consent/", CONSENT)
    hidden = receiver.get(f"{place}contacts/")
    outdated = receiver.post(f"{place}consent/", CONSENT | {"seen": "0" * 16})
    second = receiver.post(f"{place}consent/", CONSENT | {name: text[name] for name in ("language", "seen")})
    shown = receiver.get(f"{place}contacts/")
    room = sender.get("/me/collaborations/").json()["results"][0]

    assert (sent.status_code, sent.json()) == (201, sender.get(address).json() | accepted_less(sent.json()))
    assert (accepted.json()["status"], late.status_code) == ("accepted", 409)
    assert (text["text_version"], text["language"], text["items"]) == (CONSENT_TEXT, "ko", ["name", "email", "phone"])
    assert mine.company.name in text["text"]
    assert "hidden.person" not in text["text"]
    assert (first.status_code, first.json()["is_open"], second.json()["is_open"]) == (200, False, True)
    assert outdated.status_code == 409
    assert (hidden.status_code, hidden.headers["Content-Type"]) == (409, "application/problem+json")
    assert {entry["company"]: (entry["name"], entry["phone"]) for entry in shown.json()["contacts"]} == {
        company.public_id: ("Hidden Person", "") for company in (mine.company, theirs.company)
    }
    assert len(shown.json()["meeting_times"]) == 3
    assert shown.headers["Cache-Control"] == "no-store"
    assert (room["stage"], room["introduction"]) == ("introduced", introduction["id"])


def accepted_less(sent: dict[str, Any]) -> dict[str, Any]:
    """What an answer changes in a request, as it was before."""
    return {name: sent[name] for name in ("status", "is_open", "answered_at")}


def test_a_consent_taken_back_hides_both_contacts(program: Callable[..., Program]) -> None:
    project = ProjectFactory()
    introduction = make_consents(project)
    mine = member_of(project, program)
    place = f"/me/introductions/{introduction.public_id}/"

    withdrawn = mine.post(f"{place}consent/withdraw/")
    again = mine.post(f"{place}consent/withdraw/")
    old_text = mine.post(f"{place}consent/", CONSENT | {"text_version": "2020-01"})
    unreachable = mine.post(f"{place}consent/", CONSENT | {"items": ["name"]})

    assert withdrawn.json()["korean"]["consent"] is None
    assert withdrawn.json()["korean"]["has_withdrawn"]
    assert mine.get(f"{place}contacts/").status_code == 409
    assert (again.status_code, old_text.status_code) == (409, 409)
    assert (unreachable.status_code, unreachable.json()["errors"][0]["pointer"]) == (422, "/items")


def test_a_consent_keeps_the_text_it_was_given_to(program: Callable[..., Program]) -> None:
    introduction = make_introduction()
    korean, luxembourger = introduction.korean_company, introduction.luxembourg_company
    ContactConsentFactory(introduction=introduction, company=korean, text_version="2026-11")
    place = f"/me/introductions/{introduction.public_id}/consent/"

    agreed, asked = (
        program(MembershipFactory(company=company).user).get(place).json() for company in (korean, luxembourger)
    )

    assert (agreed["text_version"], "run by ASEIC and Luxinnovation" in agreed["text"]) == ("2026-11", True)
    assert (asked["text_version"], "supported by Luxinnovation" in asked["text"]) == (CONSENT_TEXT, True)


@pytest.mark.parametrize("query", ["", "box=received", "box=sent"])
def test_the_inbox_holds_as_many_as_the_page(query: str, program: Callable[..., Program], client: Client) -> None:
    member = MembershipFactory()
    project = ProjectFactory(company=member.company)
    for _number in range(2):
        PartnershipRequestFactory(sender_project=project)
    PartnershipRequestFactory(sender_project=LuxembourgProjectFactory(), receiver_project=project)
    PartnershipRequestFactory()
    client.force_login(member.user)

    page = client.get(f"/partnerships/?{query}").context["page"]
    answer = program(member.user, "read").get(f"/me/requests/?{query}").json()

    assert answer["count"] == page.paginator.count == {"": 3, "box=received": 1, "box=sent": 2}[query]
    assert [row["id"] for row in answer["results"]] == [row.public_id for row in page]


def test_a_list_asks_as_often_for_three_as_for_one(program: Callable[..., Program]) -> None:
    project = ProjectFactory()
    mine = member_of(project, program, "read")
    asked = []

    for number in (1, 2):
        for _row in range(number):
            PartnershipRequestFactory(sender_project=project)
            make_room(make_consents(project))
        asked.append([_queries(mine, what) for what in ("requests", "introductions", "collaborations")])

    assert asked[0] == asked[1]


def _queries(program: Program, what: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        program.get(f"/me/{what}/")
    return len(queries)


def test_a_request_that_cannot_be_is_refused_with_its_reason(program: Callable[..., Program]) -> None:
    project, neighbour, draft = ProjectFactory(), ProjectFactory(), LuxembourgProjectFactory(status="draft")
    mine = member_of(project, program)
    body = ask_with(project)
    wrong = [
        ({"sender_project": neighbour.public_id}, "/sender_project"),
        ({"receiver": "nosuchidxx"}, "/receiver"),
        ({"receiver_project": draft.public_id}, "/receiver_project"),
        ({"pitch": "Too short."}, "/pitch"),
        ({"cooperation": "marriage"}, "/cooperation"),
    ]

    pointed = [mine.post("/me/requests/", body | change).json()["errors"][0]["pointer"] for change, _pointer in wrong]
    same_country = mine.post(
        "/me/requests/", body | {"receiver": neighbour.company.public_id, "receiver_project": None}
    )
    first, repeat = (mine.post("/me/requests/", body) for _time in range(2))

    assert pointed == [pointer for _change, pointer in wrong]
    assert (same_country.status_code, first.status_code, repeat.status_code) == (409, 201, 409)
    assert PartnershipRequest.objects.count() == 1


def test_a_request_sent_twice_with_one_key_is_sent_once(program: Callable[..., Program]) -> None:
    project = ProjectFactory()
    mine, body = member_of(project, program), ask_with(project)

    answers = [mine.post("/me/requests/", body, **{"Idempotency-Key": "spring-2027"}) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    assert PartnershipRequest.objects.count() == 1


def test_a_decline_has_its_reason_and_a_withdrawal_only_its_sender(program: Callable[..., Program]) -> None:
    request = PartnershipRequestFactory()
    sender, receiver = member_of(request.sender_project, program), member_of(request.receiver_project, program)
    address = f"/me/requests/{request.public_id}/"

    strange = receiver.post(f"{address}withdraw/")
    without = receiver.post(f"{address}decline/", {}, **{"If-Match": "*"})
    said = {"reason": "capacity", "comment": "Ask us again in June."}
    declined = receiver.post(f"{address}decline/", said, **{"If-Match": "*"})

    assert (strange.status_code, without.status_code) == (404, 422)
    assert (declined.json()["status"], declined.json()["decline_reason"]) == ("declined", "capacity")
    assert sender.get(address).json()["polite_reason"] == "They have no capacity for another partner at the moment."


def test_a_collaboration_is_moved_from_the_stage_that_was_read(program: Callable[..., Program]) -> None:
    room = make_room()
    mine = program(room.korean.user)
    address = f"/me/collaborations/{room.collaboration.public_id}/"
    moves = [
        {"from_stage": "introduced", "to_stage": "agreed"},
        {"from_stage": "introduced", "to_stage": "agreed", "agreement_type": "licence"},
        {"from_stage": "introduced", "to_stage": "in_contact"},
        {"from_stage": "agreed", "to_stage": "introduced"},
    ]

    answers = [mine.post(f"{address}stage/", move) for move in moves]

    assert [answer.status_code for answer in answers] == [422, 200, 409, 409]
    assert answers[0].json()["errors"][0]["pointer"] == "/agreement_type"
    assert answers[1].json() == mine.get(address).json()
    assert answers[1].json()["possible_stages"] == ["completed", "ended"]
    assert StageChange.objects.get().company == room.korean.company


def test_a_message_is_read_by_the_other_side(program: Callable[..., Program]) -> None:
    room = make_room()
    address = f"/me/collaborations/{room.collaboration.public_id}/messages/"

    posted = program(room.korean.user).post(address, {"text": "  Good morning\r\nSeoyeon", "language": "en"})
    empty = program(room.korean.user).post(address, {"text": "  ", "language": "en"})
    read = program(room.luxembourger.user, "read").get(address).json()

    assert (posted.status_code, empty.status_code) == (201, 422)
    assert read["results"] == [posted.json()]
    assert (read["results"][0]["text"], read["results"][0]["company"]) == (
        "Good morning\nSeoyeon",
        room.korean.company and room.korean.company.public_id,
    )


def test_a_case_is_told_in_the_readers_language_while_it_is_public(visitor: Program) -> None:
    case = make_public_case(make_agreed_room(make_introduction()))
    address = f"/cases/{case.public_id}/"

    told = visitor.get(address, **{"Accept-Language": "fr"}).json()
    found = [visitor.get(f"/cases/?green={green}").json()["count"] for green in ("circular_economy", "water")]
    case.collaboration.introduction.korean_company.status = "suspended"
    case.collaboration.introduction.korean_company.save()

    assert (told["title"], told["language"], told["languages"]) == (case.title, "en", ["en"])
    assert len(told["companies"]) == 2
    assert found == [1, 0]
    assert visitor.get(address).status_code == 404


def test_both_sides_and_nobody_else_see_what_is_theirs(program: Callable[..., Program]) -> None:
    introduction = make_introduction()
    make_room(introduction)
    sides = [introduction.korean_project, introduction.luxembourg_project]
    counts = [
        [someone.get(f"/me/{what}/").json()["count"] for what in ("introductions", "collaborations")]
        for someone in [*(member_of(side, program) for side in sides if side), member_of(ProjectFactory(), program)]
    ]

    assert counts == [[1, 1], [1, 1], [0, 0]]
    assert (Introduction.objects.count(), Collaboration.objects.count()) == (1, 1)
