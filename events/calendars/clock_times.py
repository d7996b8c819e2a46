"""The moment that a clock on a wall shows, with the hours that summer time takes away and gives twice."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from events.calendars.zones import write_zone
from events.errors import EventRefusedError


def moment_of(shown: datetime, zone: ZoneInfo, *, field: str = "") -> datetime:
    """When a clock in this zone shows it, in UTC. Raises EventRefusedError for an hour that never is, or is twice."""
    early, late = (shown.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early == late:
        return early
    values = {"time": f"{shown:%H:%M}", "zone": write_zone(zone)}
    if early > late:
        raise EventRefusedError(
            _(
                "%(time)s does not exist on that day in %(zone)s, because the clocks go forward to summer time. "
                "Choose a time one hour later."
            )
            % values,
            field=field,
        )
    raise EventRefusedError(
        _(
            "%(time)s occurs twice on that day in %(zone)s, because the clocks go back to winter time. Choose a "
            "time before or after that hour."
        )
        % values,
        field=field,
    )


def shown_at(moment: datetime, zone: ZoneInfo) -> datetime:
    """What a clock in this zone shows then: a time without a zone, as forms take it."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)
