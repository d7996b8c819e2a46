"""The searches a person keeps, and how often mail tells what is new in them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import SignedInRequest, sign_in_required
from directory.errors import SavedSearchRefusedError
from directory.forms.saved_searches import SavedSearchForm, SearchToSaveForm
from directory.models import SavedSearch
from directory.services.saved_searches import delete_search, pause_search, resume_search, save_search, update_search
from values.pages import nearest_page

require_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@sign_in_required
def saved_search_list(request: SignedInRequest) -> HttpResponse:
    page = nearest_page(request.user.saved_searches.all(), request.GET.get("page"))
    return render(request, "directory/saved_search_list.html", {"page": page})


@require_form
@sign_in_required
def saved_search_create(request: SignedInRequest) -> HttpResponse:
    """Keep the search whose parameters stand in the address, as the directory's page had them."""
    wanted = SearchToSaveForm(request.GET)
    form = SavedSearchForm(request.POST or None, initial={"name": wanted.suggest_name()})
    if wanted.is_valid() and form.is_valid():

        def write() -> SavedSearch:
            return save_search(request.user, **wanted.cleaned_data, **form.cleaned_data)

        if _is_written(form, write):
            messages.success(request, _("Saved: “%(name)s”.") % form.cleaned_data)
            return redirect("directory:saved_search_list")
    search = SavedSearch(user=request.user, document_type=request.GET.get("document_type", ""), query=wanted.query)
    context = {"form": form, "wanted": wanted, "search": search}
    return render(request, "directory/saved_search_form.html", context, status=_status_of(form))


@require_form
@sign_in_required
def saved_search_edit(request: SignedInRequest, search_id: int) -> HttpResponse:
    """Rename one's search or change how often mail comes."""
    search = get_object_or_404(request.user.saved_searches, pk=search_id)
    form = SavedSearchForm(request.POST or None, initial={"name": search.name, "frequency": search.frequency})
    if form.is_valid() and _is_written(form, lambda: update_search(search, **form.cleaned_data)):
        messages.success(request, _("Saved: “%(name)s”.") % form.cleaned_data)
        return redirect("directory:saved_search_list")
    context = {"form": form, "search": search}
    return render(request, "directory/saved_search_form.html", context, status=_status_of(form))


@require_POST
@sign_in_required
def saved_search_pause(request: SignedInRequest, search_id: int) -> HttpResponse:
    pause_search(get_object_or_404(request.user.saved_searches, pk=search_id))
    return redirect("directory:saved_search_list")


@require_POST
@sign_in_required
def saved_search_resume(request: SignedInRequest, search_id: int) -> HttpResponse:
    resume_search(get_object_or_404(request.user.saved_searches, pk=search_id))
    return redirect("directory:saved_search_list")


@require_POST
@sign_in_required
def saved_search_delete(request: SignedInRequest, search_id: int) -> HttpResponse:
    search = get_object_or_404(request.user.saved_searches, pk=search_id)
    delete_search(search)
    messages.success(request, _("Deleted: “%(name)s”.") % {"name": search.name})
    return redirect("directory:saved_search_list")


def _is_written(form: SavedSearchForm, write: Callable[[], SavedSearch]) -> bool:
    """Whether the service kept it; its refusal is shown beside the name."""
    try:
        write()
    except SavedSearchRefusedError as error:
        form.add_error("name", str(error))
        return False
    return True


def _status_of(form: SavedSearchForm) -> int:
    return 422 if form.errors else 200
