"""Who may open what: every route of the resolver, seen by each kind of person. A route without a row fails."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
<<<<<<< HEAD
from accounts.services.tokens import create_token
from companies.models import Contact, JoinRequest, Project
from companies.services.drafts import DraftPlace, keep_draft
from exchange.models import ImportBatch
from matching.models import CompanyBlock, Match
from matching.seen import seen_of
from matching.services.blocks import block_companies
from notifications.links import unsubscribe_token
from notifications.models import About, EmailKind, OutboxEmail
from notifications.services.webhook_events import send_test
from partnerships.models import CONSENT_TEXT
from partnerships.services.files import check_file
from partnerships.services.next_actions import set_next_action
from partnerships.services.thread import post_message
=======
from matching.models import Match
from notifications.models import OutboxEmail
from tests.access import DONE, FORBIDDEN, MISSING, OK, REFUSED, ROLES, SIGN_IN, TABLE, Row
from tests.access_arguments import arguments
>>>>>>> h/suite
from tests.factories import (
    AdministratorFactory,
    ApprovedMatchFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    ReviewerFactory,
    UserFactory,
)
<<<<<<< HEAD
from tests.room_factories import Room, make_agreed_room, make_introduction, make_public_case, make_room

ROLES = ("visitor", "member", "outsider", "reviewer", "administrator")
OK, SIGN_IN, FORBIDDEN, MISSING, DONE, REFUSED = "ok", "sign-in", "forbidden", "missing", "done", "refused"
PUBLIC = (OK,) * 5
SIGNED_IN = (SIGN_IN, OK, OK, OK, OK)
STAFF = (SIGN_IN, FORBIDDEN, FORBIDDEN, OK, OK)
STAFF_POST = (SIGN_IN, FORBIDDEN, FORBIDDEN, DONE, DONE)
ADMINISTRATORS = (SIGN_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN, OK)
ADMINISTRATORS_POST = (SIGN_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN, DONE)
CONSENT = {"items": "email", "is_agreed": "on", "text_version": CONSENT_TEXT, "language": "en"}
REVIEW = {"reason": "Say what the machine does.", "read_at": "2026-11-24T10:00:00+00:00"}
POOR_POINTS = {"advantages": "0", "clarity": "1", "cooperation": "1", "guidelines": "1"}
WEBHOOK = {"name": "CRM", "address": "http://localhost:1/", "events": "match.approved"}
SIGNED_IN_POST = (SIGN_IN, DONE, DONE, DONE, DONE)
OWN = (SIGN_IN, OK, MISSING, MISSING, MISSING)
OWN_POST = (SIGN_IN, DONE, MISSING, MISSING, MISSING)
IN_THE_ROOM = (SIGN_IN, OK, MISSING, OK, OK)
IN_THE_ROOM_POST = (SIGN_IN, DONE, MISSING, DONE, DONE)
ADMINISTRATOR = (SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN, OK)


@dataclass(frozen=True)
class Row:
    """What each of ROLES gets; `data` makes it a POST."""

    expected: tuple[str, ...]
    data: dict[str, str] | Callable[[], dict[str, str]] | None = None

    def sent(self) -> dict[str, str] | None:
        """As whoever just read the thing concerned sends it."""
        return self.data() if callable(self.data) else self.data


def _reject(match: Match) -> dict[str, str]:
    return {"decision": "reject", "reason": "known", "seen": str(seen_of(match))}


def _approve_ticked(match: Match) -> dict[str, str]:
    return {"decision": "approve", "chosen": f"{match.public_id}:{seen_of(match)}"}


# Who may: visitor, member of the company concerned, member of another company, reviewer, administrator.
TABLE: dict[str, Row] = {
    "health": Row(PUBLIC),
    "security_txt": Row(PUBLIC),
    "matching:landing": Row(PUBLIC),
    "matching:home": Row((DONE,) * 5),
    "matching:match_queue": Row(STAFF),
    "matching:match_detail": Row(STAFF),
    "matching:match_review": Row(STAFF_POST, lambda: _reject(Match.objects.latest("pk"))),
    "matching:match_review_bulk": Row(STAFF_POST, lambda: _approve_ticked(MatchFactory())),
    "matching:run_detail": Row(STAFF),
    "matching:run_start": Row(STAFF_POST, {}),
    "matching:suggestion_list": Row(SIGNED_IN),
    "matching:suggestion_detail": Row((SIGN_IN, OK, MISSING, MISSING, MISSING)),
    "matching:suggestion_answer": Row(
        (SIGN_IN, DONE, MISSING, MISSING, MISSING), {"answer": "interested", "round_seen": "1"}
    ),
    "matching:block_lift": Row((SIGN_IN, DONE, MISSING, MISSING, MISSING), {}),
    "partnerships:request_list": Row(SIGNED_IN),
    "partnerships:request_create": Row(SIGNED_IN),
    "partnerships:request_detail": Row((SIGN_IN, OK, MISSING, OK, OK)),
    "partnerships:request_accept": Row(OWN_POST, {}),
    "partnerships:request_decline": Row(OWN_POST, {"reason": "no_fit"}),
    "partnerships:request_withdraw": Row(OWN_POST, {}),
    "partnerships:request_queue": Row(STAFF),
    "partnerships:request_nudge": Row(STAFF_POST, {}),
    "partnerships:introduction_list": Row(SIGNED_IN),
    "partnerships:introduction_detail": Row((SIGN_IN, OK, MISSING, OK, OK)),
    "partnerships:introduction_contacts": Row((SIGN_IN, FORBIDDEN, FORBIDDEN, OK, OK), {}),
    "partnerships:introduction_calendar": Row(OWN),
    "partnerships:consent_give": Row(OWN_POST, CONSENT),
    "partnerships:consent_withdraw": Row(OWN_POST, {}),
    "directory:company_list": Row(PUBLIC),
    "directory:company_detail": Row(PUBLIC),
    "directory:company_map": Row(PUBLIC),
    "directory:project_list": Row(PUBLIC),
    "directory:saved_search_list": Row(SIGNED_IN),
    "directory:saved_search_create": Row(SIGNED_IN),
    "directory:saved_search_edit": Row((SIGN_IN, OK, MISSING, MISSING, MISSING)),
    "directory:saved_search_pause": Row((SIGN_IN, DONE, MISSING, MISSING, MISSING), {}),
    "directory:saved_search_resume": Row((SIGN_IN, DONE, MISSING, MISSING, MISSING), {}),
    "directory:saved_search_delete": Row((SIGN_IN, DONE, MISSING, MISSING, MISSING), {}),
    "directory:project_detail": Row(PUBLIC),
    "companies:company_queue": Row(STAFF),
    "companies:company_review": Row(STAFF),
    "companies:company_decide": Row(STAFF_POST, REVIEW | {"decision": "returned"}),
    "companies:project_queue": Row(STAFF),
    "companies:project_review": Row(STAFF),
    "companies:project_decide": Row(STAFF_POST, REVIEW | POOR_POINTS | {"decision": "return"}),
    "companies:change_queue": Row(STAFF),
    "companies:company_change_check": Row(STAFF_POST, {"last_id": "1"}),
    "companies:project_change_check": Row(STAFF_POST, {"last_id": "1"}),
    "exchange:import_list": Row(ADMINISTRATORS),
    "exchange:import_template": Row(ADMINISTRATORS),
    "exchange:import_detail": Row(ADMINISTRATORS),
    "exchange:import_report": Row(ADMINISTRATORS),
    "exchange:import_confirm": Row(ADMINISTRATORS_POST, {}),
    "exchange:import_discard": Row(ADMINISTRATORS_POST, {}),
    "exchange:company_export": Row(STAFF),
    "exchange:een_export": Row(STAFF),
    "companies:company_logo": Row(PUBLIC),
    "companies:own_companies": Row(SIGNED_IN),
    "companies:own_draft_discard": Row(OWN_POST, {}),
    "companies:own_join": Row(SIGNED_IN),
    "companies:own_join_ask": Row(SIGNED_IN_POST, {"message": "I work there."}),
    "companies:own_join_queue": Row(STAFF),
    "companies:own_join_answer": Row((SIGN_IN, DONE, MISSING, DONE, DONE), {"answer": "decline"}),
    "companies:own_invitation": Row(SIGNED_IN),
    "companies:own_invite": Row(OWN_POST, {"email": "colleague@company.example", "role": "editor"}),
    "companies:own_invitation_withdraw": Row(OWN_POST, {}),
    "companies:own_members": Row(OWN),
    "companies:own_member_role": Row(OWN_POST, {"role": "editor"}),
    "companies:own_member_remove": Row(OWN_POST, {}),
    "companies:own_company_create": Row(SIGNED_IN),
    "companies:own_company_edit": Row(OWN),
    "companies:own_company_submit": Row(OWN_POST, {}),
    "companies:own_history": Row(OWN),
    "companies:own_logo": Row(OWN),
    "companies:own_project_create": Row(OWN),
    "companies:own_project_edit": Row(OWN),
    "companies:own_project_preview": Row(OWN),
    "exchange:own_project_een": Row(OWN),
    "companies:own_project_submit": Row(OWN_POST, {}),
    "companies:own_project_withdraw": Row(OWN_POST, {}),
    "companies:own_project_renew": Row(OWN),
    "companies:own_project_archive": Row(OWN_POST, {}),
    "companies:own_project_requests": Row(OWN_POST, {"open": "no"}),
    "companies:own_translations": Row(OWN),
    "companies:own_translation_edit": Row(OWN),
    "partnerships:insights": Row(STAFF),
    "partnerships:insights_download": Row(STAFF),
    "partnerships:digest": Row(PUBLIC),
    "partnerships:digest_download": Row(PUBLIC),
    "partnerships:collaboration_list": Row(SIGNED_IN),
    "partnerships:collaboration_detail": Row(IN_THE_ROOM),
    "partnerships:message_post": Row(IN_THE_ROOM_POST, {"text": "Good morning", "language": "en"}),
    "partnerships:attachment": Row(IN_THE_ROOM),
    "partnerships:stage_move": Row(IN_THE_ROOM_POST, {"from_stage": "introduced", "to_stage": "nda"}),
    "partnerships:action_set": Row(IN_THE_ROOM_POST, {"text": "Call", "owner": "staff", "due_on": "2099-01-01"}),
    "partnerships:action_finish": Row(IN_THE_ROOM_POST, {}),
    "partnerships:collaboration_take": Row(STAFF_POST, {}),
    "partnerships:follow_up_answer": Row(OWN),
    "partnerships:case_edit": Row(IN_THE_ROOM),
    "partnerships:case_translate": Row(IN_THE_ROOM),
    "partnerships:case_preview": Row(IN_THE_ROOM),
    "partnerships:case_approve": Row(IN_THE_ROOM_POST, {"version": "1"}),
    "partnerships:case_withdraw": Row(IN_THE_ROOM_POST, {}),
    "partnerships:board": Row(STAFF),
    "partnerships:case_list": Row(PUBLIC),
    "partnerships:case_detail": Row(PUBLIC),
    "notifications:email_list": Row(STAFF),
    "notifications:email_detail": Row(STAFF),
    "notifications:email_html": Row(STAFF),
    "notifications:email_resolve": Row(STAFF_POST, {"answer": "arrived"}),
    "notifications:preferences": Row(SIGNED_IN),
    "notifications:unsubscribe": Row(PUBLIC),
    "notifications:resubscribe": Row((OK,) * 5, {}),
    "notifications:webhook_list": Row(STAFF),
    "notifications:webhook_create": Row(STAFF, WEBHOOK),
    "notifications:webhook_detail": Row(STAFF),
    "notifications:webhook_edit": Row(STAFF),
    **{f"notifications:webhook_{step}": Row(STAFF_POST, {}) for step in ("pause", "resume", "test", "delete")},
    "notifications:webhook_secret": Row(STAFF, {}),
    "notifications:delivery_retry": Row(STAFF_POST, {}),
    "accounts:token_list": Row(SIGNED_IN),
    "accounts:token_create": Row((SIGN_IN, OK, OK, OK, OK), {"name": "Sync", "scope": "read", "days": "30"}),
    "accounts:token_revoke": Row(OWN_POST, {}),
    "accounts:language_set": Row((DONE,) * 5, {"language": "fr"}),
    "account_confirm_login_code": Row((SIGN_IN, DONE, DONE, DONE, DONE)),
    "account_login": Row((OK, DONE, DONE, DONE, DONE)),
    "account_signup": Row((OK, DONE, DONE, DONE, DONE)),
    "account_logout": Row((DONE, OK, OK, OK, OK)),
    "account_inactive": Row(PUBLIC),
    "account_email_verification_sent": Row(PUBLIC),
    "account_confirm_email": Row(PUBLIC),
    "account_reset_password": Row(PUBLIC),
    "account_reset_password_done": Row(PUBLIC),
    "account_reset_password_from_key": Row(PUBLIC),
    "account_reset_password_from_key_done": Row(PUBLIC),
    "account_email": Row(SIGNED_IN),
    "account_change_password": Row(SIGNED_IN),
    "account_set_password": Row((SIGN_IN, DONE, DONE, DONE, DONE)),
    "account_reauthenticate": Row((SIGN_IN, OK, OK, OK, OK)),
}
=======
>>>>>>> h/suite


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


<<<<<<< HEAD
def arguments(route: str, match: Match, people: dict[str, User | None]) -> list[object]:
    """What the route's address names: things of the member's company."""
    member = people["member"]
    assert member is not None
    makers: dict[str, Callable[[], list[object]]] = {
        **own_arguments(match, member),
        **collaboration_arguments(match),
        "matching:match_detail": lambda: [MatchFactory().public_id],
        "matching:match_review": lambda: [MatchFactory().public_id],
        "matching:suggestion_detail": lambda: [match.public_id],
        "matching:suggestion_answer": lambda: [match.public_id],
        "matching:block_lift": lambda: [_block(match, member).pk],
        **request_arguments(match.korean_project),
        **introduction_arguments(match.korean_project),
        "directory:company_detail": lambda: [match.korean_project.company.public_id],
        "directory:project_detail": lambda: [match.korean_project.public_id],
        "companies:company_review": lambda: [CompanyFactory(status="submitted").public_id],
        "companies:company_decide": lambda: [_submitted(CompanyFactory).public_id],
        "companies:project_review": lambda: [ProjectFactory(status="submitted").public_id],
        "companies:project_decide": lambda: [_submitted(ProjectFactory).public_id],
        "companies:company_change_check": lambda: [match.korean_project.company.public_id],
        "companies:project_change_check": lambda: [match.korean_project.public_id],
        **{f"exchange:import_{step}": lambda: [_import().pk] for step in ("detail", "report", "confirm", "discard")},
        "directory:saved_search_edit": lambda: [SavedSearchFactory(user=member).pk],
        "directory:saved_search_pause": lambda: [SavedSearchFactory(user=member).pk],
        "directory:saved_search_resume": lambda: [SavedSearchFactory(user=member).pk],
        "directory:saved_search_delete": lambda: [SavedSearchFactory(user=member).pk],
        "notifications:email_detail": lambda: [_email(member).pk],
        "notifications:email_html": lambda: [_email(member).pk],
        "notifications:email_resolve": lambda: [_email(member).pk],
        "notifications:unsubscribe": lambda: [unsubscribe_token(member.pk, kind=EmailKind.SUGGESTION)],
        "notifications:resubscribe": lambda: [unsubscribe_token(member.pk, kind=EmailKind.SUGGESTION)],
        **webhook_arguments(people["reviewer"]),
        "accounts:token_revoke": lambda: [create_token(member, name="Sync", scope="read", days=30)[0].token_key],
        "account_confirm_email": lambda: ["nokey"],
        "account_reset_password_from_key": lambda: ["1", "nokey"],
    }
    return makers.get(route, list)()


def request_arguments(project: Project) -> dict[str, Callable[[], list[object]]]:
    """A company to ask, and requests that the member's company sent or received."""

    def received() -> list[object]:
        other = LuxembourgProjectFactory()
        return [PartnershipRequestFactory(sender_project=other, receiver_project=project).public_id]

    makers: dict[str, Callable[[], list[object]]] = {
        "create": lambda: [LuxembourgProjectFactory().company.public_id],
        "withdraw": lambda: [PartnershipRequestFactory(sender_project=project).public_id],
    }
    makers |= dict.fromkeys(("detail", "accept", "decline", "nudge"), received)
    return {f"partnerships:request_{name}": maker for name, maker in makers.items()}


