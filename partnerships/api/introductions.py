"""Introductions of the companies that the token's owner acts for, and the contacts once both consented."""

from dataclasses import asdict

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import MemberEndpoint
from accounts.models import User
from companies.models import Company
from partnerships.models import Introduction
from partnerships.permissions import company_of, introductions_to_consent
from partnerships.queries.introductions import contacts_between, sides_of
from partnerships.serializers.introductions import (
    ContactsSerializer,
    IntroductionPageSerializer,
    IntroductionSerializer,
)
from rest.errors import ConflictError
from rest.pagination import PageQuery, page_of
from rest.schema import problems
from rest.serializers import serialize

TAG = ["own introductions"]


class IntroductionList(MemberEndpoint):
    @extend_schema(
        operation_id="own_introductions",
        summary="My introductions",
        tags=TAG,
        parameters=[PageQuery],
        responses=IntroductionPageSerializer,
    )
    def get(self, request: Request) -> Response:
        """The introductions of your companies, newest first, with the consents of both sides."""
        return Response(page_of(request, introductions_to_consent(self.person), show_introduction))


class IntroductionDetail(MemberEndpoint):
    @extend_schema(
        operation_id="own_introduction", summary="My introduction", tags=TAG, responses=IntroductionSerializer
    )
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """One introduction with the consents of both sides, without contact details."""
        introduction, _company = own_introduction(self.person, public_id)
        return Response(show_introduction(introduction))


class IntroductionContacts(MemberEndpoint):
    @extend_schema(
        operation_id="contacts",
        summary="Contact details of both companies",
        tags=TAG,
        responses={200: ContactsSerializer, **problems(409)},
    )
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """The contact details that the two companies have agreed to share; 409 unless both consents are in force,
        and while one of the companies is suspended."""
        introduction, _company = own_introduction(self.person, public_id)
        found = contacts_between(introduction)
        if not found:
            raise ConflictError(_("Contact details are shown only while both companies consent."))
        ids = {company.pk: company.public_id for company in introduction.companies}
        contacts = [{"company": ids[pk]} | asdict(contact) for pk, contact in found.items()]
        told = {"contacts": contacts, "meeting_times": introduction.meeting_times}
        return Response(serialize(ContactsSerializer, told))


def own_introduction(person: User, public_id: str) -> tuple[Introduction, Company]:
    """The introduction, and the person's company in it. Raises Http404 for everybody else."""
    introduction = get_object_or_404(introductions_to_consent(person), public_id=public_id)
    company = company_of(person, introduction)
    if company is None:
        raise Http404
    return introduction, company


def show_introduction(introduction: Introduction) -> dict[str, object]:
    korean, luxembourg = sides_of(introduction)
    told = {"id": introduction.public_id, "created_at": introduction.created_at}
    told |= {"korean": korean, "luxembourg": luxembourg}
    told |= {"is_open": korean.is_open and luxembourg.is_open}
    return serialize(IntroductionSerializer, told)
