"""Is the portal well? For load balancers and containers; says nothing that a stranger may not know."""

import logging

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)
PATIENCE = 1.0  # seconds


@require_safe
@never_cache
def health(_request: HttpRequest) -> JsonResponse:
    """200 while the database answers, 503 when not; without the broker pages still work and work is only later."""
    states = {"database": _has_database(), "broker": _has_broker()}
    return JsonResponse(states, status=200 if states["database"] else 503)


def _has_database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
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
