"""Each company of a person with all that the first page of their room tells of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from accounts.models import User
from companies.completeness import FEWEST_WORDS, Completeness, Situation, Step, assess
from companies.hints import count_words
from companies.models import (
    Company,
    Contact,
    JoinRequest,
    JoinStatus,
    Logo,
    Membership,
    MembershipRole,
    ProfileDraft,
    Project,
    ProjectStatus,
)

REMINDER_PERIOD = timedelta(days=14)
STATES = (
    *(ProjectStatus.RETURNED, ProjectStatus.DRAFT, ProjectStatus.SUBMITTED, ProjectStatus.PUBLISHED),
    *(ProjectStatus.EXPIRED, ProjectStatus.WITHDRAWN, ProjectStatus.ARCHIVED),
)
"""In the order of what wants attention."""


@dataclass(frozen=True, slots=True)
class OwnCompany:
    """A company as its members see it; `groups` are its projects by state, `drafts` forms this person left unsaved."""

    company: Company
    is_owner: bool
    completeness: Completeness
    groups: Sequence[tuple[ProjectStatus, list[Project]]]
    drafts: Sequence[ProfileDraft]
    open_requests: int


def describe_own_companies(companies: QuerySet[Company], user: User) -> list[OwnCompany]:
    """The same number of queries for one company and for many."""
    own = with_parts(companies).prefetch_related(
        Prefetch("standing_changes", to_attr="own_standing"),
        Prefetch("projects", queryset=_projects(), to_attr="own_projects"),
        Prefetch("memberships", queryset=Membership.objects.filter(user=user), to_attr="own_memberships"),
        Prefetch("join_requests", queryset=JoinRequest.objects.filter(status=JoinStatus.ASKED), to_attr="requests"),
        Prefetch(
            "drafts", queryset=ProfileDraft.objects.filter(user=user).select_related("project"), to_attr="own_drafts"
        ),
    )
    return [_describe(company) for company in own]


def requests_of(user: User) -> QuerySet[JoinRequest]:
    """What this person asked for and nobody has answered yet."""
    return JoinRequest.objects.filter(user=user, status=JoinStatus.ASKED).select_related("company")


def _projects() -> QuerySet[Project]:
    return Project.objects.prefetch_related("cooperations").order_by("-updated_at", "pk")


def with_parts(companies: QuerySet[Company]) -> QuerySet[Company]:
    """The companies with what `parts_of` needs from other tables."""
    return companies.annotate(
        has_contact=Exists(Contact.objects.filter(company=OuterRef("pk"))),
        has_logo=Exists(Logo.objects.filter(company=OuterRef("pk"))),
    )


def parts_of(company: Company) -> frozenset[Step]:
    """The parts of the profile that are there, for a company from `with_parts`."""
    is_there = {
        Step.BUSINESS: count_words(company.summary) >= (FEWEST_WORDS // 2 if _is_korean(company) else FEWEST_WORDS),
        Step.NUMBERS: company.employees is not None and company.sme_year is not None,
        Step.CONTACT: getattr(company, "has_contact", False),
        Step.LANGUAGES: bool(company.languages and company.nace),
        Step.REGISTRATION: bool(company.registration_number),
        Step.LOGO: getattr(company, "has_logo", False),
    }
    return frozenset(step for step, is_true in is_there.items() if is_true)


def _is_korean(company: Company) -> bool:
    return any("\uac00" <= character <= "\ud7a3" for character in company.summary)


def _describe(company: Company) -> OwnCompany:
    projects: list[Project] = getattr(company, "own_projects", [])
    memberships: list[Membership] = getattr(company, "own_memberships", [])
    is_owner = any(membership.role == MembershipRole.OWNER for membership in memberships)
    open_requests = len(getattr(company, "requests", [])) if is_owner else 0
    situation = Situation(
        status=company.status,
        parts=parts_of(company),
        project_counts=Counter(project.status for project in projects),
        is_expiring=any(is_expiring(project) for project in projects),
        open_requests=open_requests,
    )
    return OwnCompany(
        company=company,
        is_owner=is_owner,
        completeness=assess(situation),
        groups=_group(projects),
        drafts=getattr(company, "own_drafts", []),
        open_requests=open_requests,
    )


def is_expiring(project: Project) -> bool:
    """Whether it is public and leaves within the time of the reminder."""
    if project.status != ProjectStatus.PUBLISHED or project.expires_at is None:
        return False
    return project.expires_at <= timezone.now() + REMINDER_PERIOD


def _group(projects: Sequence[Project]) -> list[tuple[ProjectStatus, list[Project]]]:
    groups = [(state, [project for project in projects if project.status == state]) for state in STATES]
    return [(state, members) for state, members in groups if members]
