"""Staff verify the companies that were submitted, or send them back."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import StaffEndpoint
from companies.models import Company, CompanyVerdict
from companies.queries.duplicates import likely_duplicates
from companies.queries.review_queue import companies_to_verify
from companies.queries.verification import check_number, check_sme
from companies.seen import company_standing
from companies.serializers.desk import (
    CompanyDecisionSerializer,
    DeskCompanySerializer,
    DeskQuery,
    WaitingCompanyPageSerializer,
    WaitingCompanySerializer,
)
from companies.services.claims import as_claimed
from companies.services.reviews import return_after_review, verify_after_review
from rest.errors import ConflictError
from rest.idempotency import idempotent
from rest.pagination import page_of, read_query
from rest.preconditions import etag_of
from rest.serializers import serialize
from values.errors import StateConflictError
from values.seen import write_seen

TAG = ["review"]


class CompanyQueue(StaffEndpoint):
    @extend_schema(
        operation_id="companies_to_verify",
        summary="Companies to verify",
        tags=TAG,
        parameters=[DeskQuery],
        responses=WaitingCompanyPageSerializer,
    )
    def get(self, request: Request) -> Response:
        """The submitted companies, longest waiting first."""
        asked = read_query(DeskQuery(data=request.query_params.dict()))
        filters = {name: asked[name] for name in ("country", "waiting") if name in asked}
        rows = companies_to_verify(**filters)
        return Response(page_of(request, rows, lambda row: serialize(WaitingCompanySerializer, row)))


class CompanyToVerify(StaffEndpoint):
    @extend_schema(
        operation_id="company_to_verify", summary="A company to verify", tags=TAG, responses=DeskCompanySerializer
    )
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """One company, whatever its status, with checks of its number and declaration, and likely duplicates.

        Its ETag is required to suspend or reinstate it.
        """
        company = get_object_or_404(Company, public_id=public_id)
        headers = {"ETag": etag_of(write_seen(company_standing(company)))}
        return Response(show_desk_company(company), headers=headers)


class CompanyDecide(StaffEndpoint):
    error_statuses = {StateConflictError: ConflictError}

    @extend_schema(
        operation_id="review_company",
        summary="Decide on a company",
        tags=TAG,
        request=CompanyDecisionSerializer,
        responses=DeskCompanySerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Verifies it, or returns it with a reason; its members get an e-mail. A second reviewer gets 409."""
        company = get_object_or_404(Company, public_id=public_id)
        body = CompanyDecisionSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        checks, read_at = body.checks(), body.validated_data["read_at"]
        if body.validated_data["decision"] == CompanyVerdict.VERIFIED:
            verify_after_review(company, reviewer=self.person, checks=checks, read_at=read_at)
        else:
            return_after_review(company, reviewer=self.person, checks=checks, notes=body.notes(), read_at=read_at)
        return Response(show_desk_company(Company.objects.get(pk=company.pk)))


def show_desk_company(company: Company) -> dict[str, object]:
    company.number_check = check_number(as_claimed(company))  # type: ignore[attr-defined]
    company.sme_checks = check_sme(company)  # type: ignore[attr-defined]
    company.duplicates = likely_duplicates(as_claimed(company))  # type: ignore[attr-defined]
    return serialize(DeskCompanySerializer, company)
