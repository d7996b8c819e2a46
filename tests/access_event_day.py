"""What the addresses of an event on its day name: made anew for each visit that may change it."""

from collections.abc import Callable

from companies.models import Project
from tests.events.day import Day, make_day

OF_AN_EVENT = (
    *("events:event_day", "events:walk_in"),
    *("meetings:own_now", "meetings:own_calendar", "meetings:feedback_list"),
    *("meetings:event_tables", "meetings:event_screen", "meetings:event_outcomes"),
)


def event_day_arguments(project: Project) -> dict[str, Callable[[], list[object]]]:
    """A day on which somebody of the project's company sits in a meeting."""

    def day() -> Day:
        return make_day(korean_company=project.company)

    def of_meeting() -> list[object]:
        made = day()
        return [made.event.public_id, made.meeting.public_id]

    def of_attendee() -> list[object]:
        made = day()
        return [made.event.public_id, made.korean_guest.pk]

    makers: dict[str, Callable[[], list[object]]] = {name: lambda: [day().event.public_id] for name in OF_AN_EVENT}
    makers |= {f"meetings:{name}": of_meeting for name in ("feedback", "absence_report", "meeting_missed")}
    makers |= {f"events:{name}": of_attendee for name in ("attendee_check_in", "attendee_undo")}
    makers["events:badge"] = lambda: [day().korean_guest.badge_key]
    makers["events:event_print"] = lambda: [day().event.public_id, "badges"]
    return makers
