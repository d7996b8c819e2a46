"""Steps that are taken with one thing, each at an address of its own."""

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from rest.idempotency import idempotent
from rest.serializers import ApiSerializer, NothingSerializer, StrictSerializer
from rest.views import Endpoint

Thing = TypeVar("Thing")


class Described(Endpoint):
    """What the description tells of a move: under which heading it stands, what it takes and what it answers."""

    tags: ClassVar[list[str]]
    answer: ClassVar[type[ApiSerializer]]
    body: ClassVar[type[StrictSerializer]] = NothingSerializer


class Move(Described, Generic[Thing]):
    """Finds the thing, has a service move it, and shows it as it is then.

    What is sent is what the service takes beside the thing. Mixed in before the class that says who may.
    """

    move: ClassVar["staticmethod[..., object]"]

    @abstractmethod
    def find(self, public_id: str) -> Thing:
        """Raises Http404 for what the person cannot move."""

    @abstractmethod
    def show(self, public_id: str) -> Response:
        """The thing after the move, as `answer` tells it."""

    def check(self, request: Request, thing: Thing) -> None:
        """Refuses what is decided on another version than was read; most moves decide on none."""

    def context(self, thing: Thing) -> dict[str, object]:  # noqa: ARG002
        """What `body` needs to know to read what was sent."""
        return {}

    def take(self, thing: Thing, said: dict[str, object]) -> None:
        """Calls the service with what was sent."""
        type(self).move(thing, **said)

    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        thing = self.find(public_id)
        self.check(request, thing)
        body = self.body(data=request.data, context=self.context(thing))
        body.is_valid(raise_exception=True)
        self.take(thing, body.validated_data)
        return self.show(public_id)


Kind = TypeVar("Kind", bound=type[Described])


def describe_move(operation_id: str, summary: str, description: str) -> Callable[[Kind], Kind]:
    """Tells what the one operation of a move does."""

    def described(kind: Kind) -> Kind:
        post = extend_schema(
            operation_id=operation_id,
            summary=summary,
            description=description,
            tags=kind.tags,
            request=None if kind.body is NothingSerializer else kind.body,
            responses=kind.answer,
        )
        told: Kind = extend_schema_view(post=post)(kind)
        return told

    return described
