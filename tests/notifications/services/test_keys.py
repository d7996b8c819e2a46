"""A key travels in the mail alone: nobody reads it here, and nothing of it stays once the mail has ended."""

import re
from datetime import timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from allauth.account import app_settings
from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from companies.models.joining import INVITATION_LIFETIME
from companies.services.invitations import invite
from notifications.models import EmailKind, EmailStatus, OutboxEmail
from notifications.services import Resolution, ResolvedAlreadyError, resend_failed, resolve_email, send_due_emails
from notifications.services.keys import ACCOUNT_KEYS_KEPT, KEYS_KEPT, purge_keys
from tests.factories import AdministratorFactory, MembershipFactory, UserFactory
from tests.notifications.sink import Sink
from values.secrets import MASK

KEY = re.compile(r"/(?:confirm-email|key|invitation)/([^/\s\"*]{20,})/")


@pytest.fixture(autouse=True)
def our_mail(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "notifications.backends.OutboxEmailBackend"
    settings.CAUGHT_MAIL_FOLDER = str(tmp_path / "mail")


def sign_up() -> OutboxEmail:
    address = f"{token_hex(4)}@korea.example"  # each may ask for a link once in three minutes, whatever the test
    person = {"full_name": "Kim Jiwon", "email": address, "time_zone": "Asia/Seoul"}
    words = {"password1": "a-long-Word-4-you", "password2": "a-long-Word-4-you"}
    Client().post("/accounts/signup/", person | words)
    return OutboxEmail.objects.latest("pk")


def ask_for_a_new_password() -> OutboxEmail:
    user = UserFactory()
    Client().post("/accounts/password/reset/", {"email": user.email})
    return OutboxEmail.objects.latest("pk")


def invite_somebody() -> OutboxEmail:
    owner = MembershipFactory()
    invite(owner.company, email="new@company.example", role="editor", by=owner.user)
    return OutboxEmail.objects.latest("pk")


WAYS = pytest.mark.parametrize("write", [sign_up, ask_for_a_new_password, invite_somebody])


def key_of(email: OutboxEmail) -> str:
    found = KEY.search(email.full_text)
    assert found is not None
    return found[1]


def everything_stored() -> str:
    """Every row of the outbox, as a dump of the database has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(email)::text FROM notifications_outboxemail email")
        return "".join(text for (text,) in cursor.fetchall())


@WAYS
@pytest.mark.django_db
def test_no_page_of_staff_shows_a_key(write: Any) -> None:
    email = write()
    client = Client()
    client.force_login(AdministratorFactory())

    pages = [
        client.get(reverse(f"notifications:{page}", args=[email.pk])).content.decode()
        for page in ("email_detail", "email_html")
    ]

    key = key_of(email)
    assert all(f"/{MASK}/" in page and key not in page for page in pages)
    assert key not in email.text + email.html


@WAYS
@pytest.mark.django_db(transaction=True)
def test_the_mail_leaves_with_its_key_and_nothing_stored_has_it_then(write: Any, sink: Sink) -> None:
    email = write()
    key = key_of(email)
    assert key in everything_stored()

    send_due_emails()

    email.refresh_from_db()
    assert email.status == EmailStatus.SENT
    assert key in sink.messages[0].get_body(("plain",)).get_content()
    assert key not in everything_stored()


@WAYS
@pytest.mark.django_db(transaction=True)
def test_where_no_mail_leaves_who_runs_the_portal_finds_the_key_in_a_file(write: Any, settings: Any) -> None:
    email = write()
    key = key_of(email)

    send_due_emails()

    email.refresh_from_db()
    path = Path(settings.CAUGHT_MAIL_FOLDER) / f"{email.pk}.txt"
    assert email.status == EmailStatus.CAUGHT
    assert key not in everything_stored()
    assert (key in path.read_text(), oct(path.stat().st_mode)[-3:]) == (True, "600")


@pytest.mark.django_db(transaction=True)
def test_without_a_server_and_a_folder_the_key_is_lost(settings: Any) -> None:
    settings.CAUGHT_MAIL_FOLDER = ""
    key = key_of(sign_up())

    send_due_emails()

    assert key not in everything_stored()


@pytest.mark.django_db
def test_what_failed_is_asked_for_anew_and_not_sent_without_its_key() -> None:
    email, administrator = invite_somebody(), AdministratorFactory()
    OutboxEmail.objects.update(status=EmailStatus.FAILED, sealed=None)

    count = resend_failed(OutboxEmail.objects.all(), by=administrator)
    with pytest.raises(ResolvedAlreadyError):
        resolve_email(email, answer=Resolution.SEND_AGAIN, by=administrator)

    client = Client()
    client.force_login(administrator)
    page = client.get(reverse("notifications:email_detail", args=[email.pk])).content.decode()
    assert count == 0
    assert "no longer kept" in page
    assert 'value="send_again"' not in page


@pytest.mark.django_db
def test_a_mail_that_may_have_arrived_keeps_its_key_as_long_as_its_link_works() -> None:
    email = invite_somebody()
    OutboxEmail.objects.update(status=EmailStatus.UNKNOWN)

    before = purge_keys()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE notifications_outboxemail SET created_at = now() - interval '14 days'")
    after = purge_keys()

    email.refresh_from_db()
    assert (before, after, email.sealed, email.has_lost_its_key) == (0, 1, None, True)


@pytest.mark.django_db
def test_keys_are_kept_as_long_as_their_links_last() -> None:
    assert timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT) == ACCOUNT_KEYS_KEPT
    assert timedelta(days=app_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS) == ACCOUNT_KEYS_KEPT
    assert INVITATION_LIFETIME == KEYS_KEPT


@pytest.mark.django_db
@pytest.mark.parametrize("status", [EmailStatus.SENT, EmailStatus.FAILED, EmailStatus.CANCELLED, EmailStatus.CAUGHT])
def test_the_database_keeps_no_key_of_mail_that_ended(status: EmailStatus) -> None:
    invite_somebody()

    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxEmail.objects.update(status=status)


def test_the_administration_has_no_page_of_mails() -> None:
    assert not admin.site.is_registered(OutboxEmail)


@pytest.mark.django_db(transaction=True)
def test_mail_written_before_keys_were_sealed_loses_or_seals_them() -> None:
    kept = {"kind": EmailKind.ACCOUNT, "language": "en", "subject": "Confirm", "html": "", "recipient": "a@b.example"}
    text = f"Open https://portal.example/accounts/confirm-email/{'k' * 40}/ please"
    try:
        call_command("migrate", "notifications", "0002", verbosity=0)
        sent = OutboxEmail.objects.create(**kept, text=text, status=EmailStatus.SENT)
        waiting = OutboxEmail.objects.create(**kept, text=text)
    finally:
        call_command("migrate", "notifications", verbosity=0)

    for email in (sent, waiting):
        email.refresh_from_db()
        assert email.text == f"Open https://portal.example/accounts/confirm-email/{MASK}/ please"
    assert (sent.sealed, waiting.full_text) == (None, text)


@pytest.mark.django_db
def test_a_visitor_of_a_demonstration_is_told_where_the_mail_is(settings: Any) -> None:
    told = Client().get("/accounts/confirm-email/").content.decode()
    settings.CAUGHT_MAIL_FOLDER, settings.SMTP_URL = "/srv/mail", "smtp://mail.example"
    elsewhere = Client().get("/accounts/confirm-email/").content.decode()

    assert settings.CAUGHT_MAIL_FOLDER not in elsewhere
    assert "This portal is a demonstration and does not send e-mails" in told
