"""Who asks: a program that shows a token of the person it acts for."""

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed

from accounts.models import ApiToken, User
from accounts.services.tokens import note_use


class BearerAuthentication(TokenAuthentication):  # type: ignore[misc]  # knox has no types
    """`Authorization: Bearer sgbc_…`. A missing token leaves a visitor; a wrong, expired or revoked one is refused."""

    def authenticate_credentials(self, token: bytes) -> tuple[User, ApiToken]:
        try:
            user, found = super().authenticate_credentials(token)
        except (UnicodeDecodeError, AuthenticationFailed) as error:
            raise AuthenticationFailed(
                _(
                    "This token is not valid: it is wrong, has expired or has been revoked. Create a new one "
                    "on your “API tokens” page."
                )
            ) from error
        note_use(found)
        return user, found

    def _cleanup_token(self, auth_token: ApiToken) -> bool:
        """An expired token opens nothing; its owner still sees it on the page."""
        return auth_token.is_expired


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = BearerAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:  # noqa: ARG002 - the library's signature
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token created on the page /me/tokens/: `Authorization: Bearer sgbc_…`.",
        }
