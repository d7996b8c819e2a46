"""The classes every endpoint derives from; who signs in with a token is the next app's question."""

from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework.exceptions import APIException, NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from rest.permissions import Anybody
from rest.throttles import TokenThrottle, VisitorThrottle


class Endpoint(APIView):
    """Speaks the language of Accept-Language and counts requests. Subclasses say who may: by itself it is closed."""

    throttle_classes = [VisitorThrottle, TokenThrottle]
    error_statuses: ClassVar[Mapping[type[Exception], type[APIException]]] = {}
    """The answer to each domain error that the services called here may raise."""
    needs_match: ClassVar[bool] = False
    """Whether what is POSTed decides on something that was read, which If-Match names."""

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        language = accepted_language(request.headers.get("Accept-Language", ""))
        translation.activate(language)
        request._request.LANGUAGE_CODE = language
        super().initial(request, *args, **kwargs)

    def finalize_response(self, request: Request, response: Response, *args: object, **kwargs: object) -> Response:
        answer = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(answer, ["Accept-Language", "Authorization"])
        answer.headers.setdefault("Cache-Control", "no-store" if request.auth else "no-cache")
        return answer


class PublicEndpoint(Endpoint):
    permission_classes = [Anybody]


class Missing(Endpoint):
    """Every address of the API that nothing answers."""

    permission_classes = [AllowAny]
    schema = None

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound


def accepted_language(header: str) -> str:
    """The first of our languages that the header asks for; English when it asks for none."""
    ours = dict(settings.LANGUAGES)
    wanted = (code.partition("-")[0] for code, _quality in parse_accept_lang_header(header.lower()))
    return next((code for code in wanted if code in ours), settings.LANGUAGE_CODE)
