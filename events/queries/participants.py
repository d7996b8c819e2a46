"""Who takes part in an event, and with what: their projects, and the list that participants see."""

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from companies.models import Project
from events.models import LIVE_STATUSES, EventFit, Registration


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
