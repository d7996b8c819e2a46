"""Every mail of the portal, written by what writes it, to people who read `language`."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone, translation

from companies.models import (
    ChangeCheck,
    Company,
    CompanyReview,
    FieldRemark,
    JoinRequest,
    ProfileChange,
    Project,
    ProjectReview,
    StandingChange,
)
from companies.services.decision_emails import (
    email_change_remarks,
    email_claim_decision,
    email_company_decision,
    email_project_decision,
    email_standing_change,
)
from companies.services.emails import email_expiry_reminder, email_join_answer, email_join_proposal, email_join_request
from companies.services.invitations import invite
from companies.services.joining import ask_to_join
from directory.models import SavedSearch
from directory.services.alerts import announce_new_results
from directory.services.directory import rebuild_directory
from matching.models import Response
from matching.services.emails import email_decline, email_suggestion
from notifications.models import EmailStatus, OutboxEmail, PauseReason
from notifications.outgoing.posting import WebhookReply
from notifications.services.deliveries import _give_up
from notifications.services.relay import note_refusal
from notifications.smtp import Reply, WeAreRefusedError
from partnerships.services.introduction_emails import (
    email_consent,
    email_contacts,
    email_ended_consents,
    email_introduction,
    email_withdrawn_consent,
)
from partnerships.services.request_emails import (
    email_answer,
    email_reminder,
    email_request,
    email_withdrawal,
)
from partnerships.services.room_emails import email_room_opened
from tests.clocks import travel
from tests.factories import (
    PASSWORD,
    AdministratorFactory,
    ApprovedMatchFactory,
    ProjectFactory,
    ReviewerFactory,
    SavedSearchFactory,
    UserFactory,
    WebhookFactory,
)
from tests.mails.of_event_day import DAY_MAILS
from tests.mails.of_events import REGISTRATION_MAILS, cancelled, changed
from tests.mails.of_partnerships import action, all_news, follow_up, introduction, nudge, request, room
from tests.mails.of_schedules import SCHEDULE_MAILS
from tests.mails.readers import MailWriter, all_read, people_of
from tests.room_factories import make_agreed_room
from tests.signing_in import sign_in_afresh

SIGN_UP = {"full_name": "Jo", "email": "jo@new.example", "time_zone": "Asia/Seoul"} | dict.fromkeys(
    ("password1", "password2"), PASSWORD
)


def visitor(language: str) -> Client:
    return Client(headers={"accept-language": language})


def sign_up(language: str) -> None:
    visitor(language).post("/accounts/signup/", SIGN_UP)


def sign_up_again(language: str) -> None:
    UserFactory(email=SIGN_UP["email"], language=language)
    sign_up(language)


def add_address(language: str) -> None:
    client = Client()
    sign_in_afresh(client, UserFactory(language=language))
    client.post("/accounts/email/", {"email": "second@company.example", "action_add": ""})


def ask_for_password(address: str | None) -> MailWriter:
    def write(language: str) -> None:
        email = address or UserFactory(language=language).email
        visitor(language).post("/accounts/password/reset/", {"email": email})

    return write


def company_decision(verdict: str) -> MailWriter:
    def write(language: str) -> None:
        company = ProjectFactory().company
        people_of(company, language=language)
        checks = dict.fromkeys(("is_number_checked", "is_sme_checked", "is_duplicate_checked"), True)
        review = CompanyReview.objects.create(company=company, verdict=verdict, reason="Say more.", **checks)
        FieldRemark.objects.create(company_review=review, field="summary", text="What does the machine do?")
        email_company_decision(review)

    return write


def project_decision(verdict: str) -> MailWriter:
    def write(language: str) -> None:
        project = ProjectFactory()
        people_of(project.company, language=language)
        points = dict.fromkeys(("advantages", "clarity", "cooperation", "guidelines"), 1)
        review = ProjectReview.objects.create(project=project, verdict=verdict, reason="Say more.", **points)
        FieldRemark.objects.create(project_review=review, field="offer", text="What does the machine do?")
        email_project_decision(review)

    return write


def standing(step: str) -> MailWriter:
    def write(language: str) -> None:
        company = ProjectFactory().company
        people_of(company, language=language)
        email_standing_change(StandingChange.objects.create(company=company, step=step, reason="Struck off."))

    return write


def change_remarks(language: str) -> None:
    project = ProjectFactory()
    people_of(project.company, language=language)
    change = ProfileChange.objects.create(company=project.company, project=project, field="offer", new_text="More")
    email_change_remarks([ChangeCheck.objects.create(change=change, remark="Better than before?")])


def invitation(language: str) -> None:
    (owner,) = people_of(ProjectFactory().company, language=language)
    invite(Company.objects.get(), email="colleague@new.example", role="editor", by=owner)


def join(write: Callable[[JoinRequest], None], **fields: Any) -> MailWriter:
    def ask(language: str) -> None:
        company = ProjectFactory().company
        people_of(company, language=language)
        request = ask_to_join(UserFactory(language=language), company=company)
        all_read(language)
        for name, value in fields.items():
            setattr(request, name, value)
        write(request)

    return ask


def join_proposal(language: str) -> None:
    request = ask_to_join(UserFactory(language=language), company=ProjectFactory().company)
    ReviewerFactory(language=language)
    email_join_proposal(request, first=ReviewerFactory(language=language, is_active=False))


def claim(field: str) -> MailWriter:
    """A new name that was accepted; "claim" is the field of one that was not."""

    def write(language: str) -> None:
        project = ProjectFactory()
        people_of(project.company, language=language)
        words = {"old_text": "Hanbit Recycling", "new_text": "The register says otherwise."}
        email_claim_decision(ProfileChange.objects.create(company=project.company, field=field, **words))

    return write


def expiry(language: str) -> None:
    project: Project = ProjectFactory()
    people_of(project.company, language=language)
    email_expiry_reminder(project)


def suggestion(language: str) -> None:
    match = ApprovedMatchFactory()
    people_of(match.korean_project.company, match.luxembourg_project.company, language=language)
    email_suggestion(match)


def declined(language: str) -> None:
    match = ApprovedMatchFactory()
    korean, luxembourger = match.korean_project.company, match.luxembourg_project.company
    (person,) = people_of(korean, language=language)
    Response.objects.create(match=match, round=match.round, company=korean, user=person, answer="interested")
    email_decline(match, declined_by=luxembourger)


def saved_search(language: str) -> None:
    with travel("2026-11-24T10:00:00+00:00", tick=False):
        project = ProjectFactory(published_at=timezone.now() + timedelta(seconds=1))
        rebuild_directory()
        search: SavedSearch = SavedSearchFactory(query="q=glass", user=UserFactory(language=language))
        SavedSearch.objects.filter(pk=search.pk).update(
            next_alert_at=timezone.now(), seen_until=project.published_at - timedelta(days=1),
            created_at=project.published_at - timedelta(days=1),
        )  # fmt: skip
    with travel("2026-11-24T12:00:00+00:00", tick=False):
        announce_new_results()


def resting(language: str) -> None:
    AdministratorFactory(language=language)
    refusal = WeAreRefusedError("EHLO", Reply(550, "5.7.1 not you"))
    for _time in range(settings.RELAY_REFUSALS):
        note_refusal(refusal)


def paused(reason: PauseReason) -> MailWriter:
    def pause(language: str) -> None:
        webhook = WebhookFactory(owner=ReviewerFactory(language=language))
        _give_up(webhook, reason, WebhookReply(410, "gone"))

    return pause


MAILS: dict[str, Iterable[MailWriter]] = {
    "account_signup": [sign_up],
    "account_address": [add_address],
    "account_password": [ask_for_password(None)],
    "account_known": [sign_up_again],
    "account_unknown": [ask_for_password("nobody@new.example")],
    "change_remarks": [change_remarks],
    "company_invitation": [invitation],
    "company_join_request": [join(email_join_request)],
    "company_join_proposed": [join_proposal],
    "company_join_answer": [join(email_join_answer, status=status) for status in ("accepted", "declined")],
    "company_project_expiry": [expiry],
    "company_claim": [claim("name"), claim("claim")],
    "company_suspended": [standing("suspended")],
    "company_reinstated": [standing("reinstated")],
    "company_verified": [company_decision("verified")],
    "company_returned": [company_decision("returned")],
    "project_published": [project_decision("publish")],
    "project_returned": [project_decision("return")],
    "match_suggestion": [suggestion],
    "match_declined": [declined],
    "request_received": [request(email_request)],
    "request_reminder": [request(email_reminder)],
    "request_nudge": [request(nudge)],
    "request_withdrawn": [request(email_withdrawal)],
    "request_accepted": [request(email_answer, status="accepted")],
    "request_declined": [request(email_answer, status="declined", decline_reason="capacity", comment="Next year?")],
    "request_expired": [request(email_answer, status="expired")],
    "introduction_made": [introduction(lambda made, _consents: email_introduction(made))],
    "introduction_consented": [introduction(lambda made, consents: email_consent(made, consents[0]))],
    "introduction_contacts": [introduction(lambda made, _consents: email_contacts(made))],
    "introduction_withdrawn": [
        introduction(lambda made, consents: email_withdrawn_consent(made, consents[0], was_shown=True)),
        introduction(lambda made, consents: email_withdrawn_consent(made, consents[0], was_shown=False)),
    ],
    "introduction_ended": [
        introduction(lambda made, consents: email_ended_consents(made, consents[:1], was_shown=True)),
        introduction(lambda made, consents: email_ended_consents(made, consents[:1], was_shown=False)),
    ],
    "room_opened": [room(lambda made: email_room_opened(made.collaboration))],
    "room_news": [room(all_news)],
    "room_action_due": [room(action(is_overdue=False)), room(action(is_overdue=True))],
    "room_follow_up": [room(follow_up, make_agreed_room)],
    "event_changed": [changed("starts_at"), changed("venue"), changed("starts_at", "venue")],
    "event_cancelled": [cancelled],
    **DAY_MAILS,
    **REGISTRATION_MAILS,
    **SCHEDULE_MAILS,
    "saved_search": [saved_search],
    "relay_resting": [resting],
    "webhook_paused": [paused(PauseReason.GONE), paused(PauseReason.FAILING)],
}
"""By the name of its template; where a mail has two ways to go, both."""


def write_mail(name: str, language: str) -> list[OutboxEmail]:
    """What it writes, in all its ways, to everybody who gets it."""
    for mail in MAILS[name]:
        with translation.override(language):
            mail(language)
    return list(OutboxEmail.objects.filter(status=EmailStatus.QUEUED).select_related("user"))
