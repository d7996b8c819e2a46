"""An example of every body: what its serializer says in `example`, by member, and the rest by the members' kind."""

from typing import Any

from rest_framework import serializers

ID = "k3v9x2m4qa"
MOMENT = "2026-11-24T09:30:00.000000+01:00"
PROBLEM_CODES = {
    400: "parse_error",
    401: "not_authenticated",
    403: "permission_denied",
    404: "not_found",
    406: "not_acceptable",
    409: "conflict",
    412: "precondition_failed",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid",
    428: "precondition_required",
    429: "throttled",
    500: "server_error",
}
KINDS: dict[type[serializers.Field[Any, Any, Any, Any]], Any] = {
    serializers.DateTimeField: MOMENT,
    serializers.DateField: "2026-12-01",
    serializers.BooleanField: False,
    serializers.DictField: {},
}


def example_of(serializer: Any, *, is_request: bool) -> Any:
    """Raises LookupError for a member of which nobody can tell what it looks like."""
    if isinstance(serializer, serializers.ListSerializer):
        return [example_of(serializer.child, is_request=is_request)]
    words: dict[str, object] = getattr(serializer, "example", {})
    return {
        name: words[name] if name in words else _example_of_field(field, is_request=is_request)
        for name, field in serializer.fields.items()
        if name in words or field.required or not is_request
    }


def _example_of_field(field: Any, *, is_request: bool) -> Any:
    if isinstance(field, serializers.BaseSerializer):
        return example_of(field, is_request=is_request)
    if isinstance(field, serializers.ListField):
        return [_example_of_field(field.child, is_request=is_request)]
    if isinstance(field, serializers.ChoiceField):
        return "" if field.allow_blank else next(iter(field.choices))
    return _example_of_value(field)


def _example_of_value(field: Any) -> Any:
    if field.field_name == "id":
        return ID
    for kind, value in KINDS.items():
        if isinstance(field, kind):
            return None if field.allow_null else value
    if getattr(field, "allow_null", False):
        return None
    if getattr(field, "allow_blank", False):
        return ""
    raise LookupError(f"{type(field.parent).__name__}.{field.field_name} has no example.")


def example_problem(status: int, title: str) -> dict[str, object]:
    problem: dict[str, object] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "code": PROBLEM_CODES[status],
    }
    if status != 422:
        return problem | {"detail": ""}
    errors = [{"pointer": "/trl", "code": "max_value", "detail": "Ensure this value is less than or equal to 9."}]
    return problem | {"detail": "Nothing was changed. See what to correct.", "errors": errors}
