"""Registrations at the desk of staff, decisions on them, and who is let in on the day."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from events.models import RegistrationStatus
from events.queries.day import ARRIVED, MISSING
from events.serializers.registrations import RegistrationBriefSerializer, RegistrationQuery, RegistrationSerializer
from partnerships.serializers.parties import PartySerializer
from rest.pagination import PageQuery
from rest.serializers import ApiSerializer, LineField, PageSerializer, StrictSerializer, TextField

CONFIRM, DECLINE = "confirm", "decline"


class StaffRegistrationQuery(RegistrationQuery):
    text = serializers.CharField(
        required=False, max_length=100, help_text="Only companies whose name contains these words."
    )


class StaffRegistrationSerializer(RegistrationSerializer):
    """A registration as the organisers see it."""

    is_walk_in = serializers.BooleanField(help_text="Whether the company was registered at the door.")


class StaffRegistrationPageSerializer(PageSerializer):
    results = RegistrationBriefSerializer(many=True)


class DecisionSerializer(StrictSerializer):
    """Staff confirm a registration, or decline it with a reason that the company reads."""

    example = {"decision": CONFIRM, "seen": "requested"}
    decision = serializers.ChoiceField(choices=(CONFIRM, DECLINE))
    seen = serializers.ChoiceField(
        choices=RegistrationStatus.choices, help_text=("The status of the registration as you last read it.")
    )
    reason = TextField(max_length=500, required=False, allow_blank=True)

    def validate(self, attrs: dict[str, object]) -> dict[str, object]:
        if attrs["decision"] == DECLINE and not attrs.get("reason"):
            raise serializers.ValidationError({"reason": _("Give the reason: the company will read it.")})
        return attrs


class AttendeeQuery(PageQuery):
    """Which people to show."""

    text = serializers.CharField(
        required=False, max_length=100, help_text="Only people whose name or company contains these words."
    )
    show = serializers.ChoiceField(
        choices=(ARRIVED, MISSING), required=False, help_text="Only those who have arrived, or those who have not."
    )


class AttendeeSerializer(ApiSerializer):
    """A person of a confirmed registration."""

    example = {"attendee": 12, "name": "Kim Min-ji", "registration": "w7c2n8p5ts"}
    attendee = serializers.IntegerField(
        source="pk", help_text=("The ID of this person: send it to check the person in.")
    )
    name = serializers.CharField()
    role = serializers.CharField(allow_blank=True)
    registration = serializers.CharField(source="registration.public_id")
    company = PartySerializer(source="registration.company")
    checked_in_at = serializers.DateTimeField(allow_null=True)


class AttendeePageSerializer(PageSerializer):
    results = AttendeeSerializer(many=True)


class CheckInSerializer(StrictSerializer):
    """A person at the door: by the code on the badge, or as listed under `attendees`."""

    example = {"badge_key": "Zk3vQ9x2m4qaW7c2"}
    badge_key = LineField(
        max_length=16, required=False, help_text=("The last part of the address in the QR code on the badge.")
    )
    attendee = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    def validate(self, attrs: dict[str, object]) -> dict[str, object]:
        """The one condition by which the person is found."""
        if len(attrs) != 1:
            raise serializers.ValidationError(_("Send either badge_key or attendee."))
        return {"pk": attrs["attendee"]} if "attendee" in attrs else attrs


class CheckedInSerializer(AttendeeSerializer):
    """The person has arrived."""

    is_new = serializers.BooleanField(help_text="False if the person had been checked in before.")
