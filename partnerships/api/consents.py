"""The consent to show one's contact: what it says, giving it, taking it back."""

from django.template.loader import render_to_string
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import MemberEndpoint
from companies.models import Company
from partnerships.api.introductions import TAG, own_introduction, show_introduction
from partnerships.models import CONSENT_TEXT, Introduction
from partnerships.permissions import introductions_to_consent
from partnerships.queries.introductions import consent_seen, items_to_offer, standing_consents
from partnerships.serializers.introductions import (
    ConsentGiveSerializer,
    ConsentTextSerializer,
    IntroductionSerializer,
)
from partnerships.services.consents import Reading, give_consent, withdraw_consent
from rest.errors import ConflictError
from rest.idempotency import idempotent
from rest.serializers import require_nothing, serialize
from values.errors import PortalError


class ConsentGive(MemberEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="consent_text", summary="What a consent says", tags=TAG, responses=ConsentTextSerializer
    )
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """The text that the contact person reads before giving consent, its version, and the items you can share.

        While a consent is in force, this is the text that was agreed to; later versions do not replace it.
        """
        introduction, company = own_introduction(self.person, public_id)
        language = get_language() or "en"
        standing = standing_consents(introduction).get(company.pk)
        version = standing.text_version if standing else CONSENT_TEXT
        told = {
            "text_version": version,
            "language": language,
            "text": _read_text(introduction, company, f"{version}/{language}"),
            "items": list(items_to_offer(company)),
            "seen": consent_seen(introduction, company),
        }
        return Response(serialize(ConsentTextSerializer, told))

    @extend_schema(
        operation_id="give_consent",
        summary="Give a consent",
        tags=TAG,
        request=ConsentGiveSerializer,
        responses=IntroductionSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Lets the other company see these contact details. Both sides are shown once both have consented.

        By sending it, you confirm that the contact person has read the text and agrees. The response is 409 if the
        text has changed in the meantime, a contact detail is missing or a consent is already in force.
        """
        introduction, company = own_introduction(self.person, public_id)
        body = ConsentGiveSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        give_consent(introduction, company=company, user=self.person, reading=Reading(**body.validated_data))
        return Response(show_introduction(introductions_to_consent(self.person).get(pk=introduction.pk)))


class ConsentWithdraw(MemberEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="withdraw_consent",
        summary="Withdraw my consent",
        tags=TAG,
        request=None,
        responses=IntroductionSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Hides the contact details of both sides immediately; the other company is told what this means."""
        require_nothing(request)
        introduction, company = own_introduction(self.person, public_id)
        withdraw_consent(introduction, company=company)
        return Response(show_introduction(introductions_to_consent(self.person).get(pk=introduction.pk)))


def _read_text(introduction: Introduction, company: Company, text: str) -> str:
    sides = {"mine": company, "theirs": introduction.other_side(company)}
    return render_to_string(f"partnerships/consents/{text}.html", sides)
