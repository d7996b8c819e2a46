"""Published cases."""

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from partnerships.models import CaseStudy, CaseTranslation
from partnerships.queries.case_studies import languages_of, public_cases, texts_in
from partnerships.serializers.cases import CasePageSerializer, CaseQuery, CaseSerializer
from rest.pagination import page_of, read_query
from rest.serializers import serialize
from rest.views import PublicEndpoint

TAG = ["cases"]


class CaseList(PublicEndpoint):
    @extend_schema(
        operation_id="cases", summary="Case studies", tags=TAG, parameters=[CaseQuery], responses=CasePageSerializer
    )
    def get(self, request: Request) -> Response:
        """What companies from the two countries did together, newest first."""
        asked = read_query(CaseQuery(data=request.query_params.dict()))
        return Response(page_of(request, public_cases(green=asked.get("green", "")), _show))


class CaseDetail(PublicEndpoint):
    @extend_schema(operation_id="case", summary="A case study", tags=TAG, responses=CaseSerializer)
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """One published case study, in the language of Accept-Language if available."""
        return Response(_show(get_object_or_404(public_cases(), public_id=public_id)))


def _show(case: CaseStudy) -> dict[str, object]:
    texts: CaseStudy | CaseTranslation = texts_in(case, get_language() or "en")
    told: dict[str, object] = {name: getattr(texts, name) for name in ("language", "title", "story", "outcome")}
    told |= {"id": case.public_id, "languages": languages_of(case), "companies": case.collaboration.companies}
    told |= {"green_objectives": case.green_objectives, "published_at": case.published_at}
    return serialize(CaseSerializer, told)
