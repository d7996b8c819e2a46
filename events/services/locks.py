"""The lock under which places of an event are given away: whoever decides next sees what was decided before."""

from events.models import Event


def lock_event(event_id: int) -> Event:
    """The event as it is now; until the transaction ends nobody else gives away its places. After the companies'."""
    return Event.objects.select_for_update(no_key=True).get(pk=event_id)
