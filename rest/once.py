"""Forms sent twice do their work once: the second gets the answer to the first.

The once-only key of a form is its token against forged requests: every form has one, it is random, and it is drawn
anew for each page that is shown. A form sent again with other fields, from a page gone back to, is another form.
"""

import hashlib
from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rest.models import IdempotencyRecord
from rest.services import claim_key, record_response, release_key

API = "/api/"
ASK_FIRST = ("/login/", "/reauthenticate/")
"""Where a form is led whose sender has to show first who they are: it has not been taken yet."""
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
GetResponse = Callable[[HttpRequest], HttpResponse]

TOO_MUCH = 429
"""What was refused half-way, because there was too much of it, leaves nothing behind: no account without its mail."""


def once_middleware(get_response: GetResponse) -> GetResponse:
    """Innermost, around the view: the record of what was answered is written in the transaction of the work.

    A second sending waits for the first. What was refused, or only looked at, keeps no answer.
    """

    def answer_once(request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or request.path.startswith(API):
            return get_response(request)
        with transaction.atomic():
            claim = _claim(request)
            if claim is not None and claim.status is not None:
                return _repeat(request, claim)
            person_id = request.user.pk
            response = get_response(request)
            if response.status_code >= 500 or response.status_code == TOO_MUCH:
                transaction.set_rollback(True)
            elif claim is not None:
                _settle(claim, request, response, is_same_person=request.user.pk == person_id)
        return response

    return answer_once


def done(response: HttpResponse, *, page: str) -> HttpResponse:
    """Mark a page that shows a key this once: whoever sent the form twice is led to `page` instead."""
    response.page_when_repeated = page  # type: ignore[attr-defined]  # read by the middleware alone
    return response


def _claim(request: HttpRequest) -> IdempotencyRecord | None:
    """The row of this form, with its answer if it has come before; None for a form without a key."""
    if not (token := request.POST.get(TOKEN)):
        return None
    digest = _digest(request)
    key = hashlib.sha256(f"{token} {request.get_full_path()} {digest}".encode()).hexdigest()
    row, _is_answered = claim_key(request.user.pk, key=f"form {key}", route=request.path[:300], body_digest=digest)
    return row


def _digest(request: HttpRequest) -> str:
    """Of everything sent; browsers draw a new boundary between the parts for each sending."""
    digest = hashlib.sha256(repr(sorted(request.POST.lists())).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            if getattr(file, "is_kept", False):
                continue  # added from what is kept, and gone once the first of two has used it
            digest.update(repr((name, file.name, file.size)).encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()


def _settle(claim: IdempotencyRecord, request: HttpRequest, response: HttpResponse, *, is_same_person: bool) -> None:
    """Keep where the answer leads. Whoever signs in or out, or gets a cookie, needs an answer of their own."""
    location = str(response.headers.get("Location") or getattr(response, "page_when_repeated", ""))
    has_happened = getattr(request, "csrf_processing_done", False) and not urlsplit(location).path.endswith(ASK_FIRST)
    if location and has_happened and is_same_person and not response.cookies:
        record_response(claim, status=response.status_code, body="", headers={"Location": location})
    else:
        release_key(claim)


def _repeat(request: HttpRequest, claim: IdempotencyRecord) -> HttpResponse:
    if claim.status == 200:
        messages.info(
            request,
            _(
                "You sent this form twice. Only the first submission counted. If you did not see the token or "
                "secret, create a new one."
            ),
        )
    else:
        messages.info(request, _("You sent this form twice. Only the first submission counted."))
    return redirect(claim.headers["Location"])
