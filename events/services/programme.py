"""The programme of an event, and the slots for meetings that are laid out from it."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from events.calendars.slots import Slot, slots_within
from events.calendars.zones import write_time
from events.errors import EventMovedError, EventRefusedError
from events.models import Event, EventSession, EventStatus, MeetingSlot, RecordKind, SessionText
from events.services.records import note_change, record_step


class ProgrammeItem(NamedTuple):
    """An item as it was filled in; `session_id` is the one it stands for, whose translations are kept."""

    starts_at: datetime
    ends_at: datetime
    title: str
    description: str = ""
    speaker: str = ""
    room: str = ""
    is_for_meetings: bool = False
    session_id: int | None = None


@transaction.atomic
def set_programme(event: Event, *, user: User, items: Sequence[ProgrammeItem], seen: str) -> Event:
    """These items take the place of what there was, and the slots are laid out anew.

    `seen` is the programme's mark as its form was shown. Raises EventRefusedError and EventMovedError.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    if event.status in {EventStatus.OVER, EventStatus.CANCELLED}:
        raise EventMovedError(_("This event is over or cancelled and can no longer be changed."))
    if programme_mark(event) != seen:
        raise EventMovedError(
            _("Someone changed the programme while you were writing. Open it again to see the changes.")
        )
    for item in items:
        _refuse_item(event, item)
    present = set(event.sessions.values_list("pk", flat=True))
    kept = [item.session_id for item in items if item.session_id in present]
    event.sessions.exclude(pk__in=kept).delete()
    for item in items:
        _write_item(event, item, is_kept=item.session_id in kept)
    lay_slots(event)
    note_change(event)
    record_step(event, RecordKind.CHANGED, user=user, data={"programme": [None, len(items)]})
    return event


def programme_mark(event: Event) -> str:
    """Changes with the programme; a form carries it so that nobody overwrites what somebody else wrote."""
    rows = event.sessions.order_by("pk").values_list("pk", "starts_at", "ends_at", "speaker", "room", "is_for_meetings")
    texts = SessionText.objects.filter(session__event=event, language=event.language).order_by("session")
    words = texts.values_list("session", "title", "description")
    return hashlib.sha256(repr(([*rows], [*words])).encode()).hexdigest()[:32]


def lay_slots(event: Event) -> list[MeetingSlot]:
    """The event's slots from the programme items marked for meetings.

    Those that stay the same keep their row, with what companies answered of them; those that are gone are deleted.
    """
    spans = [Slot(*times) for times in event.sessions.filter(is_for_meetings=True).values_list("starts_at", "ends_at")]
    length, pause = timedelta(minutes=event.meeting_minutes), timedelta(minutes=event.break_minutes)
    wanted = {slot.start: slot for slot in slots_within(spans, length=length, pause=pause)}
    present = {slot.starts_at: slot for slot in event.slots.all()}
    event.slots.exclude(starts_at__in=wanted).delete()
    for start, slot in wanted.items():
        if start in present and present[start].ends_at != slot.end:
            event.slots.filter(starts_at=start).update(ends_at=slot.end)
    new = [slot for start, slot in wanted.items() if start not in present]
    MeetingSlot.objects.bulk_create(MeetingSlot(event=event, starts_at=slot.start, ends_at=slot.end) for slot in new)
    return list(event.slots.all())


def _refuse_item(event: Event, item: ProgrammeItem) -> None:
    zone = ZoneInfo(event.time_zone)
    values = {"time": write_time(item.starts_at, zone), "title": item.title}
    if item.ends_at <= item.starts_at:
        raise EventRefusedError(_("“%(title)s” at %(time)s ends before it starts.") % values)
    if item.starts_at < event.starts_at or item.ends_at > event.ends_at:
        raise EventRefusedError(
            _("“%(title)s” at %(time)s lies outside the event. Change its time, or change the time of the event first.")
            % values
        )


def _write_item(event: Event, item: ProgrammeItem, *, is_kept: bool) -> None:
    values = item._asdict()
    words = {name: values.pop(name) for name in ("title", "description")}
    session_id = values.pop("session_id")
    if is_kept:
        EventSession.objects.filter(pk=session_id).update(**values)
    else:
        session_id = EventSession.objects.create(event=event, **values).pk
    SessionText.objects.update_or_create(session_id=session_id, language=event.language, defaults=words)
