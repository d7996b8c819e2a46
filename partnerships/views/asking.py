"""Writing a partnership request: how well the two fit comes first, and nothing typed is lost."""

from typing import TypedDict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import SignedInRequest, sign_in_required
from accounts.resubmission.fields import raw_fields
from companies.models import Company, CompanyStatus, ProfileDraft, Project
from companies.permissions import own_companies
from companies.services.drafts import DraftPlace, drop_draft, find_draft, keep_draft
from matching.models import Match
from matching.reasons import explain_match
from matching.services.fits import find_fits
from partnerships.forms.requests import AT_LARGE, RequestForm
from partnerships.models import PartnershipRequest
from partnerships.queries.requests import (
    open_request_between,
    projects_to_ask,
    refusal_between,
    refusal_of_pair,
    refusal_of_sender,
    response_rate,
    sending_projects,
)
from partnerships.services.requests import send_request
from values.errors import PortalError

STEP = "request"


class Choices(TypedDict):
    """Who may be asked for what: the arguments of `RequestForm`."""

    projects: list[Project]
    wanted: list[Project]
    receiver: Company


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def request_create(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Ask the company of this address, from its own page or from that of one of its projects (`?theirs=`)."""
    receiver = get_object_or_404(Company.objects.verified(), public_id=public_id)
    projects = list(sending_projects(request.user, receiver=receiver).prefetch_related("cooperations"))
    is_sent = request.method == "POST"
    if not (is_sent and projects) and (obstacle := _refusal(request, receiver, projects)):
        return render(request, "partnerships/request_refused.html", {"receiver": receiver} | obstacle)
    choices: Choices = {"projects": projects, "wanted": list(projects_to_ask(receiver)), "receiver": receiver}
    place = DraftPlace(request.user, STEP, company=receiver)
    if not is_sent:
        draft = find_draft(place)
        return _show(request, receiver, _fresh_form(request, draft, choices), draft=draft)
    keep_draft(place, fields=_own_fields(raw_fields(request.POST)))
    if request.POST.get("then") == "fit":
        return _show(request, receiver, RequestForm(initial=request.POST.dict(), **choices))
    return _send(request, place, RequestForm(request.POST, **choices))


def _own_fields(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: texts for name, texts in fields.items() if name in RequestForm.base_fields}


def _refusal(request: SignedInRequest, receiver: Company, projects: list[Project]) -> dict[str, object]:
    """Why this person cannot ask this company, and where to go instead; empty when they can."""
    companies = list(own_companies(request.user))
    if not companies:
        return {"reason": _("Requests are sent by companies, and you are not linked to a company yet."), "way": "room"}
    reasons = [refusal_between(company, receiver) for company in companies]
    if all(reasons):
        is_verified = companies[0].status == CompanyStatus.VERIFIED
        return {"reason": reasons[0], "way": "directory" if is_verified else "room", "asker": companies[0]}
    if not projects:
        return {
            "reason": _("You need a published project to send a request, and your company does not have one yet."),
            "way": "room",
        }
    return _refusal_of_askers(receiver, projects)


def _refusal_of_askers(receiver: Company, projects: list[Project]) -> dict[str, object]:
    if closed := refusal_of_pair(projects[0], receiver, None):
        return {"reason": closed, "way": "directory"}
    askers = {project.company_id: project.company for project in projects}.values()
    standing = [open_request_between(company, receiver) for company in askers]
    if all(standing):
        return {"reason": _("Your company has already sent this company a request and has not had an answer yet.")} | {
            "standing": standing[0]
        }
    quota = [refusal_of_sender(company) for company in askers]
    return {"reason": quota[0], "way": "inbox"} if all(quota) else {}


def _fresh_form(request: SignedInRequest, draft: ProfileDraft | None, choices: Choices) -> RequestForm:
    """What was typed here before and not sent, with what the address names in place of what was chosen then."""
    typed = {name: texts[-1] for name, texts in draft.fields.items() if texts} if draft else {}
    offered = {project.public_id for project in (*choices["projects"], *choices["wanted"])} | {AT_LARGE}
    named = {name: request.GET[name] for name in ("mine", "theirs") if request.GET.get(name) in offered}
    first = choices["projects"][0]
    cooperation = next((entry.type for entry in first.cooperations.all()), "")
    wanted = choices["wanted"][0].public_id if len(choices["wanted"]) == 1 else AT_LARGE
    return RequestForm(initial={"cooperation": cooperation, "theirs": wanted} | typed | named, **choices)


def _send(request: SignedInRequest, place: DraftPlace, form: RequestForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, form.receiver, form, status=422)
    try:
        sent = _write(request, form)
    except PortalError as error:
        form.add_error(None, str(error))
        return _show(request, form.receiver, form, status=409)
    drop_draft(place)
    messages.success(request, _("Sent. You will get an e-mail as soon as the other company answers."))
    return redirect("partnerships:request_detail", public_id=sent.public_id)


def _write(request: SignedInRequest, form: RequestForm) -> PartnershipRequest:
    return send_request(
        form.project,
        receiver=form.receiver,
        receiver_project=form.wanted_project,
        wording=form.wording(),
        by=request.user,
    )


def _show(
    request: SignedInRequest,
    receiver: Company,
    form: RequestForm,
    *,
    status: int = 200,
    draft: ProfileDraft | None = None,
) -> HttpResponse:
    fit = _fit_of(form)
    context = {
        "receiver": receiver,
        "form": form,
        "draft": draft,
        "fit": fit,
        "reasons": explain_match(fit.explanation, reader=form.project.company.country) if fit else None,
        "theirs": _other_project(fit, form.project) if fit else None,
        "project": form.project,
        "rate": response_rate(receiver),
        "is_closed": request.GET.get("theirs", AT_LARGE) not in {*form.wanted, AT_LARGE},
        "counter_request": open_request_between(receiver, form.project.company),
    }
    return render(request, "partnerships/request_form.html", context, status=status)


def _fit_of(form: RequestForm) -> Match | None:
    """With the project chosen; for the company at large with the best of its projects."""
    wanted = form.wanted_project
    fits = find_fits(form.project, [wanted] if wanted else list(form.wanted.values()))
    return fits[0] if fits else None


def _other_project(fit: Match, project: Project) -> Project:
    return fit.luxembourg_project if fit.korean_project_id == project.pk else fit.korean_project
