"""`Idempotency-Key`: the same request sent twice does its work once."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps

from django.db import transaction
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from rest.errors import KeyReusedError, MalformedKeyError, UnprocessableError
from rest.models import IdempotencyRecord
from rest.services import claim_key, record_response
from rest.views import Endpoint

HEADER = "Idempotency-Key"
KEPT_HEADERS = ("ETag", "Location")
Handler = Callable[..., Response]


def idempotent(handler: Handler) -> Handler:
    """The answer is kept for a day in the transaction of the work, so both happen or neither.

    A second request with the key waits for the first. A refused request changed nothing and keeps no answer.
    """

    @wraps(handler)
    def answer_once(view: Endpoint, request: Request, **kwargs: str) -> Response:
        key = request.headers.get(HEADER)
        if key is None:
            return handler(view, request, **kwargs)
        if not (0 < len(key) <= 255 and key.isascii() and key.isprintable()):
            raise MalformedKeyError
        with transaction.atomic():
            row, is_answered = _claim(view, request, key)
            return _repeat(row) if is_answered else _keep(row, handler(view, request, **kwargs))

    return answer_once


def _claim(view: Endpoint, request: Request, key: str) -> tuple[IdempotencyRecord, bool]:
    digest = hashlib.sha256(request._request.body).hexdigest()
    user_id: int = view.request.user.pk or 0
    try:
        return claim_key(user_id, key=key, route=request.path, body_digest=digest)
    except KeyReusedError as error:
        raise UnprocessableError(str(error), code="idempotency_key_reused") from error


def _keep(row: IdempotencyRecord, response: Response) -> Response:
    headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    body = JSONRenderer().render(response.data).decode()
    record_response(row, status=response.status_code, body=body, headers=headers)
    return response


def _repeat(row: IdempotencyRecord) -> Response:
    headers = row.headers | {"Idempotent-Replayed": "true"}
    return Response(json.loads(row.body), status=row.status, headers=headers)