def introduction_arguments(project: Project) -> dict[str, Callable[[], list[object]]]:
    """Introductions of the member's company: one that waits for its consent, and one with both consents."""

    def waiting() -> list[object]:
        if not Contact.objects.filter(company=project.company).exists():
            ContactFactory(company=project.company)
        return [IntroductionFactory(korean_project=project).public_id]

    def agreed() -> list[object]:
        introduction = IntroductionFactory(korean_project=project)
        ContactFactory(company=introduction.luxembourg_company)
        ContactConsentFactory(introduction=introduction)
        ContactConsentFactory(introduction=introduction, company=introduction.luxembourg_company)
        return [introduction.public_id]

    return {
        "partnerships:introduction_detail": waiting,
        "partnerships:introduction_contacts": agreed,
        "partnerships:introduction_calendar": agreed,
        "partnerships:consent_give": waiting,
        "partnerships:consent_withdraw": agreed,
    }


def webhook_arguments(reviewer: User | None) -> dict[str, Callable[[], list[object]]]:
    """A webhook of the reviewer's own."""
    steps = ("detail", "edit", "pause", "resume", "test", "secret", "delete")

    def delivery() -> list[object]:
        webhook = WebhookFactory(owner=reviewer)
        return [webhook.public_id, send_test(webhook).deliveries.get().pk]

    makers: dict[str, Callable[[], list[object]]] = {f"webhook_{step}": lambda: [delivery()[0]] for step in steps}
    return {f"notifications:{name}": maker for name, maker in (makers | {"delivery_retry": delivery}).items()}


