import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from django.utils import timezone

from accounts.models import User
from jobs import enqueueing
from notifications.models import About, EmailKind, OutboxEmail
from notifications.services import queue_email
from tests.factories import UserFactory
from tests.notifications.sink import Sink, served
from tests.patience import PATIENCE


class QueueNews(Protocol):
    def __call__(self, user: User | None = None, *, kind: EmailKind = ..., key: str = ...) -> OutboxEmail: ...


@pytest.fixture(autouse=True)
def _news_template(settings: Any) -> None:
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    settings.TEMPLATES = templates


@pytest.fixture(autouse=True)
def _listening_broker() -> Iterator[None]:
    """A broker that failed in one test is tried again in the next."""
    yield
    enqueueing._silent_until = 0.0


@pytest.fixture
def queue_news() -> QueueNews:
    """Writes a mail; by default a reminder, about which no other app has anything to say."""

    def queue(user: User | None = None, *, kind: EmailKind = EmailKind.REMINDER, key: str = "project:1") -> OutboxEmail:
        context = {"when": timezone.now(), "extra": ""}
        reader = user or UserFactory()
        about = About(reader, occasion=key)
        return queue_email(reader, kind=kind, about=about, topic="news", template="news", context=context)

    return queue


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """A mail server that the portal is told to use."""
    mail_server = Sink()
    with served(mail_server) as port:
        settings.SMTP_URL = f"smtp://127.0.0.1:{port}?timeout={PATIENCE}"
        yield mail_server
