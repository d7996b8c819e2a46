"""A call of each endpoint as its rightful caller makes it, on rows made for it."""

from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.models import User
from companies.models import Company, Contact, Project
from matching.models import Match
from matching.seen import seen_of
from notifications.models import Webhook
from notifications.services.webhook_events import send_test
from partnerships.models import CONSENT_TEXT, Introduction
from tests.api.event_calls import Makers, Place, own_event_places, staff_event_places
from tests.api.test_own_profiles import COMPANY, PROJECT
from tests.factories import (
    PITCH,
    CompanyFactory,
    ContactConsentFactory,
    ContactFactory,
    IntroductionFactory,
    LuxembourgProjectFactory,
    MatchFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ProjectFactory,
    ReviewerFactory,
    UserFactory,
    WebhookFactory,
)
from tests.room_factories import make_agreed_room, make_introduction, make_public_case, make_room

CONSENT = {"text_version": CONSENT_TEXT, "language": "en", "items": ["name", "email"]}
REASON = "Say which modules you take."


class Scene(NamedTuple):
    """A suggested match, a person of its Korean company, and staff."""

    match: Match
    member: User
    reviewer: User | None = None

    @property
    def project(self) -> Project:
        return self.match.korean_project

    @property
    def company(self) -> Company:
        return self.project.company


def place_of(route: str, method: str, scene: Scene) -> Place:
    """The arguments of its address and the body to send there; fresh where a call uses the row up."""
    makers = _profile_places(scene) | _partnership_places(scene) | _desk_places() | _webhook_places(scene)
    makers |= own_event_places(scene.project) | staff_event_places()
    maker = makers.get((route, method)) or makers.get((route, ""))
    return maker() if maker else ([], {})


def _profile_places(scene: Scene) -> Makers:
    company, project, match = scene.company, scene.project, scene.match

    def own(status: str) -> Place:
        return [ProjectFactory(company=company, status=status).public_id], {}

    return {
        ("company_detail", ""): lambda: ([company.public_id], {}),
        ("project_detail", ""): lambda: ([project.public_id], {}),
        ("concept_detail", ""): lambda: (["solar.pv"], {}),
        ("missing", ""): lambda: (["no/such/thing"], {}),
        ("own_company_list", "post"): lambda: ([], COMPANY | {"registration_number": ""}),
        ("own_company_detail", ""): lambda: ([company.public_id], {}),
        ("own_company_detail", "patch"): lambda: ([company.public_id], {"employees": 5}),
        ("own_company_submit", ""): lambda: ([_ready_company(scene.member).public_id], {}),
        ("own_company_projects", ""): lambda: ([company.public_id], PROJECT),
        ("own_project_detail", ""): lambda: ([project.public_id], {}),
        ("own_project_detail", "patch"): lambda: ([project.public_id], {"trl": 5}),
        ("own_project_submit", ""): lambda: own("draft"),
        ("own_project_withdraw", ""): lambda: own("published"),
        ("own_project_renew", ""): lambda: own("published"),
        ("own_project_archive", ""): lambda: own("withdrawn"),
        ("suggestion_detail", ""): lambda: ([match.public_id], {}),
        ("suggestion_answer", ""): lambda: ([match.public_id], {"answer": "interested", "round": match.round}),
    }


def _ready_company(member: User) -> Company:
    company: Company = CompanyFactory(status="draft")
    company.registration_number = f"B{company.pk}"
    company.save()
    ContactFactory(company=company)
    MembershipFactory(user=member, company=company)
    return company


