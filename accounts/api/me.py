from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import MemberEndpoint
from accounts.serializers import MeSerializer
from rest.serializers import serialize


class Me(MemberEndpoint):
    @extend_schema(operation_id="me", summary="Whose token this is", tags=["me"], responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """The person a token acts for and what it allows: a way to try out a new token."""
        return Response(serialize(MeSerializer, request.auth))
