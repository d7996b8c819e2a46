"""The company's own translations of a project."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Language
from accounts.permissions import SignedInRequest, sign_in_required
from accounts.resubmission.fields import BUTTON, raw_fields
from companies.forms.project import TranslationForm
from companies.models import Project, ProjectTranslation
from companies.permissions import own_projects
from companies.services.drafts import DraftPlace, drop_draft, find_draft, keep_draft
from companies.services.translations import remove_translation, save_translation
from companies.views.kept_forms import form_of_draft
from values.errors import PortalError


@require_safe
@sign_in_required
def own_translations(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Which languages there are, which may be added."""
    project = get_object_or_404(own_projects(request.user), public_id=public_id)
    stored = {translation.language: translation for translation in project.translations.all()}
    rows = [
        {"code": code, "name": name, "translation": stored.get(code)}
        for code, name in Language.choices
        if code != project.language
    ]
    return render(request, "companies/own_translations.html", {"project": project, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def own_translation_edit(request: SignedInRequest, public_id: str, language: str) -> HttpResponse:
    project = get_object_or_404(own_projects(request.user), public_id=public_id)
    if language not in Language.values or language == project.language:
        raise Http404
    stored = ProjectTranslation.objects.filter(project=project, language=language).first()
    place = DraftPlace(request.user, f"translation-{language}", company=project.company, project=project)
    if request.method == "POST":
        return _answer(request, place, stored, language)
    draft = find_draft(place)
    form = form_of_draft(draft, TranslationForm, instance=stored)
    return _show(request, project, language, {"form": form, "draft": draft, "stored": stored})


def _answer(
    request: SignedInRequest, place: DraftPlace, stored: ProjectTranslation | None, language: str
) -> HttpResponse:
    project = place.project
    assert project is not None  # noqa: S101  # the view names it
    form = TranslationForm(request.POST)
    is_removal = request.POST.get(BUTTON) == "remove"
    if not is_removal and not form.is_valid():
        keep_draft(place, fields=raw_fields(request.POST))
        return _show(request, project, language, {"form": form, "stored": stored}, status=422)
    try:
        if is_removal and stored:
            remove_translation(stored, by=request.user)
        elif not is_removal:
            save_translation(project, language=language, texts=form.cleaned_data, by=request.user)
    except PortalError as error:
        keep_draft(place, fields=raw_fields(request.POST))
        form.add_error(None, str(error))
        return _show(request, project, language, {"form": form, "stored": stored}, status=409)
    drop_draft(place)
    messages.success(
        request, _("The translation has been removed.") if is_removal else pgettext("message after saving", "Saved.")
    )
    return redirect("companies:own_translations", public_id=project.public_id)


def _show(
    request: SignedInRequest, project: Project, language: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    common = {"project": project, "language": language, "language_name": Language(language).label}
    return render(request, "companies/own_translation_edit.html", common | context, status=status)
