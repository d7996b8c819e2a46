"""What a page fetches later: the translations that were not there when it was read."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from translation.markup import Shown, Style, write_page
from translation.models import Translation, TranslationStatus
from translation.showing import SALT, element_id, poll, words_in

AN_HOUR = 3600
_ELEMENT = re.compile(r"^<(\w+)")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Which service reads what, for everybody whose texts are read."""
    context = {"service": settings.TRANSLATION_SERVICE, "host": urlsplit(settings.TRANSLATION_URL).hostname}
    return render(request, "translation/about.html", context)


@require_safe
def written_later(request: HttpRequest) -> HttpResponse:
    """The texts a page still waits for, each to be put in its place; the key says which, and that it was shown them."""
    try:
        places, attempt = signing.loads(request.GET.get("key", ""), salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature as error:
        raise Http404 from error
    rows = Translation.objects.in_bulk([place[1] for place in places])
    ready = [place for place in places if place[1] in rows and rows[place[1]].status != TranslationStatus.WAITING]
    waiting = [place for place in places if place[1] in rows and rows[place[1]].status == TranslationStatus.WAITING]
    pieces = format_html_join("", "{}", ((_write(rows[place[1]], place),) for place in ready))
    return HttpResponse(poll(waiting, attempt + 1) + pieces)


def _write(row: Translation, place: list[object]) -> SafeString:
    number, _pk, style, css, limit = place
    shown = Shown(words_in(row), Style(str(style)), str(css), limit=int(str(limit)))
    is_ready = row.status == TranslationStatus.READY
    name = element_id(int(str(number)), row)
    written = write_page(shown, row if is_ready else None, row.target, name if is_ready else "")
    return mark_safe(_ELEMENT.sub(rf'<\1 hx-swap-oob="outerHTML:#{name}"', written, count=1))  # noqa: S308 - as it was
