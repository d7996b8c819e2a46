"""The draft becomes the schedule: everybody who meets somebody is told once, with one file of all their meetings."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from companies.services.standing import lock_companies
from events.models import (
    COMING_STATUSES,
    Event,
    Meeting,
    MeetingStatus,
    RecordKind,
    Registration,
    ScheduleRun,
    ScheduleStatus,
)
from events.services.locks import lock_event
from events.services.records import record_step
from meetings.errors import MeetingChangedError, ScheduleRefusedError
from meetings.queries.schedule_conflicts import conflicts_of
from meetings.services.meeting_emails import email_schedule
from meetings.services.meeting_webhooks import publish_edition


def draft_seen(event: Event) -> str:
    """The draft in a word: a page carries it and publishing names it; nobody publishes what they did not see."""
    draft = event.meetings.filter(status=MeetingStatus.PLANNED).order_by("pk")
    rows = [
        f"{pk}:{place}:{starts_at:%Y%m%dT%H%M}"
        for pk, place, starts_at in draft.values_list("pk", "place_id", "starts_at")
    ]
    return hashlib.sha256("|".join(rows).encode()).hexdigest()[:16]


@transaction.atomic
def publish_schedule(event: Event, *, seen: str, by: User) -> int:
    """Confirm every planned meeting and tell those who meet; returns how many meetings.

    Later drafts are published the same way, and told to those alone who get another meeting by it. Raises
    MeetingChangedError when the draft is not the one seen (somebody else published or changed it), and
    ScheduleRefusedError while a conflict stands.
    """
    sides = Registration.objects.filter(event=event).confirmed()
    lock_companies(*sides.values_list("company_id", flat=True))
    event = lock_event(event.pk)
    _require_publishable(event, seen)
    planned = list(event.meetings.filter(status=MeetingStatus.PLANNED).values_list("pk", flat=True))
    Meeting.objects.filter(pk__in=planned, status=MeetingStatus.PLANNED).update(status=MeetingStatus.CONFIRMED)
    Event.objects.filter(pk=event.pk).update(schedule_published_at=timezone.now())
    record_step(event, RecordKind.SCHEDULE_PUBLISHED, user=by, data={"meetings": len(planned)})
    edition = event.records.filter(kind=RecordKind.SCHEDULE_PUBLISHED).count()
    _email_everybody(event, set(planned), edition=edition)
    publish_edition(event, edition=edition, meetings=len(planned))
    return len(planned)


def _require_publishable(event: Event, seen: str) -> None:
    if event.status not in COMING_STATUSES:
        raise ScheduleRefusedError(_("The event is over or cancelled: its schedule cannot be published."))
    if draft_seen(event) != seen:
        raise MeetingChangedError(
            _("Nothing was published: someone else has just published or changed the schedule. Check it again.")
        )
    if not event.meetings.filter(status=MeetingStatus.PLANNED).exists():
        raise ScheduleRefusedError(_("There is no draft to publish."))
    if ScheduleRun.objects.filter(event=event, status=ScheduleStatus.QUEUED).exists():
        raise ScheduleRefusedError(
            _("A schedule is being computed. Wait for the computation to finish, then publish the schedule.")
        )
    if conflicts := conflicts_of(event):
        first = conflicts[0].meeting
        names = {"korean": first.korean.company.shown_name, "luxembourger": first.luxembourg.company.shown_name}
        words = _(
            "%(korean)s and %(luxembourger)s cannot meet as planned: %(reason)s Resolve this before you "
            "publish the schedule."
        )
        raise ScheduleRefusedError(words % {**names, "reason": conflicts[0].reason})


def _email_everybody(event: Event, new: set[int], *, edition: int) -> None:
    told = event.meetings.filter(status=MeetingStatus.CONFIRMED).with_sides().order_by("starts_at", "pk")
    meetings = list(told.prefetch_related("event__texts"))
    own: dict[int, list[Meeting]] = {}
    sides: dict[int, Registration] = {}
    for meeting in meetings:
        for side in meeting.sides:
            sides[side.pk] = side
            own.setdefault(side.pk, []).append(meeting)
    for pk in sorted(own):
        if any(meeting.pk in new for meeting in own[pk]):
            sides[pk].event = event
            email_schedule(sides[pk], own[pk], edition=edition)
