"""A matchmaking day as a centre announces it: programme, tables, texts in three languages and companies that come."""

from datetime import datetime, timedelta

from events.models import Event, EventSession, EventText, PlaceKind, SessionText
from events.services.programme import lay_slots
from tests.events.factories import EventFactory, MeetingPlaceFactory, RegistrationFactory, in_three_weeks
from tests.factories import CompanyFactory

TEXTS = {
    "ko": (
        "물과 순환경제: 한국과 룩셈부르크 기업 상담회",
        "서로 찾는 것을 가진 기업끼리 20분씩 만나는 하루입니다. 만나고 싶은 기업을 고르면 센터가 시간표를 짭니다.",
    ),
    "fr": (
        "Eau et économie circulaire\u00a0: la Corée rencontre le Luxembourg",
        "Une journée de rendez-vous de vingt minutes entre des entreprises qui se cherchent.",
    ),
}
PROGRAMME = (
    (0, 30, "Doors and coffee", "On site; the online rooms open for a sound check.", False),
    (30, 20, "Welcome", "ASEIC and Luxinnovation, with interpreters.", False),
    (50, 50, "Four pilots that worked", "Leak sensing, sludge to fuel, retrofits, packaging returns.", False),
    (100, 140, "Meetings, first part", "", True),
    (240, 60, "Lunch", "Evening break for guests in Seoul.", False),
    (300, 80, "Meetings, second part", "", True),
    (390, 30, "Closing and next steps", "How a meeting becomes a shared room on the portal.", False),
)


def make_matchmaking_day(*, start: datetime | None = None, **fields: object) -> Event:
    """Published, on site and online, from 08:00 UTC unless it starts at another time; two companies are coming."""
    event: Event = EventFactory(starts_at=start or in_three_weeks(8), interpretation="Korean – English", **fields)
    for language, (title, summary) in TEXTS.items():
        EventText.objects.create(event=event, language=language, title=title, summary=summary)
    for begin, minutes, title, description, is_for_meetings in PROGRAMME:
        starts_at = event.starts_at + timedelta(minutes=begin)
        session = EventSession.objects.create(
            event=event,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            is_for_meetings=is_for_meetings,
        )
        SessionText.objects.create(session=session, language="en", title=title, description=description)
    MeetingPlaceFactory(event=event)
    MeetingPlaceFactory(event=event, kind=PlaceKind.VIDEO, name="Room 1")
    lay_slots(event)
    RegistrationFactory(event=event)
    RegistrationFactory(event=event, company=CompanyFactory(country="LU", city="Wiltz"))
    return event
