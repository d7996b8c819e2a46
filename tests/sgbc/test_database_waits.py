"""A database that is there and does not answer: a lock that somebody holds, a server that was stopped."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import kill
from time import monotonic
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from psycopg2.extensions import set_wait_callback

from accounts.models import User
from companies.models import Company
from sgbc import database_waits
from sgbc.database_waits import limit_waits
from tests.factories import CompanyFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 1


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process waits as the web does, only less long."""
    monkeypatch.setattr(database_waits, "GRACE", 1.0)
    options = connections.settings["default"]["OPTIONS"]
    before = dict(options)
    connection.close()
    limit_waits(SECONDS)
    yield
    set_wait_callback(None)
    connection.close()
    options.clear()
    options.update(before)


@contextmanager
def locked(model: type[Any]) -> Iterator[None]:
    """Another connection holds the whole table."""
    parameters = {name: value for name, value in connection.get_connection_params().items() if name != "cursor_factory"}
    parameters.pop("options", None)
    other = psycopg2.connect(**parameters)
    try:
        other.cursor().execute(f'LOCK TABLE "{model._meta.db_table}" IN ACCESS EXCLUSIVE MODE')
        yield
    finally:
        other.close()


@pytest.fixture
def client(impatient: None) -> Client:
    return Client(raise_request_exception=False)


def timed(ask: Callable[[], Any]) -> tuple[Any, float]:
    started = monotonic()
    return ask(), monotonic() - started


def test_a_page_and_the_api_say_that_they_are_held_up_and_answer_again_afterwards(client: Client) -> None:
    company = CompanyFactory()

    with locked(Company):
        page, took = timed(lambda: client.get(f"/companies/{company.public_id}/"))
        problem, _took = timed(lambda: client.get(f"/api/v1/companies/{company.public_id}/"))
        health = client.get("/health/")

    assert (page.status_code, page["Retry-After"], took < 3 * SECONDS) == (503, "30", True)
    assert "<h1>The portal is not available at the moment</h1>" in page.content.decode()
    assert (problem.status_code, problem["Retry-After"], problem.json()["code"]) == (503, "30", "unavailable")
    assert health.status_code == 200  # the database answers: it is one table that is held
    assert client.get(f"/companies/{company.public_id}/").status_code == 200


def test_a_session_that_cannot_be_read_says_so_too(client: Client) -> None:
    client.force_login(UserFactory())

    with locked(User):
        page = client.get("/me/")

    assert (page.status_code, page["Retry-After"]) == (503, "30")


def test_a_form_that_is_held_up_writes_nothing_and_can_be_sent_again(client: Client) -> None:
    member = MembershipFactory(company__status="draft")
    client.force_login(member.user)
    address = f"/me/companies/{member.company.public_id}/profile/basics/"
    client.get(address)

    with locked(Company):
        refused = client.post(address, {"name": "Another"})

    assert refused.status_code == 503
    assert Company.objects.get().name == member.company.name
    assert client.get(address).status_code == 200


def test_a_server_that_went_silent_is_given_up(client: Client) -> None:
    """The process behind the connection is stopped: nothing ends the statement but our own clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    try:
        kill(backend, signal.SIGSTOP)
    except (ProcessLookupError, PermissionError):
        pytest.skip("the database runs elsewhere")
    try:
        health, took = timed(lambda: client.get("/health/"))
    finally:
        kill(backend, signal.SIGCONT)

    assert (health.status_code, health.json()["database"], took < 5) == (503, False, True)
    connection.close_if_unusable_or_obsolete()  # as every request of the web begins
    assert client.get("/health/").status_code == 200


def test_who_runs_the_portal_may_wait_without_end() -> None:
    before = dict(connections.settings["default"]["OPTIONS"])

    limit_waits(0)

    assert connections.settings["default"]["OPTIONS"] == before
    assert settings.DATABASE_PATIENCE < 30  # less than gunicorn has for a worker that says nothing
