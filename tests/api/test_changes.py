"""A copy that follows the changes ends equal to the original."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from companies.models import Company, Project
from companies.services.companies import update_company
from companies.services.projects import withdraw_project
from partnerships.models import (
    CONSENT_TEXT,
    Collaboration,
    ContactConsent,
    Introduction,
    NextAction,
    PartnershipRequest,
)
from partnerships.permissions import Actor
from partnerships.services.consents import Reading, give_consent, withdraw_consent
from partnerships.services.next_actions import finish_action, set_next_action
from partnerships.services.requests import accept_request
from partnerships.services.rooms import take_room
from tests.api.conftest import Program
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    MatchFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ProjectFactory,
    ReviewerFactory,
)
from tests.seen import seen_by_receiver
from tests.standing import reinstate, suspend

pytestmark = pytest.mark.django_db
LATER = timedelta(seconds=30)


@pytest.fixture
def copyist(program: Callable[..., Program]) -> Program:
    return program(ReviewerFactory(), "staff")


@pytest.fixture
def clock() -> Iterator[Any]:
    """Starts before everything and moves on when told, so that changes settle; deletions use the database's clock."""
    with time_machine.travel(timezone.now() - timedelta(hours=1), tick=False) as traveller:
        yield traveller


def follow(copyist: Program, what: str, cursor: str, page_size: int = 2) -> tuple[list[dict[str, Any]], str]:
    changes: list[dict[str, Any]] = []
    address = f"/staff/changes/{what}/?page_size={page_size}" + (f"&cursor={cursor}" if cursor else "")
    while address:
        answer = copyist.get(address).json()
        changes += answer["results"]
        cursor, address = answer["cursor"], (answer["next"] or "").partition("/api/v1")[2]
    return changes, cursor


def apply(copy: dict[str, Any], changes: list[dict[str, Any]]) -> None:
    for change in changes:
        if change["is_public"]:
            copy[change["id"]] = change["project"]
        else:
            copy.pop(change["id"], None)


def test_a_copy_that_follows_the_changes_holds_what_is_public(copyist: Program, clock: Any) -> None:
    copy: dict[str, Any] = {}
    projects = [ProjectFactory() for _number in range(5)]
    clock.shift(LATER)
    changes, cursor = follow(copyist, "projects", "")
    apply(copy, changes)
    assert set(copy) == {project.public_id for project in projects}

    withdraw_project(projects[0])
    suspend(projects[1].company)
    update_company(projects[2].company, fields={"name": "Renamed"})
    clock.shift(LATER)
    changes, cursor = follow(copyist, "projects", cursor)
    apply(copy, changes)
    assert {change["id"] for change in changes} == {project.public_id for project in projects[:3]}
    assert set(copy) == {project.public_id for project in projects[2:]}

    reinstate(Company.objects.get(pk=projects[1].company_id))
    clock.shift(LATER)
    apply(copy, follow(copyist, "projects", cursor)[0])
    assert set(copy) == set(Project.objects.published().values_list("public_id", flat=True))


def test_deletions_are_told_whoever_deletes(copyist: Program) -> None:
    match = MatchFactory()
    ids = [match.korean_project.company.public_id, match.korean_project.public_id, match.public_id]
    Company.objects.filter(pk=match.korean_project.company_id).delete()

    with time_machine.travel(timezone.now() + LATER):
        told = [follow(copyist, what, "")[0] for what in ("companies", "projects", "matches")]

    gone = [[change["id"] for change in changes if change["is_deleted"]] for changes in told]
    assert gone == [[public_id] for public_id in ids]


def test_a_change_is_told_once_it_has_settled(copyist: Program) -> None:
    CompanyFactory()

    assert follow(copyist, "companies", "")[0] == []
    with time_machine.travel(timezone.now() + LATER):
        assert len(follow(copyist, "companies", "")[0]) == 1


def test_changes_of_one_moment_are_neither_lost_nor_told_twice(copyist: Program, clock: Any) -> None:
    companies = [CompanyFactory() for _number in range(7)]
    Company.objects.update(updated_at=datetime(2026, 1, 1, tzinfo=UTC))

    changes, cursor = follow(copyist, "companies", "", page_size=3)

    assert [change["id"] for change in changes] == sorted(company.public_id for company in companies)
    assert follow(copyist, "companies", cursor) == ([], cursor)


def test_reading_begins_where_it_is_told_to(copyist: Program) -> None:
    CompanyFactory()
    Company.objects.update(updated_at=datetime(2026, 1, 1, tzinfo=UTC))

    since = [
        len(copyist.get(f"/staff/changes/companies/?modified_since={moment}").json()["results"])
        for moment in ("2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z")
    ]

    assert since == [1, 0]


def test_every_step_between_two_companies_is_told(copyist: Program) -> None:
    """A consent is a change of its introduction, a next action one of its collaboration; no contact is told."""
    request = PartnershipRequestFactory()
    receiver = MembershipFactory(company=request.receiver).user
    steps: list[tuple[str, Callable[[], object]]] = [
        ("requests", lambda: accept_request(request, by=receiver, seen=seen_by_receiver(request))),
        ("introductions", lambda: give_consent(introduction(), company=request.sender, user=receiver, reading=READING)),
        ("introductions", lambda: withdraw_consent(introduction(), company=request.sender)),
        ("collaborations", lambda: set_action(receiver)),
        ("collaborations", lambda: finish_action(NextAction.objects.get(), actor=Actor(receiver, None))),
        ("collaborations", lambda: take_room(room(), user=ReviewerFactory(), earlier_id=None)),
        ("requests", lambda: PartnershipRequest.objects.all().delete()),
        ("collaborations", lambda: Collaboration.objects.all().delete()),
        ("introductions", lambda: Introduction.objects.all().delete()),
    ]
    ContactFactory(company=request.sender)
    told = []

    for what, step in steps:
        cursor = follow_later(copyist, what)[1]
        step()
        if what == "introductions":
            ContactConsent.objects.filter(withdrawn_at__isnull=False).delete()
        changes, _cursor = follow_later(copyist, what, cursor)
        told.append((what, len(changes), changes[-1]["is_deleted"]))
        assert "hidden.person" not in str(changes)

    assert told == [(what, 1, number >= 6) for number, (what, _step) in enumerate(steps)]


READING = Reading(text_version=CONSENT_TEXT, language="en", items=["name", "email"])


def introduction() -> Introduction:
    return Introduction.objects.get()


def room() -> Collaboration:
    return Collaboration.objects.get()


def set_action(person: User) -> NextAction:
    day = date(2099, 1, 1)
    return set_next_action(room(), actor=Actor(person, None), text="Call", owner=None, due_on=day, seen_id=None)


def follow_later(copyist: Program, what: str, cursor: str = "") -> tuple[list[dict[str, Any]], str]:
    with time_machine.travel(timezone.now() + LATER):
        return follow(copyist, what, cursor)


@pytest.mark.parametrize(
    "query", ["cursor=x", "cursor=MjAyNg", "cursor=%00", "modified_since=yesterday", "modified_since="]
)
def test_a_place_that_is_none_is_named(query: str, copyist: Program) -> None:
    refused = copyist.get(f"/staff/changes/companies/?{query}")

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["parameter"] == query.partition("=")[0]
