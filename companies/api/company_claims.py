"""Staff decide about the name or number that a verified company says it has by now."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import StaffEndpoint
from companies.api.company_desk import TAG, show_desk_company
from companies.errors import NumberTakenError
from companies.models import Company
from companies.serializers.desk import ClaimDecisionSerializer, DeskCompanySerializer
from companies.services.claim_decisions import ClaimDecision, accept_claim, refuse_claim
from rest.errors import ConflictError
from rest.idempotency import idempotent
from values.errors import StateConflictError


class CompanyClaim(StaffEndpoint):
    error_statuses = {StateConflictError: ConflictError, NumberTakenError: ConflictError}

    @extend_schema(
        operation_id="decide_claim",
        summary="Decide on a new name or number",
        tags=TAG,
        request=ClaimDecisionSerializer,
        responses=DeskCompanySerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Accepts the name or number that a company claims, or refuses it with a reason; its members receive an e-mail.

        A second decision, or one based on an earlier version of the claim, is answered with 409.
        """
        company = get_object_or_404(Company, public_id=public_id)
        body = ClaimDecisionSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        data = body.validated_data
        if data["decision"] == ClaimDecision.ACCEPT:
            accept_claim(company, by=self.person, seen=data["claimed_at"])
        else:
            refuse_claim(company, by=self.person, reason=data["reason"], seen=data["claimed_at"])
        return Response(show_desk_company(Company.objects.get(pk=company.pk)))
