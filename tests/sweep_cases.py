"""For each task of the timetable: a row that is due now or will be within two hours, and whether it was done."""

from collections.abc import Callable
from datetime import timedelta
from secrets import token_hex
from typing import Any, NamedTuple

from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Model

from accounts.models import KEPT_FOR, KeptForm
from companies.models import Project, ProjectStatus
from companies.queries.own_companies import REMINDER_PERIOD
from directory.models import DirectoryChange, DirectoryEntry, SavedSearch
from directory.services.directory import mark_stale
from events.models import (
    Event,
    EventStatus,
    MeetingRequest,
    MeetingRequestStatus,
    MeetingStatus,
    Registration,
    RegistrationStatus,
)
from exchange.models import ImportBatch
from exchange.services import table_imports
from jobs.clock import database_now
from matching.models import Match, MatchStatus
from notifications.models import (
    EVENTS_KEPT,
    About,
    EmailKind,
    EmailStatus,
    EventKind,
    MailBudget,
    OutboxEmail,
    WebhookEvent,
)
from notifications.services.budgets import DAY
from notifications.services.keys import ACCOUNT_KEYS_KEPT
from notifications.services.queueing import seal
from partnerships.models import (
    CONSENT_LASTS,
    REMINDER_DAYS,
    ContactConsent,
    FollowUp,
    NextAction,
    PartnershipRequest,
    RequestStatus,
)
from partnerships.queries.rooms import today_in
from rest.models import RECORD_LIFETIME, IdempotencyRecord
from taxonomy.vocabulary import Country
from tests.events.factories import EventFactory, MeetingRequestFactory, RegistrationFactory
from tests.factories import (
    ApprovedMatchFactory,
    CompanyFactory,
    ContactConsentFactory,
    PartnershipRequestFactory,
    ProjectFactory,
    SavedSearchFactory,
    UserFactory,
    WebhookFactory,
)
from tests.meetings.schedule_sweeps import past_meeting
from tests.meetings.thanks import registration_to_thank
from tests.room_factories import make_agreed_room, make_room
from tests.translation.rows import unread_translation

REFUSE = """
CREATE OR REPLACE FUNCTION refuse_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(COALESCE(NEW, OLD)) ->> TG_ARGV[0] = TG_ARGV[1] THEN RAISE EXCEPTION 'this row cannot be done'; END IF;
    RETURN COALESCE(NEW, OLD);
END $$
"""


