"""Reading on from where one stopped: an opaque cursor that holds a moment and an id."""

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.utils.urls import remove_query_param, replace_query_param

from rest.pagination import LARGEST_PAGE, read_query
from rest.serializers import ApiSerializer, MomentField

Row = TypeVar("Row")
Found = tuple[datetime, str, Row | None]
THE_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


class CursorQuery(ApiSerializer):
    """Where to begin: after a cursor, or with what changed since a moment."""

    cursor = serializers.CharField(
        required=False, max_length=200, help_text="From the last response; takes precedence over modified_since."
    )
    modified_since = MomentField(required=False, help_text="ISO 8601; if left out, all changes from the beginning.")
    page_size = serializers.IntegerField(
        min_value=1, max_value=LARGEST_PAGE, default=LARGEST_PAGE, help_text="Changes per page, up to 100."
    )

    def validate_cursor(self, text: str) -> tuple[datetime, str]:
        return decode_cursor(text)


def encode_cursor(moment: datetime, public_id: str) -> str:
    return base64.urlsafe_b64encode(f"{moment.astimezone(UTC).isoformat()}|{public_id}".encode()).decode().rstrip("=")


def decode_cursor(text: str) -> tuple[datetime, str]:
    """Raises ValidationError for anything that `encode_cursor` did not make."""
    try:
        content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
        moment, _bar, public_id = content.partition("|")
        found = datetime.fromisoformat(moment)
        found.astimezone(UTC)  # overflows at either end of the calendar
    except (ValueError, OverflowError, binascii.Error) as error:
        raise _unknown() from error
    if found.tzinfo is None or "\0" in public_id:
        raise _unknown()
    return found, public_id


def serialize_changes(
    request: Request, kind: str, read: Callable[..., Sequence[Found[Row]]], show: Callable[[Row], tuple[bool, object]]
) -> dict[str, object]:
    """One page of changes.

    `read(moment, id, limit=…)` finds (moment, id, row) after a position, the row None when it was deleted; `show` says
    of a row whether it is public, and what it holds.
    """
    asked = read_query(CursorQuery(data=request.query_params.dict()))
    moment, public_id = asked.get("cursor", (asked.get("modified_since", THE_BEGINNING), ""))
    changes = read(moment, public_id, limit=asked["page_size"])
    if changes:
        moment, public_id, _row = changes[-1]
    cursor = encode_cursor(moment, public_id)
    is_full = len(changes) == asked["page_size"]
    results = [_serialize(change, kind, show) for change in changes]
    return {"cursor": cursor, "next": _next_address(request, cursor) if is_full else None, "results": results}


def _serialize(change: Found[Row], kind: str, show: Callable[[Row], tuple[bool, object]]) -> dict[str, object]:
    moment, public_id, row = change
    is_public, content = (False, None) if row is None else show(row)
    states = {"is_public": is_public, "is_deleted": row is None}
    return {"id": public_id, "modified_at": moment} | states | {kind: content}


def _next_address(request: Request, cursor: str) -> str:
    return replace_query_param(remove_query_param(request.build_absolute_uri(), "modified_since"), "cursor", cursor)


def _unknown() -> serializers.ValidationError:
    return serializers.ValidationError(_("This cursor is not valid. Start again with modified_since."))
