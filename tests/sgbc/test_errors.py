"""Pages for what went wrong: each with its words, the same for a page and a fragment, two of them without anything."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import translation

from sgbc import urls
from tests.factories import UserFactory

HEADINGS = {
    "/broken/400/": (400, "We could not read this request"),
    "/broken/403/": (403, "You do not have access to this page"),
    "/broken/404/": (404, "This page does not exist"),
    "/broken/500/": (500, "Something went wrong on our side"),
}
ERRORS: dict[int, type[Exception]] = {400: SuspiciousOperation, 403: PermissionDenied, 500: RuntimeError}


def _break(_request: HttpRequest, status: int) -> HttpResponse:
    raise ERRORS[status]("secret words")


urlpatterns = [*urls.urlpatterns, *[path(f"broken/{code}/", _break, {"status": code}) for code in ERRORS]]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@pytest.fixture
def client(settings: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize("address", HEADINGS)
def test_an_error_says_what_happened_and_nothing_of_its_cause(client: Client, address: str) -> None:
    status, heading = HEADINGS[address]

    response = client.get(address)

    page = response.content.decode()
    assert (response.status_code, f"<h1>{heading}</h1>" in page, "secret words" in page) == (status, True, False)


@pytest.mark.django_db
@pytest.mark.parametrize("address", HEADINGS)
def test_an_error_is_the_same_for_a_fragment(client: Client, address: str) -> None:
    page, fragment = client.get(address), client.get(address, headers={"HX-Request": "true"})

    assert (fragment.status_code, _without_tokens(fragment)) == (page.status_code, _without_tokens(page))


def _without_tokens(response: HttpResponse) -> list[str]:
    return [line for line in response.content.decode().splitlines() if "csrf" not in line.lower()]


@pytest.mark.parametrize("address", ["/broken/400/", "/broken/500/"])
def test_what_is_broken_is_said_without_a_database(client: Client, address: str) -> None:
    response = client.get(address, headers={"Accept-Language": "fr"})

    page = response.content.decode()
    assert ('<html lang="fr">' in page, 'href="/"' in page) == (True, True)


@pytest.mark.django_db
def test_who_may_not_enter_is_told_as_whom_they_came(client: Client) -> None:
    client.force_login(UserFactory(email="someone@company.example"))

    page = client.get("/broken/403/").content.decode()

    assert "You are signed in as someone@company.example" in page


@pytest.mark.django_db
def test_a_form_without_a_cookie_is_refused_in_words() -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post("/accounts/login/", {"login": "x"})

    page = response.content.decode()
    assert response.status_code == 403
    assert "We could not be sure that this form came from you" in page
    assert "Your browser sent no cookie." in page


@pytest.mark.django_db
def test_errors_are_told_in_the_language_of_the_reader(client: Client) -> None:
    with translation.override("de"):
        expected = translation.gettext("This page does not exist")

    page = client.get("/broken/404/", headers={"Accept-Language": "de"}).content.decode()

    assert f"<h1>{expected}</h1>" in page
    assert expected != "This page does not exist"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Too many requests"), ("de", "Zu viele Anfragen"), ("fr", "Trop de requêtes"), ("ko", "요청이 너무 많")],
)
def test_too_many_tries_at_the_sign_in_end_in_a_page_of_ours(language: str, words: str) -> None:
    """The library's own page names its project, in English alone."""
    client = Client(headers={"Accept-Language": language})

    answers = [
        client.post("/accounts/password/reset/", {"email": f"x{number}@company.example"}) for number in range(25)
    ]

    refused = next(answer for answer in answers if answer.status_code == 429)
    assert words in refused.content.decode()
    assert "site-header" in refused.content.decode() or "<main" in refused.content.decode()
    assert refused.headers["Retry-After"] == "60"
