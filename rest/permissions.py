"""Who may ask, where that needs no knowledge of people."""

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request


class Anybody(BasePermission):
    """Everybody may read."""

    def has_permission(self, request: Request, view: object) -> bool:  # noqa: ARG002
        return request.method in SAFE_METHODS
