"""What the addresses of the pages name: made anew for each visit that may change it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.models import User
from accounts.services.tokens import create_token
from companies.models import Company, Contact, JoinRequest, Project
from companies.services.drafts import DraftPlace, keep_draft
from exchange.models import ImportBatch, ImportRow
from matching.models import CompanyBlock, Match
from matching.services.blocks import block_companies
from notifications.links import unsubscribe_token
from notifications.models import About, EmailKind, OutboxEmail
from notifications.services import unsubscribe
from notifications.services.webhook_events import send_test
from partnerships.services.files import check_file
from partnerships.services.next_actions import set_next_action
from partnerships.services.thread import post_message
from tests.access import REVIEW
from tests.access_event_day import event_day_arguments
from tests.access_registrations import registration_arguments
from tests.clocks import travel
from tests.events.factories import EventFactory, EventPictureFactory
from tests.factories import (
    CompanyFactory,
    ContactConsentFactory,
    ContactFactory,
    IntroductionFactory,
    InvitationFactory,
    LogoFactory,
    LuxembourgProjectFactory,
    MatchFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ProjectFactory,
    SavedSearchFactory,
    UserFactory,
    WebhookFactory,
)
from tests.meetings.schedule_access import schedule_arguments
from tests.room_factories import Room, make_agreed_room, make_introduction, make_public_case, make_room


def arguments(route: str, match: Match, people: dict[str, User | None]) -> list[object]:
    """What the route's address names: things of the member's company."""
    member = people["member"]
    assert member is not None
    makers: dict[str, Callable[[], list[object]]] = {
        **own_arguments(match, member),
        **collaboration_arguments(match, people["reviewer"]),
        "matching:match_detail": lambda: [MatchFactory().public_id],
        "matching:match_review": lambda: [MatchFactory().public_id],
        "matching:suggestion_detail": lambda: [match.public_id],
        "matching:suggestion_answer": lambda: [match.public_id],
        "matching:block_lift": lambda: [_block(match, member).pk],
        **request_arguments(match.korean_project),
        **event_arguments(),
        **registration_arguments(match.korean_project),
        **event_day_arguments(match.korean_project),
        **introduction_arguments(match.korean_project),
        **schedule_arguments(),
        "directory:company_detail": lambda: [match.korean_project.company.public_id],
        "directory:project_detail": lambda: [match.korean_project.public_id],
        "companies:company_contact": lambda: [ContactFactory().company.public_id],
        "companies:company_claim": lambda: [_claiming().public_id],
        "companies:company_suspend": lambda: [CompanyFactory().public_id],
        "companies:company_reinstate": lambda: [CompanyFactory(status="suspended").public_id],
        "companies:company_review": lambda: [CompanyFactory(status="submitted").public_id],
        "companies:company_decide": lambda: [_submitted(CompanyFactory).public_id],
        "companies:project_review": lambda: [ProjectFactory(status="submitted").public_id],
        "companies:project_decide": lambda: [_submitted(ProjectFactory).public_id],
        "companies:company_change_check": lambda: [match.korean_project.company.public_id],
        "companies:project_change_check": lambda: [match.korean_project.public_id],
        **{
            f"exchange:import_{step}": lambda: [_import().pk]
            for step in ("detail", "report", "read", "confirm", "discard")
        },
        "exchange:import_row": lambda: [_refused_row().batch_id, 2],
        "directory:saved_search_edit": lambda: [SavedSearchFactory(user=member).pk],
        "directory:saved_search_pause": lambda: [SavedSearchFactory(user=member).pk],
        "directory:saved_search_resume": lambda: [SavedSearchFactory(user=member).pk],
        "directory:saved_search_delete": lambda: [SavedSearchFactory(user=member).pk],
        "notifications:email_detail": lambda: [_email(member).pk],
        "notifications:email_html": lambda: [_email(member).pk],
        "notifications:email_resolve": lambda: [_email(member).pk],
        "notifications:unsubscribe": lambda: [unsubscribe_token(member.pk, kind=EmailKind.SUGGESTION)],
        "notifications:resubscribe": lambda: [_unsubscribing(member)],
        **webhook_arguments(people["reviewer"]),
        "accounts:kept_form_drop": lambda: [1],
        "accounts:token_revoke": lambda: [create_token(member, name="Sync", scope="read", days=30)[0].token_key],
        "account_confirm_email": lambda: ["nokey"],
        "account_reset_password_from_key": lambda: ["1", "nokey"],
    }
    return makers.get(route, list)()


def event_arguments() -> dict[str, Callable[[], list[object]]]:
    """A published event for each visit."""
    pages = ("detail", "ics", "manage", "edit", "programme", "places", "picture_edit", "preview", "cancel", "duplicate")
    steps = ("close", "reopen")
    makers: dict[str, Callable[[], list[object]]] = {name: lambda: [EventFactory().public_id] for name in pages + steps}
    makers |= {
        "publish": lambda: [EventFactory(status="draft").public_id],
        "picture": lambda: [EventPictureFactory().event.public_id],
        "translate": lambda: [EventFactory().public_id, "fr"],
    }
    return {f"events:event_{name}": maker for name, maker in makers.items()}


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
    reading = {"encoding": "utf-8", "is_guess": False, "sheet": "", "sheets": [""], "country": "", "heads": []}
    return ImportBatch.objects.create(file_name="list.csv", content=b"name\nA\n", source="table", reading=reading)


def _refused_row() -> ImportRow:
    return ImportRow.objects.create(batch=_import(), line=2, outcome="refuse")


def _submitted(factory: Any) -> Any:
    """As it was last changed when the reviewer of `REVIEW` read it."""
    with travel(REVIEW["read_at"], tick=False):
        return factory(status="submitted")


def own_arguments(match: Match, member: User) -> dict[str, Callable[[], list[object]]]:
    project = match.korean_project
    company = project.company
    of_company = [
        "own_join_ask",
        "own_invite",
        "own_members",
        "own_company_submit",
        "own_history",
        "own_logo",
        "own_summaries",
    ]
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


def collaboration_arguments(match: Match, reviewer: User | None) -> dict[str, Callable[[], list[object]]]:
    """A fresh room of the member's company for every visit."""

    def room() -> Room:
        return make_room(make_introduction(match.korean_project), manager=reviewer)

    def agreed() -> Room:
        return make_agreed_room(make_introduction(match.korean_project), manager=reviewer)

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


def _claiming() -> Company:
    claimed_at = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
    return CompanyFactory(claimed={"name": f"Renamed {get_random_string(8)}"}, claimed_at=claimed_at)


def _unsubscribing(member: User) -> str:
    member.mail_preferences.all().delete()
    done = unsubscribe(member, kind=EmailKind.SUGGESTION)
    assert done is not None
    return done.token()


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
