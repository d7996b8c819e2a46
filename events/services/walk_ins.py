"""People who come without a confirmed place: a company of the portal is let in at the door if there is room."""

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.models import Language, User
from companies.models import Company
from companies.services.standing import lock_companies
from events.errors import DoorError
from events.models import HOLDING_STATUSES, Attendance, Attendee, Event, Registration, RegistrationStatus
from events.queries.registrations import places_left
from events.services.check_ins import CheckIn, check_in, require_open_door
from events.services.locks import lock_event
from events.services.registration_webhooks import publish_registration
from events.services.registrations import Guest
from events.signals import registrations_changed


@transaction.atomic
def add_walk_in(event: Event, *, company: Company, guest: Guest, by: User) -> CheckIn:
    """Let a person of this company in: registered on the spot if need be, and checked in.

    Somebody of that name who is on the company's list is taken for the same person. Raises DoorError if the event is
    full, takes nobody on site, or the company is suspended.
    """
    require_open_door(event)
    if not event.takes_guests_on_site:
        raise DoorError(_("This event takes place online only."))
    lock_companies(company.pk)
    locked = lock_event(event.pk)
    if not Company.objects.acting().filter(pk=company.pk).exists():
        raise DoorError(_("Only verified companies can take part. This one is not verified, or it is suspended."))
    registration = _registration_of(locked, company)
    known = [person for person in registration.attendees.all() if person.name.casefold() == guest.name.casefold()]
    attendee = known[0] if known else _add(registration, guest)
    return check_in(attendee, by=by)


def _registration_of(event: Event, company: Company) -> Registration:
    """The company's confirmed registration: the one it has, or a new one."""
    registration = Registration.objects.live().filter(event=event, company=company).first()
    if registration is not None and registration.is_confirmed:
        return registration
    if registration is None or registration.status not in HOLDING_STATUSES:
        _require_place(event)
    if registration is None:
        return _register(event, company)
    waiting = Registration.objects.live().filter(pk=registration.pk)
    if not waiting.update(status=RegistrationStatus.CONFIRMED, confirmed_at=Now()):
        raise DoorError(_("This registration has just been cancelled. Try again."))
    return _told(Registration.objects.select_related("event", "company").get(pk=registration.pk))


def _require_place(event: Event) -> None:
    if places_left(event) == 0:
        raise DoorError(
            _(
                "The event is full: all %(number)d places are taken. Cancel the registration of a company that is "
                "not coming, and try again."
            )
            % {"number": event.capacity}
        )


def _register(event: Event, company: Company) -> Registration:
    registration = Registration.objects.create(
        event=event,
        company=company,
        status=RegistrationStatus.CONFIRMED,
        confirmed_at=Now(),
        attendance=Attendance.ON_SITE,
        languages=[code for code in company.languages if code in Language] or [event.language],
        language=event.language,
        is_walk_in=True,
    )
    return _told(registration)


def _told(registration: Registration) -> Registration:
    """Programs hear of it, and whoever may meet them."""
    registration.refresh_from_db(fields=["updated_at", "confirmed_at"])
    publish_registration(registration)
    registrations_changed.send(sender=Event, event_id=registration.event_id)
    return registration


def _add(registration: Registration, guest: Guest) -> Attendee:
    return Attendee.objects.create(registration=registration, name=guest.name, role=guest.role)
