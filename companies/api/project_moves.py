"""The steps a company takes with its project."""

from collections.abc import Callable
from typing import ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import MemberEndpoint
from companies.api.own_projects import TAG, show_project, version_of
from companies.errors import CompanyNotVerifiedError, ProfileIncompleteError
from companies.models import Project
from companies.permissions import own_projects
from companies.seen import project_to_submit
from companies.serializers.own import OwnProjectSerializer
from companies.services.profiles import hand_in_project
from companies.services.projects import archive_project, renew_project, withdraw_project
from rest.errors import ConflictError, PreconditionFailedError
from rest.idempotency import idempotent
from rest.preconditions import require_match
from rest.serializers import require_nothing
from values.errors import ChangedMeanwhileError, StateConflictError
from values.seen import write_seen


class _Move(MemberEndpoint):
    error_statuses = {
        **dict.fromkeys((StateConflictError, CompanyNotVerifiedError, ProfileIncompleteError), ConflictError),
        ChangedMeanwhileError: PreconditionFailedError,
    }
    move: ClassVar["staticmethod[[Project], Project]"]

    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        require_nothing(request)
        project = get_object_or_404(own_projects(self.person), public_id=public_id)
        self.check(request, project)
        return show_project(type(self).move(project))

    def check(self, request: Request, project: Project) -> None:
        """Refuses what is decided on another version than was read; most moves decide on none."""


def _describe(operation_id: str, summary: str, description: str) -> Callable[[type[_Move]], type[_Move]]:
    """Tells what the one operation of a move does."""
    post = extend_schema(
        operation_id=operation_id,
        summary=summary,
        description=description,
        tags=TAG,
        request=None,
        responses=OwnProjectSerializer,
    )
    described: Callable[[type[_Move]], type[_Move]] = extend_schema_view(post=post)
    return described


def _hand_in(project: Project) -> Project:
    return hand_in_project(project, seen=write_seen(project_to_submit(project)))


@_describe(
    "submit_project",
    "Submit my project",
    "Asks staff to publish a project that is a draft or has been returned or withdrawn.",
)
class OwnProjectSubmit(_Move):
    needs_match = True
    move = staticmethod(_hand_in)

    def check(self, request: Request, project: Project) -> None:
        require_match(request, version_of(project))


@_describe("withdraw_project", "Withdraw my project", "Withdraws a published project: it can no longer be found.")
class OwnProjectWithdraw(_Move):
    move = staticmethod(withdraw_project)


@_describe("renew_project", "Renew my project", "Keeps a published or expired project public for another 365 days.")
class OwnProjectRenew(_Move):
    move = staticmethod(renew_project)


@_describe("archive_project", "Archive my project", "Archives an expired or withdrawn project permanently.")
class OwnProjectArchive(_Move):
    move = staticmethod(archive_project)
