"""The schedule as the organiser reads it: times by places, who has no meeting, how good it is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from events.models import Event, Meeting, MeetingPlace, MeetingStatus, Registration, ScheduleRun, ScheduleStatus
from jobs import leases
from meetings.queries.schedule_conflicts import Conflict
from meetings.queries.schedule_problems import wishes_of

GOOD, FAIR = 0.445, 0.305
"""From which fit on a cell is shown as good, and as fair: 45 and 31 points, as they are written."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What takes place at a time and place; `meeting` is None where it is free."""

    place: MeetingPlace
    meeting: Meeting | None
    conflict: str = ""

    @property
    def level(self) -> str:
        """How the fit is shown."""
        score = self.meeting.score if self.meeting else 0.0
        return "good" if score >= GOOD else "fair" if score >= FAIR else "low"


@dataclass(frozen=True, slots=True)
class Row:
    """A time of the day; `slot_id` is None for meetings at a time that is no longer laid out."""

    starts_at: datetime
    ends_at: datetime
    slot_id: int | None
    cells: list[Cell]
    pause_before: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """What the line above the grid says."""

    meetings: int
    drafts: int
    pinned: int
    free_places: int
    wishes: int
    wishes_met: int
    agreed: int
    agreed_met: int


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    registration: Registration
    reason: str
    partners: list[Registration] = field(default_factory=list)
    best: float | None = None


def explain_left_out(reason: str) -> str:
    """Why somebody has no meeting, in words for the organiser."""
    return {
        "no_partner": _("No participant is a suitable partner, and nobody has asked for a meeting."),
        "barred": _("All suitable partners are kept apart from this company or have cancelled a meeting with it."),
        "never_free": _("The company is not free in any of the meeting slots."),
        "not_free": _("The company is free only when none of its suitable partners is."),
        "no_place": _("No table or video room is free at any time when the company could meet."),
        "partners_full": _("All suitable partners are fully booked, or busy when the company is free."),
    }.get(reason, reason)


def gap_of(run: ScheduleRun) -> float:
    """What at most is missing to the best schedule there is, as a share of it."""
    missing = max(0.0, (run.bound or 0) - (run.value or 0))
    return missing / run.bound if run.bound else 0.0


def taking_meetings(event: Event) -> list[Meeting]:
    return list(event.meetings.taking().with_sides().order_by("starts_at", "place__kind", "place__number", "pk"))


def grid_of(event: Event, meetings: Iterable[Meeting], conflicts: Iterable[Conflict]) -> list[Row]:
    """Every time for meetings with a cell for each place, in the order of the day."""
    places = list(event.places.all())
    reasons = {conflict.meeting.pk: conflict.reason for conflict in conflicts}
    at: dict[tuple[datetime, int], Meeting] = {(one.starts_at, one.place_id): one for one in meetings}
    times: dict[datetime, tuple[datetime, int | None]] = {one.starts_at: (one.ends_at, None) for one in at.values()}
    times |= {slot.starts_at: (slot.ends_at, slot.pk) for slot in event.slots.all()}
    rows: list[Row] = []
    for start in sorted(times):
        found = [at.get((start, place.pk)) for place in places]
        cells = [
            Cell(place, one, reasons.get(one.pk, "") if one else "") for place, one in zip(places, found, strict=True)
        ]
        rows.append(Row(start, times[start][0], times[start][1], cells, _pause(event, rows, start)))
    return rows


def _pause(event: Event, rows: list[Row], start: datetime) -> tuple[datetime, datetime] | None:
    """The time before this one if it is longer than the break between two meetings."""
    if not rows or (start - rows[-1].ends_at).total_seconds() <= 60 * max(event.break_minutes, 10):
        return None
    return rows[-1].ends_at, start


def figures_of(event: Event, meetings: list[Meeting], rows: list[Row]) -> Figures:
    met = {(meeting.korean_id, meeting.luxembourg_id) for meeting in meetings}
    wishes = wishes_of(event)
    agreed = {pair for pair, wish in wishes.items() if wish.is_agreed}
    return Figures(
        meetings=len(meetings),
        drafts=sum(meeting.status == MeetingStatus.PLANNED for meeting in meetings),
        pinned=sum(meeting.is_pinned for meeting in meetings),
        free_places=sum(cell.meeting is None for row in rows if row.slot_id for cell in row.cells),
        wishes=len(wishes),
        wishes_met=len(met & wishes.keys()),
        agreed=len(agreed),
        agreed_met=len(met & agreed),
    )


def agreed_without_meeting(event: Event, meetings: Iterable[Meeting]) -> list[tuple[Registration, Registration]]:
    """Pairs that agreed to meet and have no meeting, for want of time or place."""
    met = {(meeting.korean_id, meeting.luxembourg_id) for meeting in meetings}
    pairs = [pair for pair, wish in sorted(wishes_of(event).items()) if wish.is_agreed and pair not in met]
    known = _registrations({side for pair in pairs for side in pair})
    return [(known[korean], known[luxembourg]) for korean, luxembourg in pairs]


def left_out_of(run: ScheduleRun | None, meetings: Iterable[Meeting]) -> list[LeftOutRow]:
    """Those to whom the computation gave no meeting and nobody since, with their best partners."""
    met = Counter(side.pk for meeting in meetings for side in meeting.sides)
    entries = [entry for entry in (run.left_out if run else ()) if not met[entry["registration"]]]
    wanted = {entry["registration"] for entry in entries} | {pk for entry in entries for pk in _partners(entry)}
    known = _registrations(wanted)
    return [
        LeftOutRow(
            known[entry["registration"]],
            entry["reason"],
            [known[pk] for pk in _partners(entry) if pk in known],
            entry["data"].get("best"),
        )
        for entry in entries
        if entry["registration"] in known
    ]


def _partners(entry: Mapping[str, dict[str, list[int]]]) -> list[int]:
    return entry["data"]["partners"][:3]


def _registrations(ids: Iterable[int]) -> dict[int, Registration]:
    return {one.pk: one for one in Registration.objects.live().filter(pk__in=ids).select_related("company")}


def newest_run(event: Event) -> ScheduleRun | None:
    return event.schedule_runs.order_by("-number").first()


def newest_result(event: Event) -> ScheduleRun | None:
    """The last computation that came to an end."""
    return event.schedule_runs.filter(status=ScheduleStatus.DONE).order_by("-number").first()


def meetings_of_event(event: Event) -> QuerySet[Meeting]:
    return Meeting.objects.filter(event=event).with_sides()


def runs_to_wake() -> list[int]:
    """Computations that nobody works on."""
    waiting = ScheduleRun.objects.filter(status=ScheduleStatus.QUEUED)
    return list(leases.workable(waiting).order_by("pk").values_list("pk", flat=True))
