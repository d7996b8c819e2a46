"""Who can answer for a company, and the requests to join that wait for staff because nobody can."""

from django.db.models import QuerySet

from companies.models import JoinRequest, JoinStatus, Membership, MembershipRole


def owner_memberships() -> QuerySet[Membership]:
    """Of those who can answer for their company: an owner whose account sleeps is none."""
    return Membership.objects.filter(role=MembershipRole.OWNER, user__is_active=True)


def requests_without_owner() -> QuerySet[JoinRequest]:
    """Open requests to companies that nobody owns: two members of staff answer them."""
    asked = JoinRequest.objects.filter(status=JoinStatus.ASKED)
    return asked.exclude(company__in=owner_memberships().values("company"))
