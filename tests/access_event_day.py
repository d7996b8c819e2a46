"""What the addresses of an event on its day name: made anew for each visit that may change it."""

from collections.abc import Callable

from companies.models import Project
from tests.events.day import Day, make_day

OF_AN_EVENT = (
    *("own_now", "own_calendar", "feedback_list"),
    *("event_day", "walk_in", "event_tables", "event_screen", "event_outcomes"),
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
    makers |= dict.fromkeys(("feedback", "absence_report", "meeting_missed"), of_meeting)
    makers |= dict.fromkeys(("attendee_check_in", "attendee_undo"), of_attendee)
    makers["badge"] = lambda: [day().korean_guest.badge_key]
    makers["event_print"] = lambda: [day().event.public_id, "badges"]
    return {f"events:{name}": maker for name, maker in makers.items()}
