"""Who may open what: every route of the resolver, seen by each kind of person. A route without a row fails."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from matching.models import Match
from tests.access import DONE, FORBIDDEN, MISSING, OK, REFUSED, ROLES, SIGN_IN, TABLE, Row
from tests.access_arguments import arguments
from tests.factories import (
    AdministratorFactory,
    ApprovedMatchFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    ReviewerFactory,
    UserFactory,
)
from tests.signing_in import sign_in_afresh
from tests.visits import taken_back


def routes() -> Iterator[str]:
    """Every named route as `namespace:name`."""
    yield from _named(get_resolver().url_patterns, "")


def _named(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _named(pattern.url_patterns, namespace)
        else:
            yield f"{prefix}{pattern.name}"


@pytest.fixture
def match(db: None) -> Match:
    return ApprovedMatchFactory()


@pytest.fixture
def people(match: Match) -> dict[str, User | None]:
    member, outsider = UserFactory(), UserFactory()
    MembershipFactory(user=member, company=match.korean_project.company)
    MembershipFactory(user=outsider, company=LuxembourgProjectFactory().company)
    return {
        "visitor": None,
        "member": member,
        "outsider": outsider,
        "reviewer": ReviewerFactory(),
        "administrator": AdministratorFactory(),
    }


def outcome(client: Client, route: str, address: str, row: Row) -> str:
    response = client.get(address) if row.data is None else client.post(address, row.sent())
    location = response.headers.get("Location", "")
    if response.status_code == 302:
        return SIGN_IN if "/login/" in location else DONE
    return {200: OK, 403: FORBIDDEN, 404: MISSING, 405: REFUSED}.get(response.status_code, str(response.status_code))


def test_every_route_states_who_may_use_it() -> None:
    """Those of the API are stated, by method, in tests/api/test_access.py."""
    stated = {route for route in routes() if route in TABLE or route.startswith(("admin:", "api:"))}

    assert sorted(set(routes()) - stated) == []
    assert sorted(set(TABLE) - set(routes())) == []


@pytest.mark.thorough
@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted(TABLE))
def test_route_admits_whom_it_should(route: str, match: Match, people: dict[str, User | None]) -> None:
    row, seen = TABLE[route], {}
    address = reverse(route, args=arguments(route, match, people))

    for role in ROLES:
        client = Client()
        with taken_back():
            if (user := people[role]) is not None:
                sign_in_afresh(client, user)
            seen[role] = outcome(client, route, address, row)

    assert seen == dict(zip(ROLES, row.expected, strict=True))


def admin_address(route: str) -> str:
    """An address of this route of Django's administration, whatever it is about."""
    for args in ([], ["1"], ["accounts"], ["1", "1"]):
        try:
            return reverse(route, args=args)
        except NoReverseMatch:
            continue
    return "/admin/any/page/"


@pytest.mark.thorough
@pytest.mark.django_db
@pytest.mark.parametrize(
    "route", sorted({route for route in routes() if route.startswith("admin:")} - {"admin:logout"})
)
def test_administration_is_for_administrators_alone(route: str, people: dict[str, User | None]) -> None:
    address = admin_address(route)
    seen = {}

    for role in ROLES:
        client = Client()
        if (user := people[role]) is not None:
            client.force_login(user)
        response = client.get(address)
        is_sent_to_sign_in = response.status_code == 302 and "/login/" in response.headers["Location"]
        seen[role] = SIGN_IN if is_sent_to_sign_in or response.status_code == 403 else str(response.status_code)

    assert {seen[role] for role in ROLES[:-1]} == {SIGN_IN}
