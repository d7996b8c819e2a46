from typing import Any

import pytest

from notifications.models import EmailKind, Webhook
from notifications.permissions import emails_visible_to, webhooks_visible_to
from tests.factories import AdministratorFactory, ReviewerFactory, UserFactory, WebhookFactory
from tests.notifications.conftest import QueueNews

pytestmark = pytest.mark.django_db


@pytest.fixture
def secrets(queue_news: QueueNews) -> set[int]:
    """The mail that carries a key to somebody's account or contacts; beside it a reminder that carries neither."""
    queue_news(key="project:1")
    keys = [queue_news(kind=kind, key=f"key:{kind}") for kind in (EmailKind.ACCOUNT, EmailKind.INVITATION)]
    contacts = queue_news(kind=EmailKind.INTRODUCTION, key="introduction:1:contacts:1")
    contacts.is_confidential = True
    contacts.save()
    return {email.pk for email in (*keys, contacts)}


def test_nobody_but_staff_reads_the_mail(secrets: set[int]) -> None:
    assert not emails_visible_to(UserFactory()).exists()


def test_a_case_manager_reads_no_mail_with_keys_or_contacts(secrets: set[int], settings: Any) -> None:
    settings.IS_DEMONSTRATION = False

    assert [email.occasion for email in emails_visible_to(ReviewerFactory())] == ["project:1"]


def test_an_administrator_reads_all_mail(secrets: set[int], settings: Any) -> None:
    settings.IS_DEMONSTRATION = False

    assert secrets < set(emails_visible_to(AdministratorFactory()).values_list("pk", flat=True))


def test_in_a_demonstration_a_case_manager_reads_all_mail(secrets: set[int], settings: Any) -> None:
    settings.IS_DEMONSTRATION = True

    assert secrets < set(emails_visible_to(ReviewerFactory()).values_list("pk", flat=True))


def test_a_case_manager_sees_their_own_webhooks_and_an_administrator_those_of_all() -> None:
    webhook, other = WebhookFactory(), WebhookFactory()

    seen = [set(webhooks_visible_to(user)) for user in (webhook.owner, AdministratorFactory())]

    assert seen == [{webhook}, {webhook, other}]


def test_who_is_not_staff_sees_no_webhook_not_even_their_own() -> None:
    webhook = WebhookFactory(owner=UserFactory())

    assert not webhooks_visible_to(webhook.owner).exists()


def test_a_webhook_that_was_deleted_or_has_no_owner_is_seen_by_nobody() -> None:
    deleted, _ownerless = WebhookFactory(), WebhookFactory(owner=None)
    Webhook.objects.filter(pk=deleted.pk).update(deleted_at="2026-11-01T00:00Z")

    assert not webhooks_visible_to(AdministratorFactory()).exists()
