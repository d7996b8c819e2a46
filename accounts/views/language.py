from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import services
from accounts.forms.language import LanguageForm
from accounts.resubmission.keeping import ANCHOR, FROM_A_FORM, keep_along, keep_whole, page_of
from values.forms import Typed
from values.links import own_page


@require_POST
def language_set(request: HttpRequest) -> HttpResponse:
    """Switch the language and stay on the page, with all that was typed there.

    A signed-in person keeps the choice everywhere. Without scripts the choice stands in each form, too, and takes that
    one along.
    """
    if FROM_A_FORM in request.POST:
        return _switch(request, {"language": request.POST[FROM_A_FORM], "next": page_of(request)}, keep_whole)
    return _switch(request, request.POST, keep_along)


def _switch(request: HttpRequest, sent: Typed, keep: Callable[[HttpRequest, str], bool]) -> HttpResponse:
    form = LanguageForm(sent)
    if not form.is_valid():
        return HttpResponseBadRequest(_("Choose one of the four languages."))
    language, target = form.cleaned_data["language"], form.cleaned_data["next"]
    if request.user.is_authenticated:
        services.set_language(request.user, language=language)
    page = own_page(request, target) or "/"
    response = redirect(page + ANCHOR if keep(request, page) else page)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )
    return response
