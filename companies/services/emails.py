"""The mail of companies: written into the outbox in the transaction of what it tells about."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from companies.models import Company, Invitation, JoinRequest, Membership, MembershipRole, Project
from notifications.models import About, EmailKind, OutboxEmail
from notifications.services import queue_email

ASKED, PROPOSED = "asked", "proposed"
ASKS_TO_ANSWER = frozenset({ASKED, PROPOSED})


def members_of(company: Company) -> QuerySet[User]:
    """Who reads mail for this company: its active members."""
    return User.objects.filter(memberships__company=company, is_active=True).order_by("pk")


def owners_of(company: Company) -> QuerySet[User]:
    owners = Membership.objects.filter(company=company, role=MembershipRole.OWNER)
    return User.objects.filter(memberships__in=owners, is_active=True).order_by("pk")


def email_join_request(request: JoinRequest) -> None:
    """To the owners; to staff when there is none."""
    owners = list(owners_of(request.company))
    kind = EmailKind.COMPANY_NEWS if owners else EmailKind.REVIEW_WORK
    page = _own_path("own_members", request.company) if owners else reverse("companies:own_join_queue")
    for person in owners or User.objects.reviewers():
        context = {"person": request.user, "company": request.company, "message": request.message, "path": page}
        queue_email(
            person,
            kind=kind,
            about=About(request),
            topic=ASKED,
            template="company_join_request",
            context=context,
        )


def email_join_proposal(request: JoinRequest, *, first: User) -> None:
    """To the rest of staff: one of them approved, and a second approval is missing."""
    path = reverse("companies:own_join_queue")
    context = {"person": request.user, "company": request.company, "first": first, "path": path}
    for person in User.objects.reviewers().exclude(pk=first.pk):
        queue_email(
            person,
            kind=EmailKind.REVIEW_WORK,
            about=About(request),
            topic=PROPOSED,
            template="company_join_proposed",
            context=context,
        )


def email_join_answer(request: JoinRequest) -> None:
    is_accepted = request.status == "accepted"
    path = reverse("companies:own_companies") if is_accepted else reverse("companies:own_join")
    context = {"company": request.company, "is_accepted": is_accepted, "path": path}
    queue_email(
        request.user,
        kind=EmailKind.COMPANY_NEWS,
        about=About(request, occasion=request.status),
        topic="answer",
        template="company_join_answer",
        context=context,
    )


def email_invitation(invitation: Invitation, *, token: str) -> OutboxEmail:
    """To the address; in the language of its account, if it has one, otherwise in that of who invites."""
    inviter = invitation.invited_by
    path = reverse("companies:own_invitation", args=[token])
    context: dict[str, object] = {"invitation": invitation, "company": invitation.company, "path": path}
    person = User.objects.filter(email__iexact=invitation.email, is_active=True).first()
    with translation.override(inviter.language if inviter else translation.get_language()):
        return queue_email(
            person or invitation.email,
            kind=EmailKind.INVITATION,
            about=About(invitation),
            topic="invitation",
            template="company_invitation",
            context=context,
        )


def email_expiry_reminder(project: Project) -> None:
    """To everybody who acts for the company, once for each date of expiry."""
    assert project.expires_at is not None  # noqa: S101  # promised by a constraint for published projects
    path = reverse("companies:own_project_renew", args=[project.public_id])
    for person in members_of(project.company):
        queue_email(
            person,
            kind=EmailKind.REMINDER,
            about=About(project, occasion=str(project.expires_at.date())),
            topic="expiry",
            template="company_project_expiry",
            context={"project": project, "path": path},
        )


def _own_path(name: str, company: Company) -> str:
    return reverse(f"companies:{name}", args=[company.public_id])
