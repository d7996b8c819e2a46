"""Staff read the projects that were submitted by the rubric, and do what the points say."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import StaffEndpoint
from companies.api.company_desk import TAG
from companies.errors import CompanyNotVerifiedError
from companies.models import Project
from companies.queries import with_details
from companies.queries.review_queue import projects_to_review
from companies.serializers.desk import (
    DeskProjectSerializer,
    ProjectDecisionSerializer,
    ProjectDeskQuery,
    WaitingProjectPageSerializer,
    WaitingProjectSerializer,
)
from companies.services.reviews import review_project
from rest.errors import ConflictError
from rest.idempotency import idempotent
from rest.pagination import page_of, read_query
from rest.serializers import serialize
from values.errors import StateConflictError


class ProjectQueue(StaffEndpoint):
    @extend_schema(
        operation_id="projects_to_review",
        summary="Projects to review",
        tags=TAG,
        parameters=[ProjectDeskQuery],
        responses=WaitingProjectPageSerializer,
    )
    def get(self, request: Request) -> Response:
        """The submitted projects, longest waiting first."""
        asked = read_query(ProjectDeskQuery(data=request.query_params.dict()))
        filters = {name: asked[name] for name in ("country", "waiting", "held") if name in asked}
        rows = projects_to_review(**filters).prefetch_related("cooperations")
        return Response(page_of(request, rows, lambda row: serialize(WaitingProjectSerializer, row)))


class ProjectToReview(StaffEndpoint):
    @extend_schema(
        operation_id="project_to_review", summary="A project to review", tags=TAG, responses=DeskProjectSerializer
    )
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """One project, whatever its status, with its reviews."""
        return Response(_show(get_object_or_404(_projects(), public_id=public_id)))


class ProjectDecide(StaffEndpoint):
    error_statuses = {StateConflictError: ConflictError, CompanyNotVerifiedError: ConflictError}

    @extend_schema(
        operation_id="review_project",
        summary="Decide on a project",
        tags=TAG,
        request=ProjectDecisionSerializer,
        responses=DeskProjectSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Publishes, holds or returns it, depending on the points. A second reviewer gets 409."""
        project = get_object_or_404(Project, public_id=public_id)
        body = ProjectDecisionSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        read_at = body.validated_data["read_at"]
        review_project(project, reviewer=self.person, scores=body.scores(), notes=body.notes(), read_at=read_at)
        return Response(_show(_projects().get(pk=project.pk)))


def _projects() -> QuerySet[Project]:
    return with_details(Project.objects.prefetch_related("reviews__reviewer"))


def _show(project: Project) -> dict[str, object]:
    return serialize(DeskProjectSerializer, project)
