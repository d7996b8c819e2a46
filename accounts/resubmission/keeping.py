"""Keeps what came too late, for the browser it came from."""

from collections.abc import Iterable
from urllib.parse import parse_qs, urljoin, urlsplit

from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import KeptFile, KeptForm
from accounts.resubmission.fields import KEPT_FILE, KEPT_FORM, WHEREVER, typed_fields
from accounts.services.kept_forms import MOST_FORMS, SentFile, SentForm, drop_forms, keep_form, standing_forms
from rest.callers import caller_of
from values.links import own_page

SESSION_KEY = "kept_forms"
ANCHOR = "#kept"
FROM_A_FORM = "to_language"
Chosen = tuple[str, "UploadedFile[bytes]"]
"""A file and the field in which it was chosen."""


def kept_for(request: HttpRequest) -> QuerySet[KeptForm] | None:
    """What is kept for this browser; None, without asking the database, where there is nothing."""
    ids = request.session.get(SESSION_KEY)
    return standing_forms(ids) if ids else None


def leads_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer to whatever was asked is to sign in first, and then to come back.

    Who asked at the door is there already; a page that has done its work and goes on to the door names no way back.
    """
    if response.status_code != 302 or request.user.is_authenticated or request.path in _doors():
        return False
    door = urlsplit(response.headers["Location"])
    return door.path in _doors() and REDIRECT_FIELD_NAME in parse_qs(door.query)


def _doors() -> set[str]:
    return {reverse("account_login"), reverse("admin:login")}


def answer_signed_out(request: HttpRequest) -> HttpResponse:
    """Sign in first, then see the page again, with whatever was sent from it."""
    page = page_of(request)
    if request.method == "POST":
        is_kept = _keep_sent(request, page)
        if is_kept:
            messages.info(request, _("You were signed out in the meantime. Sign in again: your text has been kept."))
        else:
            messages.info(request, _("You were signed out in the meantime, and nothing was changed. Sign in again."))
        page += ANCHOR if is_kept else ""
    address = redirect_to_login(page).url
    return HttpResponseClientRedirect(address) if request.headers.get("HX-Request") else redirect(address)


def answer_outdated(request: HttpRequest) -> HttpResponse | None:
    """The page again, for a form of ours that was shown before its reader signed in anew in another tab.

    Nothing is done: its token no longer proves that the reader meant it. None for what may come from elsewhere.
    """
    if request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
        return None
    page = page_of(request)
    if not _keep_sent(request, page):
        messages.info(request, _("This page was out of date, so nothing was changed. Send the form again."))
        return redirect(page)
    return redirect(page + ANCHOR)


def page_of(request: HttpRequest) -> str:
    """The page of ours from which this was sent."""
    for address in (request.headers.get("HX-Current-URL"), request.headers.get("Referer")):
        if address and (page := own_page(request, address)):
            return page
    return request.path


def _keep_sent(request: HttpRequest, page: str) -> bool:
    if request.path in _doors():
        return False  # there is nothing to bring back to whoever has signed in elsewhere meanwhile
    lists = request.POST.lists()
    return keep_typed(request, address=request.path, page=page, lists=lists, files=_chosen(request))


def _chosen(request: HttpRequest) -> list[Chosen]:
    return [(name, file) for name, found in request.FILES.lists() for file in found]


def keep_whole(request: HttpRequest, page: str) -> bool:
    """Keep the form that was sent here, and not where it belongs, by a button for another language inside it."""
    lists = [(name, texts) for name, texts in request.POST.lists() if name != FROM_A_FORM]
    return _keep_or_say(request, address=WHEREVER, page=page, lists=lists, files=_chosen(request))


def keep_along(request: HttpRequest, page: str) -> bool:
    """Keep the forms of `page` that were sent along with something else: `typed0` with `typed0-field`, and so on."""
    is_any_kept = False
    for prefix in (f"typed{number}" for number in range(MOST_FORMS)):
        if address := request.POST.get(prefix):
            names = [name for name in (*request.POST, *request.FILES) if name.startswith(f"{prefix}-")]
            plain = {name: name.removeprefix(f"{prefix}-") for name in names}
            lists = [(plain[name], request.POST.getlist(name)) for name in names if name in request.POST]
            files = [(plain[name], file) for name in names for file in request.FILES.getlist(name)]
            is_any_kept |= _keep_or_say(request, address=address, page=page, lists=lists, files=files)
    return is_any_kept


def _keep_or_say(
    request: HttpRequest, *, address: str, page: str, lists: Iterable[tuple[str, list[str]]], files: Iterable[Chosen]
) -> bool:
    is_kept = keep_typed(request, address=address, page=page, lists=lists, files=files)
    if not is_kept:
        messages.warning(request, _("Your text is too long and could not be kept."))
    return is_kept


def keep_typed(
    request: HttpRequest, *, address: str, page: str, lists: Iterable[tuple[str, list[str]]], files: Iterable[Chosen]
) -> bool:
    """Keep what the form that sends to `address` holds; a form that was kept already takes its own place."""
    fields = typed_fields(lists)
    replaced = _numbers(fields.pop(KEPT_FORM, []))
    files = [*files, *kept_files(request, replaced, fields.pop(KEPT_FILE, []), besides={name for name, _file in files})]
    sent = SentForm(
        address=address and urlsplit(urljoin(page, address)).path,
        page=page,
        fields=fields,
        files=[SentFile(name, file.name or "", file.content_type or "", file.read()) for name, file in files],
        stranger="" if request.user.is_authenticated else caller_of(request),
    )
    earlier = request.session.get(SESSION_KEY, [])
    request.session[SESSION_KEY], is_kept = keep_form(sent, earlier=earlier, replaced=replaced)
    return is_kept


def kept_files(request: HttpRequest, forms: list[int], files: list[str], *, besides: Iterable[str]) -> list[Chosen]:
    """The files kept for this browser that are to be sent along, but for fields in which others were chosen."""
    own = [pk for pk in request.session.get(SESSION_KEY, []) if pk in forms]
    if not own:
        return []
    rows = KeptFile.objects.filter(form__in=standing_forms(own), pk__in=_numbers(files)).exclude(field__in=besides)
    return [(row.field, SimpleUploadedFile(row.name, bytes(row.data), row.content_type)) for row in rows.order_by("pk")]


def take_kept(request: HttpRequest) -> list[int]:
    """What of this POST was kept before: its files are put back among what was chosen. Returns the ids of the forms."""
    sent = {name: request.POST.getlist(name) for name in (KEPT_FORM, KEPT_FILE)}
    forms = _numbers(sent[KEPT_FORM])
    for name, file in kept_files(request, forms, sent[KEPT_FILE], besides=set(request.FILES)):
        file.is_kept = True  # type: ignore[attr-defined]  # not sent again: `rest.once` reads it
        request.FILES.appendlist(name, file)
    fields = request.POST.copy()
    for name in sent:
        fields.pop(name, None)
    fields._mutable = False
    request.POST = fields  # type: ignore[assignment]  # as unchangeable as before
    return [pk for pk in request.session.get(SESSION_KEY, []) if pk in forms]


def forget(request: HttpRequest, ids: list[int]) -> None:
    """It has arrived, or is not wanted any more."""
    if own := [pk for pk in request.session.get(SESSION_KEY, []) if pk in ids]:
        drop_forms(own)
        request.session[SESSION_KEY] = [pk for pk in request.session[SESSION_KEY] if pk not in own]


def _numbers(texts: Iterable[str]) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 19]
