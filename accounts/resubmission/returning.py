"""The page once more, with what was typed in its form."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import KeptFile, KeptForm
from accounts.resubmission.filling import Edit, Filling, apply_edits, fill_form, find_form, insert, without_attribute
from accounts.resubmission.keeping import ANCHOR, kept_for
from accounts.resubmission.parsing import Form, Page, parse_page
from accounts.services.kept_forms import move_forms

HTML = "text/html"


def bring_back(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Fill in what is kept for the page that this GET asked for."""
    kept = [form for form in kept_for(request) or () if form.page.partition("?")[0] == request.path]
    if not kept:
        return response
    if (page := _page_instead(request, response)) and url_has_allowed_host_and_scheme(page, None):
        move_forms(KeptForm.objects.filter(pk__in=[form.pk for form in kept]), page=page)
        return redirect(page + ANCHOR)
    if response.status_code == 200 and _is_page(response):
        for form in kept:
            _write_into(response, request, form, is_typed_there=False)
        response.headers["Cache-Control"] = "no-store"
    return response


def offer_files_again(request: HttpRequest, response: HttpResponse, ids: Sequence[int]) -> None:
    """The page that refuses a form shows what was typed by itself, but no browser its files."""
    if response.status_code >= 400 and _is_page(response):
        for form in (kept_for(request) or KeptForm.objects.none()).filter(pk__in=ids):
            _write_into(response, request, form, is_typed_there=True)


def _is_page(response: HttpResponse) -> bool:
    return not response.streaming and response.headers.get("Content-Type", "").startswith(HTML)


def _page_instead(request: HttpRequest, response: HttpResponse) -> str:
    """Where else to look: where this address leads, or above one that only takes forms, or that is none at all."""
    if response.status_code == 302:
        return response.headers["Location"]
    is_no_page = response.status_code == 405 or request.resolver_match is None
    return request.path.rstrip("/").rpartition("/")[0] + "/" if is_no_page else ""


def _write_into(response: HttpResponse, request: HttpRequest, kept: KeptForm, *, is_typed_there: bool) -> None:
    text = response.content.decode(response.charset)
    page = parse_page(text)
    form = find_form(page, base=request.path, address=kept.address, fields=kept.fields)
    response.content = apply_edits(text, _edits(request, kept, page, form, is_typed_there=is_typed_there))


def _edits(request: HttpRequest, kept: KeptForm, page: Page, form: Form | None, *, is_typed_there: bool) -> list[Edit]:
    files = list(kept.files.defer("data").order_by("pk"))
    if form is None:
        filling = Filling(left=[(name, text) for name, texts in kept.fields.items() for text in texts if text])
        start = page.main.end if page.main else 0
        return [insert(start, _notice(request, kept, filling, files, is_found=False))]
    filling = Filling() if is_typed_there else fill_form(form, kept.fields)
    inside, homeless = _file_edits(form, files)
    hidden = render_to_string("accounts/_kept_id.html", {"kept": kept})
    notice = "" if is_typed_there else _notice(request, kept, filling, homeless, is_found=True)
    return [insert(form.tag.start, notice), insert(form.tag.end, hidden), *filling.edits, *inside]


def _notice(
    request: HttpRequest, kept: KeptForm, filling: Filling, files: Sequence[KeptFile], *, is_found: bool
) -> str:
    context = {
        "kept": kept,
        "left": [text for _name, text in filling.left],
        "has_lost_choices": filling.lost_choices > 0,
        "lost_files": [*kept.left_out, *(file.name for file in files)],
        "is_found": is_found,
    }
    return render_to_string("accounts/_kept_form.html", context, request)


def _file_edits(form: Form, files: Sequence[KeptFile]) -> tuple[list[Edit], list[KeptFile]]:
    """Each file beside its field, and those whose field is gone."""
    edits, homeless = list[Edit](), list(files)
    for control in form.controls:
        own = [file for file in homeless if control.type == "file" and file.field == control.name]
        if own:
            homeless = [file for file in homeless if file not in own]
            shown = render_to_string("accounts/_kept_files.html", {"files": own})
            edits += [without_attribute(control.tag, "required"), insert(control.tag.end, shown)]
    return edits, homeless