def _import() -> ImportBatch:
    return ImportBatch.objects.create(file_name="list.csv", content=b"", source="table")


def _submitted(factory: Any) -> Any:
    """As it was last changed when the reviewer of `REVIEW` read it."""
    with time_machine.travel(REVIEW["read_at"], tick=False):
        return factory(status="submitted")


def own_arguments(match: Match, member: User) -> dict[str, Callable[[], list[object]]]:
    project = match.korean_project
    company = project.company
    of_company = ["own_join_ask", "own_invite", "own_members", "own_company_submit", "own_history", "own_logo"]
    of_project = ["edit", "preview", "submit", "withdraw", "renew", "archive", "requests"]
    makers: dict[str, Callable[[], list[object]]] = {
        "company_logo": lambda: [LogoFactory(company=company).company.public_id],
        "own_draft_discard": lambda: [keep_draft(DraftPlace(member, "business", company=company), fields={}).pk],
        "own_join_answer": lambda: [JoinRequest.objects.create(user=UserFactory(), company=company).pk],
        "own_invitation": lambda: ["no-such-token"],
        "own_invitation_withdraw": lambda: [InvitationFactory(company=company).pk],
        "own_member_role": lambda: [MembershipFactory(company=company).pk],
        "own_member_remove": lambda: [MembershipFactory(company=company).pk],
        "own_company_edit": lambda: [company.public_id, "basics"],
        "own_project_create": lambda: [company.public_id],
        "own_translations": lambda: [project.public_id],
        "own_translation_edit": lambda: [project.public_id, "fr"],
    }
    makers |= {name: lambda: [company.public_id] for name in of_company}
    makers |= {f"own_project_{name}": lambda: [project.public_id] for name in of_project}
    own = {f"companies:{name}": maker for name, maker in makers.items()}
    return own | {"exchange:own_project_een": lambda: [project.public_id]}


