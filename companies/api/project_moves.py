"""The steps a company takes with its project."""

from django.shortcuts import get_object_or_404
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
from rest.moves import Move, describe_move
from rest.preconditions import require_match
from values.errors import ChangedMeanwhileError, StateConflictError
from values.seen import write_seen


class _Move(Move[Project], MemberEndpoint):
    tags, answer = TAG, OwnProjectSerializer
    error_statuses = {
        **dict.fromkeys((StateConflictError, CompanyNotVerifiedError, ProfileIncompleteError), ConflictError),
        ChangedMeanwhileError: PreconditionFailedError,
    }

    def find(self, public_id: str) -> Project:
        return get_object_or_404(own_projects(self.person), public_id=public_id)

    def show(self, public_id: str) -> Response:
        return show_project(self.find(public_id))


def _hand_in(project: Project) -> Project:
    return hand_in_project(project, seen=write_seen(project_to_submit(project)))


@describe_move(
    "submit_project",
    "Submit my project",
    "Asks staff to publish a project that is a draft or has been returned or withdrawn.",
)
class OwnProjectSubmit(_Move):
    needs_match = True
    move = staticmethod(_hand_in)

    def check(self, request: Request, project: Project) -> None:
        require_match(request, version_of(project))


@describe_move("withdraw_project", "Withdraw my project", "Withdraws a published project: it can no longer be found.")
class OwnProjectWithdraw(_Move):
    move = staticmethod(withdraw_project)


@describe_move("renew_project", "Renew my project", "Keeps a published or expired project public for another 365 days.")
class OwnProjectRenew(_Move):
    move = staticmethod(renew_project)


@describe_move("archive_project", "Archive my project", "Archives an expired or withdrawn project permanently.")
class OwnProjectArchive(_Move):
    move = staticmethod(archive_project)
