"""Writing a project: the form with its drafts, themes and hints, and the preview."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Language
from accounts.permissions import SignedInRequest, sign_in_required
from accounts.resubmission.fields import BUTTON, raw_fields
from companies.errors import EditedMeanwhileError
from companies.forms.project import TEXTS, ProjectForm
from companies.forms.remarks import show_remarks
from companies.hints import Hint, find_hints
from companies.models import Project
from companies.permissions import own_companies, own_projects
from companies.queries import with_details
from companies.services.drafts import DraftPlace, drop_draft, find_draft, keep_draft
from companies.services.profiles import fingerprint, project_values, save_project
from companies.services.projects import EDITABLE, create_project
from companies.views.kept_forms import SEEN, form_of_draft, seen_in
from values.errors import PortalError

STEP = "project"
FORM = "companies/own_project_edit.html"


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def own_project_create(request: SignedInRequest, public_id: str) -> HttpResponse:
    company = get_object_or_404(own_companies(request.user), public_id=public_id)
    place = DraftPlace(request.user, STEP, company=company)
    if request.method == "POST":
        return _answer(request, place, None)
    draft = find_draft(place)
    form = form_of_draft(draft, ProjectForm)
    return _show(request, place, form, {"draft": draft})


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def own_project_edit(request: SignedInRequest, public_id: str) -> HttpResponse:
    project = get_object_or_404(own_projects(request.user), public_id=public_id)
    place = DraftPlace(request.user, STEP, company=project.company, project=project)
    if request.method == "POST":
        return _answer(request, place, project)
    draft = find_draft(place)
    form = form_of_draft(draft, ProjectForm, instance=project)
    return _show(request, place, form, {"draft": draft, "seen": seen_in(draft, _current(project))})


def _current(project: Project) -> str:
    return fingerprint(project_values(project, ProjectForm.names()))


def _answer(request: SignedInRequest, place: DraftPlace, project: Project | None) -> HttpResponse:
    """Whatever the button, what was typed is kept first."""
    keep_draft(place, fields=raw_fields(request.POST))
    form = ProjectForm(request.POST, instance=project)
    button = request.POST.get(BUTTON, "save")
    if button == "check":
        form.is_draft = True
        return _show_checked(request, place, form)
    if button == "draft":
        messages.success(request, _("Your draft has been saved. Only you can see it."))
        return redirect("companies:own_companies")
    return _save(request, place, form, project)


def _show_checked(request: SignedInRequest, place: DraftPlace, form: ProjectForm) -> HttpResponse:
    """The themes and hints for the text as it stands: the fragment for scripts, the page for everybody else."""
    if request.headers.get("HX-Request"):
        response = render(request, "companies/_text_check.html", _checked(form))
    else:
        response = _show(request, place, form, {"seen": request.POST.get(SEEN, "")})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _checked(form: ProjectForm) -> dict[str, object]:
    return {"form": form, "hints": _hints_of({name: str(form[name].value() or "") for name in TEXTS}, form)}


def _hints_of(texts: dict[str, str], form: ProjectForm) -> list[Hint]:
    """None while there is no text to speak of."""
    language = form["language"].value()
    return find_hints(texts, language) if any(texts.values()) and language in Language.values else []


def _save(request: SignedInRequest, place: DraftPlace, form: ProjectForm, project: Project | None) -> HttpResponse:
    seen = request.POST.get(SEEN, "")
    if not form.is_valid():
        return _show(request, place, form, {"seen": seen}, status=422)
    try:
        saved = _write(place, form, project, seen)
    except EditedMeanwhileError as conflict:
        keep_draft(place, fields=raw_fields(request.POST, **{SEEN: conflict.seen}))
        return _show(request, place, form, {"seen": conflict.seen, "conflict": conflict}, status=409)
    except PortalError as error:
        form.add_error(None, str(error))
        return _show(request, place, form, {"seen": seen}, status=409)
    drop_draft(place)
    messages.success(request, _("Saved. This is how your project will look."))
    return redirect("companies:own_project_preview", public_id=saved.public_id)


def _write(place: DraftPlace, form: ProjectForm, project: Project | None, seen: str) -> Project:
    assert place.company is not None  # noqa: S101  # both views name it
    fields = form.fields_to_save()
    cooperations = form.cleaned_data["cooperations"]
    if project is None:
        return create_project(place.company, fields=fields, cooperations=cooperations)
    return save_project(
        project, fields=fields, cooperations=cooperations, by=place.user, shown=dict.fromkeys(form.names()), seen=seen
    )


def _show(
    request: SignedInRequest, place: DraftPlace, form: ProjectForm, context: dict[str, object], status: int = 200
) -> HttpResponse:
    show_remarks(form, place.project)
    common = {"company": place.company, "project": place.project, "is_editable": _is_editable(place.project)}
    response = render(request, FORM, common | _checked(form) | context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _is_editable(project: Project | None) -> bool:
    return project is None or project.status in EDITABLE


@require_safe
@sign_in_required
def own_project_preview(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The page as visitors will see it, with what would make it better and what may be done next."""
    project = get_object_or_404(with_details(own_projects(request.user)), public_id=public_id)
    texts = {name: getattr(project, name) for name in TEXTS}
    context = {
        "project": project,
        "is_insider": True,
        "hints": find_hints(texts, project.language),
        "is_editable": _is_editable(project),
        "draft": find_draft(DraftPlace(request.user, STEP, company=project.company, project=project)),
        "is_without_english": _is_without_english(project),
    }
    return render(request, "companies/own_project_preview.html", context)


def _is_without_english(project: Project) -> bool:
    """Lists and mails show the English title and sentence to whoever reads neither the original nor a translation."""
    is_foreign = project.language != Language.ENGLISH
    return is_foreign and not project.translations.filter(language=Language.ENGLISH).exists()
