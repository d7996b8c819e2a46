"""Request bodies that say only what they may."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses members it does not know and those that are read only, so that nothing is dropped in silence."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            writable = {name for name, field in self.fields.items() if not field.read_only}
            unknown = sorted(set(data) - writable)
            if unknown:
                raise serializers.ValidationError({name: _refusal() for name in unknown})
        return super().to_internal_value(data)


def _refusal() -> list[Any]:
    text = _("This member cannot be set here. Leave it out.")
    return [serializers.ErrorDetail(text, code="unknown")]


class TextField(serializers.CharField):
    """A text as PostgreSQL can hold it; line ends are one character."""

    def to_internal_value(self, data: Any) -> str:
        text: str = super().to_internal_value(data)
        return text.replace("\r\n", "\n")
