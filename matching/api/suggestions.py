"""What staff suggested to the companies of the token's owner, and their answers."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response as Answered

from accounts.endpoints import MemberEndpoint
from accounts.models import User
from matching.errors import AlreadyDecidedError, NoLongerOpenError, SuggestionChangedError
from matching.models import Match
from matching.permissions import companies_answering, suggestions_visible_to
from matching.reasons import explain_match
from matching.serializers import (
    AnswerSerializer,
    MatchSerializer,
    OwnAnswerSerializer,
    ReasonsSerializer,
    SuggestionPageSerializer,
    SuggestionSerializer,
)
from matching.services.emails import sides_of
from matching.services.responses import answer_match
from rest.errors import ChangedConflictError, ConflictError
from rest.idempotency import idempotent
from rest.pagination import PageQuery, page_of
from rest.serializers import serialize

TAG = ["own matches"]


class SuggestionList(MemberEndpoint):
    @extend_schema(
        operation_id="own_matches",
        summary="My suggestions",
        tags=TAG,
        parameters=[PageQuery],
        responses=SuggestionPageSerializer,
    )
    def get(self, request: Request) -> Answered:
        """The matches staff have suggested to your companies, with the reasons; open ones first, then newest first."""
        mine = own_company_ids(self.person)
        return Answered(page_of(request, suggestions_visible_to(self.person), lambda match: _show(match, mine)))


class SuggestionDetail(MemberEndpoint):
    @extend_schema(operation_id="own_match", summary="A suggestion", tags=TAG, responses=SuggestionSerializer)
    def get(self, request: Request, public_id: str) -> Answered:  # noqa: ARG002
        """One suggested match with its reasons and your own answer."""
        match = get_object_or_404(suggestions_visible_to(self.person), public_id=public_id)
        return Answered(_show(match, own_company_ids(self.person)))


class SuggestionAnswer(MemberEndpoint):
    error_statuses = {
        AlreadyDecidedError: ConflictError,
        NoLongerOpenError: ConflictError,
        SuggestionChangedError: ChangedConflictError,
    }

    @extend_schema(
        operation_id="answer_match",
        summary="Answer a suggestion",
        tags=TAG,
        request=AnswerSerializer,
        responses=SuggestionSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Answered:
        """Interested or declined, once per company. If both companies are interested, they are introduced.

        An answer to an earlier `round` gets 409, with the code `changed`.
        """
        match = get_object_or_404(suggestions_visible_to(self.person), public_id=public_id)
        body = AnswerSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        company = companies_answering(self.person, match)[0]  # suggestions_visible_to promises one
        answer_match(match, company=company, user=self.person, **body.validated_data)
        answered = suggestions_visible_to(self.person).get(pk=match.pk)
        return Answered(_show(answered, own_company_ids(self.person)))


def own_company_ids(person: User) -> set[int]:
    return set(person.memberships.values_list("company_id", flat=True))


def _side_of(match: Match, mine: set[int]) -> str:
    return next(side.mine.company.country for side in sides_of(match) if side.mine.company_id in mine)


def _show(match: Match, mine: set[int]) -> dict[str, object]:
    answers = [row for row in match.responses.all() if row.round == match.round and row.company_id in mine]
    return {
        **serialize(MatchSerializer, match),
        "reasons": serialize(ReasonsSerializer, explain_match(match.explanation, reader=_side_of(match, mine))),
        "answer": serialize(OwnAnswerSerializer, answers[0]) if answers else None,
    }
