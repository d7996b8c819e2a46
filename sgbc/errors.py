"""What stands where a page cannot: the same page, with words for each reason, for whole pages and fragments alike.

Django names the arguments of these views; what the exception says is nobody's business.
"""

import sys

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE, REASON_NO_REFERER
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import get_language
from django.views.decorators.csrf import requires_csrf_token
from rest_framework.renderers import JSONRenderer

from accounts.resubmission.keeping import answer_outdated
from jobs.outages import SECONDS_TO_WAIT, is_outage
from notifications.errors import TooMuchMailError
from rest.errors import BodyTooLargeError
from rest.problems import PROBLEM, make_outage_problem, make_problem

PAGE = "error.html"
API = "/api/"
LONGEST_ATTEMPT_WINDOW = 60  # seconds: all the rates of the sign-in that end in a page of their own are for a minute


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """What could not be read may have broken the request itself: nothing of it is looked at again."""
    return _render_alone("bad_request", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Whatever failed may fail again: no request, no context processors, no database.

    An outage of the database is no error of ours, wherever it showed: in a view, in a middleware, in a template.
    """
    if not is_outage(sys.exc_info()[1]):
        return _render_alone("server_error", status=500)
    if request.path_info.startswith(API):
        response = HttpResponse(JSONRenderer().render(make_outage_problem().data), PROBLEM, 503)
    else:
        response = _render_alone("unavailable", status=503)
    response["Retry-After"] = str(SECONDS_TO_WAIT)
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    """Of what was sent nothing was read."""
    if request.path_info.startswith(API):
        problem = make_problem(413, code=BodyTooLargeError.default_code, detail=str(BodyTooLargeError.default_detail))
        return HttpResponse(JSONRenderer().render(problem.data), PROBLEM, 413)
    return _render_alone("too_large", status=413)


def too_many_requests(_request: HttpRequest, *, seconds: int) -> HttpResponse:
    return _come_back("too_many_requests", seconds=seconds)


def too_many_attempts(request: HttpRequest) -> HttpResponse:
    """What django-allauth asks for, by the name of `handler429`, once somebody tried too often."""
    return too_many_requests(request, seconds=LONGEST_ATTEMPT_WINDOW)


def too_much_mail(refusal: TooMuchMailError) -> HttpResponse:
    return _come_back("too_much_mail", seconds=3600 * refusal.hours, words=str(refusal))


def _come_back(reason: str, *, seconds: int, words: str = "") -> HttpResponse:
    response = _render_alone(reason, status=429, seconds=seconds, words=words)
    response["Retry-After"] = str(seconds)
    return response


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return render(request, PAGE, {"reason": "permission_denied", "shell": "base.html"}, status=403)


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return render(request, PAGE, {"reason": "page_not_found", "shell": "base.html"}, status=404)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that may not have come from us; `reason` is one of Django's.

    One of ours that was opened before its reader signed in anew is shown again, as it was typed.
    """
    if reason != REASON_NO_CSRF_COOKIE and (page := answer_outdated(request)):
        return page
    context = {
        "reason": "csrf_failure",
        "shell": "base.html",
        "has_no_cookie": reason == REASON_NO_CSRF_COOKIE,
        "has_no_referer": reason == REASON_NO_REFERER,
    }
    return render(request, PAGE, context, status=403)


def _render_alone(reason: str, *, status: int, **context: object) -> HttpResponse:
    page = get_template(PAGE).render({"reason": reason, "shell": "_error_shell.html", **context})
    return HttpResponse(page, status=status, headers={"Content-Language": get_language() or "en"})
