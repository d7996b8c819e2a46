"""What the OpenAPI description says about every endpoint without each saying it."""

from typing import Any, Literal

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import force_instance
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from rest.examples import example_of, example_problem
from rest.permissions import Anybody
from rest.problems import PROBLEM, TITLES
from rest.serializers import ApiSerializer, TextField


class ErrorSerializer(ApiSerializer):
    """One thing to correct in the request."""

    pointer = serializers.CharField(required=False, help_text="JSON pointer to the field in the body.")
    parameter = serializers.CharField(required=False, help_text="The query parameter.")
    code = serializers.CharField(help_text="The same in every language.")
    detail = serializers.CharField(help_text="What is wrong and what to do, in the language of Accept-Language.")


class ProblemSerializer(ApiSerializer):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField(allow_blank=True)
    errors = ErrorSerializer(many=True, required=False)  # type: ignore[assignment]  # a member of the answer


LANGUAGE = OpenApiParameter(
    "Accept-Language", str, OpenApiParameter.HEADER, description="Language of messages: en, fr, de or ko."
)
KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
    OpenApiParameter.HEADER,
    description="For 24 hours, the same key with the same body gets the same response and takes effect only once.",
)
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag you received, or *."
)


TOO_LONG = {
    "414": {
        "description": "The address is too long (RFC 9110, 15.5.15). The web server refuses it before the API sees it.",
        "content": {
            "text/html": {"schema": {"type": "string"}, "examples": {"example": {"value": "<h1>URI Too Long"}}}
        },
    }
}

# What values.text leaves out, as far as an expression of the description can name it.
INVISIBLE = (
    r"\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
)


def problems(*status_codes: int) -> dict[tuple[int, str], OpenApiResponse]:
    """The answers with these statuses."""
    return {(code, PROBLEM): OpenApiResponse(ProblemSerializer, description=str(TITLES[code])) for code in status_codes}


class TextFieldSchema(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """What a text may be: no NUL, and more than blanks unless it may be empty."""

    target_class = TextField
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, object]:
        told: dict[str, object] = auto_schema._map_serializer_field(self.target, direction, bypass_extensions=True)
        if direction == "request":
            is_told_by_length = self.target.allow_blank or self.target.min_length
            told["pattern"] = r"^[^\u0000]*$" if is_told_by_length else rf"^[^\u0000]*[^\s{INVISIBLE}][^\u0000]*$"
        return told


Parameters = OpenApiParameter | serializers.Serializer[object] | type[serializers.Serializer[object]]


class EndpointSchema(AutoSchema):
    """Adds the errors that follow from what an endpoint is, and the headers that follow from its method."""

    def get_override_parameters(self) -> list[Parameters]:
        own = {"POST": [KEY], "PATCH": [IF_MATCH]}.get(self.method, [])
        own = [*own, IF_MATCH] if self._is_decision() else own
        return [*super().get_override_parameters(), LANGUAGE, *own]

    def get_auth(self) -> list[dict[str, list[str]]]:
        """Where everybody may read a token is not needed, only looked at."""
        ways: list[dict[str, list[str]]] = super().get_auth()
        return [*ways, {}] if Anybody in self.view.permission_classes else ways

    def _get_examples(
        self,
        serializer: object,
        direction: Literal["request", "response"],
        media_type: str,
        status_code: str | None = None,
        extras: object = None,
    ) -> object:
        """Every body has one; a problem is told by its status."""
        found: object = super()._get_examples(  # type: ignore[no-untyped-call]
            serializer, direction, media_type, status_code, extras
        )
        serializer = force_instance(serializer)  # type: ignore[no-untyped-call]
        if found or not isinstance(serializer, serializers.BaseSerializer):
            return found
        return {"example": {"value": self._example_of(serializer, direction, status_code)}}

    def _example_of(
        self, serializer: serializers.BaseSerializer[object], direction: str, status_code: str | None
    ) -> object:
        if isinstance(serializer, ProblemSerializer) and status_code:
            return example_problem(int(status_code), str(TITLES[int(status_code)]))
        return example_of(serializer, is_request=direction == "request")

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> dict[str, object]:
        bodies = super()._get_response_bodies(direction)
        for (code, _media), answer in problems(*self._error_codes()).items():
            told: object = self._get_response_for_code(  # type: ignore[no-untyped-call]
                answer, str(code), [PROBLEM], direction
            )
            bodies.setdefault(str(code), told)
        return bodies | TOO_LONG

    def _error_codes(self) -> set[int]:
        codes = {406, 422, 429, 500}
        if Anybody not in self.view.permission_classes:
            codes |= {401, 403}
        else:
            codes |= {401}
        if "{" in self.path or self.method == "GET":
            codes |= {404}
        codes |= {"POST": {400, 409, 413, 415}, "PATCH": {400, 409, 412, 413, 415, 428}}.get(self.method, set())
        return codes | ({412, 428} if self._is_decision() else set())

    def _is_decision(self) -> bool:
        return self.method == "POST" and getattr(self.view, "needs_match", False)
