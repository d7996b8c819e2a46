"""Events as a centre would hold them: a matchmaking day in Luxembourg in three weeks, companies of both countries."""

from datetime import UTC, datetime, timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from events.models import (
    Attendance,
    Attendee,
    Event,
    EventFit,
    EventFormat,
    EventPicture,
    EventSession,
    EventStatus,
    EventText,
    Meeting,
    MeetingPlace,
    MeetingRequest,
    MeetingSlot,
    PlaceKind,
    Registration,
    RegistrationStatus,
    SessionText,
)
from tests.factories import CompanyFactory


def in_three_weeks(hour: int = 9) -> datetime:
    """A day three weeks from now, at this hour in UTC."""
    return (timezone.now() + timedelta(days=21)).astimezone(UTC).replace(hour=hour, minute=0, second=0, microsecond=0)


class EventFactory(DjangoModelFactory[Event]):
    """A published matchmaking day in Luxembourg, on site and online, with its English text."""

    class Meta:
        model = Event
        skip_postgeneration_save = True

    format = EventFormat.MATCHMAKING
    status = EventStatus.PUBLISHED
    attendance = Attendance.HYBRID
    country = "LU"
    venue = "Salle du Viaduc"
    address = "12 rue de l’Écluse, Luxembourg"
    time_zone = "Europe/Luxembourg"
    starts_at = factory.LazyFunction(in_three_weeks)
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=7))
    registration_closes_at = factory.LazyAttribute(lambda event: event.starts_at - timedelta(days=7))
    capacity = 60
    languages = ["en", "fr", "ko"]
    organiser = "ASEIC, with Luxinnovation"
    contact_email = "events@sgbc.example"
    language = "en"

    @factory.post_generation
    def text(self: Event, create: bool, extracted: dict[str, Any] | None, **_kwargs: Any) -> None:
        if create:
            words = {
                "title": "Water and circular economy: Korea meets Luxembourg",
                "summary": "A day of twenty-minute meetings between companies that seek what the other offers.",
            }
            EventText.objects.create(event=self, language=self.language, **words | (extracted or {}))


class EventPictureFactory(DjangoModelFactory[EventPicture]):
    class Meta:
        model = EventPicture

    event = factory.SubFactory(EventFactory)
    png = b"png"
    digest = "0" * 64
    width = 1200
    height = 600


class EventSessionFactory(DjangoModelFactory[EventSession]):
    class Meta:
        model = EventSession
        skip_postgeneration_save = True

    event = factory.SubFactory(EventFactory)
    starts_at = factory.LazyAttribute(lambda session: session.event.starts_at + timedelta(hours=1))
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + timedelta(hours=2))
    is_for_meetings = True

    @factory.post_generation
    def text(self: EventSession, create: bool, extracted: str | None, **_kwargs: Any) -> None:
        if create:
            SessionText.objects.create(session=self, language=self.event.language, title=extracted or "Meetings")


class MeetingSlotFactory(DjangoModelFactory[MeetingSlot]):
    """The slots of one event follow each other, 24 minutes apart."""

    class Meta:
        model = MeetingSlot

    event = factory.SubFactory(EventFactory)
    starts_at = factory.LazyAttribute(
        lambda slot: slot.event.starts_at + timedelta(hours=1, minutes=24 * slot.event.slots.count())
    )
    ends_at = factory.LazyAttribute(lambda slot: slot.starts_at + timedelta(minutes=20))


class MeetingPlaceFactory(DjangoModelFactory[MeetingPlace]):
    class Meta:
        model = MeetingPlace

    event = factory.SubFactory(EventFactory)
    kind = PlaceKind.TABLE
    number = factory.LazyAttribute(lambda place: place.event.places.filter(kind=place.kind).count() + 1)
    name = factory.LazyAttribute(lambda place: f"Table {place.number}")


class RegistrationFactory(DjangoModelFactory[Registration]):
    """A confirmed Korean registration on site, whose company agreed to be listed."""

    class Meta:
        model = Registration

    event = factory.SubFactory(EventFactory)
    company = factory.SubFactory(CompanyFactory)
    status = RegistrationStatus.CONFIRMED
    attendance = Attendance.ON_SITE
    languages = ["en"]
    wish = "Pilot sites for our leak sensors."
    language = "en"
    is_listed = True
    list_text = "2026-12"
    confirmed_at = factory.LazyFunction(timezone.now)


class AttendeeFactory(DjangoModelFactory[Attendee]):
    class Meta:
        model = Attendee

    registration = factory.SubFactory(RegistrationFactory)
    name = factory.Sequence(lambda n: f"Guest {n}")


class EventFitFactory(DjangoModelFactory[EventFit]):
    """Needs two registrations and their projects."""

    class Meta:
        model = EventFit

    event = factory.SelfAttribute("korean.event")
    score = 0.7


class MeetingRequestFactory(DjangoModelFactory[MeetingRequest]):
    """A Korean company asks one of Luxembourg."""

    class Meta:
        model = MeetingRequest

    event = factory.SubFactory(EventFactory)
    sender = factory.SubFactory(RegistrationFactory, event=factory.SelfAttribute("..event"))
    receiver = factory.SubFactory(
        RegistrationFactory,
        event=factory.SelfAttribute("..event"),
        company=factory.SubFactory(CompanyFactory, country="LU", city="Wiltz"),
    )
    reason = "You seek leak finding without digging; our sensors hear leaks through the pipe."
    language = "en"
    due_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=5))


class MeetingFactory(DjangoModelFactory[Meeting]):
    """A planned meeting at the event's first slot."""

    class Meta:
        model = Meeting

    event = factory.SubFactory(EventFactory)
    korean = factory.SubFactory(RegistrationFactory, event=factory.SelfAttribute("..event"))
    luxembourg = factory.SubFactory(
        RegistrationFactory,
        event=factory.SelfAttribute("..event"),
        company=factory.SubFactory(CompanyFactory, country="LU", city="Wiltz"),
    )
    place = factory.SubFactory(MeetingPlaceFactory, event=factory.SelfAttribute("..event"))
    starts_at = factory.LazyAttribute(lambda meeting: meeting.event.starts_at + timedelta(hours=1))
    ends_at = factory.LazyAttribute(lambda meeting: meeting.starts_at + timedelta(minutes=20))
    score = 0.7
