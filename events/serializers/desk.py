"""Events as staff fill them in, and the steps of their life."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.models import Language
from events.models import MEETING_MINUTES, Attendance, Event, EventFormat
from events.queries.texts import text_in
from events.serializers.public import PLACE, WORDS, EventBriefSerializer, EventSerializer
from events.services.event_rules import faults_in
from events.services.event_texts import SessionWords
from events.services.events import DETAILS, EventWords
from events.services.places import MOST_PLACES
from events.services.programme import ProgrammeItem
from rest.pagination import PageQuery
from rest.serializers import (
    ApiSerializer,
    LineField,
    MomentField,
    PageSerializer,
    StrictSerializer,
    TextField,
)
from taxonomy.vocabulary import Country, DigitalTechnology, GreenObjective

TABS = ("drafts", "coming", "past")
MOST_ITEMS = 80
NUMBERS: dict[str, object] = {
    "capacity": 60,
    "most_people": 2,
    "meeting_minutes": 20,
    "break_minutes": 4,
    "most_meetings": 8,
    "open_requests": 8,
    "request_days": 5,
}
TIMES: dict[str, object] = {
    "starts_at": "2027-03-16T09:00:00+01:00",
    "ends_at": "2027-03-16T17:00:00+01:00",
    "registration_closes_at": "2027-03-09T18:00:00+01:00",
}
LAST_ID = 2**63 - 1


class StaffEventQuery(PageQuery):
    """Which events to show, as on the page of staff."""

    tab = serializers.ChoiceField(
        choices=TABS, default="coming", help_text="Drafts, upcoming events, or past and cancelled events."
    )


class StaffEventBriefSerializer(EventBriefSerializer):
    """An event in brief, whatever its status."""

    example = EventBriefSerializer.example | {"taken": 48}
    taken = serializers.IntegerField(help_text="Places that are taken or kept.")


class StaffEventPageSerializer(PageSerializer):
    results = StaffEventBriefSerializer(many=True)


class MeetingPlacesSerializer(ApiSerializer):
    """How many meetings can take place at once."""

    example = {"tables": 15, "rooms": 4}
    tables = serializers.IntegerField()
    rooms = serializers.IntegerField(help_text="Number of video rooms.")


class StaffEventSerializer(EventSerializer):
    """An event as its organisers see it, with what is missing before it can be published."""

    example = EventSerializer.example | NUMBERS | {"missing": [], "programme_seen": "5f2c61d0a9b74e83"}
    is_confirmed_automatically = serializers.BooleanField()
    break_minutes = serializers.IntegerField()
    most_meetings = serializers.IntegerField(help_text="Maximum number of meetings per company.")
    open_requests = serializers.IntegerField(help_text=("Maximum number of unanswered meeting requests per company."))
    request_days = serializers.IntegerField(help_text=("Number of days a company has to answer a meeting request."))
    link_pattern = serializers.CharField(allow_blank=True)
    meeting_places = MeetingPlacesSerializer()
    missing = serializers.ListField(
        child=serializers.CharField(), help_text=("What prevents the event from being published.")
    )
    programme_seen = serializers.CharField(
        help_text=("Identifies this version of the programme: send it as `seen` when you replace the programme.")
    )
    published_at = serializers.DateTimeField(allow_null=True)
    schedule_published_at = serializers.DateTimeField(allow_null=True)


class EventEditSerializer(StrictSerializer):
    """What the organisers state about an event; texts are in the language of the original."""

    example = WORDS | PLACE | TIMES | NUMBERS | {"organiser": "ASEIC, with Luxinnovation"}
    example |= {"attendance": "hybrid", "country": "LU", "languages": ["en", "fr", "ko"]}
    title = LineField(max_length=120)
    summary = TextField(max_length=500)
    description = TextField(max_length=4000, required=False, allow_blank=True)
    language = serializers.ChoiceField(choices=Language.choices)
    format = serializers.ChoiceField(choices=EventFormat.choices)
    attendance = serializers.ChoiceField(choices=Attendance.choices)
    country = serializers.ChoiceField(choices=Country.choices, required=False, allow_blank=True)
    venue = LineField(max_length=120, required=False, allow_blank=True)
    address = LineField(max_length=200, required=False, allow_blank=True)
    time_zone = LineField(max_length=64)
    starts_at = MomentField()
    ends_at = MomentField()
    registration_opens_at = MomentField(required=False, allow_null=True)
    registration_closes_at = MomentField()
    capacity = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=10_000)
    most_people = serializers.IntegerField(required=False, min_value=1, max_value=20)
    is_confirmed_automatically = serializers.BooleanField(required=False)
    languages = serializers.ListField(
        child=serializers.ChoiceField(choices=Language.choices), min_length=1, max_length=len(Language.choices)
    )
    interpretation = LineField(max_length=120, required=False, allow_blank=True)
    organiser = LineField(max_length=120)
    partners = TextField(max_length=1000, required=False, allow_blank=True)
    contact_email = serializers.EmailField(max_length=254, required=False, allow_blank=True)
    green_objectives = serializers.ListField(
        child=serializers.ChoiceField(choices=GreenObjective.choices), required=False, max_length=6
    )
    digital = serializers.ListField(
        child=serializers.ChoiceField(choices=DigitalTechnology.choices), required=False, max_length=12
    )
    meeting_minutes = serializers.IntegerField(
        required=False, min_value=MEETING_MINUTES[0], max_value=MEETING_MINUTES[1]
    )
    break_minutes = serializers.IntegerField(required=False, min_value=0, max_value=120)
    most_meetings = serializers.IntegerField(required=False, min_value=1, max_value=60)
    open_requests = serializers.IntegerField(required=False, min_value=1, max_value=60)
    request_days = serializers.IntegerField(required=False, min_value=1, max_value=60)
    link_pattern = LineField(max_length=200, required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, object]:
        """The `details` and the `words` for the services that write."""
        said = _said_before(self.instance) | attrs
        words = {name: said.pop(name, "") for name in EventWords._fields}
        registered = self.instance.registrations.holding().count() if isinstance(self.instance, Event) else 0
        if faults := faults_in(said, registered=registered):
            raise serializers.ValidationError({fault.field: str(fault) for fault in faults})
        return {"details": said, "words": EventWords(**words)}


def _said_before(event: object) -> dict[str, Any]:
    """What an edit leaves as it is."""
    if not isinstance(event, Event):
        return {}
    text = text_in(event, event.language)
    said = {name: getattr(event, name) for name in DETAILS}
    return said | {name: getattr(text, name) for name in EventWords._fields}


class ReasonSerializer(StrictSerializer):
    """Everyone who registered reads the reason."""

    example = {"reason": "The venue is closed for repairs."}
    reason = TextField(max_length=1000)


class DuplicateSerializer(StrictSerializer):
    """The first day of the copy, at the venue."""

    example = {"day": "2028-03-14"}
    day = serializers.DateField()

    def validate_day(self, day: date) -> date:
        if day.year not in MomentField.YEARS:
            raise serializers.ValidationError(_("This day is too far away. Check the year."))
        return day


class ProgrammeItemSerializer(StrictSerializer):
    """An item of the programme; `session` if it takes the place of one that stands, whose translations are kept."""

    example = TIMES | {"title": "One-to-one meetings", "is_for_meetings": True}
    session = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=LAST_ID)
    starts_at = MomentField()
    ends_at = MomentField()
    title = LineField(max_length=150, help_text="Text in the language of the original.")
    description = TextField(max_length=1000, required=False, allow_blank=True)
    speaker = LineField(max_length=200, required=False, allow_blank=True)
    room = LineField(max_length=80, required=False, allow_blank=True)
    is_for_meetings = serializers.BooleanField(
        required=False,
        default=False,
        help_text=("Whether one-to-one meetings take place in this item: its time is divided into meeting slots."),
    )

    def validate(self, attrs: dict[str, Any]) -> ProgrammeItem:
        return ProgrammeItem(session_id=attrs.pop("session", None), **attrs)


class ProgrammeSerializer(StrictSerializer):
    """All items of the programme; they replace those that stand."""

    example = {"seen": "5f2c61d0a9b74e83"}
    items = serializers.ListField(child=ProgrammeItemSerializer(), max_length=MOST_ITEMS)
    seen = LineField(max_length=64, help_text="The `programme_seen` of the event as you last read it.")


class SessionWordsSerializer(StrictSerializer):
    """An item of the programme in another language; without a title, the original is shown."""

    example = {"session": 7, "title": "Accueil"}
    session = serializers.IntegerField(min_value=1, max_value=LAST_ID)
    title = LineField(max_length=150, allow_blank=True)
    description = TextField(max_length=1000, required=False, allow_blank=True)


class TranslationSerializer(StrictSerializer):
    """What the event says in a language other than that of the original."""

    example = {
        "title": "Eau et économie circulaire : la Corée rencontre le Luxembourg",
        "summary": "Une journée de rencontres de vingt minutes.",
        "language": "fr",
    }
    language = serializers.ChoiceField(choices=Language.choices)
    title = LineField(max_length=120)
    summary = TextField(max_length=500)
    description = TextField(max_length=4000, required=False, allow_blank=True)
    programme = serializers.ListField(child=SessionWordsSerializer(), required=False, max_length=MOST_ITEMS)

    def validate(self, attrs: dict[str, Any]) -> dict[str, object]:
        """The arguments of `save_translation` but for the event and the person."""
        items = {item["session"]: item for item in attrs.get("programme", ())}
        sessions = {pk: SessionWords(item["title"], item.get("description", "")) for pk, item in items.items()}
        words = EventWords(attrs["title"], attrs["summary"], attrs.get("description", ""))
        return {"language": attrs["language"], "words": words, "sessions": sessions}


class PlacesEditSerializer(StrictSerializer):
    """How many tables and video rooms there are."""

    example = {"tables": 15, "rooms": 4, "detail": "Foyer, ground floor"}
    tables = serializers.IntegerField(min_value=0, max_value=MOST_PLACES)
    rooms = serializers.IntegerField(min_value=0, max_value=MOST_PLACES, help_text="Number of video rooms.")
    detail = LineField(max_length=80, required=False, allow_blank=True, help_text="Where the tables are.")
