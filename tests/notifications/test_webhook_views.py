"""The pages of webhooks: what they tell, what they refuse, and whose they are."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from notifications.models import Webhook, WebhookDelivery
from notifications.services.webhook_events import send_test
from notifications.services.webhooks import MOST_WEBHOOKS, secret_of
from tests.factories import AdministratorFactory, ReviewerFactory, WebhookFactory

pytestmark = pytest.mark.django_db
FORM = {"name": "CRM", "address": "http://localhost:1/hook", "events": ["match.approved", "introduction.made"]}


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_secret_is_shown_on_the_answer_alone_until_it_is_changed() -> None:
    client = client_of(ReviewerFactory())

    made = client.post("/webhooks/new/", FORM).content.decode()
    webhook = Webhook.objects.get()
    later = client.get(f"/webhooks/{webhook.public_id}/").content.decode()
    changed = client.post(f"/webhooks/{webhook.public_id}/secret/").content.decode()

    secrets = re.findall(r"whsec_[A-Za-z0-9+/=]+", made + changed)
    webhook.refresh_from_db()
    assert (len(set(secrets)), secrets[-1], "whsec_" in later) == (2, secret_of(webhook), False)
    assert webhook.events == ["match.approved", "introduction.made"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"address": "https://10.0.0.1/hook"}, "This address points to a private or special network"),
        ({"address": "http://hooks.example/"}, "beginning with https://"),
        ({"events": []}, "This field is required"),
        ({"events": ["test"]}, "is not one of the available choices"),
    ],
)
def test_what_cannot_be_registered_is_told_beside_what_was_typed(change: dict[str, object], told: str) -> None:
    answer = client_of(ReviewerFactory()).post("/webhooks/new/", FORM | change)

    assert (answer.status_code, Webhook.objects.count()) == (422, 0)
    assert told in answer.content.decode()
    assert 'value="CRM"' in answer.content.decode()


def test_there_is_an_end_to_how_many_one_may_have() -> None:
    reviewer = ReviewerFactory()
    WebhookFactory.create_batch(MOST_WEBHOOKS, owner=reviewer)

    answer = client_of(reviewer).post("/webhooks/new/", FORM)

    assert (answer.status_code, Webhook.objects.count()) == (422, MOST_WEBHOOKS)


def test_a_webhook_is_edited_paused_resumed_and_deleted() -> None:
    webhook = WebhookFactory()
    client = client_of(webhook.owner)

    client.post(f"/webhooks/{webhook.public_id}/edit/", {"name": "Archive", "events": ["request.answered"]})
    client.post(f"/webhooks/{webhook.public_id}/pause/")
    webhook.refresh_from_db()
    assert (webhook.name, webhook.events, webhook.pause_reason) == ("Archive", ["request.answered"], "asked")
    client.post(f"/webhooks/{webhook.public_id}/resume/")
    webhook.refresh_from_db()
    assert webhook.paused_at is None
    client.post(f"/webhooks/{webhook.public_id}/delete/")
    assert client.get(f"/webhooks/{webhook.public_id}/").status_code == 404
    assert webhook.name not in client.get("/webhooks/").content.decode().partition('id="new"')[0]


def test_colleagues_do_not_see_each_others_and_administrators_see_all() -> None:
    webhook = WebhookFactory()
    address = f"/webhooks/{webhook.public_id}/"

    assert client_of(ReviewerFactory()).get(address).status_code == 404
    assert client_of(ReviewerFactory()).post(f"{address}delete/").status_code == 404
    assert client_of(AdministratorFactory()).get(address).status_code == 200


def test_the_page_asks_the_database_as_often_for_three_deliveries_as_for_one() -> None:
    webhook = WebhookFactory()
    client, counts = client_of(webhook.owner), []

    for number in (1, 2):
        for _delivery in range(number):
            send_test(webhook)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/webhooks/{webhook.public_id}/")
        counts.append(len(asked))

    assert (counts[0], WebhookDelivery.objects.count()) == (counts[1], 3)
