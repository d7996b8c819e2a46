"""The mail of partnership requests: written into the outbox in the transaction of the step it tells of."""

from django.urls import reverse

from companies.models import Company
from matching.queries import people_of
from notifications.models import About, EmailKind
from notifications.services import queue_email
from partnerships.models import PartnershipRequest, RequestEvent

RECEIVED, REMINDER, NUDGE, ANSWER, WITHDRAWN = "received", "reminder", "nudge", "answer", "withdrawn"
ASKS_FOR_ANSWER = frozenset({RECEIVED, REMINDER, NUDGE})


def email_request(request: PartnershipRequest) -> None:
    _email_receiver(request.receiver, request, topic=RECEIVED, template="request_received")


def email_reminder(request: PartnershipRequest) -> None:
    """To the receiver, once for each of the two reminders."""
    _email_receiver(
        request.receiver,
        request,
        topic=REMINDER,
        occasion=str(request.reminders_sent),
        template="request_reminder",
        kind=EmailKind.REMINDER,
    )


def email_nudge(request: PartnershipRequest, *, event: RequestEvent) -> None:
    _email_receiver(
        request.receiver,
        request,
        topic=NUDGE,
        occasion=str(event.pk),
        template="request_nudge",
        kind=EmailKind.REMINDER,
    )


def email_answer(request: PartnershipRequest) -> None:
    """To the sender: accepted, declined, or no answer in time."""
    _email_receiver(request.sender, request, topic=ANSWER, template=f"request_{request.status}")


def email_withdrawal(request: PartnershipRequest) -> None:
    """To the receiver, who may have been thinking about it."""
    _email_receiver(request.receiver, request, topic=WITHDRAWN, template="request_withdrawn")


def _email_receiver(
    company: Company,
    request: PartnershipRequest,
    *,
    topic: str,
    template: str,
    occasion: str = "",
    kind: EmailKind = EmailKind.RESPONSE_NEWS,
) -> None:
    context: dict[str, object] = {
        "request": request,
        "path": reverse("partnerships:request_detail", args=[request.public_id]),
    }
    for person in people_of(company):
        queue_email(person, kind=kind, about=About(request, occasion), topic=topic, template=template, context=context)
