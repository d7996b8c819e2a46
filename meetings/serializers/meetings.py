"""Whom to meet at an event, requests for meetings, and the meetings of a company."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.models import Language
from events.models import (
    Attendance,
    GoingOn,
    MeetingDecline,
    MeetingRequestStatus,
    MeetingStatus,
    PlaceKind,
    Registration,
)
from events.serializers.registrations import WAYS, WISH, EventOfSerializer
from matching.serializers import ReasonsSerializer
from meetings.queries.own_day import OwnMeeting
from meetings.services.feedback import Answer
from partnerships.serializers.parties import PartyProjectSerializer, PartySerializer
from rest.pagination import PageQuery
from rest.serializers import ApiSerializer, LineField, PageSerializer, StrictSerializer, TextField
from taxonomy.vocabulary import Country

REASON = "You seek leak finding without digging; our sensors hear leaks through the pipe."
REASON_LENGTH, NOTE_LENGTH = 400, 1000


class PartnerQuery(PageQuery):
    """Which participants to show."""

    country = serializers.ChoiceField(
        choices=Country.choices, required=False, help_text="Only companies from this country."
    )
    text = serializers.CharField(
        required=False, max_length=100, help_text=("Only companies whose name or project title contains this text.")
    )


class RequestStateSerializer(ApiSerializer):
    """The meeting request between the two companies."""

    id = serializers.CharField(source="public_id")
    status = serializers.ChoiceField(choices=MeetingRequestStatus.choices)


class PartnerSerializer(ApiSerializer):
    """A participant who agreed to be on the list; never people or contact details."""

    example = {"registration": "w7c2n8p5ts", "wish": WISH, "fit": 0.72}
    registration = serializers.CharField(
        source="public_id", help_text=("The ID of the registration: send it as `receiver` to request a meeting.")
    )
    company = PartySerializer()
    projects = PartyProjectSerializer(source="public_projects", many=True)
    wish = serializers.CharField(allow_blank=True)
    attendance = serializers.ChoiceField(choices=WAYS)
    languages = serializers.ListField(child=serializers.ChoiceField(choices=Language.choices))
    wants_meetings = serializers.BooleanField(help_text="Whether the company can be asked for a meeting.")
    fit = serializers.FloatField(
        allow_null=True, help_text=("How well the two companies match, from 0 to 1; null if nothing can be compared.")
    )
    request = RequestStateSerializer(
        allow_null=True, help_text=("Null if neither company has asked the other for a meeting.")
    )


class PartnerPageSerializer(PageSerializer):
    results = PartnerSerializer(many=True)


class PartnerSuggestionSerializer(ApiSerializer):
    """A participant whom the company should meet, with the reasons."""

    example = {"registration": "w7c2n8p5ts", "score": 0.42, "likelihood": 0.91, "band": "very_good"}
    registration = serializers.CharField(source="registration.public_id")
    company = PartySerializer(source="registration.company")
    ours = PartyProjectSerializer(help_text="Your project that matches best.")
    theirs = PartyProjectSerializer(help_text="Their project that matches best.")
    score = serializers.FloatField(source="reasons.score", help_text="What the criteria add up to, 0 to 1.")
    likelihood = serializers.FloatField(
        source="reasons.likelihood", help_text="How likely such a pair is worth an introduction, 0 to 1."
    )
    band = serializers.CharField(source="reasons.band", help_text="The same in words; empty: no clear fit.")
    reasons = ReasonsSerializer()


class PartnerSuggestionsSerializer(ApiSerializer):
    """The best partners you have not asked yet, the best first."""

    results = PartnerSuggestionSerializer(many=True)


class MeetingRequestSerializer(ApiSerializer):
    """One participant asks another for a meeting. It blocks no slot while it is unanswered."""

    example = {
        "event": "k3v9x2m4qa",
        "sender_registration": "w7c2n8p5ts",
        "receiver_registration": "b4h6r9d2ye",
        "reason": REASON,
    }
    id = serializers.CharField(source="public_id")
    event = serializers.CharField(source="event.public_id", help_text="The ID of the event.")
    status = serializers.ChoiceField(choices=MeetingRequestStatus.choices)
    is_open = serializers.BooleanField(help_text=("Whether the meeting request can still be answered or withdrawn."))
    sender = PartySerializer(source="sender.company")
    sender_registration = serializers.CharField(source="sender.public_id")
    receiver = PartySerializer(source="receiver.company")
    receiver_registration = serializers.CharField(source="receiver.public_id")
    reason = serializers.CharField()
    language = serializers.ChoiceField(choices=Language.choices, help_text="Language of the reason.")
    sent_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField(help_text="Deadline for an answer.")
    ended_at = serializers.DateTimeField(allow_null=True)
    decline_reason = serializers.ChoiceField(choices=MeetingDecline.choices, allow_blank=True)


class MeetingRequestPageSerializer(PageSerializer):
    results = MeetingRequestSerializer(many=True)


class AskSerializer(StrictSerializer):
    """A request for a meeting with another participant."""

    # The context holds the `sender`.
    example = {"receiver": "w7c2n8p5ts", "reason": REASON}
    receiver = LineField(max_length=10, help_text=("The ID of the registration of the company you ask for a meeting."))
    reason = TextField(max_length=REASON_LENGTH)
    language = serializers.ChoiceField(choices=Language.choices, help_text="Language of the reason.")

    def validate_receiver(self, public_id: str) -> Registration:
        sender: Registration = self.context["sender"]
        listed = Registration.objects.confirmed().filter(event=sender.event_id, is_listed=True).exclude(pk=sender.pk)
        receiver = listed.filter(public_id=public_id).select_related("company").first()
        if receiver is None:
            raise serializers.ValidationError(
                _("No participant of this event has this ID. Look it up in the list of partners.")
            )
        return receiver


class MeetingDeclineSerializer(StrictSerializer):
    """Declining requires a reason, which the company that asked reads."""

    reason = serializers.ChoiceField(choices=MeetingDecline.choices)


class PlaceSerializer(ApiSerializer):
    """A table or a video room."""

    example = {"place": 4, "name": "Table 4", "detail": "Foyer, ground floor"}
    place = serializers.IntegerField(
        source="pk", help_text=("The ID of the table or video room: send it to plan a meeting there.")
    )
    kind = serializers.ChoiceField(choices=PlaceKind.choices)
    name = serializers.CharField()
    detail = serializers.CharField(allow_blank=True)


class FeedbackSerializer(ApiSerializer):
    """What your company said about the meeting."""

    was_worth_it = serializers.BooleanField()
    going_on = serializers.ChoiceField(choices=GoingOn.choices)
    note = serializers.CharField(allow_blank=True)
    given_at = serializers.DateTimeField()


class OwnMeetingSerializer(ApiSerializer):
    """A meeting of your company, as it stands in the published schedule."""

    example = {"registration": "w7c2n8p5ts", "link": "https://meet.example/Hk2v9-QmXw", "is_online": True}
    id = serializers.CharField(source="meeting.public_id")
    event = EventOfSerializer(source="meeting.event")
    registration = serializers.CharField(source="mine.public_id", help_text="The ID of your registration.")
    company = PartySerializer(source="theirs.company", help_text="The company you meet.")
    project = PartyProjectSerializer(allow_null=True, help_text="The project they bring to the meeting.")
    status = serializers.ChoiceField(choices=MeetingStatus.choices, source="meeting.status")
    starts_at = serializers.DateTimeField(source="meeting.starts_at")
    ends_at = serializers.DateTimeField(source="meeting.ends_at")
    place = PlaceSerializer(source="meeting.place")
    is_online = serializers.SerializerMethodField(help_text=("Whether one of the two companies is taking part online."))
    link = serializers.CharField(
        allow_blank=True,
        help_text=("The address of the video room, for these two companies only; empty after the meeting."),
    )
    was_moved = serializers.BooleanField(
        help_text=("Whether the time or place of the meeting has changed since the schedule was published.")
    )
    takes_answer = serializers.BooleanField(help_text="Whether feedback can be given now.")
    feedback = FeedbackSerializer(source="answer", allow_null=True)
    introduction = serializers.CharField(
        source="meeting.introduction.public_id",
        default=None,
        allow_null=True,
        help_text="The ID of the introduction, if both companies want to continue the conversation.",
    )

    def get_is_online(self, own: OwnMeeting) -> bool:
        return Attendance.ONLINE in {side.attendance for side in own.meeting.sides}


class OwnMeetingPageSerializer(PageSerializer):
    results = OwnMeetingSerializer(many=True)


class FeedbackGiveSerializer(StrictSerializer):
    """Only a yes of both companies is told to the other one; the note is for the case manager."""

    example = {"was_worth_it": True, "going_on": "yes"}
    was_worth_it = serializers.BooleanField()
    going_on = serializers.ChoiceField(
        choices=GoingOn.choices, help_text=("Whether you would like to continue the conversation.")
    )
    note = TextField(max_length=NOTE_LENGTH, required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> Answer:
        """The `Answer` for the service."""
        return Answer(attrs["was_worth_it"], GoingOn(attrs["going_on"]), attrs.get("note", ""))
