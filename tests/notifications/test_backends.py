import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import DatabaseError, connection, transaction

from notifications.models import EmailKind, OutboxEmail


@pytest.fixture(autouse=True)
def _our_backend(settings: object, db: None) -> None:
    """The test runner puts Django's own test backend in place of ours."""
    settings.EMAIL_BACKEND = "notifications.backends.OutboxEmailBackend"  # type: ignore[attr-defined]


def test_mail_sent_by_django_becomes_one_row_per_recipient() -> None:
    send_mail("Confirm", "Follow the link", None, ["a@one.example", "B <b@two.example>"])

    rows = OutboxEmail.objects.order_by("recipient").values_list("recipient", "kind", "subject", "text")
    assert list(rows) == [
        ("a@one.example", EmailKind.ACCOUNT, "Confirm", "Follow the link"),
        ("b@two.example", EmailKind.ACCOUNT, "Confirm", "Follow the link"),
    ]


def test_copies_and_blind_copies_get_their_own_mail() -> None:
    EmailMessage("Hi", "Text", to=["a@one.example"], cc=["b@one.example"], bcc=["c@one.example"]).send()

    assert set(OutboxEmail.objects.values_list("recipient", flat=True)) == {
        "a@one.example",
        "b@one.example",
        "c@one.example",
    }


def test_the_html_alternative_is_kept_as_it_is() -> None:
    message = EmailMultiAlternatives("Hi", "Text", to=["a@one.example"])
    message.attach_alternative("<p>Page</p>", "text/html")

    message.send()

    assert OutboxEmail.objects.get().html == "<p>Page</p>"


def test_a_line_break_in_a_subject_cannot_start_another_header() -> None:
    send_mail("Confirm\nBcc: thief@evil.example", "Text", None, ["a@one.example"])

    assert OutboxEmail.objects.get().subject == "Confirm Bcc: thief@evil.example"


def test_an_attachment_is_refused_rather_than_lost() -> None:
    message = EmailMessage("Hi", "Text", to=["a@one.example"])
    message.attach("list.csv", "a;b", "text/csv")

    with pytest.raises(ValueError, match="attachments"):
        message.send()


def test_a_failing_database_surfaces_even_when_asked_to_be_silent() -> None:
    @transaction.atomic
    def send_without_writing() -> None:
        connection.cursor().execute("SET transaction_read_only = on")
        send_mail("Hi", "Text", None, ["a@one.example"], fail_silently=True)

    with pytest.raises(DatabaseError, match="read-only"):
        send_without_writing()
