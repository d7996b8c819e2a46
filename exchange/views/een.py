"""Projects leave the portal as profiles of the Enterprise Europe Network: staff take all, members their own."""

from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import SignedInRequest, reviewer_required, sign_in_required
from companies.models import Project
from companies.permissions import own_projects
from companies.queries.profiles import with_details
from exchange.een.labels import profile_label, profile_rows
from exchange.een.losses import Loss, find_losses
from exchange.een.profiles import Source, make_profiles
from exchange.een.sources import source_of
from exchange.een.writing import FORMS
from exchange.forms.een import EenExportForm
from exchange.queries import projects_to_export
from exchange.tables.table_writing import defuse, write_csv
from exchange.tables.tables import Cell

CONTENT_TYPES = {"json": "application/json", "xml": "application/xml; charset=utf-8"}


@require_safe
@never_cache
@reviewer_required
def een_export(request: SignedInRequest) -> HttpResponseBase:
    """The form, or the file once its kind was chosen."""
    form = EenExportForm(request.GET or None)
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "exchange/een_export.html", {"form": form}, status=status)
    kind, public_id = form.cleaned_data["format"], form.cleaned_data["project"]
    exported = projects_to_export(public_id=public_id)
    if kind == "look":
        return render(request, "exchange/een_look.html", _described(get_object_or_404(exported)))
    projects = exported.iterator(chunk_size=500)
    name = f"een-{public_id or 'profiles'}"
    return _send_report(name, projects) if kind == "report" else _send_profiles(name, kind, projects)


@require_safe
@never_cache
@sign_in_required
def own_project_een(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """The member's own project as profiles to look at, with what they cannot hold; or the file itself."""
    project = get_object_or_404(with_details(own_projects(request.user)), public_id=public_id)
    context, kind = _described(project), request.GET.get("format", "")
    if context["profiles"] and kind in FORMS:
        return _send_profiles(f"een-{project.public_id}", kind, [project])
    return render(request, "exchange/own_project_een.html", context)


def _described(project: Project) -> dict[str, object]:
    """The project's profiles in words, and what they cannot hold."""
    source = source_of(project)
    profiles = [(profile_label(profile), profile, profile_rows(profile)) for profile in make_profiles(source)]
    return {"project": project, "profiles": profiles, "losses": find_losses(source)}


def _send_profiles(name: str, kind: str, projects: Iterable[Project]) -> StreamingHttpResponse:
    profiles = (profile for project in projects for profile in make_profiles(source_of(project)))
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return StreamingHttpResponse(FORMS[kind](profiles), content_type=CONTENT_TYPES[kind], headers=headers)


def _send_report(name: str, projects: Iterable[Project]) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}-report.csv"'}
    rows = _report_rows(projects, get_language() or "en")
    return StreamingHttpResponse(write_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)


def _report_rows(projects: Iterable[Project], language: str) -> Iterator[list[Cell]]:
    """In the reader's language, though the rows are made after the request's own is over."""
    with override(language):
        yield [_("Company"), _("Project"), _("ID"), _("Field"), _("What the profile cannot contain")]
    for project in projects:
        with override(language):
            source = source_of(project)
            rows = [_report_cells(project, source, loss) for loss in find_losses(source)]
        yield from rows


def _report_cells(project: Project, source: Source, loss: Loss) -> list[Cell]:
    names = [defuse(source.company.fields["name"]), defuse(project.title), project.public_id]
    return [*names, defuse(capfirst(str(loss.label))), defuse(loss.words)]
