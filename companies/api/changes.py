"""For webhook_publishers: companies and projects as they changed, those that left among them."""

from functools import partial

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import StaffEndpoint
from companies.models import Company, CompanyStatus, Project, ProjectStatus
from companies.queries.changes import changes_after, company_rows, project_rows
from companies.serializers.changes import CompanyChangePageSerializer, ProjectChangePageSerializer
from companies.serializers.own import OwnCompanySerializer, OwnProjectSerializer
from rest.cursors import CursorQuery, serialize_changes
from rest.serializers import serialize

TAG = ["integration"]


class CompanyChanges(StaffEndpoint):
    @extend_schema(
        operation_id="company_changes",
        summary="Companies that changed",
        tags=TAG,
        parameters=[CursorQuery],
        responses=CompanyChangePageSerializer,
    )
    def get(self, request: Request) -> Response:
        """Every company that changed after the cursor, in the order of the changes; deleted ones by ID only."""
        return Response(
            serialize_changes(request, "company", partial(changes_after, company_rows(), "company"), _show_company)
        )


class ProjectChanges(StaffEndpoint):
    @extend_schema(
        operation_id="project_changes",
        summary="Projects that changed",
        tags=TAG,
        parameters=[CursorQuery],
        responses=ProjectChangePageSerializer,
    )
    def get(self, request: Request) -> Response:
        """Every project that changed, or whose company changed, after the cursor; deleted ones by ID only."""
        return Response(
            serialize_changes(request, "project", partial(changes_after, project_rows(), "project"), _show_project)
        )


def _show_company(company: Company) -> tuple[bool, object]:
    return company.status == CompanyStatus.VERIFIED, serialize(OwnCompanySerializer, company)


def _show_project(project: Project) -> tuple[bool, object]:
    is_public = project.status == ProjectStatus.PUBLISHED and project.company.status == CompanyStatus.VERIFIED
    return is_public, serialize(OwnProjectSerializer, project)
