"""A company asks another for a partnership: sending, answering, taking back. One winner, everything recorded."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Company, Project
from companies.services.standing import lock_companies, obstacle_between
from jobs.clock import database_now
from matching.models import DeclineReason
from matching.services.blocks import keep_apart
from matching.services.declined import keep_projects_apart
from partnerships.errors import RequestRefusedError
from partnerships.models import REQUEST_LIFETIME, PartnershipRequest, RequestEvent, RequestEventKind, RequestStatus
from partnerships.queries.requests import projects_concerned, refusal_between, refusal_of_pair, refusal_of_sender
from partnerships.seen import request_to_answer
from partnerships.services.request_emails import email_answer, email_request, email_withdrawal
from partnerships.services.webhook_publishers import publish_request_answered, publish_request_received
from partnerships.signals import request_accepted
from values.errors import ReasonMissingError, StateConflictError
from values.seen import require_seen


@dataclass(frozen=True, slots=True)
class Wording:
    """What a request says, in the words and the language of its sender."""

    cooperation: str
    pitch: str
    language: str
    question: str = ""


@transaction.atomic
def send_request(
    project: Project, *, receiver: Company, receiver_project: Project | None, wording: Wording, by: User
) -> PartnershipRequest:
    """Ask `receiver`, about one of its projects or at large (None), for a partnership with `project`.

    The sender's row is the lock under which its open requests are counted, and with the receiver's keeps both from
    being suspended at the same moment. Raises RequestRefusedError.
    """
    lock_companies(project.company_id, receiver.pk)
    sender = Company.objects.get(projects=project.pk)
    current = Project.objects.select_related("company").get(pk=project.pk)
    _refuse(refusal_between(sender, receiver) or refusal_of_sender(sender))
    _refuse(refusal_of_pair(current, receiver, receiver_project))
    now = database_now()
    request = _create(
        sent_at=now,
        due_at=now + REQUEST_LIFETIME,
        sender=sender,
        sender_project=current,
        receiver=receiver,
        receiver_project=receiver_project,
        sent_by=by,
        cooperation=wording.cooperation,
        pitch=wording.pitch,
        question=wording.question,
        language=wording.language,
    )
    _record(request, RequestEventKind.SENT, by=by, at=request.sent_at)
    email_request(request)
    publish_request_received(request)
    return request


def _refuse(reason: str) -> None:
    if reason:
        raise RequestRefusedError(reason)


def _create(**fields: object) -> PartnershipRequest:
    try:
        with transaction.atomic():
            return PartnershipRequest.objects.create(**fields)
    except IntegrityError as error:
        raise RequestRefusedError(
            _("Your company has already sent this company a request and has not had an answer yet.")
        ) from error


@transaction.atomic
def accept_request(request: PartnershipRequest, *, by: User, seen: str) -> PartnershipRequest:
    """Say yes for the receiver to what `partnerships.seen.request_to_answer` told, written as `seen`.

    Raises StateConflictError when somebody was first or time is over, RequestRefusedError when one of the two companies
    may not meet the other any more: looked up under the lock that a suspension takes; ChangedMeanwhileError.
    """
    current = _lock(request)
    _refuse(refusal_between(current.sender, current.receiver, reader=current.receiver))
    _require_seen(current, seen)
    moved = _answer(request, RequestStatus.ACCEPTED, by=by)
    _record(moved, RequestEventKind.ACCEPTED, by=by)
    request_accepted.send(sender=PartnershipRequest, request_id=moved.pk)
    email_answer(moved)
    publish_request_answered(moved)
    return moved


@transaction.atomic
def decline_request(
    request: PartnershipRequest, *, by: User, reason: str, seen: str, comment: str = "", is_block_wanted: bool = False
) -> PartnershipRequest:
    """Say no for the receiver, with a reason; the pair of projects is not suggested again.

    A suspended sender may be declined. Raises ReasonMissingError, StateConflictError and ChangedMeanwhileError as
    `accept_request`, and RequestRefusedError while the receiver itself is suspended.
    """
    current = _lock(request)
    _refuse(obstacle_between(current.receiver, reader=current.receiver))
    if reason not in DeclineReason.values:
        raise ReasonMissingError(_("Please choose a reason: it helps us avoid unsuitable suggestions."))
    _require_seen(current, seen)
    moved = _answer(request, RequestStatus.DECLINED, by=by, decline_reason=reason, comment=comment)
    _record(moved, RequestEventKind.DECLINED, by=by)
    keep_projects_apart(
        moved.sender_project, others=projects_concerned(moved), company=moved.receiver, reason=moved.decline_reason
    )
    if is_block_wanted:
        keep_apart(moved.sender, moved.receiver, user=by, company=moved.receiver)
    email_answer(moved)
    publish_request_answered(moved)
    return moved


@transaction.atomic
def withdraw_request(request: PartnershipRequest, *, by: User) -> PartnershipRequest:
    """Take it back for the sender. Raises StateConflictError when it was answered first or time is over."""
    moved = _move(request, RequestStatus.WITHDRAWN)
    _record(moved, RequestEventKind.WITHDRAWN, by=by)
    email_withdrawal(moved)
    return moved


def _lock(request: PartnershipRequest) -> PartnershipRequest:
    """The request as it stands; until the transaction ends nobody changes the two companies or its projects."""
    lock_companies(request.sender_id, request.receiver_id)
    projects = [pk for pk in (request.sender_project_id, request.receiver_project_id) if pk]
    list(Project.objects.select_for_update(no_key=True).filter(pk__in=projects).order_by("pk").values_list("pk"))
    return PartnershipRequest.objects.with_sides().get(pk=request.pk)


def _require_seen(request: PartnershipRequest, seen: str) -> None:
    if request.status == RequestStatus.SENT:  # else who was first is told
        require_seen(seen, request_to_answer(request))


def _answer(request: PartnershipRequest, status: RequestStatus, *, by: User, **values: str) -> PartnershipRequest:
    return _move(request, status, answered_at=timezone.now(), answered_by=by, **values)


def _move(request: PartnershipRequest, status: RequestStatus, **values: object) -> PartnershipRequest:
    moved = PartnershipRequest.objects.open().filter(pk=request.pk).update(status=status, **values)
    current = PartnershipRequest.objects.with_sides().select_related("answered_by").get(pk=request.pk)
    if not moved:
        raise StateConflictError(_explain_lost_race(current))
    return current


def _explain_lost_race(request: PartnershipRequest) -> str:
    if request.status == RequestStatus.SENT:
        return _("The deadline to answer this request has passed. Nothing was changed.")
    event = request.events.select_related("user").last()
    person = event.user if event and event.user else None
    if person is None:
        return _("Nothing was changed: this request is already closed. Its status is “%(status)s”.") % {
            "status": request.get_status_display()
        }
    return _(
        "%(person)s has already dealt with this request. Its status is now “%(status)s”; nothing else was changed."
    ) % {
        "person": person,
        "status": request.get_status_display(),
    }


def _record(request: PartnershipRequest, kind: RequestEventKind, *, by: User, at: datetime | None = None) -> None:
    RequestEvent.objects.create(request=request, kind=kind, user=by, at=at or timezone.now())
