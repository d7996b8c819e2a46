"""What webhook_publishers' programs are told on the way from a match or a request to an introduction."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from companies.models import Company
from matching.seen import seen_of
from matching.services.responses import answer_match
from matching.services.reviews import approve_match
from notifications.models import WebhookDelivery, WebhookEvent
from notifications.models.webhooks import CHOSEN_KINDS
from partnerships.models import Introduction
from partnerships.services.requests import Wording, accept_request, decline_request, send_request
from tests.factories import (
    PITCH,
    ContactFactory,
    LuxembourgProjectFactory,
    MatchFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ProjectFactory,
    ReviewerFactory,
    WebhookFactory,
)
from tests.seen import seen_by_receiver

pytestmark = pytest.mark.django_db
CONFIDENTIAL = (PITCH, "Hidden Person", "hidden.person", "42 123", "broken glass", "no time for it")


@pytest.fixture(autouse=True)
def _listener() -> None:
    WebhookFactory(events=[kind.value for kind in CHOSEN_KINDS])


def member_of(company: Company) -> User:
    ContactFactory(company=company)
    return MembershipFactory(company=company).user


def told() -> list[dict[str, Any]]:
    events = WebhookEvent.objects.order_by("created_at")
    assert not [event for event in events for secret in CONFIDENTIAL if secret in event.body]
    assert WebhookDelivery.objects.count() == len(events)
    return [json.loads(event.body) for event in events]


def test_a_match_is_told_when_approved_and_when_both_said_yes(client: Any) -> None:
    match = MatchFactory()
    korean, luxembourg = match.korean_project.company, match.luxembourg_project.company

    approve_match(match, reviewer=ReviewerFactory(), seen=seen_of(match))
    for company in (korean, luxembourg):
        answer_match(match, company=company, user=member_of(company), round_seen=1, answer="interested")

    approved, introduced = told()
    assert (approved["type"], introduced["type"]) == ("match.approved", "introduction.made")
    assert approved["data"]["match"]["id"] == introduced["data"]["match"]["id"] == match.public_id
    assert (approved["data"]["match"]["status"], introduced["data"]["request"]) == ("approved", None)
    assert introduced["data"]["introduction"]["id"] == Introduction.objects.get().public_id
    for side, project in (("korean", match.korean_project), ("luxembourg", match.luxembourg_project)):
        assert approved["data"][side] == introduced["data"][side]
        for name, row in (("company", project.company), ("project", project)):
            path = approved["data"][side][name]["url"].partition("/api/")[2]
            assert client.get(f"/api/{path}").json()["id"] == approved["data"][side][name]["id"] == row.public_id


def test_a_request_is_told_when_it_arrives_and_when_it_is_accepted() -> None:
    project, other = ProjectFactory(), LuxembourgProjectFactory()
    wording = Wording(cooperation="technology_transfer", pitch=PITCH, language="en", question="With broken glass?")

    request = send_request(
        project, receiver=other.company, receiver_project=other, wording=wording, by=member_of(project.company)
    )
    accept_request(request, by=member_of(other.company), seen=seen_by_receiver(request))

    events = {event["type"]: event["data"] for event in told()}
    assert list(events) == ["request.received", "introduction.made", "request.answered"]
    statuses = [events[name]["request"].get("status") for name in events]
    assert statuses == ["sent", None, "accepted"]
    assert {events[name]["request"]["id"] for name in events} == {request.public_id}
    assert events["request.received"]["receiver"]["project"]["id"] == other.public_id


def test_a_decline_is_told_without_its_reason_and_comment() -> None:
    request = PartnershipRequestFactory()

    decline_request(
        request,
        by=member_of(request.receiver),
        reason="capacity",
        comment="We have no time for it.",
        seen=seen_by_receiver(request),
    )

    (answered,) = told()
    assert (answered["type"], answered["data"]["request"]["status"]) == ("request.answered", "declined")
    assert "capacity" not in json.dumps(answered)


def test_where_nobody_listens_it_costs_one_query() -> None:
    match, reviewer = MatchFactory(), ReviewerFactory()
    WebhookDelivery.objects.all().delete()
    User.objects.filter(webhooks__isnull=False).delete()

    with CaptureQueriesContext(connection) as asked:
        approve_match(match, reviewer=reviewer, seen=seen_of(match))

    assert [query["sql"] for query in asked if "webhookevent" in query["sql"]] == []
    assert len([query for query in asked if "notifications_webhook" in query["sql"]]) == 1
