"""What is asked of the fits between those who come to an event."""

from collections.abc import Mapping

from django.db import connection
from django.db.models import Q, QuerySet

from companies.models import Project
from events.models import LIVE_STATUSES, Event, EventFit, Registration


def lock_fits(event_id: int) -> None:
    """Until the transaction ends nobody else computes the fits of this event; registrations go on meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('events.fits'), %s)", [event_id])


def projects_that_come(event_id: int) -> dict[int, int]:
    """The registration that brings each public project: those named, or where none is, all of the company's.

    Of registrations that stand or wait, of companies that may act with others now.
    """
    registrations = Registration.objects.filter(event=event_id, status__in=LIVE_STATUSES).acting()
    named = dict(registrations.filter(projects__isnull=False).values_list("projects", "pk"))
    rest = registrations.exclude(pk__in=set(named.values()))
    everything = dict(
        Project.objects.published().filter(company__registrations__in=rest).values_list("pk", "company__registrations")
    )
    others = set(rest.values_list("pk", flat=True))
    return named | {project: registration for project, registration in everything.items() if registration in others}


def stored_fits(event_id: int) -> dict[tuple[int, int], tuple[int, int, float]]:
    """By (Korean, Luxembourg) registration: the two projects and the score."""
    rows = EventFit.objects.filter(event=event_id).order_by()
    columns = ("korean_id", "luxembourg_id", "korean_project_id", "luxembourg_project_id", "score")
    return {(row[0], row[1]): (row[2], row[3], row[4]) for row in rows.values_list(*columns)}


def fits_of_registration(registration: Registration) -> QuerySet[EventFit]:
    """With everybody of the other country, best first."""
    mine = Q(korean=registration) | Q(luxembourg=registration)
    return EventFit.objects.filter(mine, event=registration.event_id).order_by("-score", "pk")


def partners_of(registration: Registration) -> QuerySet[EventFit]:
    """Its fits with those it may ask: confirmed, wanting meetings, listed and able to act; best first."""
    other = "luxembourg" if registration.company.country == "KR" else "korean"
    there: Mapping[str, object] = {f"{other}__in": askable(registration.event)}
    fits = fits_of_registration(registration).filter(**there)
    sides = [f"{side}__company" for side in ("korean", "luxembourg")]
    projects = [f"{side}_project__company" for side in ("korean", "luxembourg")]
    cooperations = [f"{side}_project__cooperations" for side in ("korean", "luxembourg")]
    return fits.select_related(*sides, *projects).prefetch_related(*cooperations)


def askable(event: Event) -> QuerySet[Registration]:
    return event.registrations.confirmed().acting().filter(is_listed=True, wants_meetings=True)


def participants_of(event: Event) -> QuerySet[Registration]:
    """The list for those who take part: who is confirmed and agreed to be shown, with the projects they bring."""
    listed = event.registrations.confirmed().acting().filter(is_listed=True)
    return listed.select_related("company").prefetch_related("projects").order_by("company__name", "pk")
