"""What is asked of the fits between those who come to an event."""

from django.db import connection
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from companies.models import Project
from events.models import LIVE_STATUSES, Event, EventFit, MeetingRequest, MeetingRequestStatus, Registration
from taxonomy.vocabulary import Country


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


def participants_for(registration: Registration, *, country: str = "", text: str = "") -> QuerySet[Registration]:
    """The list for one who takes part: who is confirmed and agreed to be shown, the best fits first (`fit`)."""
    listed = registration.event.registrations.confirmed().acting().filter(is_listed=True).exclude(pk=registration.pk)
    if country:
        listed = listed.filter(company__country=country)
    for word in text.split():
        names = Q(company__name__icontains=word) | Q(company__name_local__icontains=word)
        listed = listed.filter(names | Q(projects__title__icontains=word)).distinct()
    mine = Q(korean=registration.pk, luxembourg=OuterRef("pk")) | Q(luxembourg=registration.pk, korean=OuterRef("pk"))
    fit = Subquery(EventFit.objects.filter(mine).values("score")[:1])
    ordered = listed.annotate(fit=fit).order_by(F("fit").desc(nulls_last=True), "company__name", "pk")
    return ordered.select_related("company").prefetch_related("projects")


def count_participants(registration: Registration) -> dict[str, int]:
    """Of those on the list, how many come from each country."""
    listed = registration.event.registrations.confirmed().acting().filter(is_listed=True)
    return dict(listed.order_by().values_list("company__country").annotate(Count("pk")))
