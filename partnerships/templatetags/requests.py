"""What pages of other apps show of partnership requests."""

from django import template
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import Context

from accounts.models import User
from companies.models import Company, Project
from companies.permissions import own_companies
from partnerships.queries.requests import ResponseRate, to_answer
from partnerships.queries.requests import response_rate as rate_of

register = template.Library()


@register.simple_tag(takes_context=True)
def requests_to_answer(context: Context) -> int:
    """How many requests wait for this person; counted once for a page, however often it shows the number."""
    request: HttpRequest = context["request"]
    if not hasattr(request, "requests_to_answer"):
        user = request.user
        request.requests_to_answer = (  # type: ignore[attr-defined]
            to_answer(user).count() if isinstance(user, User) else 0
        )
    count: int = request.requests_to_answer  # type: ignore[attr-defined]
    return count


@register.simple_tag
def response_rate(company: Company) -> ResponseRate | None:
    return rate_of(company)


@register.inclusion_tag("partnerships/_ask.html", takes_context=True)
def ask_for_partnership(context: Context, company: Company, project: Project | None = None) -> dict[str, object]:
    """The way to a request, for visitors too, who sign in on it; not for staff, its own people or the same country."""
    user: User | AnonymousUser = context["request"].user
    countries = {entry.pk: entry.country for entry in own_companies(user)}
    is_staff = isinstance(user, User) and user.is_reviewer and not countries
    is_neighbour = bool(countries) and set(countries.values()) == {company.country}
    return {
        "company": company,
        "project": project,
        "is_shown": company.status == "verified" and not is_staff and company.pk not in countries and not is_neighbour,
        "is_open": project is None or (project.status == "published" and project.is_open_for_requests),
    }
