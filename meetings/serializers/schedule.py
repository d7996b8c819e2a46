"""The schedule of an event in the hands of staff: its computation, its meetings, and who has none."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from events.models import Event, Meeting, MeetingStatus, Registration, ScheduleStatus
from meetings.queries.meeting_obstacles import Spot
from meetings.serializers.meetings import PlaceSerializer
from partnerships.serializers.parties import PartyProjectSerializer, PartySerializer
from rest.pagination import PageQuery
from rest.serializers import (
    ApiSerializer,
    LineField,
    MomentField,
    PageSerializer,
    StrictSerializer,
    TextField,
)
from taxonomy.vocabulary import Country

SEEN = "12:20270316T0900:planned"
SIDES = ("korean", "luxembourg")
OUTCOMES = ("held", "missed")
LAST_ID = 2**63 - 1


class SideSerializer(ApiSerializer):
    """One of the two sides of a meeting."""

    example = {"registration": "w7c2n8p5ts"}
    registration = serializers.CharField(source="public_id", help_text="The ID of the company’s registration.")
    company = PartySerializer()


class MeetingSerializer(ApiSerializer):
    """A meeting of two companies. While it is planned, it is a draft that only staff see."""

    example = {"event": "k3v9x2m4qa", "score": 0.72}
    id = serializers.CharField(source="public_id")
    event = serializers.CharField(source="event.public_id", help_text="The ID of the event.")
    status = serializers.ChoiceField(choices=MeetingStatus.choices)
    korean = SideSerializer()
    luxembourg = SideSerializer()
    korean_project = PartyProjectSerializer(allow_null=True)
    luxembourg_project = PartyProjectSerializer(allow_null=True)
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    place = PlaceSerializer()
    score = serializers.FloatField(help_text="How well the two companies match, from 0 to 1.")
    is_pinned = serializers.BooleanField(
        help_text=("Whether the meeting keeps its time and place when the schedule is computed again.")
    )
    missed_by = serializers.CharField(
        source="missed_by.public_id",
        default=None,
        allow_null=True,
        help_text=(
            "The ID of the registration of the company that did not come; null if neither came or the "
            "meeting was not missed."
        ),
    )
    cancel_reason = serializers.CharField(allow_blank=True)
    updated_at = serializers.DateTimeField()


class StaffMeetingSerializer(MeetingSerializer):
    """A meeting as the organisers handle it."""

    example = MeetingSerializer.example | {"seen": SEEN}
    seen = serializers.CharField(
        help_text=("Identifies the time, place and status of the meeting: send it when you move or cancel the meeting.")
    )


class StaffMeetingPageSerializer(PageSerializer):
    results = StaffMeetingSerializer(many=True)


class MeetingQuery(PageQuery):
    """Which meetings to show."""

    status = serializers.ChoiceField(
        choices=MeetingStatus.choices, required=False, help_text="Only meetings with this status."
    )


class SpotSerializer(StrictSerializer):
    """A time and a place of the event."""

    # The context holds the `event`.
    example = {"starts_at": "2027-03-16T10:00:00+01:00", "place": 4}
    starts_at = MomentField(help_text="The start of one of the meeting slots of the event.")
    place = serializers.IntegerField(
        min_value=1, max_value=LAST_ID, help_text=("The ID of a table or video room, from `places` of the schedule.")
    )
    is_asked = serializers.BooleanField(
        required=False,
        default=False,
        help_text=("Whether both companies have agreed to this time, even if they had not selected it."),
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, object]:
        """The arguments of the service: the `spot` instead of its parts."""
        event: Event = self.context["event"]
        slot = event.slots.filter(starts_at=attrs["starts_at"]).first()
        place = event.places.filter(pk=attrs["place"]).first()
        if slot is None:
            text = _("No meeting slot of this event starts at this time: %(time)s")
            raise serializers.ValidationError({"starts_at": text % {"time": attrs["starts_at"].isoformat()}})
        if place is None:
            raise serializers.ValidationError({"place": _("No place of this event has this number.")})
        rest = {name: value for name, value in attrs.items() if name not in ("starts_at", "place")}
        return rest | {"spot": Spot(place, slot.starts_at, slot.ends_at)}


class MeetingPlaceSerializer(SpotSerializer):
    """A meeting of two companies at a time and place."""

    example = SpotSerializer.example | {"korean": "w7c2n8p5ts", "luxembourg": "b4h6r9d2ye"}
    korean = LineField(max_length=10, help_text="The ID of the registration of the Korean company.")
    luxembourg = LineField(max_length=10, help_text="The ID of the registration of the Luxembourg company.")

    def validate_korean(self, public_id: str) -> Registration:
        return self._find(public_id, Country.KOREA)

    def validate_luxembourg(self, public_id: str) -> Registration:
        return self._find(public_id, Country.LUXEMBOURG)

    def _find(self, public_id: str, country: str) -> Registration:
        event: Event = self.context["event"]
        confirmed = event.registrations.confirmed().filter(company__country=country)
        found = confirmed.filter(public_id=public_id).select_related("event", "company").first()
        if found is None:
            raise serializers.ValidationError(
                _("No confirmed registration for this event from this country has this ID.")
            )
        return found


class MeetingMoveSerializer(SpotSerializer):
    """To another time or place, where the meeting is pinned."""

    example = SpotSerializer.example | {"seen": SEEN}
    seen = LineField(max_length=60, help_text="The `seen` of the meeting as you last read it.")


class MeetingSwapSerializer(StrictSerializer):
    """Two meetings of one event change places."""

    example = {"other": "b4h6r9d2ye", "seen": SEEN, "other_seen": "14:20270316T0924:planned"}
    other = LineField(max_length=10, help_text="The ID of the other meeting.")
    seen = LineField(max_length=60, help_text="The `seen` of this meeting as you last read it.")
    other_seen = LineField(max_length=60, help_text="The `seen` of the other meeting as you last read it.")

    def validate_other(self, public_id: str) -> Meeting:
        event: Event = self.context["event"]
        other = event.meetings.with_sides().filter(public_id=public_id).first()
        if other is None:
            raise serializers.ValidationError(_("No meeting of this event has this ID."))
        return other


class MeetingPinSerializer(StrictSerializer):
    """Whether a computation leaves the meeting where it is."""

    is_pinned = serializers.BooleanField()


class MeetingCancelSerializer(StrictSerializer):
    """Both companies read the reason, if they know about the meeting."""

    example = {"seen": SEEN}
    seen = LineField(max_length=60, help_text="The `seen` of the meeting as you last read it.")
    reason = TextField(max_length=300, required=False, allow_blank=True)


class MeetingCancelledSerializer(ApiSerializer):
    """Its time and place are free again."""

    id = serializers.CharField()
    was_told = serializers.BooleanField(
        help_text=("Whether both companies are notified; a draft meeting is deleted without notice.")
    )


class OutcomeSerializer(StrictSerializer):
    """Whether the meeting took place."""

    outcome = serializers.ChoiceField(choices=OUTCOMES)
    missed_by = serializers.ChoiceField(
        choices=SIDES, required=False, allow_null=True, help_text="Who did not come; null for both."
    )


class RunSerializer(ApiSerializer):
    """A computation of the draft."""

    example = {"number": 3, "value": 41.2, "bound": 41.5, "gap": 0.007}
    number = serializers.IntegerField()
    status = serializers.ChoiceField(choices=ScheduleStatus.choices)
    asked_at = serializers.DateTimeField()
    done_at = serializers.DateTimeField(allow_null=True)
    value = serializers.FloatField(allow_null=True, help_text="The total value of the meetings in the schedule.")
    bound = serializers.FloatField(allow_null=True, help_text=("An upper limit: no schedule can have a higher value."))
    gap = serializers.FloatField(
        allow_null=True, help_text=("How far the value is below the upper limit, as a share from 0 to 1.")
    )


class LeftOutSerializer(ApiSerializer):
    """A company without a meeting, and why."""

    example = {"registration": "w7c2n8p5ts", "reason": "not_free", "best": 0.64}
    example |= {"words": "The company is free only when none of its suitable partners is."}
    registration = serializers.CharField(source="registration.public_id")
    company = PartySerializer(source="registration.company")
    reason = serializers.CharField(help_text="The reason as a code for programs.")
    words = serializers.CharField(help_text="The reason in the language of Accept-Language.")
    best = serializers.FloatField(
        allow_null=True, help_text=("The score of the company’s best match at the event, from 0 to 1.")
    )
    partners = SideSerializer(many=True, help_text="Up to three companies that would be suitable partners.")


class ConflictSerializer(ApiSerializer):
    """A meeting that cannot take place as it stands."""

    example = {"meeting": "k3v9x2m4qa", "reason": "One of the two is no longer free then."}
    meeting = serializers.CharField(source="meeting.public_id")
    reason = serializers.CharField()


class ScheduleSerializer(ApiSerializer):
    """How the schedule of an event stands. Its meetings are under `meetings/`."""

    example = {"meetings": 84, "drafts": 84, "pinned": 3, "free_places": 216, "seen": "5f2c61d0a9b74e83"}
    run = RunSerializer(allow_null=True, help_text="The latest computation; null if there was none.")
    result = RunSerializer(allow_null=True, help_text="The latest computation that was completed.")
    published_at = serializers.DateTimeField(allow_null=True)
    meetings = serializers.IntegerField()
    drafts = serializers.IntegerField(
        help_text=("Number of meetings that would be confirmed if the draft were published.")
    )
    pinned = serializers.IntegerField()
    free_places = serializers.IntegerField(
        help_text=("Number of free tables and video rooms, added up over all slots.")
    )
    left_out = LeftOutSerializer(many=True)
    conflicts = ConflictSerializer(
        many=True, help_text=("The draft cannot be published while there are any conflicts.")
    )
    places = PlaceSerializer(many=True)
    seen = serializers.CharField(help_text="Identifies this version of the draft: send it to publish the draft.")


class SchedulePublishSerializer(StrictSerializer):
    """The draft as it was read."""

    example = {"seen": "5f2c61d0a9b74e83"}
    seen = LineField(max_length=64, help_text="The `seen` of the schedule as you last read it.")
