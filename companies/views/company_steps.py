"""Creating a company and filling in its profile step by step."""

from typing import Any, Required, TypedDict, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import SignedInRequest, sign_in_required
from accounts.resubmission.fields import BUTTON, raw_fields
from companies.completeness import Step
from companies.errors import EditedMeanwhileError, NumberTakenError
from companies.forms.company import STEP_FORMS, STEP_TITLES, BasicsForm, ContactForm, StepForm
from companies.forms.remarks import show_remarks
from companies.models import Company, Contact, ProfileDraft
from companies.permissions import own_companies
from companies.queries.likely_same import likely_same
from companies.queries.own_companies import parts_of, with_parts
from companies.records import CompanyFields
from companies.seen import company_to_submit
from companies.services.claims import as_claimed, claimed_values
from companies.services.companies import create_company
from companies.services.drafts import DraftPlace, drop_draft, find_draft, keep_draft
from companies.services.profiles import (
    contact_values,
    fingerprint,
    hand_in_company,
    save_contact,
    save_profile,
)
from companies.views.apart import not_for_staff
from companies.views.kept_forms import SEEN, form_of_draft, seen_in
from values.errors import PortalError
from values.seen import write_seen

REVIEW = "review"


class StepContext(TypedDict, total=False):
    """The form of a step, the draft it may come from, what was stored when it was shown, and who saved meanwhile."""

    form: Required[StepForm | ContactForm]
    draft: ProfileDraft | None
    seen: str
    conflict: EditedMeanwhileError


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
@not_for_staff
def own_company_create(request: SignedInRequest) -> HttpResponse:
    """Name and place first; companies that may be the same one are shown before a second is made."""
    place = DraftPlace(request.user, "create")
    if request.method == "POST":
        return _create(request, place)
    draft = find_draft(place)
    form = form_of_draft(draft, BasicsForm, initial={"country": request.GET.get("country", "")})
    return render(request, "companies/own_company_create.html", {"form": form, "draft": draft})


def _create(request: SignedInRequest, place: DraftPlace) -> HttpResponse:
    form = BasicsForm(request.POST)
    keep_draft(place, fields=raw_fields(request.POST))
    if not form.is_valid():
        return render(request, "companies/own_company_create.html", {"form": form}, status=422)
    fields = cast("CompanyFields", form.fields_to_save() | {"languages": [request.user.language]})
    same = likely_same(
        *(fields["name"], fields["name_local"]), country=fields["country"], number=fields["registration_number"]
    )
    if same and request.POST.get(BUTTON) != "create":
        return render(request, "companies/own_company_create.html", {"form": form, "same": same})
    try:
        company = create_company(request.user, fields=fields)
    except NumberTakenError as error:
        form.add_error("registration_number", str(error))
        return render(request, "companies/own_company_create.html", {"form": form, "same": same}, status=422)
    drop_draft(place)
    messages.success(request, _("Your company has been added. Continue with its profile; you can stop at any time."))
    return redirect("companies:own_company_edit", public_id=company.public_id, step="business")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def own_company_edit(request: SignedInRequest, public_id: str, step: str) -> HttpResponse:
    """One step of the profile."""
    company = get_object_or_404(with_parts(own_companies(request.user)), public_id=public_id)
    if step == REVIEW:
        return _show_review(request, company)
    if step not in STEP_FORMS:
        raise Http404
    place = DraftPlace(request.user, step, company=company)
    if request.method == "POST":
        return _save_step(request, company, place)
    draft = find_draft(place)
    form = form_of_draft(draft, STEP_FORMS[step], instance=_instance_of(company, step))
    seen = seen_in(draft, fingerprint(_stored(company, step)))
    context: StepContext = {"form": cast("StepForm | ContactForm", form), "draft": draft, "seen": seen}
    return _show_step(request, company, step, context)


