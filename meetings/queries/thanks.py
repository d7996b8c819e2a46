"""Whose turn it is to be thanked: the evening of the day on which an event ended, by the clock of its venue."""

from datetime import timedelta

from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest, Now

from companies.models import Company
from events.models import TOLD_STATUSES, Attendee, EventStatus, Meeting, Registration

EVENING = timedelta(hours=18)
"""After midnight of the day on which the event ends; later events are followed by their thanks an hour later."""
PAUSE = timedelta(hours=1)


def thanks_due() -> QuerySet[Registration]:
    """Those who came or had meetings, were not thanked yet, and whose companies may act now."""
    over = Registration.objects.confirmed().exclude(event__status__in=(EventStatus.DRAFT, EventStatus.CANCELLED))
    came = Exists(Attendee.objects.filter(registration=OuterRef("pk"), checked_in_at__isnull=False))
    met = Exists(told_meetings_of(OuterRef("pk")))
    due = over.filter(came | met, thanked_at__isnull=True, company__in=Company.objects.acting())
    return due.alias(evening=_evening()).filter(evening__lte=Now())


def told_meetings_of(registration: OuterRef) -> QuerySet[Meeting]:
    """Those of a registration of an outer query."""
    return Meeting.objects.filter(Q(korean=registration) | Q(luxembourg=registration), status__in=TOLD_STATUSES)


def _evening() -> Greatest:
    """Six in the evening at the venue, and an hour after the end at the earliest."""
    zone, end = F("event__time_zone"), F("event__ends_at")
    day = Func(Value("day"), _shift(zone, end), function="DATE_TRUNC", output_field=DateTimeField())
    return Greatest(_shift(zone, _add(day, EVENING)), _add(end, PAUSE))


def _add(moment: Combinable, pause: timedelta) -> Combinable:
    return ExpressionWrapper(moment + Value(pause), output_field=DateTimeField())


def _shift(zone: Combinable, moment: Combinable) -> Combinable:
    """Of a moment what the clock there shows, and of what the clock shows the moment."""
    return Func(zone, moment, function="TIMEZONE", output_field=DateTimeField())
