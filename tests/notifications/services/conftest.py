"""A program that is told what happens, and its webhook."""

from collections.abc import Iterator

import pytest

from accounts.models import User
from notifications.models import (
    EventKind,
    Webhook,
)
from notifications.services.webhooks import (
    create_webhook,
)
from tests.factories import ReviewerFactory
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
