"""Which meetings still wait for a word of one side, and what both said of those that had one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Now

from events.models import Event, GoingOn, Meeting, MeetingFeedback, MeetingStatus, Registration

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


@dataclass(frozen=True, slots=True)
class AnsweredMeeting:
    """A meeting with what its sides said, each answer known by its registration."""

    meeting: Meeting
    answers: Sequence[MeetingFeedback]

    @property
    def wishes(self) -> list[MeetingFeedback]:
        """The answers that are a yes."""
        return [answer for answer in self.answers if answer.going_on == GoingOn.YES]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """One's yes alone, both, and all others."""

    one_yes: Sequence[AnsweredMeeting]
    both_yes: Sequence[AnsweredMeeting]
    others: Sequence[AnsweredMeeting]


def outcomes_of(event: Event) -> Outcomes:
    """Every meeting of which somebody said something, by what a case manager can do about it."""
    answered = [AnsweredMeeting(meeting, list(meeting.feedback.all())) for meeting in _answered_meetings(event)]
    return Outcomes(*([one for one in answered if len(one.wishes) == count] for count in (1, 2, 0)))


def _answered_meetings(event: Event) -> QuerySet[Meeting]:
    answers = MeetingFeedback.objects.select_related("given_by", "registration__company").order_by(
        "registration__company__country", "pk"
    )
    said = event.meetings.filter(Exists(MeetingFeedback.objects.filter(meeting=OuterRef("pk"))))
    sides = said.select_related("place", "introduction", "korean__company", "luxembourg__company")
    return sides.prefetch_related(Prefetch("feedback", answers)).order_by("starts_at", "pk")
