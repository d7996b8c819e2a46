"""What events led to: who was invited and came, which meetings were held, and what came of them; one query."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TypeVar

from django.db.models import Count, F, Func, IntegerField, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from events.models import (
    HOLDING_STATUSES,
    TOLD_STATUSES,
    Attendance,
    Attendee,
    Event,
    EventInvitation,
    EventStatus,
    GoingOn,
    Meeting,
    MeetingFeedback,
    MeetingStatus,
    Registration,
)
from partnerships.queries.cases import Period

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Results:
    """Companies in the first three, meetings in all others but `answers` and `worth_it`, which are answers of sides."""

    invited: int = 0
    registered: int = 0
    came: int = 0
    planned: int = 0
    held: int = 0
    missed: int = 0
    answers: int = 0
    worth_it: int = 0
    both_yes: int = 0
    introduced: int = 0
    agreed: int = 0

    def __add__(self, other: "Results") -> "Results":
        return Results(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True, slots=True)
class EventResults:
    event: Event
    results: Results


def results_of_events(period: Period) -> list[EventResults]:
    """Of every event that was announced and begins in the period, the latest first; needs no other query but texts."""
    events = Event.objects.public().exclude(status=EventStatus.CANCELLED)
    if period.start is not None:
        events = events.filter(starts_at__gte=period.start)
    if period.end is not None:
        events = events.filter(starts_at__lt=period.end)
    names = [one.name for one in fields(Results)]
    counted = events.annotate(**{f"count_{name}": count for name, count in _counts().items()})
    ordered = counted.prefetch_related("texts").order_by("-starts_at", "-pk")
    return [EventResults(event, Results(*(getattr(event, f"count_{name}") for name in names))) for event in ordered]


def by_month(rows: Iterable[EventResults]) -> dict[str, Results]:
    """By the month in which they begin, by the portal's own clock."""
    months: dict[str, Results] = {}
    for row in rows:
        month = f"{timezone.localtime(row.event.starts_at, timezone.get_default_timezone()):%Y-%m}"
        months[month] = months.get(month, Results()) + row.results
    return months


def _counts() -> dict[str, Coalesce]:
    registered = Registration.objects.filter(status__in=HOLDING_STATUSES)
    told = Meeting.objects.filter(status__in=TOLD_STATUSES)
    held = told.filter(_is_held())
    answers = MeetingFeedback.objects.filter(meeting__status__in=TOLD_STATUSES)
    return {
        "invited": _count(EventInvitation.objects.all()),
        "registered": _count(registered),
        "came": _count(registered.filter(Q(pk__in=_arrived()) | Q(attendance=Attendance.ONLINE, pk__in=_met()))),
        "planned": _count(told),
        "held": _count(held),
        "missed": _count(told.filter(status=MeetingStatus.MISSED)),
        "answers": _count(answers, event="meeting__event"),
        "worth_it": _count(answers.filter(was_worth_it=True), event="meeting__event"),
        "both_yes": _count(told.filter(pk__in=_both_yes())),
        "introduced": _count(told.filter(introduction__isnull=False)),
        "agreed": _count(told.filter(introduction__collaboration__agreed_at__isnull=False)),
    }


def _is_held() -> Q:
    """Whoever did not say otherwise met: a meeting whose time is over."""
    return Q(status=MeetingStatus.HELD) | Q(status=MeetingStatus.CONFIRMED, ends_at__lte=Now())


def _arrived() -> QuerySet[Attendee, int]:
    return Attendee.objects.filter(checked_in_at__isnull=False).order_by().values_list("registration_id", flat=True)


def _met() -> QuerySet[Meeting, int]:
    """Registrations that were in a meeting; through the union of the two sides."""
    held = Meeting.objects.filter(_is_held()).order_by()
    korean = held.values_list("korean_id", flat=True)
    return korean.union(held.values_list("luxembourg_id", flat=True))


def _both_yes() -> QuerySet[MeetingFeedback, int]:
    wishes = MeetingFeedback.objects.filter(going_on=GoingOn.YES).order_by().values("meeting_id")
    return wishes.annotate(sides=Count("pk")).filter(sides=2).values_list("meeting_id", flat=True)


def _count(rows: QuerySet[Row], *, event: str = "event") -> Coalesce:
    """How many of these belong to the event of the outer query."""
    own = rows.filter(**{event: OuterRef("pk")}).order_by()
    number = own.annotate(number=Func(F("pk"), function="COUNT", output_field=IntegerField())).values("number")
    return Coalesce(Subquery(number), 0)
