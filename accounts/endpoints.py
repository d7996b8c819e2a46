"""The classes of the endpoints that ask for a token."""

from accounts.models import User
from accounts.scopes import TokenOfMember, TokenOfStaff
from rest.views import Endpoint


class MemberEndpoint(Endpoint):
    """For the person a token acts for."""

    permission_classes = [TokenOfMember]

    @property
    def person(self) -> User:
        """Whose token it is; permissions let nobody else this far."""
        user = self.request.user
        assert isinstance(user, User)  # noqa: S101
        return user


class StaffEndpoint(MemberEndpoint):
    """For staff's own programs."""

    permission_classes = [TokenOfStaff]