def collaboration_arguments(match: Match) -> dict[str, Callable[[], list[object]]]:
    """A fresh room of the member's company for every visit."""

    def room() -> Room:
        return make_room(make_introduction(match.korean_project))

    def agreed() -> Room:
        return make_agreed_room(make_introduction(match.korean_project))

    def case_room() -> str:
        return make_public_case(agreed()).collaboration.public_id

    names = ("collaboration_detail", "message_post", "stage_move", "action_set", "collaboration_take")
    makers: dict[str, Callable[[], list[object]]] = {name: lambda: [room().collaboration.public_id] for name in names}
    makers |= {
        "attachment": lambda: _attachment(room()),
        "action_finish": lambda: _next_action(room()),
        "follow_up_answer": lambda: _asked_follow_up(agreed()),
        "case_edit": lambda: [agreed().collaboration.public_id],
        "case_translate": lambda: [case_room(), "fr"],
        "case_preview": lambda: [case_room()],
        "case_approve": lambda: [case_room()],
        "case_withdraw": lambda: [case_room()],
        "case_detail": lambda: [make_public_case(agreed()).public_id],
    }
    return {f"partnerships:{name}": maker for name, maker in makers.items()}


def _attachment(room: Room) -> list[object]:
    files = [check_file("notes.txt", b"text")]
    message = post_message(room.collaboration, actor=room.korean, text="Here", language="en", files=files)
    return [room.collaboration.public_id, message.attachments.get().public_id]


