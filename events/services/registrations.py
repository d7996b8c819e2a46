"""A company registers for an event, and changes what it said. Places are given away under the event's lock."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from companies.models import Company
from companies.services.standing import lock_companies, obstacle_between
from events.errors import RegistrationChangedError, RegistrationRefusedError
from events.models import (
    LIST_TEXT,
    LIVE_STATUSES,
    Attendance,
    Attendee,
    Event,
    EventIntention,
    Registration,
    RegistrationStatus,
    SlotAnswer,
)
from events.queries.registrations import is_full, projects_to_bring, refusal_of_company, refusal_of_event
from events.services.locks import lock_event
from events.services.registration_emails import email_confirmation, email_receipt, email_waiting
from events.services.registration_webhooks import publish_registration
from events.signals import meetings_no_longer_wanted, registrations_changed
from jobs.clock import database_now


@dataclass(frozen=True, slots=True)
class Guest:
    """One who comes; `attendee_id` where the person was named before, so that a badge that is out stays good."""

    name: str
    role: str = ""
    attendee_id: int | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a company says when it registers. `free` tells of slots by their id; of others nothing is said."""

    attendance: str
    languages: Sequence[str]
    guests: Sequence[Guest]
    language: str
    wish: str = ""
    project_ids: Collection[int] = ()
    wants_meetings: bool = True
    is_listed: bool = False
    free: Mapping[int, bool] = field(default_factory=dict)


@transaction.atomic
def register_company(event: Event, *, company: Company, answers: Answers, by: User) -> Registration:
    """Confirmed, waiting for staff, or on the waiting list: as the event has it. Raises RegistrationRefusedError."""
    lock_companies(company.pk)
    event = lock_event(event.pk)
    current = Company.objects.get(pk=company.pk)
    _refuse(refusal_of_event(event) or refusal_of_company(event, current))
    _check(event, current, answers)
    now = database_now()
    registration = _create(event, current, answers, by=by, now=now)
    _write_answers(registration, answers, company=current)
    EventIntention.objects.filter(event=event, user__memberships__company=current).delete()
    _tell(registration)
    registrations_changed.send(sender=Event, event_id=event.pk)
    return registration


def _refuse(reason: str) -> None:
    if reason:
        raise RegistrationRefusedError(reason)


def _check(event: Event, company: Company, answers: Answers) -> None:
    """Raises RegistrationRefusedError for what the event does not allow, whatever the form showed."""
    if not answers.guests:
        raise RegistrationRefusedError(_("Give the name of at least one person who will attend."))
    if len(answers.guests) > event.most_people:
        raise RegistrationRefusedError(explain_most_people(event.most_people))
    if answers.attendance not in ways_to_attend(event):
        raise RegistrationRefusedError(_("The event does not offer this way of taking part. Choose another one."))
    own = set(projects_to_bring(company).values_list("pk", flat=True))
    if not set(answers.project_ids) <= own:
        raise RegistrationRefusedError(_("Choose only published projects of your own company."))


def explain_most_people(count: int) -> str:
    return ngettext(
        "No more than %(count)d person per company can come.",
        "No more than %(count)d people per company can come.",
        count,
    ) % {"count": count}


def ways_to_attend(event: Event) -> list[str]:
    """On site, online, or either."""
    ways = [(Attendance.ON_SITE, event.takes_guests_on_site), (Attendance.ONLINE, event.takes_guests_online)]
    return [way for way, is_possible in ways if is_possible]


def _create(event: Event, company: Company, answers: Answers, *, by: User, now: datetime) -> Registration:
    if is_full(event):
        state = {"status": RegistrationStatus.WAITING, "waiting_since": now}
    elif event.is_confirmed_automatically:
        state = {"status": RegistrationStatus.CONFIRMED, "confirmed_at": now}
    else:
        state = {"status": RegistrationStatus.REQUESTED}
    try:
        with transaction.atomic():
            return Registration.objects.create(
                event=event, company=company, registered_by=by, registered_at=now, **state, **_columns(answers)
            )
    except IntegrityError as error:
        raise RegistrationRefusedError(_("Your company is already registered for this event.")) from error


def _columns(answers: Answers) -> dict[str, object]:
    return {
        "attendance": answers.attendance,
        "languages": list(answers.languages),
        "wish": answers.wish,
        "language": answers.language,
        "wants_meetings": answers.wants_meetings,
        "is_listed": answers.is_listed,
        "list_text": LIST_TEXT if answers.is_listed else "",
    }


def _write_answers(registration: Registration, answers: Answers, *, company: Company) -> None:
    registration.projects.set(answers.project_ids)
    _write_guests(registration, answers.guests, company=company)
    slots = set(registration.event.slots.values_list("pk", flat=True))
    SlotAnswer.objects.bulk_create(
        [
            SlotAnswer(registration=registration, slot_id=slot_id, is_free=is_free)
            for slot_id, is_free in sorted(answers.free.items())
            if slot_id in slots
        ],
        update_conflicts=True,
        unique_fields=["registration", "slot"],
        update_fields=["is_free"],
    )


def _write_guests(registration: Registration, guests: Sequence[Guest], *, company: Company) -> None:
    """Who was named before keeps their badge; who is not named any more goes, unless they have already come."""
    members = {user.full_name: user for user in User.objects.filter(memberships__company=company)}
    kept = {attendee.pk: attendee for attendee in registration.attendees.all()}
    for guest in guests:
        attendee = kept.pop(guest.attendee_id, None) if guest.attendee_id else None
        attendee = attendee or Attendee(registration=registration)
        attendee.name, attendee.role, attendee.user = guest.name, guest.role, members.get(guest.name)
        attendee.save()
    registration.attendees.filter(pk__in=kept, checked_in_at=None).delete()


def _tell(registration: Registration) -> None:
    if registration.status == RegistrationStatus.CONFIRMED:
        email_confirmation(registration)
    elif registration.status == RegistrationStatus.WAITING:
        email_waiting(registration)
    else:
        email_receipt(registration)
    publish_registration(registration)


def seen_of(registration: Registration) -> str:
    """What a form that changes it was shown."""
    return registration.updated_at.isoformat()


@transaction.atomic
def update_registration(registration: Registration, *, answers: Answers, seen: str) -> Registration:
    """Say anew who comes, with what and when. Raises RegistrationChangedError, RegistrationRefusedError."""
    _refuse(obstacle_between(registration.company, reader=registration.company))
    current = Registration.objects.select_for_update(of=("self",), no_key=True).select_related("event", "company")
    found = current.get(pk=registration.pk)
    if found.status not in LIVE_STATUSES or not found.event.is_coming:
        raise RegistrationRefusedError(_("This registration has ended: nothing was changed."))
    if seen != seen_of(found):
        raise RegistrationChangedError(
            _("A colleague has changed this registration in the meantime. Compare both versions before you save yours.")
        )
    _check(found.event, found.company, answers)
    for name, value in _columns(answers).items():
        setattr(found, name, value)
    found.save()
    _write_answers(found, answers, company=found.company)
    if not found.wants_meetings:
        meetings_no_longer_wanted.send(sender=Registration, registration_id=found.pk)
    found.refresh_from_db(fields=["updated_at"])
    publish_registration(found)
    registrations_changed.send(sender=Event, event_id=found.event_id)
    return found
