"""The organiser's hand in the schedule: place, move, swap, pin and cancel a meeting; conflicts are refused in words.

Before it is published a meeting is a draft of which nobody is told. After that every change is told at once, to its two
sides alone, and its calendar entry is counted up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from companies.services.standing import lock_companies
from events.models import (
    Event,
    EventFit,
    EventStatus,
    Meeting,
    MeetingRequest,
    MeetingRequestStatus,
    MeetingStatus,
    Registration,
)
from events.services.locks import lock_event
from meetings.errors import MeetingChangedError, MeetingRefusedError
from meetings.queries.meeting_obstacles import Spot, obstacle_to
from meetings.services.meeting_emails import email_added, email_cancelled_meeting, email_moved
from meetings.services.meeting_webhooks import publish_meeting

OPEN_STATUSES = (MeetingStatus.PLANNED, MeetingStatus.CONFIRMED)
AWAY = timedelta(days=365 * 400)
"""Where the first of two that swap waits for the second: two rows cannot change places in one moment."""


def seen_of(meeting: Meeting) -> str:
    """What a form carries, so that nobody moves what somebody else has just moved."""
    return f"{meeting.place_id}:{meeting.starts_at:%Y%m%dT%H%M}:{meeting.status}"


@transaction.atomic
def place_by_hand(korean: Registration, luxembourg: Registration, *, spot: Spot, is_asked: bool = False) -> Meeting:
    """A meeting that no computation moves again. Once the schedule is published, both sides are told at once.

    Raises MeetingRefusedError with what stands against it.
    """
    event = _lock(korean, luxembourg)
    _require_clear(korean, luxembourg, spot, is_asked=is_asked)
    fit = EventFit.objects.filter(korean=korean, luxembourg=luxembourg).first()
    is_told = event.schedule_published_at is not None
    with _said_in_words(korean, luxembourg, spot):
        meeting = Meeting.objects.create(
            event=event,
            korean=korean,
            luxembourg=luxembourg,
            korean_project=fit.korean_project if fit else None,
            luxembourg_project=fit.luxembourg_project if fit else None,
            score=fit.score if fit else 0,
            request=_agreed_request(korean, luxembourg),
            place=spot.place,
            starts_at=spot.starts_at,
            ends_at=spot.ends_at,
            status=MeetingStatus.CONFIRMED if is_told else MeetingStatus.PLANNED,
            is_pinned=True,
        )
    if is_told:
        email_added(meeting)
        publish_meeting(meeting)
    return meeting


@transaction.atomic
def move_meeting(meeting: Meeting, *, spot: Spot, seen: str, is_asked: bool = False) -> Meeting:
    """To another time or place, and pinned there. Raises MeetingRefusedError, MeetingChangedError."""
    _lock(meeting.korean, meeting.luxembourg)
    meeting = _as_seen(meeting, seen)
    before = Spot(meeting.place, meeting.starts_at, meeting.ends_at)
    if spot == before:
        raise MeetingRefusedError(_("This meeting is already at this time and place."))
    _require_clear(meeting.korean, meeting.luxembourg, spot, moved=(meeting,), is_asked=is_asked)
    with _said_in_words(meeting.korean, meeting.luxembourg, spot, moved=(meeting,)):
        moved = _put(meeting, spot)
    _tell_of_move(moved, before=before)
    return moved


@transaction.atomic
def swap_meetings(one: Meeting, other: Meeting, *, seen: tuple[str, str]) -> tuple[Meeting, Meeting]:
    """Each at the time and place of the other, both pinned. Raises MeetingRefusedError, MeetingChangedError."""
    if one.event_id != other.event_id or one.pk == other.pk:
        raise MeetingRefusedError(_("Choose another meeting of this event to swap with."))
    _lock(one.korean, one.luxembourg, other.korean, other.luxembourg)
    one, other = _as_seen(one, seen[0]), _as_seen(other, seen[1])
    first, second = _spot(one), _spot(other)
    for meeting, spot in ((one, second), (other, first)):
        _require_clear(meeting.korean, meeting.luxembourg, spot, moved=(one, other))
    with _said_in_words(one.korean, one.luxembourg, second, moved=(one, other)):
        Meeting.objects.filter(pk=one.pk).update(starts_at=first.starts_at + AWAY, ends_at=first.ends_at + AWAY)
        moved = (_put(other, first), _put(one, second))
    for meeting, before in zip(moved, (second, first), strict=True):
        _tell_of_move(meeting, before=before)
    return moved[1], moved[0]


def pin_meeting(meeting: Meeting, *, is_pinned: bool) -> Meeting:
    """Whether the next computation leaves it where it is. Raises MeetingChangedError if it is no longer to be."""
    if not Meeting.objects.filter(pk=meeting.pk, status__in=OPEN_STATUSES).update(is_pinned=is_pinned):
        raise MeetingChangedError(_changed())
    meeting.refresh_from_db()
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, seen: str, by: User | None, reason: str = "") -> None:
    """Its time and place are free again. A draft vanishes; of one they know, both sides are told, with the reason.

    Raises MeetingChangedError.
    """
    lock_event(meeting.event_id)
    meeting = _as_seen(meeting, seen)
    if meeting.status == MeetingStatus.PLANNED:
        Meeting.objects.filter(pk=meeting.pk, status=MeetingStatus.PLANNED).delete()
        return
    _call_off(meeting, by=by, reason=reason.strip()[:300])


@transaction.atomic
def cancel_meetings_of(registration: Registration, *, by: User | None) -> int:
    """Whoever no longer comes meets nobody: the other sides are told. Returns how many had been told of."""
    lock_event(registration.event_id)
    meetings = Meeting.objects.of(registration).order_by("pk")
    meetings.filter(status=MeetingStatus.PLANNED).delete()
    told = list(meetings.filter(status=MeetingStatus.CONFIRMED).with_sides())
    for meeting in told:
        _call_off(meeting, by=by, reason="", left=registration)
    return len(told)


def _call_off(meeting: Meeting, *, by: User | None, reason: str, left: Registration | None = None) -> None:
    Meeting.objects.filter(pk=meeting.pk, status=MeetingStatus.CONFIRMED).update(
        status=MeetingStatus.CANCELLED, sequence=F("sequence") + 1, cancelled_by=by, cancel_reason=reason
    )
    cancelled = Meeting.objects.with_sides().get(pk=meeting.pk)
    email_cancelled_meeting(cancelled, left=left)
    publish_meeting(cancelled)


def _lock(*registrations: Registration) -> Event:
    """Companies first, then the event: as whoever gives places away does."""
    lock_companies(*(registration.company_id for registration in registrations))
    event = lock_event(registrations[0].event_id)
    if event.status in {EventStatus.CANCELLED, EventStatus.OVER}:
        raise MeetingRefusedError(_("The event is over or cancelled: its meetings stay as they are."))
    return event


def _as_seen(meeting: Meeting, seen: str) -> Meeting:
    now = Meeting.objects.with_sides().filter(pk=meeting.pk, status__in=OPEN_STATUSES).first()
    if now is None or seen_of(now) != seen:
        raise MeetingChangedError(_changed())
    return now


def _changed() -> str:
    return _("Nothing was changed: someone has just moved or cancelled this meeting. Check where it is now.")


def _require_clear(
    korean: Registration,
    luxembourg: Registration,
    spot: Spot,
    *,
    moved: tuple[Meeting, ...] = (),
    is_asked: bool = False,
) -> None:
    if obstacle := obstacle_to(korean, luxembourg, spot, moved=moved, is_asked=is_asked):
        raise MeetingRefusedError(obstacle)


@contextmanager
def _said_in_words(
    korean: Registration, luxembourg: Registration, spot: Spot, *, moved: tuple[Meeting, ...] = ()
) -> Iterator[None]:
    """What the database itself refuses, as the error that says who is where."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        obstacle = obstacle_to(korean, luxembourg, spot, moved=moved, is_asked=True)
        raise MeetingRefusedError(
            obstacle or _("One of the two companies, or the place, is not free at that time. Nothing was changed.")
        ) from error


