"""Which meetings still wait for a word of one side, and what both said of those that had one."""

from collections.abc import Collection, Sequence

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Now

from events.models import Event, Meeting, MeetingFeedback, MeetingStatus, Registration

ANSWERED_STATUSES = (MeetingStatus.CONFIRMED, MeetingStatus.HELD)
"""Meetings of these states take answers once they have begun: nobody missed them, and nobody called them off."""


def meetings_to_answer(registrations: Collection[Registration]) -> "QuerySet[Meeting]":
    """Meetings of these that have begun and of which they said nothing yet, the earliest first."""
    said = MeetingFeedback.objects.filter(meeting=OuterRef("pk"), registration__in=registrations)
    return begun_meetings(registrations).filter(~Exists(said))


def begun_meetings(registrations: Collection[Registration]) -> "QuerySet[Meeting]":
    """All that take an answer of these, the earliest first."""
    meetings = Meeting.objects.filter(Q(korean__in=registrations) | Q(luxembourg__in=registrations))
    begun = meetings.filter(status__in=ANSWERED_STATUSES, starts_at__lte=Now())
    return begun.select_related("event", "place", "korean__company", "luxembourg__company").order_by("starts_at", "pk")


def meetings_with_answers(event: Event) -> Sequence[Meeting]:
    """Those of which somebody said something, for staff: with `answers`, the Korean side's first where both spoke."""
    answers = MeetingFeedback.objects.select_related("given_by", "registration__company").order_by(
        "registration__company__country", "pk"
    )
    found = event.meetings.filter(Exists(MeetingFeedback.objects.filter(meeting=OuterRef("pk"))))
    return list(
        found.select_related("place", "introduction", "korean__company", "luxembourg__company")
        .prefetch_related(Prefetch("feedback", answers, to_attr="answers"))
        .order_by("starts_at", "pk")
    )