def _save_step(request: SignedInRequest, company: Company, place: DraftPlace) -> HttpResponse:
    """What is in order is saved; the rest stays in the form and as a draft."""
    form, before = _sent_form(request, company, place.step), company.claimed
    form.is_valid()
    seen = request.POST.get(SEEN, "")
    try:
        _write(company, form, request, seen)
    except EditedMeanwhileError as conflict:
        keep_draft(place, fields=raw_fields(request.POST, **{SEEN: conflict.seen}))
        context: StepContext = {"form": form, "seen": conflict.seen, "conflict": conflict}
        return _show_step(request, company, place.step, context, status=409)
    except NumberTakenError as error:
        form.add_error("registration_number", str(error))
    if form.errors:
        seen = fingerprint(_stored(Company.objects.get(pk=company.pk), place.step))
        keep_draft(place, fields=raw_fields(request.POST, **{SEEN: seen}))
        return _show_step(request, company, place.step, {"form": form, "seen": seen}, status=422)
    drop_draft(place)
    messages.success(request, pgettext("message after saving", "Saved."))
    if before != (claim := Company.objects.get(pk=company.pk).claimed) and claim:
        messages.info(
            request,
            _("Staff are checking the new name or number. Until they have finished, the verified one is shown."),
        )
    return _go_on(request, company, place.step)


def _sent_form(request: SignedInRequest, company: Company, step: str) -> StepForm | ContactForm:
    return STEP_FORMS[step](request.POST, instance=_instance_of(company, step))  # type: ignore[arg-type]  # its own


def _write(company: Company, form: StepForm | ContactForm, request: SignedInRequest, seen: str) -> None:
    fields: Any = form.fields_to_save()
    if isinstance(form, StepForm):
        shown = dict.fromkeys(form.names())
        save_profile(company, fields=fields, by=request.user, shown=shown, seen=seen)
    elif form.is_valid():
        save_contact(company, fields=fields, by=request.user, seen=seen)


def _go_on(request: SignedInRequest, company: Company, step: str) -> HttpResponse:
    if request.POST.get(BUTTON) == "close":
        return redirect("companies:own_companies")
    steps = list(STEP_TITLES)
    return redirect("companies:own_company_edit", public_id=company.public_id, step=steps[steps.index(step) + 1])


def _instance_of(company: Company, step: str) -> Company | Contact:
    if step != "contact":
        return as_claimed(company)
    return getattr(company, "contact", None) or Contact(company=company)


def _stored(company: Company, step: str) -> dict[str, object]:
    return contact_values(company) if step == "contact" else claimed_values(company, STEP_FORMS[step].names())


def _show_step(
    request: SignedInRequest, company: Company, step: str, context: StepContext, status: int = 200
) -> HttpResponse:
    show_remarks(context["form"], company)
    common = {"company": company, "step": step, "title": STEP_TITLES[step], "steps": _steps(company, step)}
    return render(request, "companies/own_company_edit.html", {**common, **context}, status=status)


def _steps(company: Company, current: str) -> list[dict[str, object]]:
    """Every step with whether it is done and whether it is this one."""
    parts = parts_of(company)
    done = {"basics": Step.REGISTRATION in parts} | {code: code in parts for code in STEP_FORMS if code != "basics"}
    return [
        {"code": code, "title": title, "is_done": done.get(code, False), "is_current": code == current}
        for code, title in STEP_TITLES.items()
    ]


def _show_review(request: SignedInRequest, company: Company) -> HttpResponse:
    context = {
        "company": company,
        "contact": contact_values(company),
        "title": STEP_TITLES[REVIEW],
        "step": REVIEW,
        "steps": _steps(company, REVIEW),
        "is_insider": True,
        "seen": write_seen(company_to_submit(company)),
    }
    return render(request, "companies/own_company_review.html", context)


@require_POST
@sign_in_required
def own_company_submit(request: SignedInRequest, public_id: str) -> HttpResponse:
    company = get_object_or_404(own_companies(request.user), public_id=public_id)
    try:
        hand_in_company(company, seen=request.POST.get(SEEN, ""))
    except PortalError as error:
        messages.warning(request, str(error))
        return redirect("companies:own_company_edit", public_id=public_id, step=REVIEW)
    messages.success(
        request, _("Submitted. We will review your company and write to you; in the meantime, create a project.")
    )
    return redirect("companies:own_companies")
