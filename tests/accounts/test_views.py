"""Choosing a language, and signing up: an account counts once its address is confirmed."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from notifications.models import EmailKind, OutboxEmail
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def our_mail(settings: Any) -> None:
    settings.EMAIL_BACKEND = "notifications.backends.OutboxEmailBackend"


def test_choosing_a_language_keeps_the_page_and_lasts(client: Client) -> None:
    response = client.post("/language/", {"language": "ko", "next": "/projects/?green=water"})

    assert response.headers["Location"] == "/projects/?green=water"
    assert client.get("/").headers["Content-Language"] == "ko"


def test_a_signed_in_person_keeps_the_language_at_every_browser(client: Client) -> None:
    user = UserFactory(language="en")
    client.force_login(user)

    client.post("/language/", {"language": "fr", "next": "/"})

    user.refresh_from_db()
    other = Client()
    other.force_login(user)
    assert user.language == "fr"
    assert other.get("/", headers={"accept-language": "de"}).headers["Content-Language"] == "fr"


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_the_language_switch_leads_to_no_other_site(client: Client, target: str) -> None:
    response = client.post("/language/", {"language": "de", "next": target})

    assert response.headers["Location"] == "/"


def test_a_language_we_do_not_speak_is_refused(client: Client) -> None:
    response = client.post("/language/", {"language": "xx"})

    assert response.status_code == 400


def sign_up(client: Client, **changes: str) -> Any:
    data = {
        "full_name": "김지원",
        "email": "Jiwon@Korea.example",
        "time_zone": "Asia/Seoul",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    return client.post("/accounts/signup/", data | changes, headers={"accept-language": "ko"})


def test_signing_up_asks_for_confirmation_in_the_persons_language(client: Client) -> None:
    sign_up(client)

    user = User.objects.get()
    email = OutboxEmail.objects.get()
    assert (user.email, user.full_name, user.language, user.time_zone) == (
        "jiwon@korea.example",
        "김지원",
        "ko",
        "Asia/Seoul",
    )
    assert (email.kind, email.recipient, email.language) == (EmailKind.ACCOUNT, "jiwon@korea.example", "ko")


def test_nobody_gets_in_before_the_address_is_confirmed(client: Client) -> None:
    sign_up(client)
    sign_in = {"login": "jiwon@korea.example", "password": PASSWORD}

    before = client.post("/accounts/login/", sign_in).headers["Location"]
    link = re.search(r"/accounts/confirm-email/[^/\s]+/", OutboxEmail.objects.earliest("pk").full_text)
    assert link is not None
    client.post(link[0])
    after = Client().post("/accounts/login/", sign_in).headers["Location"]

    assert (before, after) == ("/accounts/confirm-email/", "/home/")


def test_signing_up_with_a_known_address_does_not_tell_that_it_is_known(client: Client) -> None:
    UserFactory(email="jiwon@korea.example")

    response = sign_up(client)

    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert User.objects.count() == 1


def test_what_was_typed_survives_a_refusal(client: Client) -> None:
    response = sign_up(client, password2="something else")

    content = response.content.decode()
    assert response.status_code == 200
    assert 'value="김지원"' in content
    assert "Jiwon@Korea.example" in content
