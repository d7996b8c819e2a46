"""Writing the case of a room, reading it before it is public, and agreeing to it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Language
from accounts.permissions import SignedInRequest, sign_in_required
from partnerships.errors import RoomError
from partnerships.forms.cases import CaseForm, CaseWordsForm
from partnerships.models import CaseStudy, Collaboration
from partnerships.permissions import Actor
from partnerships.queries.case_studies import approvals_of
from partnerships.services.cases import approve_case, draft_case, edit_case, translate_case, withdraw_approval
from partnerships.views.room_page import find_room
from values.numbers import number_in

TEXTS = ("title", "story", "outcome")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sign_in_required
def case_edit(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Write the case or change it, once an agreement is reached."""
    room, actor = find_room(request, public_id)
    case = CaseStudy.objects.filter(collaboration=room).first()
    if not room.is_successful:
        raise Http404
    if request.method != "POST":
        return _show_form(request, room, CaseForm(initial=_initial(case, room)), case=case)
    form = CaseForm(request.POST)
    if not form.is_valid():
        return _show_form(request, room, form, case=case, status=422)
    try:
        _keep(room, actor, case, form)
    except RoomError as error:
        form.add_error(None, str(error))
        return _show_form(request, room, form, case=CaseStudy.objects.filter(collaboration=room).first(), status=409)
    messages.success(
        request, _("Saved. It will become public once both companies and our staff have approved this text.")
    )
    return redirect("partnerships:case_preview", public_id=public_id)


def _initial(case: CaseStudy | None, room: Collaboration) -> dict[str, object]:
    if case is not None:
        return {name: getattr(case, name) for name in CaseForm.base_fields}
    projects = [room.introduction.korean_project, room.introduction.luxembourg_project]
    return {"green_objectives": sorted({code for project in projects if project for code in project.green_objectives})}


def _keep(room: Collaboration, actor: Actor, case: CaseStudy | None, form: CaseForm) -> None:
    if case is None:
        draft_case(room, actor=actor, texts=form.texts())
    else:
        edit_case(case, actor=actor, texts=form.texts(), version=form.cleaned_data["version"] or 0)


def _show_form(
    request: SignedInRequest, room: Collaboration, form: CaseWordsForm, *, status: int = 200, **more: object
) -> HttpResponse:
    return render(request, "partnerships/case_form.html", {"room": room, "form": form, **more}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sign_in_required
def case_translate(request: SignedInRequest, public_id: str, language: str) -> HttpResponse:
    """Tell the case in another of the portal's languages."""
    room, actor = find_room(request, public_id)
    case = get_object_or_404(CaseStudy, collaboration=room)
    if language not in Language.values or language == case.language:
        raise Http404
    words = case.translations.filter(language=language).first()
    initial = {name: getattr(words, name, "") for name in TEXTS} | {"version": case.version}
    form = CaseWordsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            translate_case(case, actor=actor, language=language, words=form.words(), version=version)
        except RoomError as error:
            form.add_error(None, str(error))
            return _show_form(request, room, form, case=case, language=Language(language), status=409)
        messages.success(
            request, _("Saved. It will become public once both companies and our staff have approved this text.")
        )
        return redirect("partnerships:case_preview", public_id=public_id)
    status = 422 if form.errors else 200
    return _show_form(request, room, form, case=case, language=Language(language), status=status)


@require_safe
@never_cache
@sign_in_required
def case_preview(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The case as it would be public, in all its languages, and who has agreed."""
    room, actor = find_room(request, public_id)
    case = get_object_or_404(CaseStudy, collaboration=room)
    approvals = approvals_of(case, room)
    written = {case.language, *case.translations.values_list("language", flat=True)}
    context = {
        "room": room,
        "actor": actor,
        "case": case,
        "translations": list(case.translations.all()),
        "languages": [(code, name, code in written) for code, name in Language.choices if code != case.language],
        "approvals": approvals,
        "has_approved": any(side.is_given for side in approvals if side.company == actor.company),
    }
    return render(request, "partnerships/case_preview.html", context)


@require_POST
@sign_in_required
def case_approve(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Agree to the version one has read, for one's company or for staff."""
    room, actor = find_room(request, public_id)
    case = get_object_or_404(CaseStudy, collaboration=room)
    try:
        case = approve_case(case, actor=actor, version=number_in(request.POST.get("version")) or 0)
    except RoomError as error:
        messages.warning(request, str(error))
    else:
        messages.success(
            request,
            _("The case study is now public.")
            if case.published_at
            else _("Thank you. Your approval has been recorded."),
        )
    return redirect("partnerships:case_preview", public_id=public_id)


@require_POST
@sign_in_required
def case_withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Take one's approval back: the case is public no longer."""
    room, actor = find_room(request, public_id)
    withdraw_approval(get_object_or_404(CaseStudy, collaboration=room), actor=actor)
    messages.success(request, _("Your approval has been withdrawn. The case study is not public."))
    return redirect("partnerships:case_preview", public_id=public_id)
