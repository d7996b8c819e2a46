"""A matchmaking day before its schedule: some companies of both countries with people, slots, tables, a video room."""

from dataclasses import dataclass
from typing import Any

from events.models import Event, Meeting, MeetingPlace, MeetingSlot, PlaceKind, Registration
from meetings.queries.meeting_obstacles import Spot
from meetings.services.schedule_publishing import draft_seen, publish_schedule
from tests.events.factories import (
    EventFactory,
    EventFitFactory,
    MeetingFactory,
    MeetingPlaceFactory,
    MeetingSlotFactory,
    RegistrationFactory,
)
from tests.factories import (
    CompanyFactory,
    LuxembourgCompanyFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    ProjectFactory,
    ReviewerFactory,
)


@dataclass(frozen=True)
class Matchmaking:
    """All registrations are confirmed and on site; each company has one person and one project."""

    event: Event
    koreans: list[Registration]
    luxembourgers: list[Registration]
    slots: list[MeetingSlot]
    tables: list[MeetingPlace]
    video: MeetingPlace

    def spot(self, slot: int, table: int = 0) -> Spot:
        return Spot(self.tables[table], self.slots[slot].starts_at, self.slots[slot].ends_at)

    def fit(self, korean: int, luxembourg: int, score: float) -> None:
        one, other = self.koreans[korean], self.luxembourgers[luxembourg]
        EventFitFactory(
            korean=one,
            luxembourg=other,
            korean_project=one.company.projects.get(),
            luxembourg_project=other.company.projects.get(),
            score=score,
        )

    def fit_all(self, score: float = 0.6) -> None:
        for korean in range(len(self.koreans)):
            for luxembourg in range(len(self.luxembourgers)):
                self.fit(korean, luxembourg, score)

    def meeting(self, korean: int = 0, luxembourg: int = 0, *, slot: int = 0, table: int = 0, **fields: Any) -> Meeting:
        spot = self.spot(slot, table)
        sides = {"korean": self.koreans[korean], "luxembourg": self.luxembourgers[luxembourg]}
        times = {"place": spot.place, "starts_at": spot.starts_at, "ends_at": spot.ends_at}
        return MeetingFactory(event=self.event, **sides | times | fields)

    def publish(self) -> int:
        return publish_schedule(self.event, seen=draft_seen(self.event), by=ReviewerFactory())


def make_matchmaking(a_side: int = 2, *, slots: int = 3, tables: int = 2, **event_fields: Any) -> Matchmaking:
    event = EventFactory(**event_fields)
    koreans, luxembourgers = [], []
    for number in range(a_side):
        korean = CompanyFactory(name=f"Hanmaru {number}")
        luxembourger = LuxembourgCompanyFactory(name=f"Netzklar {number}")
        ProjectFactory(company=korean)
        LuxembourgProjectFactory(company=luxembourger)
        for company, side in ((korean, koreans), (luxembourger, luxembourgers)):
            MembershipFactory(company=company)
            side.append(RegistrationFactory(event=event, company=company))
    return Matchmaking(
        event,
        koreans,
        luxembourgers,
        [MeetingSlotFactory(event=event) for _slot in range(slots)],
        [MeetingPlaceFactory(event=event) for _table in range(tables)],
        MeetingPlaceFactory(event=event, kind=PlaceKind.VIDEO, name="Video A"),
    )
