"""What is asked of the fits between those who come to an event."""

from django.db import connection
from django.db.models import Q, QuerySet

from events.models import Event, EventFit, MeetingRequest, MeetingRequestStatus, Registration
from taxonomy.vocabulary import Country


def lock_fits(event_id: int) -> None:
    """Until the transaction ends nobody else computes the fits of this event; registrations go on meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('events.fits'), %s)", [event_id])


def stored_fits(event_id: int) -> dict[tuple[int, int], tuple[int, int, float]]:
    """By (Korean, Luxembourg) registration: the two projects and the score."""
    rows = EventFit.objects.filter(event=event_id).order_by()
    columns = ("korean_id", "luxembourg_id", "korean_project_id", "luxembourg_project_id", "score")
    return {(row[0], row[1]): (row[2], row[3], row[4]) for row in rows.values_list(*columns)}


def fits_of_registration(registration: Registration) -> QuerySet[EventFit]:
    """With everybody of the other country, best first."""
    mine = Q(korean=registration) | Q(luxembourg=registration)
    return EventFit.objects.filter(mine, event=registration.event_id).order_by("-score", "pk")


def partners_of(registration: Registration, *, other: Registration | None = None) -> QuerySet[EventFit]:
    """Its fits with those it may ask and has neither asked nor been asked by (or with one of them), best first."""
    there = "luxembourg" if registration.company.country == Country.KOREA else "korean"
    partners = Registration.objects.filter(pk=other.pk) if other else _still_to_ask(registration)
    fits = fits_of_registration(registration).filter(**{f"{there}__in": partners})
    sides = [f"{side}__company" for side in ("korean", "luxembourg")]
    projects = [f"{side}_project__company" for side in ("korean", "luxembourg")]
    cooperations = [f"{side}_project__cooperations" for side in ("korean", "luxembourg")]
    return fits.select_related(*sides, *projects).prefetch_related(*cooperations)


def _still_to_ask(registration: Registration) -> QuerySet[Registration]:
    asked = MeetingRequest.objects.filter(sender=registration).exclude(status=MeetingRequestStatus.WITHDRAWN)
    asking = MeetingRequest.objects.filter(receiver=registration).exclude(status=MeetingRequestStatus.WITHDRAWN)
    others = askable(registration.event).exclude(pk__in=asked.values("receiver_id"))
    return others.exclude(pk__in=asking.values("sender_id"))


def askable(event: Event) -> QuerySet[Registration]:
    return event.registrations.confirmed().acting().filter(is_listed=True, wants_meetings=True)
