"""Whatever anybody writes into an address or a form: no answer is a fault of the portal's own.

What each page reads is found out by watching it read, so that a new parameter is tried without being named here.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services.tokens import create_token
from matching.models import Match
from tests.access import ROLES, TABLE
from tests.access_arguments import arguments
from tests.test_access import match, people  # noqa: F401 - fixtures
from tests.visits import taken_back

pytestmark = [pytest.mark.django_db, pytest.mark.exhaustive]
DATES = ("0001-01-01", "9999-12-31", "10000-01-01", "0001-01-01T00:00:00+14:00")
NUMBERS = ("-1", "9" * 30, "9" * 5000, "NaN", "1e400")
OTHERS = ("",)
VALUES = (*DATES, *NUMBERS, *OTHERS)
IN_FORMS = ("0001-01-01", "9999-12-31", "9" * 30, "9" * 5000, "NaN")  # fewer: each is a whole step of somebody's work
WORST = ("9999-12-31", "9" * 5000)
"""Alone, for what is refused first may hide what comes after."""
NEVER = ("csrfmiddlewaretoken",)


@pytest.fixture
def read_names(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names that have been looked up in what somebody sent, since it was last emptied."""
    names: set[str] = set()

    def watch(method: str) -> None:
        plain = getattr(QueryDict, method)

        def look_up(self: QueryDict, key: str, *args: Any, **kwargs: Any) -> Any:
            names.add(key)
            return plain(self, key, *args, **kwargs)

        monkeypatch.setattr(QueryDict, method, look_up)

    for method in ("__getitem__", "get", "getlist", "__contains__"):
        watch(method)
    return names


def client_for(role: str, people: dict[str, User | None]) -> Client:  # noqa: F811
    client = Client(raise_request_exception=False)
    if (user := people[role]) is not None:
        client.force_login(user)
    return client


def most_able(route: str) -> str:
    """Of those who get something, the one who is a member where that is one."""
    expected = dict(zip(ROLES, TABLE[route].expected, strict=True))
    able = [role for role in ("member", "administrator", "reviewer", "visitor") if expected[role] in {"ok", "done"}]
    return able[0] if able else "administrator"


def sendings(names: set[str], values: tuple[str, ...] = VALUES) -> Iterator[list[tuple[str, str]]]:
    """Every value under every name, beside others under the others; the worst two alone; and a name given twice."""
    known = sorted(names.difference(NEVER))
    for turn in range(len(values)):
        yield [(name, values[(turn + place) % len(values)]) for place, name in enumerate(known)]
    for value in WORST:
        yield from ([(name, value)] for name in known)
    yield [(name, DATES[place % 2]) for place, name in enumerate(known)]
    yield [pair for name in known for pair in ((name, DATES[0]), (name, DATES[1]))]


def apps() -> list[str]:
    return sorted({route.partition(":")[0] for route in TABLE})


def routes_of(app: str, *, is_form: bool) -> list[str]:
    return sorted(
        route for route, row in TABLE.items() if route.partition(":")[0] == app and (row.data is not None) == is_form
    )


@pytest.mark.parametrize("app", apps())
def test_no_address_is_too_much(
    app: str,
    match: Match,  # noqa: F811
    people: dict[str, User | None],  # noqa: F811
    read_names: set[str],
) -> None:
    faults = []

    for route in routes_of(app, is_form=False):
        with taken_back():
            client, args = client_for(most_able(route), people), arguments(route, match, people)
            address = reverse(route, args=args)
            read_names.clear()
            client.get(address, {"a": "1"})
            sent = [f"?{urlencode(pairs)}" for pairs in sendings(set(read_names))]
            large = [int("9" * 30) if isinstance(value, int) else value for value in args]
            addresses = [reverse(route, args=large), *(address + query for query in sent)]
            faults += [asked[:150] for asked in addresses if client.get(asked).status_code >= 500][:3]

    assert faults == []


@pytest.mark.parametrize("app", apps())
def test_no_form_is_too_much(
    app: str,
    match: Match,  # noqa: F811
    people: dict[str, User | None],  # noqa: F811
    read_names: set[str],
) -> None:
    faults = []

    for route in routes_of(app, is_form=True):
        with taken_back():
            client, row = client_for(most_able(route), people), TABLE[route]
            address = reverse(route, args=arguments(route, match, people))
            read_names.clear()
            with taken_back():
                client.post(address, row.sent())
            usual = {name: [value] for name, value in (row.sent() or {}).items()}
            for pairs in sendings(set(read_names), IN_FORMS):
                extreme = {name: [value for other, value in pairs if other == name] for name, _value in pairs}
                body = urlencode(usual | extreme, doseq=True)
                with taken_back():
                    answer = client.post(address, body, content_type="application/x-www-form-urlencoded")
                faults += [f"{address} {pairs}"[:150]] if answer.status_code >= 500 else []

    assert faults == []


def test_no_query_of_the_api_is_too_much(
    people: dict[str, User | None],  # noqa: F811
    settings: Any,
) -> None:
    settings.API_RATES = {"visitor": "100000/min", "token": "100000/min"}
    administrator = people["administrator"]
    assert administrator is not None
    _token, key = create_token(administrator, name="all", scope="staff", days=90)
    client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {key}"})
    paths = client.get("/api/v1/schema/", headers={"Accept": "application/json"}).json()["paths"]
    tried, faults = 0, []

    for path, methods in paths.items():
        names = {entry["name"] for entry in methods.get("get", {}).get("parameters", []) if entry["in"] == "query"}
        address = path.replace("{public_id}", "abcdefghjk")
        for pairs in sendings(names) if "{" not in address else ():
            tried += 1
            if client.get(f"{address}?{urlencode(pairs)}").status_code >= 500:
                faults.append((path, str(pairs)[:100]))

    assert faults == []
    assert tried > 200
