"""What a person sends after their session ended waits in their browser until they have signed in again."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

BUTTON = "then"
SESSION_KEY = "typed_before_signing_in"
MOST_KEPT = 60_000
"""Characters kept for somebody not signed in: three of our longest forms."""


def resume_after_sign_in(view: View[P]) -> View[P]:
    """Outermost on a form's view: what a visitor sends is kept for `take_resubmission`."""

    @wraps(view)
    def keep_or_go_on(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            _keep(request)
            if request.headers.get("HX-Request"):  # a whole page has no place inside the fragment that asked
                return HttpResponseClientRedirect(redirect_to_login(request.path).url)
        return view(request, *args, **kwargs)

    return keep_or_go_on


def _keep(request: HttpRequest) -> None:
    fields = raw_fields(request.POST)
    if sum(len(text) for texts in fields.values() for text in texts) <= MOST_KEPT:
        request.session[SESSION_KEY] = {"path": request.path, "fields": fields}
        if not request.headers.get("HX-Request"):
            messages.info(request, _("You were signed out meanwhile. Sign in again: what you typed is kept."))


def raw_fields(data: QueryDict, **changes: str) -> dict[str, list[str]]:
    """What was typed, by field, with `changes` in place of what was sent."""
    fields = {name: [str(text) for text in texts] for name, texts in data.lists()}
    fields.pop("csrfmiddlewaretoken", None)
    fields.pop(BUTTON, None)
    return fields | {name: [text] for name, text in changes.items()}


def take_resubmission(request: HttpRequest) -> dict[str, list[str]] | None:
    """What was sent to this very page before signing in, once; None when there is nothing."""
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[SESSION_KEY]
    fields: dict[str, list[str]] = kept["fields"]
    return fields
