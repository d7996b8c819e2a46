"""The companies that the token's owner acts for."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import MemberEndpoint
from companies.errors import EditedMeanwhileError, MembershipRefusedError, NumberTakenError, ProfileIncompleteError
from companies.models import Company
from companies.permissions import own_companies
from companies.records import CompanyFields
from companies.seen import company_to_submit
from companies.serializers.own import (
    CompanyCreateSerializer,
    CompanyEditSerializer,
    OwnCompanyPageSerializer,
    OwnCompanySerializer,
)
from companies.services.claims import claimed_values
from companies.services.companies import create_company
from companies.services.profiles import fingerprint, hand_in_company, save_profile
from rest.errors import ConflictError, PreconditionFailedError
from rest.idempotency import idempotent
from rest.pagination import PageQuery, page_of
from rest.preconditions import etag_of, require_match
from rest.serializers import require_nothing, serialize
from values.errors import ChangedMeanwhileError, StateConflictError
from values.seen import write_seen

TAG = ["own companies"]
VERSIONED = (*OwnCompanySerializer().fields.keys() - {"id"}, "public_id")
"""What the ETag stands for."""
REFUSALS = {
    StateConflictError: ConflictError,
    ProfileIncompleteError: ConflictError,
    EditedMeanwhileError: PreconditionFailedError,
    ChangedMeanwhileError: PreconditionFailedError,
    MembershipRefusedError: ConflictError,
}


class OwnCompanyList(MemberEndpoint):
    error_statuses = REFUSALS

    @extend_schema(
        operation_id="own_companies",
        summary="My companies",
        tags=TAG,
        parameters=[PageQuery],
        responses=OwnCompanyPageSerializer,
    )
    def get(self, request: Request) -> Response:
        """The companies you act for, whatever their status, by name."""
        return Response(page_of(request, own_companies(self.person), lambda row: serialize(OwnCompanySerializer, row)))

    @extend_schema(
        operation_id="create_company",
        summary="Create a company",
        tags=TAG,
        request=CompanyCreateSerializer,
        responses={201: OwnCompanySerializer},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Creates a draft for the owner of the token. Staff see it once it is submitted; their own tokens get 409."""
        body = CompanyCreateSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        fields: CompanyFields = body.validated_data
        try:
            company = create_company(self.person, fields=fields)
        except NumberTakenError as error:
            raise _number_taken(error) from error
        return show_company(company, status=201)


class OwnCompanyDetail(MemberEndpoint):
    error_statuses = REFUSALS

    @extend_schema(operation_id="own_company", summary="My company", tags=TAG, responses=OwnCompanySerializer)
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """The profile with its ETag, which you need to edit it."""
        return show_company(get_object_or_404(own_companies(self.person), public_id=public_id))

    @extend_schema(
        operation_id="edit_company",
        summary="Edit my company",
        tags=TAG,
        request=CompanyEditSerializer,
        responses=OwnCompanySerializer,
    )
    def patch(self, request: Request, public_id: str) -> Response:
        """Changes only the fields sent; 412, and nothing is changed, if someone else was first.

        A new name or number of a verified company stays in `claimed` until staff have checked it.
        """
        company = get_object_or_404(own_companies(self.person), public_id=public_id)
        seen = version_of(company)
        require_match(request, seen)
        body = CompanyEditSerializer(company, data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        fields: CompanyFields = body.validated_data
        try:
            saved = save_profile(company, fields=fields, by=self.person, shown=dict.fromkeys(VERSIONED), seen=seen)
        except NumberTakenError as error:
            raise _number_taken(error) from error
        return show_company(saved)


class OwnCompanySubmit(MemberEndpoint):
    error_statuses = REFUSALS
    needs_match = True

    @extend_schema(
        operation_id="submit_company",
        summary="Submit my company",
        tags=TAG,
        request=None,
        responses=OwnCompanySerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Asks staff to verify it. Confidential contact details are entered on the page, never through the API."""
        require_nothing(request)
        company = get_object_or_404(own_companies(self.person), public_id=public_id)
        require_match(request, version_of(company))
        return show_company(hand_in_company(company, seen=write_seen(company_to_submit(company))))


def version_of(company: Company) -> str:
    return fingerprint(claimed_values(company, VERSIONED))


def show_company(company: Company, status: int = 200) -> Response:
    headers = {"ETag": etag_of(version_of(company))}
    if status == 201:
        headers["Location"] = reverse("api:own_company_detail", args=[company.public_id])
    return Response(serialize(OwnCompanySerializer, company), status=status, headers=headers)


def _number_taken(error: NumberTakenError) -> ValidationError:
    return ValidationError({"registration_number": [str(error)]}, code="taken")
