"""A matchmaking day in full swing: four tables, a video room, people who came and who did not, answers and a lunch."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from events.models import (
    Attendance,
    Attendee,
    Event,
    EventText,
    GoingOn,
    Meeting,
    MeetingFeedback,
    MeetingPlace,
    MeetingStatus,
    PlaceKind,
    Registration,
    SessionText,
)
from tests.events.day import Day, make_day, today
from tests.events.factories import (
    AttendeeFactory,
    EventSessionFactory,
    MeetingFactory,
    MeetingPlaceFactory,
    RegistrationFactory,
)
from tests.factories import CompanyFactory

TITLES = {
    "ko": "물·순환경제 상담회: 한국과 룩셈부르크",
    "fr": "Eau et économie circulaire : la Corée rencontre le Luxembourg",
    "de": "Wasser und Kreislaufwirtschaft: Korea trifft Luxemburg",
}
KOREAN = (("Hanbit Water", "한빛워터"), ("Daejeon Membranes", "대전멤브레인"), ("Sori Sensors", "소리센서"))
LUXEMBOURG = ("Fibertone S.A.", "Eaux Plateau", "Netzklar Hydraulik GmbH", "PlantWatch")


class BusyDay(NamedTuple):
    day: Day
    event: Event
    meetings: list[Meeting]


def make_busy_day() -> BusyDay:
    """The Korean of `day` has met two, sits at the table with a third, and meets a fourth online in the afternoon."""
    event = today(venue="Viaduc", contact_email="events@sgbc.example", link_pattern="https://meet.example/{room}")
    for language, title in TITLES.items():
        EventText.objects.create(event=event, language=language, title=title, summary=title)
    now = timezone.now().replace(second=0, microsecond=0)
    tables = [MeetingPlaceFactory(event=event, detail="Main hall, left") for _number in range(4)]
    room = MeetingPlaceFactory(event=event, kind=PlaceKind.VIDEO, name="Room 1")
    day = make_day(event=event, place=tables[0])
    _name(day.meeting.korean, *KOREAN[0])
    _name(day.meeting.luxembourg, LUXEMBOURG[0])
    others = [_luxembourg(event, name) for name in LUXEMBOURG[1:]]
    koreans = [_korean(event, *names) for names in KOREAN[1:]]
    past = [
        _meeting(day.meeting.korean, other, tables[1], now - timedelta(hours=2) + timedelta(minutes=30 * index))
        for index, other in enumerate(others[:2])
    ]
    running = _meeting(koreans[0], others[0], tables[1], now - timedelta(minutes=5))
    online = _meeting(day.meeting.korean, others[2], room, now + timedelta(hours=2, minutes=20))
    soon = _meeting(koreans[1], others[1], tables[2], now + timedelta(minutes=12))
    Registration.objects.filter(pk=others[2].pk).update(attendance=Attendance.ONLINE)
    Attendee.objects.filter(registration__in=[day.meeting.korean, others[0]]).update(
        checked_in_at=now - timedelta(hours=3)
    )
    Meeting.objects.filter(pk=running.pk).update(absence_reported_by=others[0], absence_reported_at=now)
    _say(past[1], GoingOn.YES, GoingOn.MAYBE)
    _say_alone(past[0], past[0].luxembourg, GoingOn.YES)
    lunch = EventSessionFactory(
        event=event, is_for_meetings=False, starts_at=now + timedelta(minutes=30), room="Foyer", text="Lunch"
    )
    SessionText.objects.create(session=lunch, language="ko", title="점심")
    SessionText.objects.create(session=lunch, language="fr", title="Déjeuner")
    return BusyDay(day, event, [*past, day.meeting, running, online, soon])


def _name(registration: Registration, name: str, local: str = "") -> None:
    company = registration.company
    company.name, company.name_local = name, local
    company.save()


def _korean(event: Event, name: str, local: str) -> Registration:
    registration = RegistrationFactory(event=event, company=CompanyFactory(name=name, name_local=local))
    AttendeeFactory(registration=registration, name="Jisoo Park", role="Sales")
    return registration


def _luxembourg(event: Event, name: str) -> Registration:
    company = CompanyFactory(name=name, country="LU", city="Wiltz", languages=["fr", "en"])
    registration = RegistrationFactory(event=event, company=company, languages=["fr", "en"])
    AttendeeFactory(registration=registration, name="Léon Bayer", role="CTO")
    return registration


def _meeting(korean: Registration, luxembourg: Registration, place: MeetingPlace, starts_at: datetime) -> Meeting:
    return MeetingFactory(
        event=korean.event,
        korean=korean,
        luxembourg=luxembourg,
        place=place,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=20),
        status=MeetingStatus.CONFIRMED,
    )


def _say(meeting: Meeting, korean: GoingOn, luxembourg: GoingOn) -> None:
    _say_alone(meeting, meeting.korean, korean)
    _say_alone(meeting, meeting.luxembourg, luxembourg)


def _say_alone(meeting: Meeting, side: Registration, going_on: GoingOn) -> None:
    MeetingFeedback.objects.create(
        meeting=meeting, registration=side, was_worth_it=True, going_on=going_on, note="They ask for prices in May."
    )
