"""The projects of the companies that the token's owner acts for."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import MemberEndpoint
from companies.errors import EditedMeanwhileError
from companies.models import Project
from companies.permissions import own_companies, own_projects
from companies.queries import with_details
from companies.serializers.own import OwnProjectPageSerializer, OwnProjectSerializer, ProjectEditSerializer
from companies.services.profiles import fingerprint, project_values, save_project
from companies.services.projects import create_project
from rest.errors import ConflictError, PreconditionFailedError
from rest.idempotency import idempotent
from rest.pagination import PageQuery, page_of
from rest.preconditions import etag_of, require_match
from rest.serializers import serialize
from values.errors import StateConflictError

TAG = ["own projects"]
VERSIONED = (*OwnProjectSerializer().fields.keys() - {"id", "company", "cooperations"}, "public_id", "cooperations")
"""What the ETag stands for."""


class OwnProjectList(MemberEndpoint):
    @extend_schema(
        operation_id="own_projects",
        summary="My projects",
        tags=TAG,
        parameters=[PageQuery],
        responses=OwnProjectPageSerializer,
    )
    def get(self, request: Request) -> Response:
        """The projects of the companies you act for, whatever their status, oldest first."""
        projects = with_details(own_projects(self.person)).order_by("pk")
        return Response(page_of(request, projects, lambda row: serialize(OwnProjectSerializer, row)))


class ProjectsOfOwnCompany(MemberEndpoint):
    @extend_schema(
        operation_id="own_company_projects",
        summary="Projects of my company",
        tags=TAG,
        parameters=[PageQuery],
        responses=OwnProjectPageSerializer,
    )
    def get(self, request: Request, public_id: str) -> Response:
        """The projects of one company, whatever their status, oldest first."""
        company = get_object_or_404(own_companies(self.person), public_id=public_id)
        projects = with_details(Project.objects.filter(company=company)).order_by("pk")
        return Response(page_of(request, projects, lambda row: serialize(OwnProjectSerializer, row)))

    @extend_schema(
        operation_id="create_project",
        summary="Create a project",
        tags=TAG,
        request=ProjectEditSerializer,
        responses={201: OwnProjectSerializer},
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Creates a draft for this company. Staff see it once it is submitted."""
        company = get_object_or_404(own_companies(self.person), public_id=public_id)
        body = ProjectEditSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        fields = body.validated_data
        cooperations = fields.pop("cooperations")
        return show_project(create_project(company, fields=fields, cooperations=cooperations), status=201)


class OwnProjectDetail(MemberEndpoint):
    error_statuses = {StateConflictError: ConflictError, EditedMeanwhileError: PreconditionFailedError}

    @extend_schema(operation_id="own_project", summary="My project", tags=TAG, responses=OwnProjectSerializer)
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """The project with its ETag, which you need to edit it."""
        return show_project(get_object_or_404(own_projects(self.person), public_id=public_id))

    @extend_schema(
        operation_id="edit_project",
        summary="Edit my project",
        tags=TAG,
        request=ProjectEditSerializer,
        responses=OwnProjectSerializer,
    )
    def patch(self, request: Request, public_id: str) -> Response:
        """Changes only the fields sent; 412, and nothing is changed, if someone else was first."""
        project = get_object_or_404(own_projects(self.person), public_id=public_id)
        seen = version_of(project)
        require_match(request, seen)
        body = ProjectEditSerializer(project, data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        fields = body.validated_data
        pairs = fields.pop("cooperations", None) or list(project.cooperations.values_list("type", "role"))
        shown = dict.fromkeys(VERSIONED)
        return show_project(
            save_project(project, fields=fields, cooperations=pairs, by=self.person, shown=shown, seen=seen)
        )


def version_of(project: Project) -> str:
    return fingerprint(project_values(project, VERSIONED))


def show_project(project: Project, status: int = 200) -> Response:
    headers = {"ETag": etag_of(version_of(project))}
    if status == 201:
        headers["Location"] = reverse("api:own_project_detail", args=[project.public_id])
    return Response(serialize(OwnProjectSerializer, project), status=status, headers=headers)
