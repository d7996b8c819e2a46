"""Every error as a problem (RFC 9457): what, where in the request, and what to do, in the reader's language."""

import logging
import math
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, status
from rest_framework.response import Response

from jobs.outages import SECONDS_TO_WAIT, is_outage
from rest.errors import BodyTooLargeError, PreconditionFailedError
from values.errors import ChangedMeanwhileError

logger = logging.getLogger(__name__)
PROBLEM = "application/problem+json"
TITLES = {
    400: gettext_lazy("The request cannot be read"),
    401: gettext_lazy("Token required"),
    403: gettext_lazy("This token does not have permission"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("Method not allowed"),
    406: gettext_lazy("Responses are available as JSON only"),
    409: gettext_lazy("Not possible in this state"),
    412: gettext_lazy("Changed in the meantime"),
    413: gettext_lazy("The request is too large"),
    415: gettext_lazy("Send JSON"),
    422: gettext_lazy("Please check the following"),
    428: gettext_lazy("If-Match required"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("Something went wrong on our side"),
    503: gettext_lazy("Not available at the moment"),
}
DETAILS = {
    404: gettext_lazy("There is nothing at this address that you have access to. Check the address."),
    500: gettext_lazy("The error has been recorded, and nothing was changed. Try again later."),
    503: gettext_lazy("Our database is not responding. Wait for the time given in Retry-After, then try again."),
}


class QueryRefusedError(exceptions.ValidationError):
    """Parameters of the address that mean nothing; `detail` is by parameter."""


def answer_problem(error: Exception, context: Mapping[str, object]) -> Response:
    """The answer to an error raised in an endpoint: DRF's EXCEPTION_HANDLER.

    The view's `error_statuses` name the status of each domain error; anything unknown is logged and answered 500,
    an outage of the database 503.
    """
    known = _as_api_exception(error, getattr(context.get("view"), "error_statuses", {}))
    if known is None and is_outage(error):
        logger.error("The database does not answer", exc_info=error)
        return make_outage_problem()
    if known is None:
        logger.error("An endpoint failed", exc_info=error)
        return make_problem(500, code="server_error")
    return _answer(known, _changes_in(error, known))


def _as_api_exception(
    error: Exception, error_statuses: Mapping[type[Exception], type[exceptions.APIException]]
) -> exceptions.APIException | None:
    if isinstance(error, exceptions.APIException):
        return error
    if isinstance(error, Http404):
        return exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(error, RequestDataTooBig):
        return BodyTooLargeError()
    kind = next((error_statuses[cls] for cls in type(error).__mro__ if cls in error_statuses), None)
    return None if kind is None else kind(str(error))


def _changes_in(error: Exception, answer: exceptions.APIException) -> list[dict[str, str]]:
    """What changed since it was read, each at the member that said what was read, or at nothing: If-Match said it."""
    if not isinstance(error, ChangedMeanwhileError):
        return []
    place = {} if isinstance(answer, PreconditionFailedError) else {"pointer": f"/{error.member}"}
    return [{**place, "code": change.code, "detail": change.text} for change in error.changes]


def _answer(error: exceptions.APIException, changes: list[dict[str, str]]) -> Response:
    if isinstance(error, exceptions.ValidationError):
        return _answer_invalid(error)
    code = getattr(error.detail, "code", error.default_code)
    response = make_problem(error.status_code, code=str(code), detail=_detail_of(error), errors=changes)
    if header := getattr(error, "auth_header", None):
        response["WWW-Authenticate"] = header
    if (seconds := getattr(error, "wait", None)) is not None:
        response["Retry-After"] = str(max(1, math.ceil(seconds)))
    return response


def _detail_of(error: exceptions.APIException) -> str:
    own = {
        exceptions.ParseError: _(
            "This is not JSON as defined by RFC 8259. Check for a missing bracket or quotation mark."
        ),
        exceptions.NotAuthenticated: _(
            "Send a token in the header “Authorization: Bearer sgbc_…”. You can create one at /me/tokens/."
        ),
        exceptions.PermissionDenied: _("The token’s scope or its owner’s role does not allow this."),
        exceptions.MethodNotAllowed: _("This address does not support that method."),
        exceptions.NotAcceptable: _("Ask for application/json."),
        exceptions.UnsupportedMediaType: _("Send the body as application/json."),
        exceptions.Throttled: _("Too many requests. Wait for the time given in Retry-After."),
    }
    return own.get(type(error)) or str(DETAILS.get(error.status_code) or error.detail)


def _answer_invalid(error: exceptions.ValidationError) -> Response:
    place = "parameter" if isinstance(error, QueryRefusedError) else "pointer"
    errors = [
        {place: path.strip("/") if place == "parameter" else path, "code": str(entry.code), "detail": str(entry)}
        for path, entry in _flatten(error.detail, "")
    ]
    return make_problem(
        422, code="invalid", detail=_("Nothing was changed. See below for what to correct."), errors=errors
    )


def _flatten(detail: Any, path: str) -> Iterator[tuple[str, exceptions.ErrorDetail]]:
    """Each message with the JSON pointer (RFC 6901) of the value it is about."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            at = path if name == "non_field_errors" else f"{path}/{_escape(str(name))}"
            yield from _flatten(inner, at)
    elif isinstance(detail, list) and all(isinstance(entry, str) for entry in detail):
        yield from ((path, entry) for entry in detail)
    elif isinstance(detail, list):
        for position, inner in enumerate(detail):
            yield from _flatten(inner, f"{path}/{position}")
    else:
        yield path, detail


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def make_outage_problem() -> Response:
    response = make_problem(503, code="unavailable")
    response["Retry-After"] = str(SECONDS_TO_WAIT)
    return response


def make_problem(
    status_code: int, *, code: str, detail: str = "", errors: list[dict[str, str]] | None = None
) -> Response:
    body: dict[str, object] = {
        "type": "about:blank",
        "title": str(TITLES.get(status_code) or HTTPStatus(status_code).phrase),
        "status": status_code,
        "code": code,
        "detail": detail or str(DETAILS.get(status_code, "")),
    }
    if errors:
        body["errors"] = errors
    return Response(body, status=status_code, content_type=PROBLEM, exception=status.is_server_error(status_code))
