"""How often one may ask: per token, and per address for visitors; counted in the cache all processes share."""

from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from accounts.models import ApiToken


class _Throttle(SimpleRateThrottle):
    scope: str

    def get_rate(self) -> str:
        rates: dict[str, str] = settings.API_RATES
        return rates[self.scope]


class VisitorThrottle(_Throttle):
    """Requests without a token, by network address."""

    scope = "visitor"

    def get_cache_key(self, request: Request, view: Any) -> str | None:  # noqa: ARG002
        if isinstance(request.auth, ApiToken):
            return None
        return f"api-visitor:{self.get_ident(request)}"


class TokenThrottle(_Throttle):
    scope = "token"

    def get_cache_key(self, request: Request, view: Any) -> str | None:  # noqa: ARG002
        token = request.auth
        return f"api-token:{token.pk}" if isinstance(token, ApiToken) else None
