"""What happens to a project: it is written, reviewed, published, renewed, and leaves in one of several ways."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from companies.errors import CompanyNotVerifiedError
from companies.models import PROJECT_LIFETIME, Company, CompanyStatus, Cooperation, Project, ProjectStatus
from companies.records import ProjectFields
from companies.services.announcements import announce_entered, announce_left
from companies.services.companies import assign_changes, require_reason
from companies.services.history import Values, describe_cooperations, record_changes, values_of
from jobs.clock import database_now
from jobs.sweeps import for_all_rows
from values.errors import StateConflictError

EDITABLE = frozenset(ProjectStatus) - {ProjectStatus.SUBMITTED, ProjectStatus.ARCHIVED}
"""Not while staff read it: what they publish must be what they read."""

Cooperations = Sequence[tuple[str, str]]
"""(type, role) pairs."""


@transaction.atomic
def create_project(company: Company, *, fields: ProjectFields, cooperations: Cooperations) -> Project:
    """A draft of `company`."""
    project = Project.objects.create(company=company, **fields)
    _write_cooperations(project, cooperations)
    return project


@transaction.atomic
def update_project(
    project: Project, *, fields: ProjectFields, cooperations: Cooperations | None = None, by: User | None = None
) -> Project:
    """Write what differs; None leaves the cooperations alone. A public project that changed enters again.

    An edit `by` somebody is kept in the history. Raises StateConflictError while the project is under review or
    archived.
    """
    current = Project.objects.select_for_update(of=("self",), no_key=True).select_related("company").get(pk=project.pk)
    if current.status not in EDITABLE:
        raise _conflict(current)
    before = _said(current, fields)
    changed = assign_changes(current, fields)
    has_new_cooperations = cooperations is not None and _replace_cooperations(current, cooperations)
    if changed or has_new_cooperations:
        current.save(update_fields=[*changed, "updated_at"])
        announce_entered([current.pk])
    if by is not None:
        record_changes(current.company, by=by, before=before, after=_said(current, fields), project=current)
    return current


@transaction.atomic
def submit_project(project: Project) -> Project:
    """Ask staff to publish it. Raises StateConflictError unless it is a draft, returned or withdrawn."""
    old = {ProjectStatus.DRAFT, ProjectStatus.RETURNED, ProjectStatus.WITHDRAWN}
    return _move(project, old=old, status=ProjectStatus.SUBMITTED, submitted_at=timezone.now())


@transaction.atomic
def publish_project(project: Project) -> Project:
    """Public and matched for 365 days from now.

    Raises CompanyNotVerifiedError unless its company is verified, StateConflictError unless the project is submitted.
    """
    return _publish(project, old={ProjectStatus.SUBMITTED}, published_at=timezone.now(), return_reason="")


@transaction.atomic
def return_project(project: Project, *, reason: str) -> Project:
    """Back to its people, with what to improve. Raises ReasonMissingError; StateConflictError unless submitted."""
    return _move(
        project, old={ProjectStatus.SUBMITTED}, status=ProjectStatus.RETURNED, return_reason=require_reason(reason)
    )


@transaction.atomic
def renew_project(project: Project) -> Project:
    """Another 365 days from now, for a published project or one that expired (which then enters again).

    Raises CompanyNotVerifiedError unless its company is verified, StateConflictError in any other state.
    """
    return _publish(project, old={ProjectStatus.PUBLISHED, ProjectStatus.EXPIRED})


@transaction.atomic
def withdraw_project(project: Project) -> Project:
    """Its company takes it back. Raises StateConflictError unless it is published."""
    moved = _move(project, old={ProjectStatus.PUBLISHED}, status=ProjectStatus.WITHDRAWN)
    announce_left([moved.pk])
    return moved


@transaction.atomic
def archive_project(project: Project) -> Project:
    """Put away for good. Raises StateConflictError unless it is expired or withdrawn."""
    return _move(project, old={ProjectStatus.EXPIRED, ProjectStatus.WITHDRAWN}, status=ProjectStatus.ARCHIVED)


@transaction.atomic
def set_open_for_requests(project: Project, *, is_open: bool) -> Project:
    """Whether other companies may ask for a partnership with it. Nothing else about the project changes."""
    Project.objects.filter(pk=project.pk).update(is_open_for_requests=is_open)
    project.is_open_for_requests = is_open
    return project


def expire_overdue_projects() -> list[int]:
    """End every published project whose time is over; the ids of those this call ended, in order."""
    return for_all_rows("companies.expire_projects", Project.objects.overdue().order_by("pk"), _expire)


def _expire(project_ids: list[int]) -> list[int]:
    """All are announced at once, since many cost one full run of the matching instead of one for each."""
    overdue = Project.objects.overdue().filter(pk__in=project_ids).order_by("pk")
    locked = overdue.select_for_update(skip_locked=True, of=("self",))
    expired_ids = list(locked.values_list("pk", flat=True))
    Project.objects.filter(pk__in=expired_ids).update(status=ProjectStatus.EXPIRED, updated_at=timezone.now())
    announce_left(expired_ids)
    return expired_ids


def _publish(project: Project, *, old: Collection[ProjectStatus], **changes: object) -> Project:
    # The lock makes this wait for a suspension under way, so that "entered" is never told after "left".
    company = Company.objects.select_for_update(no_key=True).get(projects=project.pk)
    if company.status != CompanyStatus.VERIFIED:
        raise CompanyNotVerifiedError(
            _("Nothing was changed: %(name)s is not verified. Verify the company first.") % {"name": company.shown_name}
        )
    before = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    expires_at = database_now() + PROJECT_LIFETIME
    moved = _move(project, old=old, status=ProjectStatus.PUBLISHED, expires_at=expires_at, **changes)
    if before.status != ProjectStatus.PUBLISHED:
        announce_entered([moved.pk])
    return moved


def _move(project: Project, *, old: Collection[ProjectStatus], **changes: object) -> Project:
    moved = Project.objects.filter(pk=project.pk, status__in=old).update(updated_at=timezone.now(), **changes)
    current = Project.objects.get(pk=project.pk)
    if not moved:
        raise _conflict(current)
    return current


def _conflict(project: Project) -> StateConflictError:
    return StateConflictError(
        _(
            "Nothing was changed: the status of “%(title)s” is now “%(status)s”. Reload the page to "
            "see the current version."
        )
        % {"title": project.title, "status": project.get_status_display()}
    )


def _write_cooperations(project: Project, cooperations: Cooperations) -> None:
    Cooperation.objects.bulk_create(Cooperation(project=project, type=kind, role=role) for kind, role in cooperations)


def _said(project: Project, fields: ProjectFields) -> Values:
    """These fields and the cooperations, as the history keeps them."""
    pairs = project.cooperations.values_list("type", "role")
    return values_of(project, fields) | {"cooperations": describe_cooperations(pairs)}


def _replace_cooperations(project: Project, cooperations: Cooperations) -> bool:
    """Whether anything changed."""
    if set(project.cooperations.values_list("type", "role")) == set(cooperations):
        return False
    project.cooperations.all().delete()
    _write_cooperations(project, cooperations)
    return True
