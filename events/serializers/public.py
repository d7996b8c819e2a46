"""What everybody may read of an event."""

from rest_framework import serializers

from accounts.models import Language
from events.models import Attendance, EventFormat, EventStatus
from rest.pagination import PageQuery
from rest.serializers import ApiSerializer, PageSerializer
from taxonomy.vocabulary import Country, DigitalTechnology, GreenObjective

WHEN = ("coming", "past")
ONLINE = "online"
MOMENT = "2027-03-16T09:30:00+01:00"
WORDS: dict[str, object] = {
    "title": "Water and circular economy: Korea meets Luxembourg",
    "summary": "A day of twenty-minute meetings between companies that seek what the other offers.",
}
PLACE: dict[str, object] = {
    "venue": "Salle du Viaduc",
    "address": "12 rue de l’Écluse, Luxembourg",
    "time_zone": "Europe/Luxembourg",
}
LIST_CONSENT: dict[str, object] = {
    "list_text": "2026-12",
    "text": "Registered participants see the name of your company and the projects you bring.",
}


class EventQuery(PageQuery):
    """Which events to show, as on their page."""

    when = serializers.ChoiceField(
        choices=WHEN, default="coming", help_text=("Upcoming events, the next first, or past events, the latest first.")
    )
    place = serializers.ChoiceField(
        choices=[*Country.values, ONLINE],
        required=False,
        help_text="Only events in this country, or only those that can be attended online.",
    )
    kind = serializers.ChoiceField(choices=EventFormat.choices, required=False, help_text="Only events of this kind.")
    green = serializers.ChoiceField(
        choices=GreenObjective.choices, required=False, help_text="Only events with this environmental objective."
    )


class EventBriefSerializer(ApiSerializer):
    """An event in brief, in the language of Accept-Language if available."""

    example = WORDS | PLACE | {"format": "matchmaking", "status": "published"}
    id = serializers.CharField(source="public_id")
    status = serializers.ChoiceField(choices=EventStatus.choices)
    format = serializers.ChoiceField(choices=EventFormat.choices)
    attendance = serializers.ChoiceField(choices=Attendance.choices)
    country = serializers.ChoiceField(choices=Country.choices, allow_blank=True, help_text="Empty for an online event.")
    venue = serializers.CharField(allow_blank=True)
    address = serializers.CharField(allow_blank=True)
    time_zone = serializers.CharField(
        help_text=("The time zone of the venue; every date and time states its own offset.")
    )
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    registration_opens_at = serializers.DateTimeField(allow_null=True)
    registration_closes_at = serializers.DateTimeField()
    is_open_for_registration = serializers.BooleanField(help_text="Whether a company can register now.")
    languages = serializers.ListField(child=serializers.ChoiceField(choices=Language.choices))
    green_objectives = serializers.ListField(child=serializers.ChoiceField(choices=GreenObjective.choices))
    digital = serializers.ListField(child=serializers.ChoiceField(choices=DigitalTechnology.choices))
    language = serializers.ChoiceField(choices=Language.choices, help_text="Language of the original.")
    title = serializers.CharField()
    summary = serializers.CharField()
    updated_at = serializers.DateTimeField()


class EventTextSerializer(ApiSerializer):
    """What the event says in one language."""

    example = WORDS
    language = serializers.ChoiceField(choices=Language.choices)
    title = serializers.CharField()
    summary = serializers.CharField()
    description = serializers.CharField(allow_blank=True)


class SessionTextSerializer(ApiSerializer):
    """What an item of the programme says in one language."""

    example = {"title": "Welcome"}
    language = serializers.ChoiceField(choices=Language.choices)
    title = serializers.CharField()
    description = serializers.CharField(allow_blank=True)


class SessionSerializer(ApiSerializer):
    """An item of the programme."""

    example = {"session": 7}
    session = serializers.IntegerField(
        source="pk", help_text=("The ID of this item: send it when you edit the programme.")
    )
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    speaker = serializers.CharField(allow_blank=True)
    room = serializers.CharField(allow_blank=True)
    is_for_meetings = serializers.BooleanField(help_text=("Whether one-to-one meetings take place during this item."))
    texts = SessionTextSerializer(many=True)


class SlotSerializer(ApiSerializer):
    """A time for one-to-one meetings."""

    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class PlacesSerializer(ApiSerializer):
    """How many companies can come, and how many do."""

    example = {"capacity": 60, "left": 12, "korean": 25, "luxembourg": 23, "waiting": 0}
    capacity = serializers.IntegerField(allow_null=True, help_text="Null if there is no limit.")
    left = serializers.IntegerField(allow_null=True, help_text="Places that are still free; null if there is no limit.")
    korean = serializers.IntegerField(help_text="Confirmed companies from Korea.")
    luxembourg = serializers.IntegerField(help_text="Confirmed companies from Luxembourg.")
    waiting = serializers.IntegerField(help_text="Companies on the waiting list.")


class ListConsentSerializer(ApiSerializer):
    """What a company agrees to when it is shown on the list of participants."""

    example = LIST_CONSENT
    list_text = serializers.CharField(
        help_text=(
            "Version of the explanation: send it as `list_text` if you register and want to be on the list "
            "of participants."
        )
    )
    text = serializers.CharField(help_text="The explanation in the language of Accept-Language.")


class EventSerializer(EventBriefSerializer):
    """An event with its programme; texts are in all languages in which the organisers have written them."""

    example = EventBriefSerializer.example | {
        "organiser": "ASEIC, with Luxinnovation",
        "contact_email": "events@sgbc.example",
        "most_people": 2,
        "meeting_minutes": 20,
        "page": "https://portal.example/events/k3v9x2m4qa/",
    }
    organiser = serializers.CharField()
    partners = serializers.CharField(allow_blank=True)
    interpretation = serializers.CharField(allow_blank=True)
    contact_email = serializers.CharField(
        allow_blank=True, help_text=("The e-mail address for questions to the organisers.")
    )
    description = serializers.CharField(allow_blank=True)
    most_people = serializers.IntegerField(help_text="Maximum number of people per company.")
    meeting_minutes = serializers.IntegerField(help_text="Length of a one-to-one meeting.")
    requests_close_at = serializers.DateTimeField(help_text="Deadline for sending and answering meeting requests.")
    cancel_reason = serializers.CharField(allow_blank=True)
    page = serializers.URLField(help_text="The page of the event.")
    picture = serializers.URLField(source="picture_address", allow_null=True)
    places = PlacesSerializer(source="turnout")
    texts = EventTextSerializer(many=True)
    programme = SessionSerializer(many=True, source="sessions")
    meeting_slots = SlotSerializer(many=True, source="slots")
    participants_list = ListConsentSerializer()


class EventPageSerializer(PageSerializer):
    results = EventBriefSerializer(many=True)
