"""The introductions of a company: what each side did, the consent, and the contacts once both gave theirs."""

from typing import TypedDict

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.permissions import SignedInRequest, reviewer_required, sign_in_required
from companies.models import Company
from partnerships.errors import ConsentRefusedError
from partnerships.forms.introductions import ConsentForm
from partnerships.models import CONSENT_TEXT, Introduction
from partnerships.permissions import company_of, introductions_to_consent, introductions_visible_to
from partnerships.queries.introductions import (
    Side,
    consent_seen,
    contacts_between,
    items_to_offer,
    readings_of,
    sides_of,
)
from partnerships.services.consents import give_consent, record_contact_reading, withdraw_consent
from partnerships.services.introduction_emails import calendar_of
from values.errors import PortalError
from values.pages import nearest_page


class Row(TypedDict):
    """An introduction as a page shows it."""

    introduction: Introduction
    sides: tuple[Side, Side]
    mine: Side
    theirs: Side
    is_member: bool
    is_open: bool
    stopped: list[Company]


@require_safe
@never_cache
@sign_in_required
def introduction_list(request: SignedInRequest) -> HttpResponse:
    """The introductions of one's companies, for staff all of them; newest first, with what is still to be done."""
    page = nearest_page(introductions_visible_to(request.user), request.GET.get("page"))
    mine = set(request.user.memberships.values_list("company_id", flat=True))
    rows = [_row(introduction, mine) for introduction in page]
    context = {"page": page, "rows": rows, "has_company": bool(mine), "is_staff": request.user.is_reviewer}
    return render(request, "partnerships/introduction_list.html", context)


def _row(introduction: Introduction, company_ids: set[int]) -> Row:
    """The introduction with one's own side first; for staff, who have none, the Korean one."""
    sides = sides_of(introduction)
    mine, theirs = sides if sides[1].company.pk not in company_ids else sides[::-1]
    return {
        "introduction": introduction,
        "sides": sides,
        "mine": mine,
        "theirs": theirs,
        "is_member": mine.company.pk in company_ids,
        "is_open": mine.is_open and theirs.is_open,
        "stopped": [side.company for side in sides if not side.company.is_acting],
    }


@require_safe
@never_cache
@sign_in_required
def introduction_detail(request: SignedInRequest, public_id: str) -> HttpResponse:
    introduction = get_object_or_404(introductions_visible_to(request.user), public_id=public_id)
    return _render(request, introduction)


def _render(
    request: SignedInRequest,
    introduction: Introduction,
    *,
    form: ConsentForm | None = None,
    is_recorded: bool = False,
    status: int = 200,
) -> HttpResponse:
    """`is_recorded` says that a member of staff is about to see the contacts and that this was written down."""
    company = company_of(request.user, introduction)
    row = _row(introduction, {company.pk} if company else set())
    contacts = contacts_between(introduction) if company or is_recorded else {}
    context: dict[str, object] = {
        **row,
        "contacts": [(side, contacts.get(side.company.pk)) for side in _order(row)] if contacts else [],
        "readings": readings_of(introduction),
        "consent_text": _text_of(CONSENT_TEXT),
    }
    if row["mine"].standing:
        context["agreed_text"] = _text_of(row["mine"].standing.text_version)
    if company and row["mine"].standing is None and not row["stopped"]:
        context |= _asking(introduction, company, form)
    return render(request, "partnerships/introduction_detail.html", context, status=status)


def _text_of(version: str) -> str:
    return f"partnerships/consents/{version}/{translation.get_language()}.html"


def _order(row: Row) -> tuple[Side, Side]:
    """The other side's contact first, which is the one a member looks for."""
    return (row["theirs"], row["mine"]) if row["is_member"] else row["sides"]


def _asking(introduction: Introduction, company: Company, form: ConsentForm | None) -> dict[str, object]:
    offered = items_to_offer(company)
    return {"offered": offered, "form": form or _form(introduction, company)}


def _form(introduction: Introduction, company: Company, data: QueryDict | None = None) -> ConsentForm:
    language, seen = translation.get_language(), consent_seen(introduction, company)
    return ConsentForm(data, offered=items_to_offer(company), language=language, seen=seen)


@require_POST
@never_cache
@sign_in_required
def consent_give(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Let the other side see one's contact, for the company of this introduction that the person acts for."""
    introduction, company = _own(request.user, public_id)
    form = _form(introduction, company, request.POST)
    if not form.is_valid():
        return _render(request, introduction, form=form, status=422)
    try:
        give_consent(introduction, company=company, user=request.user, reading=form.reading())
    except PortalError as error:
        messages.warning(request, str(error))
    else:
        messages.success(
            request, _("Thank you. Your consent has been recorded; you can withdraw it on this page at any time.")
        )
    return redirect("partnerships:introduction_detail", public_id)


@require_POST
@never_cache
@sign_in_required
def consent_withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    introduction, company = _own(request.user, public_id)
    try:
        withdraw_consent(introduction, company=company)
    except PortalError as error:
        messages.warning(request, str(error))
    else:
        messages.success(
            request,
            _(
                "Your consent has been withdrawn. Contact details are no longer shared on either side, and "
                "the other company has been informed."
            ),
        )
    return redirect("partnerships:introduction_detail", public_id)


def _own(user: User, public_id: str) -> tuple[Introduction, Company]:
    introduction = get_object_or_404(introductions_to_consent(user), public_id=public_id)
    company = company_of(user, introduction)
    if company is None:
        raise Http404
    return introduction, company


@require_safe
@never_cache
@sign_in_required
def introduction_calendar(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The suggested times for one's own calendar, while both companies agree."""
    introduction, _company = _own(request.user, public_id)
    if not contacts_between(introduction):
        raise Http404
    file = calendar_of(introduction, language=request.user.language)
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return HttpResponse(file.content, content_type=f"{file.content_type}; charset=utf-8", headers=headers)


@require_POST
@never_cache
@reviewer_required
def introduction_contacts(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Both contacts for a member of staff; both companies see who looked and when."""
    introduction = get_object_or_404(introductions_visible_to(request.user), public_id=public_id)
    try:
        record_contact_reading(introduction, user=request.user)
    except ConsentRefusedError as error:
        messages.warning(request, str(error))
        return redirect("partnerships:introduction_detail", public_id)
    return _render(request, introduction, is_recorded=True)
