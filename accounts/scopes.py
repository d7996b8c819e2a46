"""What a token may do: read, change, or staff's work."""

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from accounts.models import ApiToken, TokenScope, User


class TokenOfMember(BasePermission):
    """A token that may read; to change something, one that may write."""

    def has_permission(self, request: Request, view: object) -> bool:  # noqa: ARG002
        return _allows(request, TokenScope.READ if request.method in SAFE_METHODS else TokenScope.WRITE)


class TokenOfStaff(BasePermission):
    """A token for staff's work, while its owner is staff."""

    def has_permission(self, request: Request, view: object) -> bool:  # noqa: ARG002
        return isinstance(request.user, User) and request.user.is_reviewer and _allows(request, TokenScope.STAFF)


def _allows(request: Request, scope: str) -> bool:
    token = request.auth
    return isinstance(token, ApiToken) and token.allows(scope)
