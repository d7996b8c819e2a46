"""Every endpoint again, for tokens of people whose standing has changed since they were made."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services.tokens import create_token
from companies.models import Membership
from matching.models import Match
from tests.api.calls import Scene, place_of
from tests.api.test_access import ROLES, TABLE
from tests.api.test_access import match as match  # noqa: PLC0414 - fixtures of the same world
from tests.api.test_access import people as people  # noqa: PLC0414
from tests.standing import suspend

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
LIKE = {"suspended": "write", "removed": "outsider"}
"""A member whose company staff have just suspended; one who was removed from it: a token that writes in both cases."""
NOT_NOW = {"suspended": 409}
GONE = {"suspended": 404}
EXCEPTIONS: dict[tuple[str, str], dict[str, int]] = {
    # Between companies: nothing is told or done while one of them is suspended.
    ("introduction_contacts", "get"): NOT_NOW,
    ("consent_give", "post"): NOT_NOW,
    ("own_request_list", "post"): NOT_NOW,
    ("own_request_accept", "post"): NOT_NOW,
    ("own_request_decline", "post"): NOT_NOW,
    ("collaboration_stage", "post"): NOT_NOW,
    ("collaboration_messages", "post"): NOT_NOW,
    ("own_registration_list", "post"): NOT_NOW,
    ("own_registration_accept", "post"): NOT_NOW,
    ("own_registration_detail", "patch"): NOT_NOW,
    ("meeting_request_decline", "post"): NOT_NOW,
    ("partner_list", "get"): NOT_NOW,
    ("partner_suggestions", "get"): NOT_NOW,
    ("own_meeting_requests", "post"): NOT_NOW,
    ("meeting_request_accept", "post"): NOT_NOW,
    ("own_meeting_feedback", "post"): NOT_NOW,
    ("own_project_renew", "post"): NOT_NOW,  # public again is what it may not be
    # Nothing of it is there: out of the directory, its suggestions retired, its cases hidden.
    ("company_detail", "get"): GONE,
    ("project_detail", "get"): GONE,
    ("suggestion_detail", "get"): GONE,
    ("suggestion_answer", "post"): GONE,
    ("case_detail", "get"): GONE,
}


@pytest.mark.parametrize("standing", LIKE)
@pytest.mark.parametrize(("route", "method"), sorted(TABLE))
def test_endpoint_gives_everybody_what_their_standing_allows(
    route: str, method: str, standing: str, match: Match, people: dict[str, User]
) -> None:
    member, company = people["member"], match.korean_project.company
    arguments, body = place_of(route, method, Scene(match, member, people["reviewer"]))
    key = create_token(member, name="test", scope="write", days=1)[1]
    client = Client(headers={"If-Match": "*", "Authorization": f"Bearer {key}"})
    if standing == "suspended":
        suspend(company)
    else:
        Membership.objects.filter(user=member).delete()

    content = {"content_type": "application/json"} if method != "get" else {}
    address = reverse(f"api:{route}", args=arguments)
    response = getattr(client, method)(address, body if method != "get" else None, **content)

    usual = dict(zip(ROLES, TABLE[route, method], strict=True))[LIKE[standing]]
    assert response.status_code == EXCEPTIONS.get((route, method), {}).get(standing, usual)


@pytest.mark.parametrize(("route", "method"), sorted(EXCEPTIONS))
def test_every_exception_is_one(route: str, method: str) -> None:
    usual = dict(zip(ROLES, TABLE[route, method], strict=True))
    told = EXCEPTIONS[route, method]

    assert {standing for standing in told if told[standing] == usual[LIKE[standing]]} == set()
