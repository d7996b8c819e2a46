"""The review desk: matches waiting for a decision, why they were proposed, and the decision."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import StaffEndpoint
from accounts.models import User
from matching.errors import AlreadyDecidedError, MatchChangedError, NoLongerOpenError
from matching.models import Match, ReviewDecision
from matching.queries import match_queue
from matching.reasons import explain_match
from matching.seen import seen_of
from matching.serializers import (
    MatchSerializer,
    MatchToReviewSerializer,
    QueuePageSerializer,
    QueueQuery,
    ReasonsSerializer,
    ReviewSerializer,
)
from matching.services.reviews import approve_match, reject_match
from rest.errors import ChangedConflictError, ConflictError
from rest.idempotency import idempotent
from rest.pagination import page_of, read_query
from rest.serializers import serialize

TAG = ["review"]


class ReviewQueue(StaffEndpoint):
    @extend_schema(
        operation_id="matches_to_review",
        summary="Matches to review",
        tags=TAG,
        parameters=[QueueQuery],
        responses=QueuePageSerializer,
    )
    def get(self, request: Request) -> Response:
        """The matches with one status (by default, proposed), best first, each with its reasons."""
        asked = read_query(QueueQuery(data=request.query_params.dict()))
        filters = {name: value for name, value in asked.items() if name not in {"page", "page_size"}}
        return Response(page_of(request, match_queue(**filters), show_match))


class ReviewDetail(StaffEndpoint):
    @extend_schema(operation_id="match_to_review", summary="A match", tags=TAG, responses=MatchToReviewSerializer)
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """One match, whatever its status, with its reasons."""
        return Response(show_match(get_object_or_404(Match.objects.with_profiles(), public_id=public_id)))


class ReviewDecide(StaffEndpoint):
    error_statuses = {
        AlreadyDecidedError: ConflictError,
        NoLongerOpenError: ConflictError,
        MatchChangedError: ChangedConflictError,
    }

    @extend_schema(
        operation_id="review_match",
        summary="Decide on a match",
        tags=TAG,
        request=ReviewSerializer,
        responses=MatchToReviewSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Approves it, which suggests it to both companies, or rejects it.

        A second reviewer gets 409. So does anyone who read it before it changed: the code is then `changed`, and
        `errors` states what has changed.
        """
        match = get_object_or_404(Match, public_id=public_id)
        body = ReviewSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        return Response(show_match(_decide(match, self.person, body.validated_data)))


def _decide(match: Match, reviewer: User, data: dict[str, Any]) -> Match:
    seen, comment = data["seen"], data.get("comment", "")
    if data["decision"] == ReviewDecision.APPROVE:
        return approve_match(match, reviewer=reviewer, seen=seen, comment=comment)
    return reject_match(match, reviewer=reviewer, seen=seen, reason=data["reason"], comment=comment)


def show_match(match: Match) -> dict[str, object]:
    reasons = serialize(ReasonsSerializer, explain_match(match.explanation))
    return {**serialize(MatchSerializer, match), "reasons": reasons, "seen": str(seen_of(match))}
