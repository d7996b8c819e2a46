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
from companies.seen import TEXTS, translation_to_write
from companies.services.drafts import DraftPlace, drop_draft, find_draft, keep_draft
from companies.services.translations import remove_translation, save_translation
from companies.views.kept_forms import SEEN, form_of_draft, seen_in
from translation.queries import offered
from translation.texts import words_of
from values.errors import PortalError
from values.seen import write_seen


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
    place = DraftPlace(request.user, f"translation-{language}", company=project.company, project=project)
    if request.method == "POST":
        return _answer(request, place, language)
    draft = find_draft(place)
    stored = _stored(project, language)
    proposal = None if stored else _proposal(project, language)
    form = form_of_draft(draft, TranslationForm, instance=stored or proposal)
    seen = seen_in(draft, write_seen(translation_to_write(project, stored)))
    context: dict[str, object] = {"form": form, "draft": draft, "stored": stored, "seen": seen}
    return _show(request, project, language, context | {"is_proposed": bool(proposal and not draft)})


def _stored(project: Project, language: str) -> ProjectTranslation | None:
    return ProjectTranslation.objects.filter(project=project, language=language).first()


def _proposal(project: Project, language: str) -> ProjectTranslation | None:
    """What a machine made of the original as it is now, to be read, corrected and made the company's own."""
    words = {name: words_of(getattr(project, name), project.language, project.company) for name in TEXTS}
    texts = {name: offered(each, language) for name, each in words.items()}
    return ProjectTranslation(**texts) if any(texts.values()) else None


def _answer(request: SignedInRequest, place: DraftPlace, language: str) -> HttpResponse:
    project = place.project
    assert project is not None  # noqa: S101  # the view names it
    form, seen = TranslationForm(request.POST), request.POST.get(SEEN, "")
    is_removal = request.POST.get(BUTTON) == "remove"
    if not is_removal and not form.is_valid():
        keep_draft(place, fields=raw_fields(request.POST))
        context: dict[str, object] = {"form": form, "stored": _stored(project, language), "seen": seen}
        return _show(request, project, language, context, status=422)
    try:
        if not is_removal:
            save_translation(project, language=language, texts=form.cleaned_data, by=request.user, seen=seen)
        elif stored := _stored(project, language):
            remove_translation(stored, by=request.user, seen=seen)
    except PortalError as error:
        return _show_refused(request, place, language, form, error)
    drop_draft(place)
    messages.success(
        request, _("The translation has been removed.") if is_removal else pgettext("message after saving", "Saved.")
    )
    return redirect("companies:own_translations", public_id=project.public_id)


def _show_refused(
    request: SignedInRequest, place: DraftPlace, language: str, form: TranslationForm, error: PortalError
) -> HttpResponse:
    """What was typed, beside the original and the translation as they are by now; saving again replaces it."""
    project = get_object_or_404(own_projects(request.user), pk=place.project and place.project.pk)
    stored = _stored(project, language)
    seen = write_seen(translation_to_write(project, stored))
    keep_draft(place, fields=raw_fields(request.POST, **{SEEN: seen}))
    form.add_error(None, str(error))
    context: dict[str, object] = {"form": form, "stored": stored, "seen": seen, "is_refused": True}
    return _show(request, project, language, context, status=409)


def _show(
    request: SignedInRequest, project: Project, language: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    common = {"project": project, "language": language, "language_name": Language(language).label}
    return render(request, "companies/own_translation_edit.html", common | context, status=status)
