"""How much and how often: bodies over a limit are not read, and an address has its rate."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory
from django.urls import reverse

from rest.callers import caller_of
from rest.models import RequestCount
from sgbc.bodies import CountedBodies
from sgbc.limits import UPLOADS
from tests.clocks import travel
from tests.factories import AdministratorFactory, MembershipFactory, UserFactory
from tests.test_access import routes

pytestmark = pytest.mark.django_db
NO_LIMITS = {"page": "0/s", "search": "0/s", "visitor_post": "0/s"}


@pytest.fixture
def allow(settings: Any) -> Any:
    def set_rates(**rates: str) -> None:
        settings.PAGE_RATES = NO_LIMITS | rates

    return set_rates


class Unread(BytesIO):
    """A body that must not be touched."""

    def read(self, *_arguments: object) -> bytes:
        raise AssertionError("the body was read")


def send(address: str, *, length: int, body: BytesIO, **headers: str) -> Any:
    typed = {"CONTENT_TYPE": "application/x-www-form-urlencoded"} | headers
    return Client().generic("POST", address, **typed | {"CONTENT_LENGTH": str(length), "wsgi.input": body})  # type: ignore[arg-type]


def test_pages_are_answered_so_often_and_then_with_words_and_a_time(allow: Any, client: Client) -> None:
    allow(page="1/s")
    with travel("2026-11-24T10:00:00+00:00", tick=False):
        answers = [client.get("/", headers={"accept-language": "ko"}) for _time in range(11)]
        others = [client.get(address).status_code for address in ("/no/such/page/", "/companies/")]
        elsewhere = client.get("/", REMOTE_ADDR="192.0.2.7").status_code
        free = [client.get(address).status_code for address in ("/health/", "/api/v1/concepts/")]
    with travel("2026-11-24T10:00:10+00:00", tick=False):
        later = client.get("/").status_code

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert (answers[-1].headers["Retry-After"], answers[-1].headers["Content-Language"]) == ("10", "ko")
    assert (others, elsewhere, free, later) == ([429, 429], 200, [200, 200], 200)


@pytest.mark.parametrize("page", ["directory:company_list", "directory:project_list", "companies:own_join"])
def test_searching_has_a_rate_of_its_own(allow: Any, client: Client, page: str) -> None:
    allow(search="1/s")
    client.force_login(UserFactory())
    with travel("2026-11-24T10:00:00+00:00", tick=False):
        answers = [client.get(reverse(page), {"q": "solar", "text": "solar"}).status_code for _time in range(11)]
        plain = client.get(reverse(page)).status_code

    assert (answers, plain) == ([200] * 10 + [429], 200)


def test_what_visitors_send_fills_nothing(allow: Any) -> None:
    allow(visitor_post="5/min")

    codes = [Client().post("/me/companies/new/", {"name": "x" * 5000}).status_code for _time in range(8)]

    assert codes == [302] * 5 + [429] * 3
    assert Session.objects.count() <= 5


def test_who_is_signed_in_sends_as_often_as_they_like_and_providers_unsubscribe_their_readers(allow: Any) -> None:
    allow(visitor_post="1/min")
    client, visitor = Client(), Client()
    client.force_login(UserFactory())

    codes = [client.post("/language/", {"language": "fr"}).status_code for _time in range(3)]
    unsubscribed = [visitor.post("/unsubscribe/1:suggestion:x/").status_code for _time in range(3)]

    assert (codes, unsubscribed) == ([302] * 3, [404] * 3)


def test_counts_of_pages_are_those_of_the_api_and_are_purged_with_them(allow: Any, client: Client) -> None:
    allow(page="9/s")

    client.get("/")

    assert [(row.caller, row.count) for row in RequestCount.objects.all()] == [("page:127.0.0.1", 1)]


@pytest.mark.parametrize(
    ("seen", "forwarded", "proxies", "caller"),
    [
        ("192.0.2.7", "203.0.113.9", 0, "192.0.2.7"),
        ("192.0.2.7", "198.51.100.1, 203.0.113.9", 1, "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "", 0, "2001:db8:1:2::/64"),
        ("unix:", "", 0, "unix:"),
    ],
)
def test_who_asks_is_the_address_that_our_own_proxy_saw(
    settings: Any, seen: str, forwarded: str, proxies: int, caller: str
) -> None:
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": proxies}
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}

    assert caller_of(RequestFactory().get("/", REMOTE_ADDR=seen, **headers)) == caller  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "address", ["/", "/accounts/login/", "/no/such/page/", "/companies/x/logo/", "/unsubscribe/x/"]
)
def test_a_body_over_the_limit_is_refused_before_it_is_read(address: str, settings: Any) -> None:
    answer = send(address, length=settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1, body=Unread())

    assert answer.status_code == 413
    assert "This is larger than we can accept" in answer.content.decode()


def test_the_api_refuses_it_with_a_problem(settings: Any) -> None:
    length = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1

    answer = send("/api/v1/companies/", length=length, body=Unread(), CONTENT_TYPE="application/json")

    assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/problem+json")
    assert json.loads(answer.content)["code"] == "too_large"


def test_every_form_with_files_has_its_own_limit_and_none_for_visitors(settings: Any) -> None:
    owner, size = MembershipFactory(), settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1
    client = Client()
    client.force_login(owner.user)
    page = reverse("companies:own_logo", args=[owner.company.public_id])

    def upload(visitor: Client, length: int) -> int:
        return visitor.post(page, {"logo": SimpleUploadedFile("a.png", b"x" * length)}).status_code

    assert set(UPLOADS) <= set(routes())
    assert [upload(client, size), upload(client, size + UPLOADS["companies:own_logo"])] == [422, 413]
    assert upload(Client(), size) == 413


def test_an_administrator_may_send_a_whole_import(settings: Any) -> None:
    client = Client()
    client.force_login(AdministratorFactory())
    file = SimpleUploadedFile("a.csv", b"x" * (UPLOADS["exchange:import_list"] - 1))

    answer = client.post(reverse("exchange:import_list"), {"file": file, "source": "a"})

    assert answer.status_code != 413


class Endless(BytesIO):
    """A body in chunks that never ends; `taken` says how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None and size > 0  # noqa: PT018 - whoever reads all never comes back
        self.taken += size
        return b"x" * size


def in_chunks(body: BytesIO, *, limit: int) -> tuple[str, str]:
    """The status and the page that a body without a length gets from the whole portal."""
    statuses: list[str] = []
    environ = RequestFactory().post("/language/").environ | {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": body}
    environ.pop("CONTENT_LENGTH", None)
    environ["CONTENT_TYPE"] = "application/x-www-form-urlencoded"
    answer = CountedBodies(WSGIHandler(), limit=limit)(environ, lambda status, _headers: statuses.append(status))
    return statuses[0], b"".join(answer).decode()


def test_a_body_in_chunks_is_read_as_one_with_a_length() -> None:
    def echo(environ: dict[str, Any], _start_response: object) -> list[bytes]:
        return [environ["wsgi.input"].read(), environ["CONTENT_LENGTH"].encode()]

    environ = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": BytesIO(b"language=fr")}

    assert list(CountedBodies(echo, limit=11)(environ, None)) == [b"language=fr", b"11"]


def test_a_body_in_chunks_is_counted_and_refused() -> None:
    body = Endless()

    status, page = in_chunks(body, limit=100_000)

    assert (status, body.taken) == ("413 Request Entity Too Large", 100_001)
    assert "This is larger than we can accept" in page
