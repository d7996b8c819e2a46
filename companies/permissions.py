"""Who may see which company and project, and who may act for whom."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from accounts.models import User
from companies.models import Company, CompanyStatus, Membership, Project, ProjectStatus

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


def may_act_for(user: Visitor, company: Company) -> bool:
    """Whether this person may change the company and speak for it: its members, while their account is active."""
    return user.is_active and Membership.objects.filter(user_id=user.pk, company=company).exists()


def is_reviewer(user: Visitor) -> bool:
    return isinstance(user, User) and user.is_reviewer


def _own_company_ids(user: Visitor) -> QuerySet[Membership, int]:
    memberships = Membership.objects.filter(user=user) if isinstance(user, User) else Membership.objects.none()
    return memberships.values_list("company_id", flat=True)
