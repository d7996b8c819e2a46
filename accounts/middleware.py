"""What holds for the people who ask: the language they chose, and what they typed before they were signed out."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from accounts.resubmission.keeping import SESSION_KEY, answer_signed_out, forget, leads_to_sign_in, take_kept
from accounts.resubmission.returning import bring_back, offer_files_again

GetResponse = Callable[[HttpRequest], HttpResponse]
API = "/api/"


def user_language_middleware(get_response: GetResponse) -> GetResponse:
    """The interface speaks the language a person chose, whatever browser they sit at."""

    def activate_user_language(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language() or "en"
        return get_response(request)

    return activate_user_language


def kept_forms_middleware(get_response: GetResponse) -> GetResponse:
    """What a person sends after their session ended is kept, and is in its form again after they have signed in."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(API):
            return get_response(request)
        taken = take_kept(request) if request.method == "POST" and SESSION_KEY in request.session else []
        response = get_response(request)
        if leads_to_sign_in(request, response):
            if request.method == "POST" or request.headers.get("HX-Request"):
                response = answer_signed_out(request)
                forget(request, taken)  # what came of it is kept anew
            return response
        if request.method == "GET":
            return response if request.headers.get("HX-Request") else bring_back(request, response)
        if taken and 300 <= response.status_code < 400:
            forget(request, taken)
        elif taken:
            offer_files_again(request, response, taken)
        return response

    return answer
