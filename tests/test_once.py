"""Whatever is sent twice is done once: every form, sent twice at the same moment over two connections."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import ApiToken, User
from companies.models import Project
from matching.models import Match
from partnerships.models import Message
from rest.models import IdempotencyRecord
from tests.access import DONE, OK, ROLES, TABLE
from tests.access_arguments import arguments
from tests.companies.views.test_own_projects import TYPED as PROJECT
from tests.exchange.services.test_table_imports import ROW, csv_of
from tests.factories import PASSWORD, PITCH, UserFactory
from tests.models import models_of_the_portal
from tests.partnerships.threads import at_once
from tests.room_factories import make_room
from tests.sent_forms import forms_of
from tests.signing_in import sign_in_afresh
from tests.test_access import match as match  # noqa: PLC0414 - fixtures of the same world
from tests.test_access import people as people  # noqa: PLC0414

TOKEN = "a" * 64
LIST = csv_of(ROW)
QUERY = {"directory:saved_search_create": "?document_type=project&q=glass"}
SHOWN_ONCE = {"accounts:token_create", "notifications:webhook_create", "notifications:webhook_secret"}
"""Pages with a key that is shown this once: whoever sent the form twice is led to the page without it."""
EACH_LOOK = {"companies:company_contact", "partnerships:introduction_contacts"}
"""Do nothing but show: each of the two looks at a contact is recorded."""
FOR_VISITORS = {"accounts:kept_form_drop", "accounts:language_set", "notifications:resubscribe"}
"""Ask for no sign-in, and do the same however often they are sent."""


def _request(project: Project) -> dict[str, Any]:
    typed = {"cooperation": "technology_transfer", "theirs": "company", "pitch": PITCH, "language": "en"}
    return typed | {"mine": project.public_id, "then": "send"}


CREATES: dict[str, Callable[[Match], dict[str, Any]]] = {
    "companies:own_company_create": lambda _match: {"name": "Mulgyeol Water", "country": "KR", "city": "Busan"},
    "companies:own_project_create": lambda _match: PROJECT,
    "companies:own_logo": lambda _match: {"then": "remove"},
    "companies:own_project_renew": lambda _match: {},
    "companies:own_summaries": lambda _match: {"fr": "Une entreprise."},
    "directory:saved_search_create": lambda _match: {"name": "Glass", "frequency": "daily"},
    "partnerships:request_create": lambda match: _request(match.korean_project),
    "exchange:import_list": lambda _match: {"file": SimpleUploadedFile("list.csv", LIST), "source": "table"},
}
"""What is written on pages that stand in the table of access as pages."""
SENT = {route for route, row in TABLE.items() if row.data is not None} - FOR_VISITORS - EACH_LOOK


def rows() -> dict[str, int]:
    """How many rows each model of ours has, but for what is kept of requests themselves."""
    ours = [model for model in models_of_the_portal() if model._meta.app_label not in {"sessions", "rest"}]
    return {model._meta.label: model._default_manager.count() for model in ours}


def sender(user: User | None) -> Client:
    client = Client()
    if user is not None:
        sign_in_afresh(client, user)
    return client


def sent_twice(client: Client, address: str, data: dict[str, Any], **headers: str) -> list[Any]:
    """The two answers, sent by one browser at the same moment."""

    def send() -> HttpResponse:
        other = Client()
        other.cookies = client.cookies.copy()  # type: ignore[attr-defined]
        files = {
            name: SimpleUploadedFile(value.name, LIST)
            for name, value in data.items()
            if isinstance(value, SimpleUploadedFile)
        }
        return other.post(address, data | files | {"csrfmiddlewaretoken": TOKEN}, headers=headers)

    return at_once(send, send)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("route", sorted(SENT | CREATES.keys()))
def test_every_form_sent_twice_at_once_is_done_once(route: str, match: Match, people: dict[str, User | None]) -> None:
    row = TABLE[route]
    role = next(role for role, seen in zip(ROLES, row.expected, strict=True) if seen in {OK, DONE})
    address = reverse(route, args=arguments(route, match, people)) + QUERY.get(route, "")
    data: Any = CREATES[route](match) if route in CREATES else row.sent()
    client = sender(people[role])
    with transaction.atomic():
        sender(people[role]).post(address, data)
        once = rows()
        transaction.set_rollback(True)

    answers = sent_twice(client, address, data)

    assert rows() == once
    assert sorted(answer.status_code for answer in answers) == ([200, 302] if route in SHOWN_ONCE else [302, 302])
    assert route in SHOWN_ONCE or len({answer.headers["Location"] for answer in answers}) == 1


@pytest.mark.django_db(transaction=True)
def test_what_makes_something_makes_one() -> None:
    """The test above compares with one sending; these are counted."""
    room, user = make_room(), UserFactory()
    page = f"/collaborations/{room.collaboration.public_id}/"

    sent_twice(sender(room.korean.user), f"{page}messages/", {"text": "Good morning", "language": "en"})
    sent_twice(sender(user), "/me/tokens/new/", {"name": "Sync", "scope": "read", "days": "30"})

    assert (Message.objects.count(), ApiToken.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_signing_up_twice_at_once_makes_one_account_and_no_fault() -> None:
    data = {"full_name": "김지원", "email": "jiwon@korea.example", "time_zone": "Asia/Seoul"}

    answers = sent_twice(Client(), "/accounts/signup/", data | {"password1": PASSWORD, "password2": PASSWORD})

    assert [answer.headers["Location"] for answer in answers] == ["/accounts/confirm-email/"] * 2
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_the_second_is_told() -> None:
    room = make_room()
    client, page = sender(room.korean.user), f"/collaborations/{room.collaboration.public_id}/"
    data = {"text": "Good morning", "language": "en", "csrfmiddlewaretoken": TOKEN}

    client.post(f"{page}messages/", data)
    answer = client.post(f"{page}messages/", data, follow=True)

    assert answer.redirect_chain == [(page, 302)]
    assert "You sent this form twice. Only the first submission counted." in answer.content.decode()


@pytest.mark.django_db
def test_another_text_from_the_same_page_is_another_message() -> None:
    """Somebody went back to the page and wrote again."""
    room = make_room()
    client, page = sender(room.korean.user), f"/collaborations/{room.collaboration.public_id}/"

    for text in ("One", "Two"):
        client.post(f"{page}messages/", {"text": text, "language": "en", "csrfmiddlewaretoken": TOKEN})

    assert Message.objects.count() == 2


@pytest.mark.django_db
def test_the_same_key_of_another_person_is_another_key() -> None:
    for user in UserFactory.create_batch(2):
        data = {"name": "Sync", "scope": "read", "days": "30", "csrfmiddlewaretoken": TOKEN}
        sender(user).post("/me/tokens/new/", data)

    assert ApiToken.objects.count() == 2


@pytest.mark.django_db
def test_what_was_refused_may_be_sent_again() -> None:
    client = sender(UserFactory())
    data = {"name": "", "scope": "read", "days": "30", "csrfmiddlewaretoken": TOKEN}

    assert [client.post("/me/tokens/new/", data).status_code for _time in range(2)] == [422, 422]
    assert not IdempotencyRecord.objects.exists()


@pytest.mark.django_db
def test_signing_in_and_choosing_a_language_are_answered_each_time() -> None:
    """Their answers carry cookies, and a browser that let go of the first answer has none of them."""
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    signed_in = {"login": user.email, "password": PASSWORD, "csrfmiddlewaretoken": TOKEN}
    language = {"language": "fr", "next": "/", "csrfmiddlewaretoken": TOKEN}

    for client in (Client(), Client()):
        assert client.post("/accounts/login/", signed_in).headers["Location"] == "/home/"
        assert "sessionid" in client.cookies
        assert "django_language" in client.post("/language/", language).cookies


@pytest.mark.django_db
def test_a_sending_that_needs_a_sign_in_is_not_taken_for_done() -> None:
    client = Client()

    client.post("/me/tokens/new/", {"name": "Sync", "csrfmiddlewaretoken": TOKEN})

    assert not IdempotencyRecord.objects.exists()


@pytest.mark.django_db
def test_a_sending_that_waits_for_the_password_is_not_taken_for_done() -> None:
    """Whoever turned back there and sends again is asked again, and not told that they sent it twice."""
    client, user = Client(), UserFactory()
    client.force_login(user)
    data = {"name": "Sync", "scope": "read", "days": "30", "csrfmiddlewaretoken": TOKEN}

    asked = client.post("/me/tokens/new/", data)
    sign_in_afresh(client, user)
    client.post("/me/tokens/new/", data)

    assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
    assert ApiToken.objects.count() == 1


@pytest.mark.django_db
def test_each_showing_of_a_page_has_a_key_of_its_own() -> None:
    client = sender(UserFactory())

    shown = [forms_of(client.get("/me/tokens/").content.decode(), base="/me/tokens/")[0] for _time in range(2)]

    keys = [form.values("csrfmiddlewaretoken") for form in shown]
    assert [len(key[0]) for key in keys] == [64, 64]
    assert keys[0] != keys[1]


def test_no_form_of_the_templates_is_without_a_key() -> None:
    """But for those in which the address itself is the permission, and sending twice changes nothing."""
    posts = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
    without = {
        path.name
        for path in Path(settings.BASE_DIR, "templates").rglob("*.html")
        for form in posts.findall(path.read_text())
        if "{% csrf_token %}" not in form
    }

    assert without == {"unsubscribe.html"}
