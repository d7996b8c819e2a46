"""A company asks another for a meeting: sending, answering, taking back. One winner; nothing here blocks a slot."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from companies.services.standing import lock_companies, obstacle_between
from events.models import MeetingDecline, MeetingRequest, MeetingRequestStatus, Registration
from jobs.clock import database_now
from meetings.errors import MeetingRequestRefusedError
from meetings.queries.meeting_requests import refusal_between, refusal_of_asking, refusal_of_quota, requests_close_at
from meetings.services.meeting_request_emails import (
    email_accepted,
    email_called_off,
    email_declined,
    email_meeting_request,
)
from values.errors import ReasonMissingError, StateConflictError


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking: a request that waits, or, where the other had asked before, the agreement to meet."""

    request: MeetingRequest
    had_asked: bool


@transaction.atomic
def ask_for_meeting(sender: Registration, *, receiver: Registration, reason: str, language: str, by: User) -> Asked:
    """Ask `receiver` for a meeting; asking back a company that has asked already accepts its request.

    Both companies are locked: their requests to each other and the sender's open ones are counted one after the other.
    Raises MeetingRequestRefusedError, StateConflictError.
    """
    lock_companies(sender.company_id, receiver.company_id)
    sender, receiver = _current(sender), _current(receiver)
    asked_before = MeetingRequest.objects.open().filter(sender=receiver, receiver=sender).first()
    if asked_before is not None:
        return Asked(accept_meeting_request(asked_before, by=by), had_asked=True)
    _refuse(refusal_of_asking(sender, receiver) or refusal_of_quota(sender))
    now = database_now()
    due_at = min(now + timedelta(days=sender.event.request_days), requests_close_at(sender.event))
    wording = {"reason": reason, "language": language, "sent_by": by, "sent_at": now, "due_at": due_at}
    request = _create(event=sender.event, sender=sender, receiver=receiver, **wording)
    email_meeting_request(request)
    return Asked(request, had_asked=False)


def _current(registration: Registration) -> Registration:
    return Registration.objects.select_related("event", "company").get(pk=registration.pk)


def _refuse(reason: str) -> None:
    if reason:
        raise MeetingRequestRefusedError(reason)


def _create(**fields: object) -> MeetingRequest:
    try:
        with transaction.atomic():
            return MeetingRequest.objects.create(**fields)
    except IntegrityError as error:
        raise MeetingRequestRefusedError(
            _("Your company has already asked this company and has not had an answer yet.")
        ) from error


@transaction.atomic
def accept_meeting_request(request: MeetingRequest, *, by: User) -> MeetingRequest:
    """Say yes for the receiver: the organiser plans the meeting. Raises StateConflictError when it was answered, taken
    back or has run out; MeetingRequestRefusedError when one of the two may not meet the other any more."""
    lock_companies(request.sender.company_id, request.receiver.company_id)
    _refuse(refusal_between(request.sender.company, request.receiver.company))
    sides = Registration.objects.confirmed().filter(pk__in=(request.sender_id, request.receiver_id))
    if sides.count() < 2:
        raise MeetingRequestRefusedError(_("One of the two companies is no longer taking part in this event."))
    moved = _move(request, MeetingRequestStatus.ACCEPTED, answered_by=by)
    email_accepted(moved)
    return moved


@transaction.atomic
def decline_meeting_request(request: MeetingRequest, *, by: User, reason: str) -> MeetingRequest:
    """Say no for the receiver, politely. Raises ReasonMissingError, StateConflictError, and MeetingRequestRefusedError
    while the receiver itself is suspended."""
    _refuse(obstacle_between(request.receiver.company, reader=request.receiver.company))
    if reason not in MeetingDecline.values:
        raise ReasonMissingError(_("Choose a reason: the other company will see it."))
    moved = _move(request, MeetingRequestStatus.DECLINED, answered_by=by, decline_reason=reason)
    email_declined(moved)
    return moved


@transaction.atomic
def withdraw_meeting_request(request: MeetingRequest) -> MeetingRequest:
    """Take it back for the sender. Raises StateConflictError when it was answered first or has run out."""
    return _move(request, MeetingRequestStatus.WITHDRAWN)


def _move(request: MeetingRequest, status: MeetingRequestStatus, **values: object) -> MeetingRequest:
    waiting = MeetingRequest.objects.open().filter(pk=request.pk)
    moved = waiting.update(status=status, ended_at=database_now(), **values)
    current = MeetingRequest.objects.with_sides().get(pk=request.pk)
    if not moved:
        raise StateConflictError(_explain_lost_race(current))
    return current


def _explain_lost_race(request: MeetingRequest) -> str:
    if request.status == MeetingRequestStatus.SENT:
        return _("The time to answer this request has passed. Nothing was changed.")
    return _("Nothing was changed: this request is already closed. Its status is “%(status)s”.") % {
        "status": request.get_status_display()
    }


def withdraw_unanswered(registration_id: int) -> None:
    """What it asked and nobody has answered: it wants no meetings after all."""
    waiting = MeetingRequest.objects.filter(sender=registration_id, status=MeetingRequestStatus.SENT)
    waiting.update(status=MeetingRequestStatus.WITHDRAWN, ended_at=database_now())


def withdraw_requests_of(registration: Registration) -> None:
    """What a registration that ended asked and was asked, answered or not; whoever had agreed to meet is told."""
    standing = (MeetingRequestStatus.SENT, MeetingRequestStatus.ACCEPTED)
    for side in ("sender", "receiver"):
        requests = MeetingRequest.objects.filter(**{side: registration}, status__in=standing)
        agreed = list(requests.filter(status=MeetingRequestStatus.ACCEPTED).values_list("pk", flat=True))
        requests.update(status=MeetingRequestStatus.WITHDRAWN, ended_at=database_now())
        for request in MeetingRequest.objects.with_sides().filter(pk__in=agreed):
            email_called_off(request, by=registration)
