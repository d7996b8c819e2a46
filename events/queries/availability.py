"""When those who come are free for meetings: what they said, and else all day, but for guests online at night."""

from collections import defaultdict
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from events.calendars.nights import is_at_night
from events.calendars.zones import LUXEMBOURG, SEOUL
from events.models import Attendance, Event, MeetingSlot, Registration, SlotAnswer
from taxonomy.vocabulary import Country


def availability_of(event: Event) -> dict[int, frozenset[int]]:
    """The slots in which each confirmed registration is free, by their ids."""
    registrations = event.registrations.confirmed().select_related("company", "registered_by")
    answers: dict[int, dict[int, bool]] = defaultdict(dict)
    rows = SlotAnswer.objects.filter(registration__in=registrations.values("pk"))
    for registration_id, slot_id, is_free in rows.values_list("registration_id", "slot_id", "is_free"):
        answers[registration_id][slot_id] = is_free
    slots = list(event.slots.all())
    return {one.pk: _free_slots(one, slots, answers[one.pk]) for one in registrations}


def free_slots(registration: Registration) -> frozenset[int]:
    """The ids of the event's slots in which this one is free."""
    answers = dict(registration.slot_answers.values_list("slot_id", "is_free"))
    return _free_slots(registration, registration.event.slots.all(), answers)


def working_zone(registration: Registration) -> ZoneInfo:
    """By whose clock it is night: that of the person who registered, or else that of the company's country."""
    if registration.registered_by is not None:
        return ZoneInfo(registration.registered_by.time_zone)
    return SEOUL if registration.company.country == Country.KOREA else LUXEMBOURG


def _free_slots(registration: Registration, slots: Iterable[MeetingSlot], answers: dict[int, bool]) -> frozenset[int]:
    zone = working_zone(registration) if registration.attendance == Attendance.ONLINE else None
    return frozenset(slot.pk for slot in slots if answers.get(slot.pk, _is_free_unasked(slot, zone)))


def _is_free_unasked(slot: MeetingSlot, zone: ZoneInfo | None) -> bool:
    return zone is None or not is_at_night(slot.starts_at, slot.ends_at, zone)
