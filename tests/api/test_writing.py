"""What holds for every endpoint that writes, and for every address with an id; one without its row here fails."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from companies.queries.review_fields import COMPANY_FIELDS, PROJECT_FIELDS
from events.services.events import DETAILS
from tests.api.calls import Scene, place_of
from tests.api.conftest import Program
from tests.api.test_access import ROLES, TABLE
from tests.api.test_own_profiles import COMPANY, PROJECT
from tests.factories import ApprovedMatchFactory, LuxembourgProjectFactory, MembershipFactory, ReviewerFactory
from tests.models import models_of_the_portal
from tests.structure import APPS

pytestmark = pytest.mark.django_db
OURS = APPS
MODELS = [model for model in models_of_the_portal() if model._meta.app_label in OURS]
MODEL_FIELDS = {
    name
    for model in MODELS
    for field in model._meta.get_fields()
    for name in (field.name, getattr(field, "attname", field.name))
}
COMPANY_MEMBERS = set(COMPANY) - {"country"} | {
    *(
        "name_local",
        "founded",
        "employees",
        "turnover",
        "turnover_eur",
        "website",
        "nace",
        "is_sme_eu",
        "is_sme_korea",
        "sme_year",
    )
}
PROJECT_MEMBERS = set(PROJECT) | {"digital", "concepts", "partner_trl_min", "partner_trl_max"}
REGISTRATION_MEMBERS = {
    *("attendance", "languages", "attendees", "language", "wish", "projects"),
    *("wants_meetings", "is_listed", "list_text", "free"),
}
EVENT_MEMBERS = {*DETAILS, "title", "summary", "description"}
SPOT = {"starts_at", "place", "is_asked"}
DECISION = {"decision", "reason", "read_at", "remarks"}
WRITABLE: dict[tuple[str, str], set[str]] = {
    ("own_company_list", "post"): COMPANY_MEMBERS | {"country"},
    ("own_company_detail", "patch"): COMPANY_MEMBERS,
    ("own_company_submit", "post"): set(),
    ("own_company_projects", "post"): PROJECT_MEMBERS,
    ("own_project_detail", "patch"): PROJECT_MEMBERS,
    ("own_project_submit", "post"): set(),
    ("own_project_withdraw", "post"): set(),
    ("own_project_renew", "post"): set(),
    ("own_project_archive", "post"): set(),
    ("suggestion_answer", "post"): {"answer", "round", "reason", "comment"},
    ("own_request_list", "post"): {
        *("sender_project", "receiver", "receiver_project", "cooperation", "pitch", "question", "language")
    },
    ("own_request_withdraw", "post"): set(),
    ("own_request_accept", "post"): set(),
    ("own_request_decline", "post"): {"reason", "comment", "is_block_wanted"},
    ("consent_give", "post"): {"text_version", "language", "items", "seen"},
    ("consent_withdraw", "post"): set(),
    ("collaboration_stage", "post"): {"from_stage", "to_stage", "agreement_type", "end_reason", "comment"},
    ("collaboration_messages", "post"): {"text", "language"},
    ("own_registration_list", "post"): REGISTRATION_MEMBERS | {"event", "company"},
    ("own_registration_detail", "patch"): REGISTRATION_MEMBERS,
    ("own_registration_cancel", "post"): {"reason"},
    ("own_registration_accept", "post"): set(),
    ("own_meeting_requests", "post"): {"receiver", "reason", "language"},
    ("meeting_request_accept", "post"): set(),
    ("meeting_request_decline", "post"): {"reason"},
    ("meeting_request_withdraw", "post"): set(),
    ("own_meeting_feedback", "post"): {"was_worth_it", "going_on", "note"},
    ("own_meeting_absent", "post"): set(),
    ("staff_event_list", "post"): EVENT_MEMBERS,
    ("staff_event_detail", "patch"): EVENT_MEMBERS,
    ("staff_event_publish", "post"): set(),
    ("staff_event_close", "post"): set(),
    ("staff_event_reopen", "post"): set(),
    ("staff_event_cancel", "post"): {"reason"},
    ("staff_event_duplicate", "post"): {"day"},
    ("staff_event_programme", "post"): {"items", "seen"},
    ("staff_event_places", "post"): {"tables", "rooms", "detail"},
    ("staff_event_texts", "post"): {"language", "title", "summary", "description", "programme"},
    ("staff_registration_decide", "post"): {"decision", "seen", "reason"},
    ("staff_registration_cancel", "post"): {"reason"},
    ("attendee_check_in", "post"): {"badge_key", "attendee"},
    ("schedule_compute", "post"): set(),
    ("schedule_publish", "post"): {"seen"},
    ("staff_meeting_list", "post"): SPOT | {"korean", "luxembourg"},
    ("staff_meeting_move", "post"): SPOT | {"seen"},
    ("staff_meeting_swap", "post"): {"other", "seen", "other_seen"},
    ("staff_meeting_pin", "post"): {"is_pinned"},
    ("staff_meeting_cancel", "post"): {"seen", "reason"},
    ("staff_meeting_outcome", "post"): {"outcome", "missed_by"},
    ("company_review", "post"): DECISION | {"is_number_checked", "is_sme_checked", "is_duplicate_checked"},
    ("company_claim", "post"): {"decision", "claimed_at", "reason"},
    ("company_suspend", "post"): {"reason"},
    ("company_reinstate", "post"): {"reason"},
    ("project_review", "post"): DECISION | {"advantages", "clarity", "cooperation", "guidelines"},
    ("match_review", "post"): {"decision", "seen", "reason", "comment"},
    ("webhook_list", "post"): {"name", "address", "events"},
    ("webhook_detail", "patch"): {"name", "events"},
    ("webhook_pause", "post"): set(),
    ("webhook_resume", "post"): set(),
    ("webhook_test", "post"): set(),
    ("webhook_secret", "post"): set(),
    ("webhook_delivery_retry", "post"): set(),
}
WITH_AN_ID = sorted(
    (route, method) for route, method in TABLE if TABLE[route, method][3] == 404 and not route.endswith("_here")
)


def call(program: Program, route: str, method: str, arguments: list[str], body: Any) -> Any:
    address = reverse(f"api:{route}", args=arguments).removeprefix("/api/v1")
    if method == "get":
        return program.get(address)
    return getattr(program, method)(address, body, **{"If-Match": "*"})


def rows() -> dict[str, list[dict[str, Any]]]:
    """Everything that is stored, but for who asked how often."""
    kept = [model for model in MODELS if model._meta.model_name not in ("apitoken", "requestcount")]
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in kept}


def test_every_endpoint_that_writes_says_what_it_takes() -> None:
    assert sorted(WRITABLE) == sorted(row for row in TABLE if row[1] not in ("get", "delete"))


@pytest.mark.parametrize(("route", "method"), sorted(WRITABLE))
def test_nothing_can_be_set_that_is_not_for_its_caller_to_set(
    route: str, method: str, program: Callable[..., Program]
) -> None:
    """Every name of a field of our models is refused by name, in a body that is taken without it."""
    match, reviewer = ApprovedMatchFactory(), ReviewerFactory()
    member = MembershipFactory(company=match.korean_project.company).user
    is_for_members = TABLE[route, method][list(ROLES).index("write")] != 403
    insider = program(member, "write") if is_for_members else program(reviewer, "staff")
    arguments, body = place_of(route, method, Scene(match, member, reviewer))
    names = MODEL_FIELDS - WRITABLE[route, method]
    before = rows()

    refused = call(insider, route, method, arguments, body | dict.fromkeys(names, "1"))

    assert refused.status_code == 422
    assert sorted(error["pointer"] for error in refused.json()["errors"]) == sorted(f"/{name}" for name in names)
    assert len(names) > 150
    assert rows() == before
    assert call(insider, route, method, arguments, body).status_code in {200, 201}


@pytest.mark.parametrize(
    ("route", "members"), [("company_review", set(COMPANY_FIELDS)), ("project_review", set(PROJECT_FIELDS))]
)
def test_remarks_are_on_fields_that_people_read(route: str, members: set[str], program: Callable[..., Program]) -> None:
    arguments, body = place_of(route, "post", Scene(ApprovedMatchFactory(), ReviewerFactory()))
    names = MODEL_FIELDS - members
    remarks = dict.fromkeys(names, "x")

    refused = call(program(ReviewerFactory(), "staff"), route, "post", arguments, body | {"remarks": remarks})

    assert sorted(error["pointer"] for error in refused.json()["errors"]) == sorted(f"/remarks/{n}" for n in names)


def test_a_foreign_id_is_answered_as_one_that_never_was(program: Callable[..., Program]) -> None:
    """Status, headers and body are the same to the byte, with a body that would be taken and with none."""
    match, person = ApprovedMatchFactory(), MembershipFactory().user
    outsider = program(person)
    MembershipFactory(user=person, company=LuxembourgProjectFactory().company)
    scene = Scene(match, MembershipFactory(company=match.korean_project.company).user)

    for route, method in WITH_AN_ID:
        arguments, body = place_of(route, method, scene)
        for sent in (body, {}):
            one, other = (call(outsider, route, method, ids, sent) for ids in (arguments, ["nosuchidxx"]))
            assert (one.status_code, other.status_code) == (404, 404), route
            assert (one.content, dict(one.headers)) == (other.content, dict(other.headers)), route

    assert len(WITH_AN_ID) > 20
