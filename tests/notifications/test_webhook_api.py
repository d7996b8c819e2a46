"""Webhooks through the API."""

from collections.abc import Callable
from typing import Any

import pytest

from notifications.models import Webhook, WebhookDelivery
from notifications.services.webhooks import secret_of
from rest.models import IdempotencyRecord
from tests.api.conftest import Program, program
from tests.factories import AdministratorFactory, ReviewerFactory, WebhookFactory

__all__ = ["program"]
pytestmark = pytest.mark.django_db
BODY = {"name": "CRM", "address": "http://localhost:1/hook", "events": ["introduction.made", "match.approved"]}
Make = Callable[..., Program]


def test_registering_twice_with_one_key_makes_one_and_keeps_no_secret(program: Make) -> None:
    staff = program(ReviewerFactory(), "staff")

    first = staff.post("/staff/webhooks/", BODY, **{"Idempotency-Key": "k"})
    again = staff.post("/staff/webhooks/", BODY, **{"Idempotency-Key": "k"})

    webhook = Webhook.objects.get()
    assert (first.status_code, again.status_code, first.json()) == (201, 201, again.json())
    assert first.json()["secret"] == secret_of(webhook)
    assert first.json()["events"] == ["match.approved", "introduction.made"]
    assert "whsec_" not in IdempotencyRecord.objects.get().body
    assert "secret" not in staff.get(f"/staff/webhooks/{webhook.public_id}/").json()


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"address": "https://169.254.169.254/"}, "/address"),
        ({"address": "https://user@hooks.example/"}, "/address"),
        ({"events": []}, "/events"),
        ({"events": ["test"]}, "/events/0"),
        ({"owner": 1}, "/owner"),
        ({"salt": "x"}, "/salt"),
        ({"paused_at": None}, "/paused_at"),
    ],
)
def test_a_wrong_body_is_refused_by_member(change: dict[str, Any], pointer: str, program: Make) -> None:
    answer = program(ReviewerFactory(), "staff").post("/staff/webhooks/", BODY | change)

    assert (answer.status_code, [error["pointer"] for error in answer.json()["errors"]]) == (422, [pointer])
    assert Webhook.objects.count() == 0


def test_the_second_of_two_editors_is_told(program: Make) -> None:
    webhook = WebhookFactory()
    staff, address = program(webhook.owner, "staff"), f"/staff/webhooks/{webhook.public_id}/"
    etag = staff.get(address)["ETag"]

    assert staff.patch(address, {"name": "Archive"}).status_code == 428
    assert staff.patch(address, {"events": ["request.received"]}, **{"If-Match": etag}).status_code == 200
    assert staff.patch(address, {"name": "Archive"}, **{"If-Match": etag}).status_code == 412
    assert staff.patch(address, {"address": "https://x.example/"}, **{"If-Match": "*"}).status_code == 422


def test_its_life_through_the_api(program: Make) -> None:
    webhook = WebhookFactory()
    staff, address = program(webhook.owner, "staff"), f"/staff/webhooks/{webhook.public_id}/"

    tested = staff.post(f"{address}test/").json()
    WebhookDelivery.objects.update(status="failed", answer_status=500, answer="broken")
    (told,) = staff.get(f"{address}deliveries/").json()["results"]
    assert (told["event"], told["type"], told["status"], told["answer_status"]) == (
        tested["event"],
        "test",
        "failed",
        500,
    )
    assert staff.post(f"{address}deliveries/{told['event']}/retry/").json()["status"] == "queued"
    WebhookDelivery.objects.update(status="sending", lease_token=1, lease_until=webhook.created_at)
    assert staff.post(f"{address}deliveries/{told['event']}/retry/").status_code == 409
    assert staff.post(f"{address}pause/").json()["pause_reason"] == "asked"
    assert staff.post(f"{address}resume/").json()["paused_at"] is None
    assert staff.post(f"{address}secret/").json()["secret"].startswith("whsec_")
    assert program(ReviewerFactory(), "staff").get(address).status_code == 404
    assert program(AdministratorFactory(), "staff").get("/staff/webhooks/").json()["count"] == 1
    assert staff.client.delete(f"/api/v1{address}").status_code == 204
    assert staff.get(address).status_code == 404


def test_no_field_of_the_model_can_be_set_but_those_for_its_owner(program: Make) -> None:
    webhook = WebhookFactory()
    staff, fields = program(webhook.owner, "staff"), {field.name for field in Webhook._meta.get_fields()}
    before = list(Webhook.objects.values())

    for name in sorted((fields | {"owner_id", "secret", "status"}) - {"name", "events"}):
        edited = staff.patch(f"/staff/webhooks/{webhook.public_id}/", {"name": "x", name: "1"}, **{"If-Match": "*"})
        made = staff.post("/staff/webhooks/", BODY | {name: "1"})
        assert (edited.status_code, made.status_code) == (422, 422), name

    assert list(Webhook.objects.values()) == before


def test_every_address_below_the_api_is_answered_as_a_problem(program: Make) -> None:
    answer = program(ReviewerFactory(), "staff").post("/staff/webhooks/a%0Ab/secret/")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
