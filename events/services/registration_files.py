"""Who is registered for an event, as a table for staff: no contact details, no cell that a spreadsheet runs."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import Event, Registration
from events.queries.registrations import registrations_to_show
from exchange.tables.table_writing import defuse
from exchange.tables.tables import Cell


def registration_cells(event: Event) -> Iterator[list[Cell]]:
    """A line for each person, the names of the columns first."""
    yield [
        _("Company"),
        _("Country"),
        pgettext("registration", "Status"),
        _("On site or online"),
        _("Name on the badge"),
        _("Position in the company"),
        _("Languages"),
        _("Projects"),
        _("Why they want to meet"),
        _("Registered on"),
    ]
    for registration in registrations_to_show(event):
        yield from _lines(registration)


def _lines(registration: Registration) -> Iterator[list[Cell]]:
    before: list[object] = [
        registration.company.name,
        registration.company.get_country_display(),
        registration.get_status_display(),
        registration.get_attendance_display(),
    ]
    after: list[object] = [
        list(registration.languages),
        [project.title for project in registration.projects.all()],
        registration.wish,
        registration.registered_at.date().isoformat(),
    ]
    for name, role in [(person.name, person.role) for person in registration.attendees.all()] or [("", "")]:
        yield [defuse(value) for value in (*before, name, role, *after)]
