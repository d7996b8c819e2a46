"""Who acts for a company: roles, leaving, invitations."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import SignedInRequest, password_asked_again, sign_in_required
from companies.forms.members import InvitationForm
from companies.models import Company, Invitation, JoinStatus, Membership, MembershipRole
from companies.permissions import memberships_to_end, own_companies, owned_companies
from companies.services.invitations import accept_invitation, find_invitation, invite, withdraw_invitation
from companies.services.members import change_role, remove_member
from values.errors import PortalError


@require_safe
@sign_in_required
def own_members(request: SignedInRequest, public_id: str) -> HttpResponse:
    company = get_object_or_404(own_companies(request.user), public_id=public_id)
    return _show_members(request, company, InvitationForm())


def _show_members(request: SignedInRequest, company: Company, form: InvitationForm, status: int = 200) -> HttpResponse:
    is_owner = owned_companies(request.user).filter(pk=company.pk).exists()
    context = {
        "company": company,
        "form": form,
        "is_owner": is_owner,
        "memberships": company.memberships.select_related("user").order_by("-role", "created_at", "pk"),
        "invitations": Invitation.objects.open().filter(company=company) if is_owner else [],
        "join_requests": company.join_requests.filter(status=JoinStatus.ASKED).select_related("company", "user")
        if is_owner
        else [],
    }
    return render(request, "companies/own_members.html", context, status=status)


@require_POST
@sign_in_required
def own_invite(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Who is to own the company is invited by the password once more, as a member is made an owner by it."""
    is_owner_wanted = request.POST.get("role") == MembershipRole.OWNER
    return (_invite_afresh if is_owner_wanted else _invite)(request, public_id)


def _invite(request: SignedInRequest, public_id: str) -> HttpResponse:
    company = get_object_or_404(owned_companies(request.user), public_id=public_id)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _show_members(request, company, form, status=422)
    try:
        invitation = invite(company, by=request.user, **form.cleaned_data)
    except PortalError as error:
        form.add_error("email", str(error))
        return _show_members(request, company, form, status=422)
    messages.success(
        request, _("Invitation sent to %(email)s. The link is valid for 14 days.") % {"email": invitation.email}
    )
    return redirect("companies:own_members", public_id=public_id)


_invite_afresh = password_asked_again(_invite)


@require_POST
@sign_in_required
def own_invitation_withdraw(request: SignedInRequest, invitation_id: int) -> HttpResponse:
    owned = owned_companies(request.user)
    invitation = get_object_or_404(Invitation, pk=invitation_id, company__in=owned)
    try:
        withdraw_invitation(invitation)
    except PortalError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The invitation has been withdrawn: its link no longer works."))
    return redirect("companies:own_members", public_id=invitation.company.public_id)


@require_POST
@sign_in_required
@password_asked_again
def own_member_role(request: SignedInRequest, membership_id: int) -> HttpResponse:
    membership = get_object_or_404(Membership, pk=membership_id, company__in=owned_companies(request.user))
    role, seen = request.POST.get("role"), request.POST.get("seen")
    if role not in MembershipRole.values or seen not in MembershipRole.values:
        raise Http404
    try:
        change_role(membership, role=role, seen=seen)
    except PortalError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The role has been changed."))
    return redirect("companies:own_members", public_id=membership.company.public_id)


@require_POST
@sign_in_required
def own_member_remove(request: SignedInRequest, membership_id: int) -> HttpResponse:
    """Owners remove anybody, everybody may leave."""
    membership = get_object_or_404(memberships_to_end(request.user), pk=membership_id)
    try:
        remove_member(membership)
    except PortalError as error:
        messages.warning(request, str(error))
        return redirect("companies:own_members", public_id=membership.company.public_id)
    if membership.user_id == request.user.pk:
        messages.success(request, _("You no longer act for this company."))
        return redirect("companies:own_companies")
    messages.success(request, _("This person no longer acts for the company."))
    return redirect("companies:own_members", public_id=membership.company.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def own_invitation(request: SignedInRequest, token: str) -> HttpResponse:
    """GET shows what one is invited to, POST accepts."""
    invitation = find_invitation(token)
    if request.method == "POST" and invitation:
        try:
            accept_invitation(invitation, user=request.user)
        except PortalError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("Welcome. You now act for this company."))
            return redirect("companies:own_companies")
    is_mine = invitation is not None and invitation.email == request.user.email.lower()
    return render(request, "companies/own_invitation.html", {"invitation": invitation, "is_mine": is_mine})
