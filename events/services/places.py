"""The tables and video rooms in which an event's meetings take place."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from events.errors import EventRefusedError
from events.models import Event, Meeting, MeetingPlace, PlaceKind, RecordKind
from events.services.records import record_step

MOST_PLACES = 300


@transaction.atomic
def set_places(event: Event, *, user: User, tables: int, rooms: int, detail: str = "") -> Event:
    """So many tables (`detail` says where they are) and video rooms, numbered from 1; those there are keep their names.

    Raises EventRefusedError when meetings are planned at a place that would be gone.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    before = [event.places.filter(kind=kind).count() for kind in PlaceKind]
    for kind, count in ((PlaceKind.TABLE, tables), (PlaceKind.VIDEO, rooms)):
        _remove_beyond(event, kind, count)
        _add_up_to(event, kind, count)
    event.places.filter(kind=PlaceKind.TABLE).update(detail=detail)
    record_step(event, RecordKind.CHANGED, user=user, data={"places": [before, [tables, rooms]]})
    return event


def _remove_beyond(event: Event, kind: PlaceKind, count: int) -> None:
    gone = event.places.filter(kind=kind, number__gt=count)
    planned = Meeting.objects.filter(place__in=gone).taking().count()
    if planned:
        raise EventRefusedError(
            ngettext(
                "%(count)d meeting is planned at a table or in a video room that you want to remove. "
                "Move it in the schedule first.",
                "%(count)d meetings are planned at tables or in video rooms that you want to remove. "
                "Move them in the schedule first.",
                planned,
            )
            % {"count": planned},
            field="tables" if kind == PlaceKind.TABLE else "rooms",
        )
    if Meeting.objects.filter(place__in=gone).exists():
        raise EventRefusedError(
            _(
                "Cancelled meetings are recorded at a table or in a video room that you want to remove. Do not "
                "reduce the number of tables or video rooms."
            ),
            field="tables" if kind == PlaceKind.TABLE else "rooms",
        )
    gone.delete()


def _add_up_to(event: Event, kind: PlaceKind, count: int) -> None:
    taken = set(event.places.filter(kind=kind).values_list("number", flat=True))
    MeetingPlace.objects.bulk_create(
        MeetingPlace(event=event, kind=kind, number=number) for number in range(1, count + 1) if number not in taken
    )