def refuse(model: type[Model], column: str, value: object) -> None:
    """From now on nothing can be written to the rows of this model that have the value there."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(REFUSE)
        cursor.execute(
            f"CREATE TRIGGER refuse_row BEFORE INSERT OR UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION refuse_row('{column}', '{value}')"
        )


def refuse_itself(row: Any) -> None:
    refuse(type(row), row._meta.pk.column, row.pk)


class Case(NamedTuple):
    task: str
    make: Callable[[timedelta], Any]
    """A row that was due so long ago."""
    is_done: Callable[[Any], bool]
    spoil: Callable[[Any], None] = refuse_itself


def overdue_project(ago: timedelta) -> Project:
    return ProjectFactory(expires_at=database_now() - ago)


def expiring_project(ago: timedelta) -> Project:
    return ProjectFactory(expires_at=database_now() + REMINDER_PERIOD - ago)


def overdue_match(ago: timedelta) -> Match:
    return ApprovedMatchFactory(expires_at=database_now() - ago)


def overdue_request(ago: timedelta) -> PartnershipRequest:
    return PartnershipRequestFactory(due_at=database_now() - ago)


def open_event(ago: timedelta) -> Event:
    """Its registration was to close."""
    return EventFactory(registration_closes_at=database_now() - ago)


def running_event(ago: timedelta) -> Event:
    """It was to end."""
    ends_at = database_now() - ago
    begin = ends_at - timedelta(days=1)
    return EventFactory(status="closed", starts_at=begin, ends_at=ends_at, registration_closes_at=begin)


def waiting_request(ago: timedelta) -> PartnershipRequest:
    """The receiver is to be reminded."""
    sent_at = database_now() - timedelta(days=REMINDER_DAYS[0]) - ago
    return PartnershipRequestFactory(sent_at=sent_at, due_at=database_now() + timedelta(days=14))


def kept_place(ago: timedelta) -> Registration:
    due_at = database_now() - ago
    return RegistrationFactory(status=RegistrationStatus.OFFERED, offer_due_at=due_at, confirmed_at=None)


def day_before(ago: timedelta) -> Registration:
    return _beginning_in(timedelta(days=1) - ago)


def hour_before(ago: timedelta) -> Registration:
    """Half an hour is left when the reminder is late; two hours when it is early."""
    return _beginning_in(timedelta(hours=1) - ago / 2)


def _beginning_in(time: timedelta) -> Registration:
    start = database_now() + time
    event = EventFactory(starts_at=start, registration_closes_at=start - timedelta(days=2))
    return RegistrationFactory(event=event, confirmed_at=start - timedelta(days=9))


def overdue_meeting_request(ago: timedelta) -> MeetingRequest:
    return MeetingRequestFactory(due_at=database_now() - ago)


def waiting_meeting_request(ago: timedelta) -> MeetingRequest:
    """Its receiver is to be reminded half-way."""
    half = timedelta(days=2)
    return MeetingRequestFactory(sent_at=database_now() - half - ago, due_at=database_now() + half - ago)


def planned_action(ago: timedelta) -> NextAction:
    """Its owner is to be reminded the day before: the day after tomorrow is too early."""
    days = 1 if ago > timedelta() else 2
    return NextAction.objects.create(
        collaboration=make_room().collaboration, text="Send it", due_on=_today() + timedelta(days)
    )


def late_action(ago: timedelta) -> NextAction:
    """Today is not late yet."""
    days, action = (1 if ago > timedelta() else 0), planned_action(ago)
    values = {"due_on": _today() - timedelta(days), "reminded_at": database_now()}
    NextAction.objects.filter(pk=action.pk).update(**values)
    return action


def _today() -> Any:
    return today_in(Country.LUXEMBOURG)


def agreed_follow_up(ago: timedelta) -> FollowUp:
    first, *others = make_agreed_room().collaboration.follow_ups.order_by("pk")
    FollowUp.objects.filter(pk__in=[row.pk for row in others]).delete()
    FollowUp.objects.filter(pk=first.pk).update(due_at=database_now() - ago)
    return first


def old_consent(ago: timedelta) -> ContactConsent:
    return ContactConsentFactory(given_at=database_now() - CONSENT_LASTS - ago)


def waiting_search(ago: timedelta) -> SavedSearch:
    return SavedSearchFactory(next_alert_at=database_now() - ago)


def changed_company(_ago: timedelta) -> Any:
    company = CompanyFactory()
    mark_stale([company.pk])
    return company


def old_import(ago: timedelta) -> ImportBatch:
    batch = ImportBatch.objects.create(file_name="a.csv", content=b"", source="a")
    ImportBatch.objects.filter(pk=batch.pk).update(uploaded_at=database_now() - table_imports.KEPT_FOR - ago)
    return batch


def old_record(ago: timedelta) -> IdempotencyRecord:
    moment = database_now() - RECORD_LIFETIME - ago
    return IdempotencyRecord.objects.create(user=UserFactory(), key="a", route="a", body_digest="a", created_at=moment)


def old_kept_form(ago: timedelta) -> KeptForm:
    return KeptForm.objects.create(address="/", page="/", size=0, kept_at=database_now() - KEPT_FOR - ago)


def old_event(ago: timedelta) -> WebhookEvent:
    happened = {"kind": EventKind.TEST, "body": "{}", "created_at": database_now() - EVENTS_KEPT - ago}
    return WebhookEvent.objects.create(**happened, **About(WebhookFactory()).fields())


def old_budget(ago: timedelta) -> MailBudget:
    return MailBudget.objects.create(key=token_hex(4), since=database_now() - DAY - ago)


def old_session(ago: timedelta) -> Session:
    return Session.objects.create(session_key=token_hex(4), session_data="", expire_date=database_now() - ago)


def sealed_email(ago: timedelta) -> OutboxEmail:
    """A mail with a key that has waited for as long as its link lasts."""
    email = due_email(timedelta(days=-1))
    moment = database_now() - ACCOUNT_KEYS_KEPT - ago
    OutboxEmail.objects.filter(pk=email.pk).update(**seal(f"Open /me/invitation/{'a' * 43}/", ""), created_at=moment)
    return email


def due_email(ago: timedelta) -> OutboxEmail:
    return OutboxEmail.objects.create(
        user=UserFactory(),
        recipient="someone@company.example",
        kind=EmailKind.ACCOUNT,
        language="en",
        subject="Hello",
        text="Hello",
        html="<p>Hello</p>",
        due_at=database_now() - ago,
    )


def is_gone(row: Any) -> bool:
    return not type(row).objects.filter(pk=row.pk).exists()


def has(**values: object) -> Callable[[Any], bool]:
    return lambda row: type(row).objects.filter(pk=row.pk, **values).exists()


def give_impossible_address(email: OutboxEmail) -> None:
    OutboxEmail.objects.filter(pk=email.pk).update(recipient=f"someone@{'é' * 64}.example")


CASES = [
    Case("companies.expire_projects", overdue_project, has(status=ProjectStatus.EXPIRED)),
    Case("companies.remind_of_expiry", expiring_project, has(reminded_for__isnull=False)),
    Case("matching.sweep", overdue_match, has(status=MatchStatus.EXPIRED)),
    Case("partnerships.sweep_requests", overdue_request, has(status=RequestStatus.EXPIRED)),
    Case("partnerships.sweep_requests", waiting_request, has(reminders_sent=1)),
    Case("events.sweep_states", open_event, has(status=EventStatus.CLOSED)),
    Case("events.sweep_states", running_event, has(status=EventStatus.OVER)),
    Case("events.sweep_registrations", kept_place, has(status=RegistrationStatus.CANCELLED)),
    Case("events.sweep_registrations", day_before, has(day_reminded_at__isnull=False)),
    Case("events.sweep_registrations", hour_before, has(hour_reminded_at__isnull=False)),
    Case("meetings.sweep_meeting_requests", overdue_meeting_request, has(status=MeetingRequestStatus.EXPIRED)),
    Case("meetings.sweep_meeting_requests", waiting_meeting_request, has(reminded_at__isnull=False)),
    Case("meetings.sweep_schedules", past_meeting, has(status=MeetingStatus.HELD)),
    Case("partnerships.remind_of_actions", planned_action, has(reminded_at__isnull=False)),
    Case("partnerships.remind_of_actions", late_action, has(overdue_reminded_at__isnull=False)),
    Case("partnerships.ask_follow_ups", agreed_follow_up, has(asked_at__isnull=False)),
    Case("meetings.thank_participants", registration_to_thank, has(thanked_at__isnull=False)),
    Case("partnerships.close_consents", old_consent, has(ended_at__isnull=False)),
    Case(
        "directory.announce_new_results",
        waiting_search,
        lambda search: SavedSearch.objects.get(pk=search.pk).next_alert_at != search.next_alert_at,
    ),
    Case(
        "directory.refresh",
        changed_company,
        lambda company: not DirectoryChange.objects.filter(company=company.pk).exists(),
        lambda company: refuse(DirectoryEntry, "company_id", company.pk),
    ),
    Case("exchange.sweep_imports", old_import, is_gone),
    Case("accounts.purge_kept_forms", old_kept_form, is_gone),
    Case("rest.purge_old_records", old_record, is_gone),
    Case("notifications.purge_old_events", old_event, is_gone),
    Case("notifications.purge_budgets", old_budget, is_gone),
    Case("accounts.clear_sessions", old_session, is_gone),
    Case("translation.purge_unread", unread_translation, is_gone),
    Case("notifications.purge_keys", sealed_email, has(status=EmailStatus.CANCELLED, sealed__isnull=True)),
    Case("notifications.send_due_emails", due_email, has(status=EmailStatus.CAUGHT), give_impossible_address),
]
OTHERS = {
    "translation.translate_waiting": "each text is leased: tests/translation/test_making.py",
    "meetings.refresh_fits": "time decides nothing: tests/meetings/services/test_fits.py",
    "notifications.deliver_webhooks": "each delivery is leased: tests/notifications/services/test_delivery_attempts.py",
    "matching.start_nightly_run": "writes one row; its chunks are leased: tests/matching/test_run_leases.py",
}
"""Tasks that go through no rows of ours, and why."""
