from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import services
from accounts.forms import LanguageForm
from values.links import is_own_path


@require_POST
def language_set(request: HttpRequest) -> HttpResponse:
    """Switch the language and stay on the page; a signed-in person keeps the choice everywhere."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("Choose one of the four languages."))
    language, target = form.cleaned_data["language"], form.cleaned_data["next"]
    if request.user.is_authenticated:
        services.set_language(request.user, language=language)
    is_ours = is_own_path(target, host=request.get_host(), is_secure=request.is_secure())
    response = redirect(target if is_ours else "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )
    return response
