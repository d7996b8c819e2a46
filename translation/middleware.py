"""Fills in the texts that people wrote once the whole page is known, so that it asks for all translations at once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from translation.showing import WrittenTexts

GetResponse = Callable[[HttpRequest], HttpResponse]


def written_texts_middleware(get_response: GetResponse) -> GetResponse:
    def answer(request: HttpRequest) -> HttpResponse:
        request.written_texts = texts = WrittenTexts()  # type: ignore[attr-defined]
        response = get_response(request)
        if texts.is_used and not response.streaming:
            response.content = texts.fill(response.content.decode(response.charset)).encode(response.charset)
        return response

    return answer
