"""Staff suspend a company and let it back."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import StaffEndpoint
from companies.api.company_desk import TAG, show_desk_company
from companies.models import Company
from companies.seen import company_standing
from companies.serializers.desk import DeskCompanySerializer, StandingSerializer
from companies.services.standing import reinstate_company, suspend_company
from rest.errors import ConflictError, PreconditionFailedError
from rest.idempotency import idempotent
from rest.preconditions import read_seen
from values.errors import ChangedMeanwhileError, StateConflictError

REFUSALS = {StateConflictError: ConflictError, ChangedMeanwhileError: PreconditionFailedError}


class CompanySuspend(StaffEndpoint):
    error_statuses = REFUSALS
    needs_match = True

    @extend_schema(
        operation_id="suspend_company",
        summary="Suspend a company",
        tags=TAG,
        request=StandingSerializer,
        responses=DeskCompanySerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Hides a verified company and stops its work with others until it is reinstated. Its members get an e-mail."""
        company = get_object_or_404(Company, public_id=public_id)
        seen = read_seen(request, company_standing(company))
        body = StandingSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        return Response(show_desk_company(suspend_company(company, **body.validated_data, by=self.person, seen=seen)))


class CompanyReinstate(StaffEndpoint):
    error_statuses = REFUSALS
    needs_match = True

    @extend_schema(
        operation_id="reinstate_company",
        summary="Reinstate a company",
        tags=TAG,
        request=StandingSerializer,
        responses=DeskCompanySerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Makes a suspended company and its published projects public again. Its members get an e-mail."""
        company = get_object_or_404(Company, public_id=public_id)
        seen = read_seen(request, company_standing(company))
        body = StandingSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        return Response(show_desk_company(reinstate_company(company, **body.validated_data, by=self.person, seen=seen)))
