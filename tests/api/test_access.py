"""Who may call what: every endpoint and method of the API, seen by each kind of token. One without a row fails."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.services.tokens import create_token
from matching.models import Match
from rest.views import PublicEndpoint
from tests.api.calls import Scene, make_consents, place_of
from tests.factories import (
    AdministratorFactory,
    ApprovedMatchFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    ReviewerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ROLES = {
    "visitor": ("", ""),
    "read": ("member", "read"),
    "write": ("member", "write"),
    "outsider": ("outsider", "write"),
    "reviewer": ("reviewer", "write"),
    "staff": ("reviewer", "staff"),
    "administrator": ("administrator", "staff"),
}
PUBLIC = (200,) * 7
SIGNED_IN = (401, 200, 200, 200, 200, 200, 200)
OWN = (401, 200, 200, 404, 404, 404, 404)
OWN_EDIT = (401, 403, 200, 404, 404, 404, 404)
OWN_CREATE = (401, 403, 201, 404, 404, 404, 404)
STAFF = (401, 403, 403, 403, 403, 200, 200)
STAFF_CREATE = (401, 403, 403, 403, 403, 201, 201)
MISSING = (404,) * 7

# Visitor; the member's token to read, and to write; a member of another company; a reviewer's token to write, and for
# staff's work; an administrator's for staff's work.
TABLE: dict[tuple[str, str], tuple[int, ...]] = {
    ("me", "get"): SIGNED_IN,
    ("company_list", "get"): PUBLIC,
    ("company_detail", "get"): PUBLIC,
    ("project_list", "get"): PUBLIC,
    ("project_detail", "get"): PUBLIC,
    ("concept_list", "get"): PUBLIC,
    ("concept_detail", "get"): PUBLIC,
    ("own_company_list", "get"): SIGNED_IN,
    ("own_company_list", "post"): (401, 403, 201, 201, 409, 409, 409),
    ("own_company_detail", "get"): OWN,
    ("own_company_detail", "patch"): OWN_EDIT,
    ("own_company_submit", "post"): OWN_EDIT,
    ("own_company_projects", "get"): OWN,
    ("own_company_projects", "post"): OWN_CREATE,
    ("own_project_list", "get"): SIGNED_IN,
    ("own_project_detail", "get"): OWN,
    ("own_project_detail", "patch"): OWN_EDIT,
    ("own_project_submit", "post"): OWN_EDIT,
    ("own_project_withdraw", "post"): OWN_EDIT,
    ("own_project_renew", "post"): OWN_EDIT,
    ("own_project_archive", "post"): OWN_EDIT,
    ("suggestion_list", "get"): SIGNED_IN,
    ("suggestion_detail", "get"): OWN,
    ("suggestion_answer", "post"): OWN_EDIT,
    ("own_request_list", "get"): SIGNED_IN,
    ("own_request_list", "post"): (401, 403, 201, 422, 422, 422, 422),  # the project is none of theirs
    ("own_request_detail", "get"): OWN,
    ("own_request_withdraw", "post"): OWN_EDIT,
    ("own_request_accept", "post"): OWN_EDIT,
    ("own_request_decline", "post"): OWN_EDIT,
    ("own_introduction_list", "get"): SIGNED_IN,
    ("own_introduction_detail", "get"): OWN,
    ("introduction_contacts", "get"): OWN,
    ("consent_give", "get"): OWN,
    ("consent_give", "post"): OWN_EDIT,
    ("consent_withdraw", "post"): OWN_EDIT,
    ("own_collaboration_list", "get"): SIGNED_IN,
    ("own_collaboration_detail", "get"): OWN,
    ("collaboration_stage", "post"): OWN_EDIT,
    ("collaboration_messages", "get"): OWN,
    ("collaboration_messages", "post"): OWN_CREATE,
    ("case_list", "get"): PUBLIC,
    ("case_detail", "get"): PUBLIC,
    ("event_list", "get"): PUBLIC,
    ("event_detail", "get"): PUBLIC,
    ("own_registration_list", "get"): SIGNED_IN,
    ("own_registration_list", "post"): (401, 403, 201, 422, 422, 422, 422),  # the company is none of theirs
    ("own_registration_detail", "get"): OWN,
    ("own_registration_detail", "patch"): OWN_EDIT,
    ("own_registration_cancel", "post"): OWN_EDIT,
    ("own_registration_accept", "post"): OWN_EDIT,
    ("partner_list", "get"): OWN,
    ("partner_suggestions", "get"): OWN,
    ("own_meeting_requests", "get"): OWN,
    ("own_meeting_requests", "post"): OWN_CREATE,
    ("own_meetings", "get"): OWN,
    ("meeting_request_detail", "get"): OWN,
    ("meeting_request_accept", "post"): OWN_EDIT,
    ("meeting_request_decline", "post"): OWN_EDIT,
    ("meeting_request_withdraw", "post"): OWN_EDIT,
    ("own_meeting_detail", "get"): OWN,
    ("own_meeting_feedback", "post"): OWN_EDIT,
    ("own_meeting_absent", "post"): OWN_EDIT,
    ("staff_event_list", "get"): STAFF,
    ("staff_event_list", "post"): STAFF_CREATE,
    ("staff_event_detail", "get"): STAFF,
    ("staff_event_detail", "patch"): STAFF,
    ("staff_event_publish", "post"): STAFF,
    ("staff_event_close", "post"): STAFF,
    ("staff_event_reopen", "post"): STAFF,
    ("staff_event_cancel", "post"): STAFF,
    ("staff_event_duplicate", "post"): STAFF_CREATE,
    ("staff_event_programme", "post"): STAFF,
    ("staff_event_places", "post"): STAFF,
    ("staff_event_texts", "post"): STAFF,
    ("staff_registration_list", "get"): STAFF,
    ("staff_registration_detail", "get"): STAFF,
    ("staff_registration_decide", "post"): STAFF,
    ("staff_registration_cancel", "post"): STAFF,
    ("attendee_list", "get"): STAFF,
    ("attendee_check_in", "post"): STAFF,
    ("schedule", "get"): STAFF,
    ("schedule_compute", "post"): STAFF,
    ("schedule_publish", "post"): STAFF,
    ("staff_meeting_list", "get"): STAFF,
    ("staff_meeting_list", "post"): STAFF_CREATE,
    ("staff_meeting_detail", "get"): STAFF,
    ("staff_meeting_move", "post"): STAFF,
    ("staff_meeting_swap", "post"): STAFF,
    ("staff_meeting_pin", "post"): STAFF,
    ("staff_meeting_cancel", "post"): STAFF,
    ("staff_meeting_outcome", "post"): STAFF,
    ("event_changes", "get"): STAFF,
    ("registration_changes", "get"): STAFF,
    ("meeting_changes", "get"): STAFF,
    ("company_queue", "get"): STAFF,
    ("company_to_verify", "get"): STAFF,
    ("company_review", "post"): STAFF,
    ("company_claim", "post"): STAFF,
    ("company_suspend", "post"): STAFF,
    ("company_reinstate", "post"): STAFF,
    ("project_queue", "get"): STAFF,
    ("project_to_review", "get"): STAFF,
    ("project_review", "post"): STAFF,
    ("match_queue", "get"): STAFF,
    ("match_detail", "get"): STAFF,
    ("match_review", "post"): STAFF,
    ("company_changes", "get"): STAFF,
    ("project_changes", "get"): STAFF,
    ("match_changes", "get"): STAFF,
    ("request_changes", "get"): STAFF,
    ("introduction_changes", "get"): STAFF,
    ("collaboration_changes", "get"): STAFF,
    ("webhook_list", "get"): STAFF,
    ("webhook_list", "post"): STAFF_CREATE,
    ("webhook_detail", "get"): STAFF,
    ("webhook_detail", "patch"): STAFF,
    ("webhook_detail", "delete"): (401, 403, 403, 403, 403, 204, 204),
    ("webhook_pause", "post"): STAFF,
    ("webhook_resume", "post"): STAFF,
    ("webhook_test", "post"): STAFF_CREATE,
    ("webhook_secret", "post"): STAFF,
    ("webhook_deliveries", "get"): STAFF,
    ("webhook_delivery_retry", "post"): STAFF,
    ("schema", "get"): PUBLIC,
    ("docs", "get"): PUBLIC,
    ("nothing_here", "get"): MISSING,
    ("missing", "get"): MISSING,
}
SECRETS = (b"Hidden Person", b"hidden.person", b"421234567", b"42 123 4567")


def endpoints() -> Iterator[tuple[str, str]]:
    """Every route of the API with every method that its view answers."""
    for pattern in _patterns(get_resolver().url_patterns):
        view: Any = getattr(pattern.callback, "cls", None) or pattern.callback.view_class
        methods = [name for name in ("get", "post", "put", "patch", "delete") if hasattr(view, name)] or ["get"]
        yield from ((str(pattern.name), method) for method in methods)


def _patterns(patterns: list[URLPattern | URLResolver], *, is_inside: bool = False) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns, is_inside=is_inside or pattern.namespace == "api")
        elif is_inside:
            yield pattern


@pytest.fixture
def match() -> Match:
    return ApprovedMatchFactory()


@pytest.fixture
def people(match: Match) -> dict[str, User]:
    member, outsider = UserFactory(), UserFactory()
    MembershipFactory(user=member, company=match.korean_project.company)
    MembershipFactory(user=outsider, company=LuxembourgProjectFactory().company)
    return {
        "member": member,
        "outsider": outsider,
        "reviewer": ReviewerFactory(),
        "administrator": AdministratorFactory(),
    }


def test_every_endpoint_states_who_may_call_it() -> None:
    assert sorted(set(endpoints())) == sorted(TABLE)


@pytest.mark.thorough
@pytest.mark.parametrize(("route", "method"), sorted(TABLE))
def test_endpoint_admits_whom_it_should(route: str, method: str, match: Match, people: dict[str, User]) -> None:
    scene = Scene(match, people["member"], people["reviewer"])
    address, body, seen = "", None, []

    for person, scope in ROLES.values():
        if not address or method != "get":  # what is only read may be read again
            arguments, body = place_of(route, method, scene)
            address = reverse(f"api:{route}", args=arguments)
        headers = {"If-Match": "*"}
        if person:
            key = create_token(people[person], name="test", scope=scope, days=1)[1]
            headers["Authorization"] = f"Bearer {key}"
        content = {"content_type": "application/json"} if method != "get" else {}
        response = getattr(Client(headers=headers), method)(address, body if method != "get" else None, **content)
        seen.append(response.status_code)

    assert dict(zip(ROLES, seen, strict=True)) == dict(zip(ROLES, TABLE[route, method], strict=True))


@pytest.mark.thorough
def test_contacts_are_told_to_the_two_companies_alone_and_by_one_endpoint(
    match: Match, people: dict[str, User]
) -> None:
    """Both consents are in force, and the two contacts are the only ones there are."""
    introduction = make_consents(match.korean_project)
    told, scene = [], Scene(match, people["member"], people["reviewer"])
    routes = sorted(route for route, method in TABLE if method == "get" and route not in ("schema", "docs"))
    arguments = {route: place_of(route, "get", scene)[0] for route in routes}
    arguments |= {name: [introduction.public_id] for name in ("own_introduction_detail", "introduction_contacts")}

    for role, (person, scope) in ROLES.items():
        headers = {}
        if person:
            headers["Authorization"] = f"Bearer {create_token(people[person], name='test', scope=scope, days=1)[1]}"
        for route in routes:
            answer = Client(headers=headers).get(reverse(f"api:{route}", args=arguments[route]))
            told += [(role, route) for secret in SECRETS if secret in answer.content]

    assert set(told) == {("read", "introduction_contacts"), ("write", "introduction_contacts")}


@pytest.mark.parametrize("key", ["", "sgbc_wrong", "sgbc_" + "0" * 64, "a b", "ü"])
def test_a_wrong_token_is_refused_also_where_none_is_needed(key: str) -> None:
    response = Client().get("/api/v1/concepts/", HTTP_AUTHORIZATION=f"Bearer {key}")

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_dies_with_its_day_its_owner_and_its_owners_role(people: dict[str, User]) -> None:
    token, key = create_token(people["reviewer"], name="test", scope="staff", days=1)
    reviewer = people["reviewer"]
    client = Client(headers={"Authorization": f"Bearer {key}"})

    assert client.get("/api/v1/staff/matches/").status_code == 200
    reviewer.staff_role = ""
    reviewer.save()
    assert client.get("/api/v1/staff/matches/").status_code == 403
    reviewer.is_active = False
    reviewer.save()
    assert client.get("/api/v1/me/").status_code == 401
    reviewer.is_active = True
    reviewer.save()
    token.expiry = token.created
    token.save()
    assert client.get("/api/v1/me/").status_code == 401


def test_a_browser_that_is_signed_in_is_a_visitor_here(people: dict[str, User]) -> None:
    client = Client()
    client.force_login(people["administrator"])

    assert client.get("/api/v1/me/").status_code == 401


@pytest.mark.parametrize(("key", "status"), [("", 401), ("staff", 403)])
def test_an_endpoint_that_everybody_may_read_lets_nobody_write(key: str, status: int) -> None:
    class Notice(PublicEndpoint):
        def post(self, request: Request) -> Response:
            return Response({})

    token = create_token(AdministratorFactory(), name="test", scope="staff", days=30)[1]
    request = RequestFactory(headers={"Authorization": f"Bearer {token}"} if key else {}).post("/api/v1/")

    assert Notice.as_view()(request).status_code == status