def _put(meeting: Meeting, spot: Spot) -> Meeting:
    is_told = meeting.status == MeetingStatus.CONFIRMED
    Meeting.objects.filter(pk=meeting.pk).update(
        place=spot.place,
        starts_at=spot.starts_at,
        ends_at=spot.ends_at,
        is_pinned=True,
        sequence=F("sequence") + int(is_told),
    )
    return Meeting.objects.with_sides().get(pk=meeting.pk)


def _tell_of_move(meeting: Meeting, *, before: Spot) -> None:
    if meeting.status == MeetingStatus.CONFIRMED:
        email_moved(meeting, before=before)
        publish_meeting(meeting)


def _spot(meeting: Meeting) -> Spot:
    return Spot(meeting.place, meeting.starts_at, meeting.ends_at)


def _agreed_request(korean: Registration, luxembourg: Registration) -> MeetingRequest | None:
    agreed = MeetingRequest.objects.between(korean, luxembourg).filter(status=MeetingRequestStatus.ACCEPTED)
    return agreed.first()


def set_link(meeting: Meeting, *, link: str) -> Meeting:
    """The address of its video room, typed by hand; empty for the one that the event makes of its pattern."""
    Meeting.objects.filter(pk=meeting.pk).update(link=link)
    meeting.link = link
    return meeting
