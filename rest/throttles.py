"""How often one may ask: per token, and per address for visitors; counted where all processes see it."""

from abc import abstractmethod
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from rest.callers import caller_of
from rest.queries import count_request


class _Throttle(SimpleRateThrottle):
    """So many requests in a window that begins with the first of them."""

    scope: str
    num_requests: int
    duration: int
    seconds_left = 0.0

    def get_rate(self) -> str:
        rates: dict[str, str] = settings.API_RATES
        return rates[self.scope]

    def allow_request(self, request: Request, view: object) -> bool:  # noqa: ARG002
        caller = self.count_for(request)
        if caller is None:
            return True
        now, window = timezone.now(), timedelta(seconds=self.duration)
        count, since = count_request(caller, now=now, window=window)
        self.seconds_left = (since + window - now).total_seconds()
        return count <= self.num_requests

    @abstractmethod
    def count_for(self, request: Request) -> str | None:
        """Whose requests are counted together; None for one that this throttle lets pass uncounted."""

    def wait(self) -> float:
        return self.seconds_left


class VisitorThrottle(_Throttle):
    """Requests without a token, by network address."""

    scope = "visitor"

    def count_for(self, request: Request) -> str | None:
        if request.auth is not None:
            return None
        return f"visitor:{caller_of(request)}"


class TokenThrottle(_Throttle):
    scope = "token"

    def count_for(self, request: Request) -> str | None:
        token = request.auth
        return f"token:{token.pk[:64]}" if token is not None else None
