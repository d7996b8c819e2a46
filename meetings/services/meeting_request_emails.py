"""The mail of meeting requests: to everybody of the company concerned, in the transaction of the step it tells of."""

from django.urls import reverse

from events.models import Meeting, MeetingRequest, Registration
from matching.queries import people_of
from notifications.models import About, EmailKind
from notifications.services import queue_email

ASKED, REMINDER, ANSWER, CALLED_OFF = "asked", "reminder", "answer", "called off"
ASKS_FOR_ANSWER = frozenset({ASKED, REMINDER})


def email_meeting_request(request: MeetingRequest) -> None:
    _email(request, request.receiver, topic=ASKED, template="meeting_request")


def email_request_reminder(request: MeetingRequest) -> None:
    """To the receiver, once, half-way."""
    _email(request, request.receiver, topic=REMINDER, template="meeting_request_reminder")


def email_accepted(request: MeetingRequest) -> None:
    _email(request, request.sender, topic=ANSWER, template="meeting_accepted")


def email_declined(request: MeetingRequest) -> None:
    _email(request, request.sender, topic=ANSWER, template="meeting_declined")


def email_called_off(request: MeetingRequest, *, by: Registration) -> None:
    """To the side that stays, of a meeting agreed and not planned yet: of planned ones their own mail tells."""
    other = request.receiver if by.pk == request.sender_id else request.sender
    if not Meeting.objects.told().between(by, other).exists():
        _email(request, other, topic=CALLED_OFF, template="meeting_called_off")


def path_of_requests(registration: Registration) -> str:
    return reverse("meetings:meeting_requests", args=[registration.public_id])


def _email(request: MeetingRequest, to: Registration, *, topic: str, template: str) -> None:
    other = request.sender if to.pk == request.receiver_id else request.receiver
    context: dict[str, object] = {
        "request": request,
        "event": request.event,
        "other": other.company,
        "path": path_of_requests(to),
    }
    for person in people_of(to.company):
        queue_email(person, kind=EmailKind.EVENT, about=About(request), topic=topic, template=template, context=context)
