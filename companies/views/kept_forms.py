"""Forms in which nothing typed is lost: not when it is wrong, not when the session ended, not when two edit at once."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.datastructures import MultiValueDict
from django_htmx.http import HttpResponseClientRedirect

from companies.forms.texts import Draftable
from companies.models import ProfileDraft
from companies.services.drafts import DraftPlace, find_draft, keep_draft

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

SEEN = "seen"
"""The hidden field with the fingerprint of what was stored when the form was shown."""
BUTTON = "then"
SESSION_KEY = "typed_before_signing_in"
MOST_KEPT = 60_000
"""Characters kept for somebody not signed in: three of our longest forms."""


def keep_typed(view: View[P]) -> View[P]:
    """Outermost on a form's view: what a person sends after their session ended waits until they are back."""

    @wraps(view)
    def stash_or_go_on(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            fields = raw_fields(request.POST)
            if sum(len(text) for texts in fields.values() for text in texts) <= MOST_KEPT:
                request.session[SESSION_KEY] = {"path": request.path, "fields": fields}
            if request.headers.get("HX-Request"):  # a whole page has no place inside the fragment that asked
                return HttpResponseClientRedirect(redirect_to_login(request.path).url)
        return view(request, *args, **kwargs)

    return stash_or_go_on


def raw_fields(data: QueryDict, **changes: str) -> dict[str, list[str]]:
    """What was typed, by field, with `changes` in place of what was sent."""
    fields = {name: [str(text) for text in texts] for name, texts in data.lists()}
    fields.pop("csrfmiddlewaretoken", None)
    fields.pop(BUTTON, None)
    return fields | {name: [text] for name, text in changes.items()}


def typed_before(request: HttpRequest, place: DraftPlace) -> ProfileDraft | None:
    """What this person left in this form: before signing in again, or as a draft."""
    stash = request.session.get(SESSION_KEY)
    if stash and stash["path"] == request.path:
        del request.session[SESSION_KEY]
        return keep_draft(place, fields=stash["fields"])
    return find_draft(place)


def form_of_draft(draft: ProfileDraft | None, form_class: type[BaseForm], **arguments: Any) -> Any:
    """The form as the draft left it, without judging it; a fresh one without a draft."""
    if draft is None:
        return form_class(**arguments)
    data: MultiValueDict[str, str] = MultiValueDict({name: list(texts) for name, texts in draft.fields.items()})
    form = form_class(data, **arguments)
    if isinstance(form, Draftable):
        form.is_draft = True
    return form


def seen_in(draft: ProfileDraft | None, current: str) -> str:
    """The fingerprint a form should carry: the draft's own, so that an edit made since then is noticed."""
    return str(draft.fields.get(SEEN, [current])[0]) if draft else current