def _next_action(room: Room) -> list[object]:
    due_on = date(2099, 1, 1)
    action = set_next_action(
        room.collaboration, actor=room.korean, text="Call", owner=None, due_on=due_on, seen_id=None
    )
    return [room.collaboration.public_id, action.pk]


def _asked_follow_up(room: Room) -> list[object]:
    room.collaboration.follow_ups.update(asked_at=timezone.now())
    return [room.collaboration.public_id, 6]


def _block(match: Match, member: User) -> CompanyBlock:
    return block_companies(match, user=member, company=match.korean_project.company)


def _email(member: User) -> OutboxEmail:
    return OutboxEmail.objects.create(
        kind=EmailKind.SUGGESTION,
        **About(MatchFactory()).fields(),
        topic="suggestion",
        recipient=member.email,
        user=member,
        language="en",
        subject="A partner for you",
        text="Read it.",
        html="<p>Read it.</p>",
        status="unknown",
    )


=======
>>>>>>> h/suite
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


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted(TABLE))
def test_route_admits_whom_it_should(route: str, match: Match, people: dict[str, User | None]) -> None:
    row = TABLE[route]
    seen = []

    for role in ROLES:
        address = reverse(route, args=arguments(route, match, people))
        client = Client()
        if (user := people[role]) is not None:
            client.force_login(user)
        seen.append(outcome(client, route, address, row))
        OutboxEmail.objects.all().delete()

    assert dict(zip(ROLES, seen, strict=True)) == dict(zip(ROLES, row.expected, strict=True))


def admin_address(route: str) -> str:
    """An address of this route of Django's administration, whatever it is about."""
    for args in ([], ["1"], ["accounts"], ["1", "1"]):
        try:
            return reverse(route, args=args)
        except NoReverseMatch:
            continue
    return "/admin/any/page/"


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
