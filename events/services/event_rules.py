"""What an event must be, said so that whoever fills it in knows what to mend; the database holds the same."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.calendars.zones import is_zone
from events.errors import EventRefusedError
from events.models import Attendance

LONGEST_DAYS = 31


def faults_in(details: Mapping[str, object], *, registered: int = 0) -> list[EventRefusedError]:
    """Everything in these values of an event's fields that cannot be; `registered` companies hold a place."""
    return [*_faults_of_times(details), *_faults_of_place(details), *_faults_of_numbers(details, registered)]


def _faults_of_times(details: Mapping[str, object]) -> Iterator[EventRefusedError]:
    start, end = details.get("starts_at"), details.get("ends_at")
    opens, closes = details.get("registration_opens_at"), details.get("registration_closes_at")
    if isinstance(start, datetime) and isinstance(end, datetime):
        if end <= start:
            yield EventRefusedError(
                _("The event ends before it starts. Choose a later end or an earlier start."), field="ends_at"
            )
        elif (end - start).days >= LONGEST_DAYS:
            yield EventRefusedError(
                _("The event lasts more than %(days)d days. Check the day on which it ends.") % {"days": LONGEST_DAYS},
                field="ends_at",
            )
    if isinstance(closes, datetime) and isinstance(end, datetime) and closes > end:
        yield EventRefusedError(
            _("Registration closes after the event ends. Choose an earlier time."), field="registration_closes_at"
        )
    if isinstance(opens, datetime) and isinstance(closes, datetime) and opens >= closes:
        yield EventRefusedError(
            _("Registration opens after it closes. Choose an earlier time."), field="registration_opens_at"
        )


def _faults_of_place(details: Mapping[str, object]) -> Iterator[EventRefusedError]:
    if not is_zone(str(details.get("time_zone", ""))):
        yield EventRefusedError(
            _("There is no such time zone. Choose one from the list, for example Europe/Luxembourg or Asia/Seoul."),
            field="time_zone",
        )
    if details.get("attendance") != Attendance.ONLINE and not details.get("country"):
        yield EventRefusedError(_("Choose the country in which the event takes place."), field="country")


def _faults_of_numbers(details: Mapping[str, object], registered: int) -> Iterator[EventRefusedError]:
    capacity = details.get("capacity")
    if isinstance(capacity, int) and capacity < registered:
        yield EventRefusedError(
            ngettext(
                "%(count)d company is already registered, which is more than this number of places. Enter at least "
                "%(count)d.",
                "%(count)d companies are already registered, which is more than this number of places. Enter at "
                "least %(count)d.",
                registered,
            )
            % {"count": registered},
            field="capacity",
        )
    pattern = str(details.get("link_pattern") or "")
    if pattern and ("{room}" not in pattern or not pattern.startswith("https://")):
        yield EventRefusedError(
            _("Start the address with https:// and write {room} where the name of each meeting’s room belongs."),
            field="link_pattern",
        )
