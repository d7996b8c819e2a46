"""How much and how often anybody may send: a body over its limit is not read, and an address has its rate.

The API counts for itself, see `rest.throttles`; static files and health are answered before anybody counts.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from rest_framework.throttling import SimpleRateThrottle

from companies.services import logos
from events.services import pictures
from exchange.tables.tables import MAX_FILE_BYTES
from notifications.errors import TooMuchMailError
from partnerships.models import LARGEST_FILE
from partnerships.services.files import MOST_FILES
from rest.callers import caller_of
from rest.queries import count_request
from sgbc.errors import API, too_large, too_many_requests, too_much_mail

GetResponse = Callable[[HttpRequest], HttpResponse]
UPLOADS: Mapping[str, int] = {
    "companies:own_logo": logos.LIMITS.most_bytes,
    "events:event_picture_edit": pictures.LIMITS.most_bytes,
    "exchange:import_list": MAX_FILE_BYTES,
    "partnerships:message_post": MOST_FILES * LARGEST_FILE,
}
"""What the files of a form may be together; the rest of the form has the common limit besides."""
SEARCHES = frozenset({"directory:company_list", "directory:project_list", "companies:own_join"})
UNCOUNTED_POSTS = frozenset({"notifications:unsubscribe", "notifications:resubscribe"})
"""Mail providers send these for all their readers from few addresses (RFC 8058); they leave nothing behind."""
SHORTEST_WINDOW = 10
"""Seconds: a page with its fragments comes at once, so a rate a second holds on average over these."""


class LimitsMiddleware:
    """Before anything reads the body or looks for a session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length_of(request) > _largest_body(request):
            return _in_their_language(request, too_large)
        if not request.path_info.startswith(API) and (seconds := _seconds_to_wait(request, "page")):
            return _in_their_language(request, lambda asked: too_many_requests(asked, seconds=seconds))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, _kwargs: object) -> HttpResponse | None:
        """By now it is known which page and who; still before the body of a form is read."""
        route = request.resolver_match.view_name if request.resolver_match else ""
        seconds = 0
        if request.method in ("GET", "HEAD") and request.GET and route in SEARCHES:
            seconds = _seconds_to_wait(request, "search")
        elif _is_visitors_post(request, route):
            seconds = _seconds_to_wait(request, "visitor_post")
        return too_many_requests(request, seconds=seconds) if seconds else None

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponse | None:
        return too_much_mail(error) if isinstance(error, TooMuchMailError) else None


def _is_visitors_post(request: HttpRequest, route: str) -> bool:
    if request.method != "POST" or request.path_info.startswith(API) or route in UNCOUNTED_POSTS:
        return False
    return not request.user.is_authenticated


def _length_of(request: HttpRequest) -> int:
    """What the body is said to have; a server passes on no more, and `sgbc.wsgi` counts what comes without a length."""
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(length) if length.isascii() and length.isdecimal() else 0


def _largest_body(request: HttpRequest) -> int:
    """Files are for people who are signed in: who shows no session sends none."""
    usual: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return usual
    return usual + UPLOADS.get(_route_of(request), 0)


def _route_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _seconds_to_wait(request: HttpRequest, name: str) -> int:
    """Count one more of this kind from this address; 0 while it may go on, and where there is no limit."""
    number, period = SimpleRateThrottle.parse_rate(None, settings.PAGE_RATES[name])  # type: ignore[arg-type]
    if not number or not period:
        return 0
    window = max(period, SHORTEST_WINDOW)
    now, length = timezone.now(), timedelta(seconds=window)
    count, since = count_request(f"{name}:{caller_of(request)}", now=now, window=length)
    if count <= number * window // period:
        return 0
    return max(1, round((since + length - now).total_seconds()))


def _in_their_language(request: HttpRequest, answer: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """Nobody has looked yet which language this browser speaks."""
    with translation.override(translation.get_language_from_request(request)):
        return answer(request)
