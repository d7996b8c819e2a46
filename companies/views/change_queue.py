"""Edits of published texts come back to staff as short differences, while the pages stay up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import SignedInRequest, reviewer_required
from companies.forms.changes import ChangeCheckForm
from companies.models import Company, Project
from companies.queries.edited_profiles import changes_of, describe_edits, profiles_with_changes
from companies.services.change_checks import check_changes
from values.errors import StateConflictError
from values.pages import nearest_page

PAGE_SIZE = 10


@require_safe
@never_cache
@reviewer_required
def change_queue(request: SignedInRequest) -> HttpResponse:
    """The edited profiles, the longest waiting first."""
    return _render_queue(request)


@require_POST
@reviewer_required
def company_change_check(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _check(request, get_object_or_404(Company, public_id=public_id), None)


@require_POST
@reviewer_required
def project_change_check(request: SignedInRequest, public_id: str) -> HttpResponse:
    project = get_object_or_404(Project.objects.select_related("company"), public_id=public_id)
    return _check(request, project.company, project)


def _check(request: SignedInRequest, company: Company, project: Project | None) -> HttpResponse:
    names = changes_of(company, project).order_by().values_list("field", flat=True).distinct()
    form = ChangeCheckForm(request.POST, names=list(names))
    if not form.is_valid():
        return _render_queue(request, refused=(project or company, form), status=422)
    remarks = form.remarks()
    try:
        check_changes(company, project, by=request.user, last_id=form.cleaned_data["last_id"], remarks=remarks)
    except StateConflictError as conflict:
        messages.warning(request, f"{conflict} {_repeat(request)}".strip())
        return redirect("companies:change_queue")
    messages.success(
        request, _("Your remarks were sent; the page remains public.") if remarks else _("Marked as checked.")
    )
    return redirect("companies:change_queue")


def _repeat(request: HttpRequest) -> str:
    """What was typed, for whoever came second: the form it stood in is gone."""
    typed = (str(text).strip() for name, text in request.POST.items() if name.startswith("remark_"))
    written = [text for text in typed if text]
    return _("Your remarks: %(texts)s") % {"texts": " · ".join(written)} if written else ""


def _render_queue(
    request: HttpRequest, *, refused: tuple[Company | Project, ChangeCheckForm] | None = None, status: int = 200
) -> HttpResponse:
    page = nearest_page(profiles_with_changes(), request.GET.get("page"), size=PAGE_SIZE)
    rows: list[dict[str, object]] = []
    for profile in describe_edits(list(page.object_list)):
        form = ChangeCheckForm(names=list(profile.edits), initial={"last_id": profile.last_id})
        if refused and (profile.project or profile.company) == refused[0]:
            form = refused[1]
        rows.append({"profile": profile, "form": form, "edits": form.beside(profile.edits)})
    return render(request, "companies/change_queue.html", {"page": page, "rows": rows}, status=status)
