"""The taxonomy of green and digital themes."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from companies.serializers.public import ConceptPageSerializer, ConceptSerializer
from rest.pagination import PageQuery, page_of
from rest.views import PublicEndpoint
from taxonomy.concepts import LANGUAGES, load_taxonomy

TAG = ["concepts"]


class ConceptList(PublicEndpoint):
    @extend_schema(
        operation_id="concepts",
        summary="Concepts of the taxonomy",
        tags=TAG,
        parameters=[
            PageQuery,
            OpenApiParameter("parent", str, description="Only those directly below this code."),
            OpenApiParameter("q", str, description="Only those with a name, in any language, that contains this text."),
        ],
        responses=ConceptPageSerializer,
    )
    def get(self, request: Request) -> Response:
        """The themes that companies confirm for their projects, with their names in four languages."""
        parent, text = request.query_params.get("parent"), request.query_params.get("q", "").casefold()
        taxonomy = load_taxonomy()
        chosen = [
            code
            for code in taxonomy.codes
            if (parent is None or parent in taxonomy.parents(code))
            and any(text in taxonomy.label(code, language).casefold() for language in LANGUAGES)
        ]
        return Response(page_of(request, chosen, _describe))


class ConceptDetail(PublicEndpoint):
    @extend_schema(operation_id="concept", summary="A concept", tags=TAG, responses=ConceptSerializer)
    def get(self, request: Request, code: str) -> Response:  # noqa: ARG002
        """One theme with its broader themes."""
        if code not in load_taxonomy():
            raise NotFound
        return Response(_describe(code))


def _describe(code: str) -> dict[str, object]:
    taxonomy = load_taxonomy()
    labels = {language: taxonomy.label(code, language) for language in LANGUAGES}
    return {"code": code, "parents": list(taxonomy.parents(code)), "labels": labels}
