"""The public directory, searched and filtered as its pages are."""

from collections.abc import Mapping

from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from companies.models import Company, Project
from companies.queries.profiles import public_companies, public_projects
from companies.serializers.public import (
    CompanyPageSerializer,
    ProjectPageSerializer,
    PublicCompanySerializer,
    PublicProjectSerializer,
)
from companies.serializers.translated import translations_of
from directory.forms.directory import SORT_CHOICES, DirectorySearchForm
from directory.models import DocumentType
from directory.queries.directory import search_directory
from directory.search.facets import FACETS
from rest.pagination import PageQuery, read_query, wrap_page
from rest.problems import QueryRefusedError
from rest.serializers import ApiSerializer
from rest.views import PublicEndpoint

TAG = ["directory"]


class DirectoryQuery(PageQuery):
    """What the directory's form takes as it comes is asked here more strictly."""

    exact = serializers.BooleanField(required=False, help_text="Do not correct the spelling.")


def _describe_parameters() -> list[type[DirectoryQuery] | OpenApiParameter]:
    """What the form of the directory understands."""
    fields = DirectorySearchForm.base_fields
    facets = [
        OpenApiParameter(
            name,
            str,
            many=True,
            enum=[value for value, _label in getattr(fields[name], "choices", [])] or None,
            description=(
                "If you give several values of a facet, one of them must match; every facet you give must match."
            ),
        )
        for name in FACETS
    ]
    return [
        DirectoryQuery,
        OpenApiParameter(
            "q",
            str,
            description=("Words, or a sentence that describes what you need, in English, French, German or Korean."),
        ),
        *facets,
        OpenApiParameter(
            "sort",
            str,
            enum=[value for value, _label in SORT_CHOICES],
            description=(
                "By default, results are sorted by relevance if you give a text, otherwise newest first; sorting "
                "by fit requires a token."
            ),
        ),
    ]


PARAMETERS = _describe_parameters()


class CompanyList(PublicEndpoint):
    @extend_schema(
        operation_id="companies",
        summary="Search companies",
        tags=TAG,
        parameters=PARAMETERS,
        responses=CompanyPageSerializer,
    )
    def get(self, request: Request) -> Response:
        """The verified companies that match the text and the facets, as on the directory page."""
        return _search(request, DocumentType.COMPANY, PublicCompanySerializer)


class ProjectList(PublicEndpoint):
    @extend_schema(
        operation_id="projects",
        summary="Search projects",
        tags=TAG,
        parameters=PARAMETERS,
        responses=ProjectPageSerializer,
    )
    def get(self, request: Request) -> Response:
        """The published projects that match the text and the facets, as on the directory page."""
        return _search(request, DocumentType.PROJECT, PublicProjectSerializer)


class CompanyDetail(PublicEndpoint):
    @extend_schema(operation_id="company", summary="A company", tags=TAG, responses=PublicCompanySerializer)
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """A verified company with the IDs of its public projects."""
        company_id = Company.objects.filter(public_id=public_id).values_list("pk", flat=True)
        return _show_only(public_companies(list(company_id)), PublicCompanySerializer)


class ProjectDetail(PublicEndpoint):
    @extend_schema(operation_id="project", summary="A project", tags=TAG, responses=PublicProjectSerializer)
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """A published project of a verified company."""
        project_id = Project.objects.filter(public_id=public_id).values_list("pk", flat=True)
        return _show_only(public_projects(list(project_id)), PublicProjectSerializer)


def _search(request: Request, document_type: DocumentType, serializer: type[ApiSerializer]) -> Response:
    asked = read_query(DirectoryQuery(data=request.query_params.dict()))
    form = DirectorySearchForm(request.query_params)
    if not form.is_valid():
        raise QueryRefusedError({name: [str(text) for text in texts] for name, texts in form.errors.items()})
    language = get_language() or "en"
    size = {name: asked[name] for name in ("page", "page_size")}
    found = search_directory(document_type, **form.question(), **size, language=language, user=request.user)
    hits = [hit.company if document_type == DocumentType.COMPANY else hit.project for hit in found.hits]
    rows: list[Company | Project] = [row for row in hits if row is not None]
    told = serializer(rows, many=True, context=translations_of(rows)).data
    page = wrap_page(request, asked, total=found.total, results=list(told))
    return Response(page | {"facets": found.counts})


def _show_only(rows: Mapping[int, Company | Project], serializer: type[ApiSerializer]) -> Response:
    for row in rows.values():
        return Response(serializer(row, context=translations_of([row])).data)
    raise NotFound
