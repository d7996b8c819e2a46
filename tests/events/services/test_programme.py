"""The programme and its slots, places, translations, pictures, and the same event on another day."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from PIL import Image

from accounts.models import User
from events.errors import EventMovedError, EventRefusedError
from events.models import Event, EventStatus, SessionText, SlotAnswer
from events.services.duplicates import duplicate_event
from events.services.event_texts import SessionWords, save_translation
from events.services.events import EventWords
from events.services.pictures import set_picture
from events.services.places import set_places
from events.services.programme import ProgrammeItem, lay_slots, programme_mark, set_programme
from tests.events.factories import EventFactory, EventSessionFactory, MeetingFactory, RegistrationFactory
from tests.events.world import make_matchmaking_day
from tests.factories import ReviewerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> User:
    return ReviewerFactory()


def item(event: Event, begin: int, minutes: int, **fields: object) -> ProgrammeItem:
    start = event.starts_at + timedelta(minutes=begin)
    return ProgrammeItem(start, start + timedelta(minutes=minutes), **{"title": "Welcome"} | fields)  # type: ignore[arg-type]


def test_the_programme_takes_the_place_of_the_old_and_keeps_translations(staff: User) -> None:
    event = EventFactory()
    kept, _gone = EventSessionFactory(event=event), EventSessionFactory(event=event)
    SessionText.objects.create(session=kept, language="ko", title="상담")
    items = [item(event, 0, 30), item(event, 60, 120, title="Meetings", is_for_meetings=True, session_id=kept.pk)]

    set_programme(event, user=staff, items=items, seen=programme_mark(event))

    welcome, meetings = event.sessions.all()
    assert (welcome.texts.get().title, meetings.pk) == ("Welcome", kept.pk)
    assert meetings.texts.get(language="ko").title == "상담"
    assert event.slots.count() == 5


def test_somebody_elses_programme_is_not_overwritten(staff: User) -> None:
    event = EventFactory()
    seen = programme_mark(event)
    set_programme(event, user=staff, items=[item(event, 0, 30)], seen=seen)

    with pytest.raises(EventMovedError):
        set_programme(event, user=staff, items=[], seen=seen)


@pytest.mark.parametrize(
    ("begin", "minutes", "reason"), [(-10, 30, "outside the event"), (400, 60, "outside"), (10, 0, "ends before")]
)
def test_an_item_lies_inside_its_event(staff: User, begin: int, minutes: int, reason: str) -> None:
    event = EventFactory()

    with pytest.raises(EventRefusedError, match=reason):
        set_programme(event, user=staff, items=[item(event, begin, minutes)], seen=programme_mark(event))


def test_slots_that_stay_the_same_keep_what_companies_said_of_them() -> None:
    event = EventFactory()
    session = EventSessionFactory(event=event)
    first, *_others = lay_slots(event)
    answer = SlotAnswer.objects.create(registration=RegistrationFactory(event=event), slot=first, is_free=False)

    session.ends_at -= timedelta(hours=1)
    session.save()
    slots = lay_slots(event)

    assert (len(slots), slots[0].pk, SlotAnswer.objects.get()) == (2, first.pk, answer)


def test_places_are_numbered_and_those_in_use_stay(staff: User) -> None:
    event = EventFactory()
    set_places(event, user=staff, tables=3, rooms=1, detail="Foyer")
    assert [(str(place), place.detail) for place in event.places.all()] == [
        ("Table 1", "Foyer"), ("Table 2", "Foyer"), ("Table 3", "Foyer"), ("Video room 1", ""),
    ]  # fmt: skip
    MeetingFactory(event=event, place=event.places.get(kind="table", number=3))

    with pytest.raises(EventRefusedError, match="1 meeting is planned"):
        set_places(event, user=staff, tables=2, rooms=1)
    set_places(event, user=staff, tables=4, rooms=0)
    assert event.places.count() == 4


def test_a_translation_is_kept_and_what_is_left_empty_is_read_in_the_original(staff: User) -> None:
    event = EventFactory()
    first, second = EventSessionFactory(event=event), EventSessionFactory(event=event)
    SessionText.objects.create(session=second, language="fr", title="Rendez-vous")
    sessions = {first.pk: SessionWords("Accueil"), second.pk: SessionWords("")}

    save_translation(event, user=staff, language="fr", words=EventWords("L’eau", "Un jour."), sessions=sessions)

    assert event.texts.get(language="fr").title == "L’eau"
    assert list(SessionText.objects.filter(language="fr").values_list("title", flat=True)) == ["Accueil"]
    with pytest.raises(EventRefusedError):
        save_translation(event, user=staff, language="en", words=EventWords("Water", "A day."), sessions={})


def test_the_same_event_on_another_day_keeps_its_hours_over_summer_time(staff: User) -> None:
    event = make_matchmaking_day(start=datetime(2027, 3, 22, 8, 30, tzinfo=UTC))

    copy = duplicate_event(event, user=staff, day=date(2027, 3, 29))

    assert (copy.status, copy.starts_at) == (EventStatus.DRAFT, datetime(2027, 3, 29, 7, 30, tzinfo=UTC))
    assert sorted(text.language for text in copy.texts.all()) == ["en", "fr", "ko"]
    assert (copy.sessions.count(), copy.slots.count(), copy.places.count(), copy.registrations.count()) == (7, 9, 2, 0)
    assert copy.sessions.all()[0].starts_at == copy.starts_at


def test_a_picture_is_drawn_anew_in_few_colours() -> None:
    stream = io.BytesIO()
    Image.effect_noise((2400, 1200), 80).convert("RGB").save(stream, "JPEG")

    picture = set_picture(EventFactory(), data=stream.getvalue(), description="A hall")

    assert (picture.width, picture.height) == (1200, 600)
    with Image.open(io.BytesIO(picture.png)) as drawn:
        assert (drawn.format, drawn.mode) == ("PNG", "P")
