"""What holds for every request and every answer, whatever app they belong to."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict

from values.text import clean_text, is_storable, replace_unstorable

API = "/api/"
PAGE_METHODS = ("GET", "HEAD", "OPTIONS", "POST")
GetResponse = Callable[[HttpRequest], HttpResponse]
NOTHING_ALLOWED = (
    *("accelerometer", "camera", "geolocation", "gyroscope"),
    *("magnetometer", "microphone", "payment", "usb"),
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in NOTHING_ALLOWED)


def clean_input_middleware(get_response: GetResponse) -> GetResponse:
    """What no database can store comes no further: it is left out of texts, and no address is found with it."""

    def clean_and_go_on(request: HttpRequest) -> HttpResponse:
        request.path_info = replace_unstorable(request.path_info)
        request.COOKIES = {name: clean_text(value) for name, value in request.COOKIES.items()}
        request.GET = _cleaned(request.GET)  # type: ignore[assignment]  # as unchangeable as before
        if request.method == "POST" and not request.path_info.startswith(API):  # which reads its bodies by itself
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]
        return get_response(request)

    return clean_and_go_on


def page_methods_middleware(get_response: GetResponse) -> GetResponse:
    """Pages are read and sent forms, whatever else a library's view would take for either.

    Whoever counts, keeps or repeats what is sent looks at POST alone, so that nothing may be done by another method.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method in PAGE_METHODS or request.path_info.startswith(API):
            return get_response(request)
        return HttpResponseNotAllowed(PAGE_METHODS)

    return answer


def private_pages_middleware(get_response: GetResponse) -> GetResponse:
    """Nothing that a signed-in person was shown is kept by a browser or a proxy, unless the view says how."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer


def permissions_policy_middleware(get_response: GetResponse) -> GetResponse:
    """No page of ours, and nothing framed in one, needs the senses of a device."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        return response

    return answer


def _cleaned(data: QueryDict) -> QueryDict:
    if all(is_storable(text) for name, texts in data.lists() for text in (name, *map(str, texts))):
        return data
    cleaned = QueryDict(mutable=True, encoding=data.encoding)
    for name, texts in data.lists():
        cleaned.setlist(clean_text(name), [clean_text(str(text)) for text in texts])
    cleaned._mutable = False
    return cleaned
