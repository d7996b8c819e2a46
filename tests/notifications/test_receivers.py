from typing import Any

import pytest
from celery.signals import before_task_publish

from notifications.tasks import send_due_emails
from tests.notifications.conftest import QueueNews


@pytest.mark.django_db
def test_a_queued_mail_wakes_the_sender(queue_news: QueueNews, django_capture_on_commit_callbacks: Any) -> None:
    published: list[str] = []

    def note(sender: str, **_kwargs: Any) -> None:
        published.append(sender)

    before_task_publish.connect(note)
    with django_capture_on_commit_callbacks(execute=True):
        queue_news()

    assert published == [send_due_emails.name]
