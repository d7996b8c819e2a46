"""While the database is away: 503 with words, wherever that shows, and for whom."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import translation

from jobs.outages import is_outage

ANSWERS_PAGES = ["/", "/projects/", "/accounts/login/", "/me/", "/admin/"]


@pytest.fixture
def no_database(django_db_blocker: Any) -> Iterator[None]:
    """The connection leads to a port where nobody listens."""
    address = dict(connection.settings_dict)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict |= {"HOST": "127.0.0.1", "PORT": "1"}
        yield
        connection.close()
        connection.settings_dict.update(address)


@pytest.fixture
def client() -> Client:
    """Somebody who was signed in."""
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "abcdefghijklmnopqrstuvwxyz012345"
    return client


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize("address", ANSWERS_PAGES)
@pytest.mark.parametrize("is_fragment", [False, True])
def test_a_page_says_that_the_portal_is_back_in_a_moment(client: Client, address: str, is_fragment: bool) -> None:
    headers = {"HX-Request": "true"} if is_fragment else {}

    response = client.get(address, headers=headers)

    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "<h1>The portal is not available at the moment</h1>" in page


@pytest.mark.usefixtures("no_database")
def test_it_is_said_in_the_readers_language(client: Client) -> None:
    page = client.get("/projects/", headers={"Accept-Language": "ko"}).content.decode()

    with translation.override("ko"):
        assert translation.gettext("The portal is not available at the moment") in page
    assert '<html lang="ko">' in page


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer sgbc_0123456789"}])
@pytest.mark.parametrize("is_signed_in", [False, True])
def test_the_api_answers_a_problem(client: Client, headers: dict[str, str], is_signed_in: bool) -> None:
    caller = client if is_signed_in else Client(raise_request_exception=False)

    response = caller.get("/api/v1/projects", headers=headers)

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Content-Type"] == "application/problem+json"
    assert (response.json()["status"], response.json()["code"]) == (503, "unavailable")


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize("is_signed_in", [False, True])
def test_health_is_told_to_whoever_asks(client: Client, is_signed_in: bool) -> None:
    response = (client if is_signed_in else Client()).get("/health/")

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response.json() == {"database": False, "broker": True}


@pytest.mark.django_db
def test_a_fault_of_ours_is_no_outage() -> None:
    with pytest.raises(ProgrammingError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM nowhere")

    assert [is_outage(caught.value), is_outage(RuntimeError()), is_outage(None)] == [False] * 3
