"""Partnership requests: as they are told, and what is sent to ask and to answer."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.models import Language
from companies.models import Company, Project
from companies.permissions import own_projects
from matching.models import DeclineReason
from partnerships.models import PITCH_LENGTHS, RequestStatus
from partnerships.serializers.parties import PartyProjectSerializer, PartySerializer
from partnerships.services.requests import Wording
from rest.pagination import PageQuery
from rest.serializers import ApiSerializer, LineField, PageSerializer, StrictSerializer, TextField
from taxonomy.vocabulary import CooperationType

BOXES = ("received", "sent")
EXAMPLE: dict[str, object] = {
    "cooperation": "technology_transfer",
    "pitch": "We have run our separation line for two years and would like to place the next one in your hall. You "
    "collect the modules, we bring the line and train your team; a first test could take place in spring.",
    "question": "Does your permit cover modules with broken glass?",
}


class RequestSerializer(ApiSerializer):
    """A request from one company to another. Both see the same; `status` and `is_open` show whose turn it is."""

    example = EXAMPLE
    id = serializers.CharField(source="public_id")
    status = serializers.ChoiceField(choices=RequestStatus.choices)
    is_open = serializers.BooleanField(help_text="Whether it can still be answered or withdrawn.")
    sender = PartySerializer()
    sender_project = PartyProjectSerializer()
    receiver = PartySerializer()
    receiver_project = PartyProjectSerializer(
        allow_null=True, help_text="Null if the request is addressed to the company as a whole."
    )
    cooperation = serializers.ChoiceField(choices=CooperationType.choices)
    pitch = serializers.CharField()
    question = serializers.CharField(allow_blank=True)
    language = serializers.ChoiceField(choices=Language.choices, help_text="Language of the pitch and the question.")
    sent_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField(help_text="Deadline for an answer.")
    answered_at = serializers.DateTimeField(allow_null=True)
    decline_reason = serializers.ChoiceField(choices=DeclineReason.choices, allow_blank=True)
    polite_reason = serializers.CharField(
        allow_blank=True, help_text="The polite version of the reason, for the sender."
    )
    comment = serializers.CharField(allow_blank=True, help_text="Comment of the receiving company when declining.")


class RequestPageSerializer(PageSerializer):
    results = RequestSerializer(many=True)


class RequestQuery(PageQuery):
    """What the inbox can be narrowed by."""

    box = serializers.ChoiceField(choices=BOXES, required=False, help_text="Requests received or requests sent.")
    status = serializers.ChoiceField(
        choices=RequestStatus.choices, required=False, help_text="Only requests with this status."
    )


class RequestCreateSerializer(StrictSerializer):
    """A request to another company, with one of your own projects."""

    # The context holds the `person` who asks.
    example = EXAMPLE | {"sender_project": "w7c2n8p5ts", "receiver": "b4h6r9d2ye"}
    sender_project = LineField(max_length=10, help_text="The ID of your project.")
    receiver = LineField(max_length=10, help_text="The ID of the receiving company.")
    receiver_project = LineField(
        max_length=10,
        required=False,
        allow_null=True,
        help_text="The ID of its project; null for the company as a whole.",
    )
    cooperation = serializers.ChoiceField(choices=CooperationType.choices)
    pitch = TextField(min_length=PITCH_LENGTHS[0], max_length=PITCH_LENGTHS[1])
    question = TextField(max_length=500, required=False, allow_blank=True)
    language = serializers.ChoiceField(choices=Language.choices, help_text="Language of the pitch and the question.")

    def validate_sender_project(self, public_id: str) -> Project:
        project = own_projects(self.context["person"]).filter(public_id=public_id).first()
        if project is None:
            raise serializers.ValidationError(
                _("None of your projects has this ID. Your projects are listed under /me/projects/.")
            )
        return project

    def validate_receiver(self, public_id: str) -> Company:
        company = Company.objects.verified().filter(public_id=public_id).first()
        if company is None:
            raise serializers.ValidationError(_("No public company has this ID. Look it up under /companies/."))
        return company

    def validate(self, attrs: dict[str, Any]) -> dict[str, object]:
        """The arguments of `send_request` but for the project that asks and the person."""
        wording = Wording(attrs["cooperation"], attrs["pitch"], attrs["language"], attrs.get("question", ""))
        wanted = self._project_of(attrs["receiver"], attrs.get("receiver_project"))
        return {
            "project": attrs["sender_project"],
            "receiver": attrs["receiver"],
            "receiver_project": wanted,
            "wording": wording,
        }

    def _project_of(self, receiver: Company, public_id: str | None) -> Project | None:
        if public_id is None:
            return None
        project = Project.objects.published().filter(company=receiver, public_id=public_id).first()
        if project is None:
            text = _("No public project of this company has this ID. Look it up under /projects/, or leave it out.")
            raise serializers.ValidationError({"receiver_project": text})
        return project


class DeclineSerializer(StrictSerializer):
    """Declining requires a reason, which helps to avoid unsuitable suggestions."""

    reason = serializers.ChoiceField(choices=DeclineReason.choices)
    comment = TextField(max_length=1000, required=False, allow_blank=True, help_text="Shown to the sender.")
    is_block_wanted = serializers.BooleanField(
        required=False, default=False, help_text="Block further requests from this company."
    )
