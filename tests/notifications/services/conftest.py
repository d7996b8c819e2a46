"""A program that is told what happens, its webhook, and something that happens."""

from collections.abc import Iterator

import pytest

from accounts.models import User
from matching.models import Match
from notifications.models import About, EventKind, Webhook, WebhookDelivery, WebhookEvent
from notifications.services.webhook_events import publish_event
from notifications.services.webhooks import create_webhook
from tests.factories import MatchFactory, ReviewerFactory
from tests.notifications.receiver import Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    program = Receiver()
    yield program
    program.stop()


@pytest.fixture
def webhook(receiver: Receiver, db: None) -> Webhook:
    return listen(receiver)


def listen(receiver: Receiver, owner: User | None = None) -> Webhook:
    events = [EventKind.MATCH_APPROVED]
    return create_webhook(owner or ReviewerFactory(), name="CRM", address=receiver.address, events=events)


def happen(number: int = 1) -> WebhookEvent | None:
    """The approval of the one match there is, in its round of this number."""
    about = About(Match.objects.first() or MatchFactory(), occasion=str(number))
    return publish_event(EventKind.MATCH_APPROVED, about=about, tell=lambda: {"match": {"id": "abc"}})


def only_delivery() -> WebhookDelivery:
    return WebhookDelivery.objects.get()
