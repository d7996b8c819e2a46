"""The day of one participant: the meeting now, the next one, what to say of those before, and the list of the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from companies.models import Project, ProjectTranslation
from events.models import (
    TOLD_STATUSES,
    Attendee,
    Event,
    EventSession,
    Meeting,
    MeetingFeedback,
    MeetingStatus,
    PlaceKind,
    Registration,
)
from events.queries.video import video_address
from meetings.queries.feedback import ANSWERED_STATUSES


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """A meeting as one of its sides sees it; `link` is for these two alone."""

    meeting: Meeting
    mine: Registration
    theirs: Registration
    now: datetime

    @property
    def guests(self) -> list[Attendee]:
        return list(self.theirs.attendees.all())

    @property
    def project(self) -> "Project | None":
        """What the other side brings to it."""
        is_korean = self.theirs.pk == self.meeting.korean_id
        return self.meeting.korean_project if is_korean else self.meeting.luxembourg_project

    @property
    def link(self) -> str:
        is_open = self.meeting.status == MeetingStatus.CONFIRMED and not self.has_ended
        return video_address(self.meeting) if self.is_by_video and is_open else ""

    @property
    def is_by_video(self) -> bool:
        return self.meeting.place.kind == PlaceKind.VIDEO

    @property
    def is_missed(self) -> bool:
        return self.meeting.status == MeetingStatus.MISSED

    @property
    def is_now(self) -> bool:
        return not self.is_missed and self.meeting.starts_at <= self.now < self.meeting.ends_at

    @property
    def has_ended(self) -> bool:
        return self.is_missed or self.meeting.ends_at <= self.now

    @property
    def was_moved(self) -> bool:
        """Whether it is at another time or place than it was when it was first told."""
        return self.meeting.sequence > 0

    @property
    def minutes_left(self) -> int:
        """Begun minutes count."""
        return max(0, -int(-(self.meeting.ends_at - self.now).total_seconds() // 60))

    @property
    def minutes_until(self) -> int:
        return max(0, -int(-(self.meeting.starts_at - self.now).total_seconds() // 60))

    @property
    def percent_done(self) -> int:
        length = (self.meeting.ends_at - self.meeting.starts_at).total_seconds()
        return min(100, max(0, round((self.now - self.meeting.starts_at).total_seconds() / length * 100)))

    @property
    def answer(self) -> MeetingFeedback | None:
        """What this side has said of it."""
        return next((row for row in self.meeting.feedback.all() if row.registration_id == self.mine.pk), None)

    @property
    def takes_answer(self) -> bool:
        return self.meeting.status in ANSWERED_STATUSES and self.meeting.starts_at <= self.now

    @property
    def is_answer_final(self) -> bool:
        """Whether both have answered."""
        return len({row.registration_id for row in self.meeting.feedback.all()}) == len(self.meeting.sides)


@dataclass(frozen=True, slots=True)
class DayItem:
    """A line of the list of the day: a meeting, or an item of the programme."""

    starts_at: datetime
    ends_at: datetime
    day: date
    own: OwnMeeting | None = None
    session: EventSession | None = None
    is_now: bool = False
    has_ended: bool = False


@dataclass(frozen=True, slots=True)
class OwnDay:
    registration: Registration
    now: OwnMeeting | None
    next: OwnMeeting | None
    question: OwnMeeting | None
    """The last meeting that ended and of which this side said nothing yet."""
    items: Sequence[DayItem]


def own_day(registration: Registration, *, now: datetime) -> OwnDay:
    meetings = own_meetings(registration, now=now)
    event = registration.event
    running = [own for own in meetings if own.is_now]
    coming = [own for own in meetings if not own.has_ended and not own.is_now]
    to_say = [own for own in meetings if own.has_ended and own.takes_answer and own.answer is None]
    return OwnDay(
        registration=registration,
        now=next(iter(running), None),
        next=next(iter(coming), None),
        question=next(reversed(to_say), None),
        items=_items(event, meetings, now),
    )


def own_meetings(registration: Registration, *, now: datetime) -> list[OwnMeeting]:
    """All this side knows of, in the order of their times."""
    texts = Prefetch("translations", ProjectTranslation.objects.order_by("language"))
    projects = Project.objects.prefetch_related(texts)
    found = (
        Meeting.objects.of(registration)
        .filter(status__in=TOLD_STATUSES)
        .select_related("event", "place", "korean__company", "luxembourg__company", "introduction")
        .prefetch_related(
            "korean__attendees",
            "luxembourg__attendees",
            "feedback",
            Prefetch("korean_project", projects),
            Prefetch("luxembourg_project", projects),
        )
        .order_by("starts_at", "pk")
    )
    return [OwnMeeting(meeting, registration, meeting.other_side(registration), now) for meeting in found]


def _items(event: Event, meetings: Sequence[OwnMeeting], now: datetime) -> list[DayItem]:
    zone = ZoneInfo(event.time_zone)
    sessions = event.sessions.filter(is_for_meetings=False).select_related("event").prefetch_related("texts")
    items = [
        DayItem(
            own.meeting.starts_at,
            own.meeting.ends_at,
            own.meeting.starts_at.astimezone(zone).date(),
            own=own,
            is_now=own.is_now,
            has_ended=own.has_ended,
        )
        for own in meetings
    ]
    items += [
        DayItem(
            session.starts_at,
            session.ends_at,
            session.starts_at.astimezone(zone).date(),
            session=session,
            is_now=session.starts_at <= now < session.ends_at,
            has_ended=session.ends_at <= now,
        )
        for session in sessions
    ]
    return sorted(items, key=lambda item: (item.starts_at, item.ends_at))
