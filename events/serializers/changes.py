"""What an integrator's copy of events and registrations is kept by."""

from rest_framework import serializers

from accounts.models import Language
from events.serializers.public import (
    EventBriefSerializer,
    EventTextSerializer,
    SessionSerializer,
    SlotSerializer,
)
from events.serializers.registrations import WISH, RegistrationBriefSerializer
from partnerships.serializers.parties import PartyProjectSerializer
from rest.serializers import ChangePageSerializer, ChangeSerializer, PrivateChangeSerializer


class CopiedEventSerializer(EventBriefSerializer):
    """An event with its texts and its programme, whatever its status."""

    example = EventBriefSerializer.example | {"organiser": "ASEIC, with Luxinnovation"}
    organiser = serializers.CharField()
    partners = serializers.CharField(allow_blank=True)
    capacity = serializers.IntegerField(allow_null=True)
    cancel_reason = serializers.CharField(allow_blank=True)
    texts = EventTextSerializer(many=True)
    programme = SessionSerializer(many=True, source="sessions")
    meeting_slots = SlotSerializer(many=True, source="slots")


class CopiedRegistrationSerializer(RegistrationBriefSerializer):
    """A registration without the people who come."""

    example = {"wish": WISH}
    languages = serializers.ListField(child=serializers.ChoiceField(choices=Language.choices))
    wish = serializers.CharField(allow_blank=True)
    language = serializers.ChoiceField(
        choices=Language.choices, help_text=("Language of `wish`, the reason for the meetings.")
    )
    wants_meetings = serializers.BooleanField()
    is_listed = serializers.BooleanField()
    projects = PartyProjectSerializer(many=True)


class EventChangeSerializer(ChangeSerializer):
    event = CopiedEventSerializer(allow_null=True)


class RegistrationChangeSerializer(PrivateChangeSerializer):
    registration = CopiedRegistrationSerializer(allow_null=True)


class EventChangePageSerializer(ChangePageSerializer):
    results = EventChangeSerializer(many=True)


class RegistrationChangePageSerializer(ChangePageSerializer):
    results = RegistrationChangeSerializer(many=True)
