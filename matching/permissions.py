"""Who may see and do what with a match."""

from django.db.models import Q, QuerySet

from accounts.models import User
from companies.models import Company
from matching.models import Match
from matching.queries import suggestions_for


def suggestions_visible_to(user: User) -> QuerySet[Match]:
    """The suggestions this person may open: those of the companies they act for, once staff approved them."""
    return suggestions_for(user)


def companies_answering(user: User, match: Match) -> QuerySet[Company]:
    """The companies of this match for which this person may answer."""
    sides = Q(pk=match.korean_project.company_id) | Q(pk=match.luxembourg_project.company_id)
    return Company.objects.filter(sides, memberships__user=user).order_by("pk")
