"""Every route of the resolver again, for people whose standing has changed, and by methods no page has."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts.models import User
from companies.models import Membership
from matching.models import Match
from partnerships.models import Introduction
from partnerships.services.consents import withdraw_consent
from tests.access import ROLES, TABLE
from tests.access_arguments import arguments
from tests.access_standings import BY_CONSENT, CONSENTS, EXCEPTIONS, LIKE
from tests.factories import PASSWORD, ContactConsentFactory, ContactFactory, UserFactory
from tests.room_factories import make_introduction
from tests.signing_in import sign_in_afresh
from tests.standing import suspend
from tests.test_access import match as match  # noqa: PLC0414 - fixtures of the same world
from tests.test_access import outcome
from tests.test_access import people as people  # noqa: PLC0414
from tests.visits import taken_back

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
FOREIGN = ("put", "patch", "delete", "trace")
ALSO_READ = {"notifications:email_resend"}
"""Forms with a page of their own, which stand in the table as what they do."""


def expected(route: str) -> dict[str, str]:
    usual = dict(zip(ROLES, TABLE[route].expected, strict=True))
    return {standing: usual[role] for standing, role in LIKE.items()} | EXCEPTIONS.get(route, {})


def visit(standing: str, route: str, address: str, match: Match, member: User) -> str:
    """What they get of a page, or of a form made out while all was well."""
    client, row = Client(), TABLE[route]
    if standing == "unconfirmed":
        user = UserFactory()
        EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
        client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
        return outcome(client, route, address, row)
    sign_in_afresh(client, member)
    if standing == "suspended":
        suspend(match.korean_project.company)
    else:
        Membership.objects.filter(user=member).delete()
    return outcome(client, route, address, row)


@pytest.mark.parametrize("route", sorted(TABLE))
def test_route_gives_everybody_what_their_standing_allows(
    route: str, match: Match, people: dict[str, User | None]
) -> None:
    address, member, seen = reverse(route, args=arguments(route, match, people)), people["member"], {}
    assert member is not None

    for standing in LIKE:
        with taken_back():
            seen[standing] = visit(standing, route, address, match, member)

    assert seen == expected(route)


def introduction_in(state: str, match: Match) -> Introduction:
    """Of the member's company, both sides of which have filled in a contact."""
    introduction = make_introduction(match.korean_project)
    for company in introduction.companies:
        ContactFactory(company=company)
    agreeing = introduction.companies[: {"nobody agreed": 0, "one agreed": 1}.get(state, 2)]
    for company in agreeing:
        ContactConsentFactory(introduction=introduction, company=company)
    if state == "withdrawn":
        withdraw_consent(introduction, company=introduction.korean_company)
    if state == "one suspended":
        suspend(introduction.luxembourg_company)
    return introduction


@pytest.mark.parametrize("state", CONSENTS)
@pytest.mark.parametrize("route", BY_CONSENT)
def test_consents_open_what_they_should_to_whom_they_should(
    route: str, state: str, match: Match, people: dict[str, User | None]
) -> None:
    address = reverse(route, args=[introduction_in(state, match).public_id])
    seen = {}

    for role in BY_CONSENT[route]:
        client = Client()
        if (user := people[role]) is not None:
            client.force_login(user)
        seen[role] = outcome(client, route, address, TABLE[route])

    assert seen == {role: told[CONSENTS.index(state)] for role, told in BY_CONSENT[route].items()}


def test_every_exception_is_one() -> None:
    for route, told in EXCEPTIONS.items():
        usual = dict(zip(ROLES, TABLE[route].expected, strict=True))
        assert {standing for standing in told if told[standing] == usual[LIKE[standing]]} == set(), route


@pytest.mark.parametrize("route", sorted(TABLE))
def test_no_page_answers_a_method_it_does_not_have(route: str, match: Match, people: dict[str, User | None]) -> None:
    address = reverse(route, args=arguments(route, match, people))
    is_read = TABLE[route].data is None or route in ALSO_READ
    methods = FOREIGN if is_read else (*FOREIGN, "get")
    answered = {}

    for role in ("visitor", "member", "administrator"):
        client = Client(raise_request_exception=False)
        if (user := people[role]) is not None:
            sign_in_afresh(client, user)
        answered |= {(role, method): getattr(client, method)(address).status_code for method in methods}

    assert {key: code for key, code in answered.items() if code not in {302, 403, 404, 405}} == {}