def _partnership_places(scene: Scene) -> Makers:
    project = scene.project

    def received() -> list[str]:
        row = PartnershipRequestFactory(sender_project=LuxembourgProjectFactory(), receiver_project=project)
        return [row.public_id]

    def room() -> list[str]:
        return [make_room(make_introduction(project), manager=scene.reviewer).collaboration.public_id]

    def case() -> str:
        return make_public_case(make_agreed_room(make_introduction(project), manager=scene.reviewer)).public_id

    return {
        ("own_request_list", "post"): lambda: ([], ask_with(project)),
        ("own_request_detail", ""): lambda: (received(), {}),
        ("own_request_withdraw", ""): lambda: ([PartnershipRequestFactory(sender_project=project).public_id], {}),
        ("own_request_accept", ""): lambda: (received(), {}),
        ("own_request_decline", ""): lambda: (received(), {"reason": "no_fit"}),
        ("own_introduction_detail", ""): lambda: ([make_introduction(project).public_id], {}),
        ("introduction_contacts", ""): lambda: ([make_consents(project).public_id], {}),
        ("consent_give", ""): lambda: ([_waiting(project).public_id], CONSENT),
        ("consent_withdraw", ""): lambda: ([make_consents(project).public_id], {}),
        ("own_collaboration_detail", ""): lambda: (room(), {}),
        ("collaboration_stage", ""): lambda: (room(), {"from_stage": "introduced", "to_stage": "in_contact"}),
        ("collaboration_messages", ""): lambda: (room(), {"text": "Good morning", "language": "en"}),
        ("case_detail", ""): lambda: ([case()], {}),
    }


def ask_with(project: Project) -> dict[str, Any]:
    """A request to a company that was not asked before."""
    wanted = LuxembourgProjectFactory()
    receiver = {"receiver": wanted.company.public_id, "receiver_project": wanted.public_id}
    words = {"cooperation": "technology_transfer", "pitch": PITCH, "question": "When?", "language": "en"}
    return {"sender_project": project.public_id} | receiver | words


def _waiting(project: Project) -> Introduction:
    if not Contact.objects.filter(company=project.company).exists():
        ContactFactory(company=project.company)
    introduction: Introduction = IntroductionFactory(korean_project=project)
    return introduction


def make_consents(project: Project) -> Introduction:
    """An introduction with the contacts and consents of both."""
    introduction = _waiting(project)
    ContactFactory(company=introduction.luxembourg_company)
    for company in introduction.companies:
        ContactConsentFactory(introduction=introduction, company=company)
    return introduction


def _desk_places() -> Makers:
    def submitted(factory: Any, **fields: Any) -> Place:
        row = factory(status="submitted")
        row.refresh_from_db()
        return [row.public_id], {"read_at": row.updated_at.isoformat()} | fields

    def proposed() -> Place:
        match = MatchFactory()
        return [match.public_id], {"decision": "approve", "seen": str(seen_of(match))}

    def claiming() -> Place:
        moment = timezone.now()
        claimed = {"name": f"Renamed {get_random_string(8)}"}
        company = CompanyFactory(claimed=claimed, claimed_at=moment, claimed_by=UserFactory())
        return [company.public_id], {"decision": "accept", "claimed_at": moment.isoformat()}

    points = dict.fromkeys(("advantages", "clarity", "cooperation", "guidelines"), 5)
    return {
        ("company_to_verify", ""): lambda: submitted(CompanyFactory),
        ("company_review", ""): lambda: submitted(CompanyFactory, decision="returned", reason=REASON),
        ("company_claim", ""): claiming,
        ("company_suspend", ""): lambda: ([CompanyFactory().public_id], {"reason": REASON}),
        ("company_reinstate", ""): lambda: ([CompanyFactory(status="suspended").public_id], {"reason": REASON}),
        ("project_to_review", ""): lambda: submitted(ProjectFactory),
        ("project_review", ""): lambda: submitted(ProjectFactory, decision="publish", **points),
        ("match_detail", ""): lambda: ([MatchFactory().public_id], {}),
        ("match_review", ""): proposed,
    }


def _webhook_places(scene: Scene) -> Makers:
    def webhook() -> Webhook:
        made: Webhook = WebhookFactory(owner=scene.reviewer or ReviewerFactory())
        return made

    def own(**fields: Any) -> Place:
        return [str(webhook().public_id)], fields

    def delivered() -> Place:
        registered = webhook()
        return [str(registered.public_id), send_test(registered).pk], {}

    steps = ("detail", "pause", "resume", "test", "secret", "deliveries")
    address = {"name": "CRM", "address": "http://localhost:1/", "events": ["match.approved"]}
    return {(f"webhook_{step}", ""): own for step in steps} | {
        ("webhook_list", "post"): lambda: ([], address),
        ("webhook_detail", "patch"): lambda: own(name="Archive"),
        ("webhook_delivery_retry", ""): delivered,
    }
