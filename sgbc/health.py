"""Is the portal well? For load balancers and containers; says nothing that a stranger may not know."""

import logging
from collections.abc import Callable

import redis
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobs.outages import SECONDS_TO_WAIT
from sgbc.database_waits import waiting_at_most

logger = logging.getLogger(__name__)
PATIENCE = 2.0  # seconds
ADDRESS = "/health/"
GetResponse = Callable[[HttpRequest], HttpResponse]


def health_middleware(get_response: GetResponse) -> GetResponse:
    """Health is answered before anybody looks for a session, which needs the database that is asked about."""

    def answer(request: HttpRequest) -> HttpResponse:
        return health(request) if request.path_info == ADDRESS else get_response(request)

    return answer


@require_safe
@never_cache
def health(_request: HttpRequest) -> JsonResponse:
    """200 while the database answers, 503 when not; without the broker pages still work and work is only later."""
    states = {"database": _has_database(), "broker": _has_broker()}
    if states["database"]:
        return JsonResponse(states)
    return JsonResponse(states, status=503, headers={"Retry-After": str(SECONDS_TO_WAIT)})


def _has_database() -> bool:
    try:
        with waiting_at_most(PATIENCE), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        logger.exception("The database does not answer")
        return False
    return True


def _has_broker() -> bool:
    try:
        client = redis.Redis.from_url(
            settings.CELERY_BROKER_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
        )
        return bool(client.ping())
    except redis.RedisError as error:
        logger.warning("The broker does not answer: %s", error)
        return False
