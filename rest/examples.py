"""An example of every body: what its serializer says in `example`, by member, and the rest by the members' kind."""

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
Field = serializers.Field[object, object, object, object]
KINDS: dict[type[object], object] = {
    serializers.DateTimeField: MOMENT,
    serializers.DateField: "2026-12-01",
    serializers.BooleanField: False,
    serializers.DictField: {},
}


def example_of(field: Field, *, is_request: bool) -> object:
    """What a serializer, or a member of one, may look like.

    Raises LookupError for a member of which nobody can tell.
    """
    if isinstance(field, serializers.ListSerializer | serializers.ListField) and field.child is not None:
        return [example_of(field.child, is_request=is_request)]
    if isinstance(field, serializers.Serializer):
        return _example_of_members(field, is_request=is_request)
    if isinstance(field, serializers.ChoiceField):
        return "" if field.allow_blank else next(iter(field.choices))
    return _example_of_value(field)


def _example_of_members(serializer: serializers.Serializer[object], *, is_request: bool) -> dict[str, object]:
    words: dict[str, object] = getattr(serializer, "example", {})
    return {
        name: words[name] if name in words else example_of(field, is_request=is_request)
        for name, field in serializer.fields.items()
        if name in words or field.required or not is_request
    }


def _example_of_value(field: Field) -> object:
    if field.field_name == "id":
        return ID
    for kind, value in KINDS.items():
        if isinstance(field, kind):
            return None if field.allow_null else value
    if field.allow_null:
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
