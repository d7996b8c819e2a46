"""The interface speaks the language a person chose, whatever browser they sit at."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation


def user_language_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def activate_user_language(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language() or "en"
        return get_response(request)

    return activate_user_language
