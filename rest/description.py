"""The description of the API, drawn up once for each language a process is asked in: that takes more than a second."""

from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from rest_framework.request import Request

_kept: dict[tuple[str, bool], object] = {}


class KeptGenerator(SchemaGenerator):
    """Code alone decides what it says, so it stays the same until the process ends."""

    def get_schema(self, request: Request | None = None, public: bool = False) -> object:  # noqa: FBT001, FBT002 - theirs
        key = (get_language() or "en", public)
        if key not in _kept:
            _kept[key] = super().get_schema(request, public)  # type: ignore[no-untyped-call]
        return _kept[key]
