"""The fields that requests and answers about profiles are made of."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from rest.serializers import ApiSerializer
from taxonomy.concepts import load_taxonomy
from taxonomy.languages import ISO_639_1
from taxonomy.vocabulary import PEER_TYPES, CooperationRole, CooperationType
from values.errors import NaceClassError
from values.industry import read_nace_class


class LanguageCodeField(serializers.RegexField):
    """ISO 639-1, such as `ko`."""

    def __init__(self) -> None:
        super().__init__(r"^[a-z]{2}$", max_length=2)

    def to_internal_value(self, data: str) -> str:
        code: str = super().to_internal_value(data)
        if code not in ISO_639_1:
            raise serializers.ValidationError(_("Write languages as two-letter ISO 639-1 codes, for example ko."))
        return code


class NaceClassField(serializers.CharField):
    """A class of NACE Rev. 2, such as `38.32`."""

    def __init__(self) -> None:
        super().__init__(max_length=60)

    def to_internal_value(self, data: str) -> str:
        try:
            return read_nace_class(super().to_internal_value(data))
        except NaceClassError as error:
            raise serializers.ValidationError(str(error)) from error


class ConceptCodeField(serializers.CharField):
    """A code of /concepts/."""

    def __init__(self) -> None:
        super().__init__(max_length=60)

    def to_internal_value(self, data: str) -> str:
        code: str = super().to_internal_value(data)
        if code not in load_taxonomy():
            raise serializers.ValidationError(_("No concept has this code. Look it up in the list of concepts."))
        return code


class CooperationSerializer(ApiSerializer):
    """A type of cooperation and the role of the company in it; peer only in joint research and joint ventures."""

    type = serializers.ChoiceField(choices=CooperationType.choices)
    role = serializers.ChoiceField(choices=CooperationRole.choices)

    def validate(self, attrs: dict[str, object]) -> dict[str, object]:
        if attrs["role"] == CooperationRole.PEER and attrs["type"] not in PEER_TYPES:
            raise serializers.ValidationError(
                {
                    "role": _(
                        "An equal partner is possible in joint research and joint ventures only. Choose provider "
                        "or seeker."
                    )
                }
            )
        return attrs
