"""Collaborations: their stage, what is to be done next, and the thread."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import Language
from partnerships.models import (
    MESSAGE_LENGTH,
    AgreementType,
    CollaborationStage,
    EndReason,
    Message,
    NextAction,
)
from partnerships.models.collaborations import COMMENT_LENGTH
from partnerships.serializers.parties import PartySerializer
from partnerships.services.stages import Move
from rest.serializers import ApiSerializer, PageSerializer, StrictSerializer, TextField

TEXT = "The layout of the hall is attached. Could you send ten tonnes in January?"
ACTION: dict[str, object] = {"text": "Send ten tonnes for a test", "owner": "b4h6r9d2ye", "due_on": "2026-12-01"}


class WithNextAction(Protocol):
    """A room from `with_next_action`."""

    open_actions: Sequence[NextAction]


class NextActionSerializer(ApiSerializer):
    """What is to be done next, by whom and by when."""

    example = ACTION
    text = serializers.CharField()
    owner = serializers.CharField(
        source="owner.public_id", default=None, allow_null=True, help_text="The ID of the company; null for staff."
    )
    due_on = serializers.DateField()


class CollaborationSerializer(ApiSerializer):
    """The current stage of two companies that have been introduced."""

    example = {
        "introduction": "m2x8s4k7vd",
        "case_manager": "Anne Weber",
        "next_action": ACTION,
    }
    id = serializers.CharField(source="public_id")
    introduction = serializers.CharField(source="introduction.public_id", help_text="The ID of the introduction.")
    korean = PartySerializer(source="introduction.korean_company")
    luxembourg = PartySerializer(source="introduction.luxembourg_company")
    stage = serializers.ChoiceField(choices=CollaborationStage.choices)
    stage_changed_at = serializers.DateTimeField()
    agreement_type = serializers.ChoiceField(choices=AgreementType.choices, allow_blank=True)
    agreed_at = serializers.DateTimeField(allow_null=True)
    end_reason = serializers.ChoiceField(choices=EndReason.choices, allow_blank=True)
    case_manager = serializers.CharField(source="case_manager.full_name", default=None, allow_null=True)
    next_action = serializers.SerializerMethodField()

    @extend_schema_field(NextActionSerializer(allow_null=True))
    def get_next_action(self, room: WithNextAction) -> object:
        return NextActionSerializer(room.open_actions[0]).data if room.open_actions else None


class OwnCollaborationSerializer(CollaborationSerializer):
    possible_stages = serializers.ListField(
        child=serializers.ChoiceField(choices=CollaborationStage.choices), help_text="Stages that can be set now."
    )


class CollaborationPageSerializer(PageSerializer):
    results = CollaborationSerializer(many=True)


class StageSerializer(StrictSerializer):
    """From the stage you have read to the new one; an agreement requires a type, an end a reason."""

    example = {"from_stage": "introduced", "to_stage": "in_contact"}
    from_stage = serializers.ChoiceField(choices=CollaborationStage.choices)
    to_stage = serializers.ChoiceField(choices=CollaborationStage.choices)
    agreement_type = serializers.ChoiceField(choices=AgreementType.choices, required=False)
    end_reason = serializers.ChoiceField(choices=EndReason.choices, required=False)
    comment = TextField(max_length=COMMENT_LENGTH, required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> Move:
        """The `Move` that is asked for."""
        if attrs["to_stage"] == CollaborationStage.AGREED and not attrs.get("agreement_type"):
            raise serializers.ValidationError({"agreement_type": _("Choose the type of agreement first.")})
        if attrs["to_stage"] == CollaborationStage.ENDED and not attrs.get("end_reason"):
            text = _("Choose a reason first: it helps us to make better introductions.")
            raise serializers.ValidationError({"end_reason": text})
        return Move(**attrs)


class MessageSerializer(ApiSerializer):
    """A message in the conversation. Files can be attached and downloaded only on the page."""

    example = {
        "text": TEXT,
        "author": "Kim Seoyeon",
        "company": "k3v9x2m4qa",
        "files": ["layout.pdf"],
    }
    author = serializers.CharField(source="author.full_name", default=None, allow_null=True)
    company = serializers.CharField(
        source="company.public_id", default=None, allow_null=True, help_text="The ID of the company; null for staff."
    )
    language = serializers.ChoiceField(choices=Language.choices)
    text = serializers.CharField()
    files = serializers.SerializerMethodField(help_text="The names of its files.")
    created_at = serializers.DateTimeField()

    def get_files(self, message: Message) -> list[str]:
        return [file.name for file in message.attachments.all()]


class MessagePageSerializer(PageSerializer):
    results = MessageSerializer(many=True)


class MessagePostSerializer(StrictSerializer):
    """A message to everyone in the room."""

    example = {"text": TEXT}
    text = TextField(max_length=MESSAGE_LENGTH)
    language = serializers.ChoiceField(choices=Language.choices)
