"""Who may see which company and project, and who may act for whom."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Company, CompanyStatus, JoinRequest, Membership, MembershipRole, Project, ProjectStatus
from companies.queries.joining import owner_memberships

Visitor = User | AnonymousUser


def visible_companies(user: Visitor) -> QuerySet[Company]:
    """Verified ones for everybody, their own for members whatever the state, all for reviewers."""
    if is_reviewer(user):
        return Company.objects.all()
    return Company.objects.filter(Q(status=CompanyStatus.VERIFIED) | Q(pk__in=_own_company_ids(user)))


def visible_projects(user: Visitor) -> QuerySet[Project]:
    """Published ones of verified companies for everybody, their company's own for members, all for reviewers."""
    if is_reviewer(user):
        return Project.objects.all()
    is_public = Q(status=ProjectStatus.PUBLISHED, company__status=CompanyStatus.VERIFIED)
    return Project.objects.filter(is_public | Q(company__in=_own_company_ids(user)))


def own_companies(user: Visitor) -> QuerySet[Company]:
    """The companies this person acts for, by name."""
    return Company.objects.filter(pk__in=_own_company_ids(user)).by_name()


def owned_companies(user: Visitor) -> QuerySet[Company]:
    """The companies whose people and invitations this person decides on."""
    owned_ids = _own_company_ids(user).filter(role=MembershipRole.OWNER)
    return Company.objects.filter(pk__in=owned_ids).by_name()


def own_projects(user: Visitor) -> QuerySet[Project]:
    """The projects this person may change."""
    return Project.objects.filter(company__in=_own_company_ids(user)).select_related("company")


def join_requests_to_answer(user: Visitor) -> QuerySet[JoinRequest]:
    """Those of the companies one owns; for reviewers those of companies that nobody owns. Never one's own."""
    requests = JoinRequest.objects.select_related("company", "user", "proposed_by").exclude(user=user.pk)
    if is_reviewer(user):
        return requests.exclude(company__in=owner_memberships().values("company"))
    return requests.filter(company__in=owned_companies(user))


def reason_against_answering(user: User, request: JoinRequest) -> str:
    """Why this person may not answer this request to join; empty when they may. Nobody decides on their own."""
    if request.user_id == user.pk:
        return _("This is your own request: someone else has to answer it.")
    owners = owner_memberships().filter(company=request.company_id)
    if is_reviewer(user):
        return (
            _("This company has an owner, who has to answer. Write to the owner if you do not hear back.")
            if owners.exists()
            else ""
        )
    if user.is_active and owners.filter(user=user).exists():
        return ""
    return _("Only the owners of a company can decide who may join it.")


def memberships_to_end(user: Visitor) -> QuerySet[Membership]:
    """One's own, and everybody's in the companies one owns."""
    mine = Q(user_id=user.pk) if isinstance(user, User) else Q(pk=None)
    return Membership.objects.filter(mine | Q(company__in=owned_companies(user))).select_related("company")


def may_act_for(user: Visitor, company: Company) -> bool:
    """Whether this person may change the company and speak for it: its members, while their account is active."""
    return user.is_active and Membership.objects.filter(user_id=user.pk, company=company).exists()


def is_reviewer(user: Visitor) -> bool:
    return isinstance(user, User) and user.is_reviewer


def _own_company_ids(user: Visitor) -> QuerySet[Membership, int]:
    memberships = Membership.objects.filter(user=user) if isinstance(user, User) else Membership.objects.none()
    return memberships.values_list("company_id", flat=True)
