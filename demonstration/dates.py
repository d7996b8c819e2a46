"""Moves what the demonstration's services have just done back in time, into the working hours of whoever did it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

import pgtrigger
from django.utils import timezone

from demonstration.staff import country_of
from demonstration.working_moments import last_working_moment, working_moment
from matching.models import ANSWER_PERIOD, Match, Response, Review
from partnerships.calendars.working_hours import suggest_times
from partnerships.models import (
    REQUEST_LIFETIME,
    Collaboration,
    ContactConsent,
    Introduction,
    PartnershipRequest,
    RequestEvent,
    RequestStatus,
)

LONGEST_DAYS_TO_ANSWER = 9
NIGHT_BEFORE = timedelta(hours=14)
"""Before a decision: the run that proposed the match."""


def move_back_suggestion(match: Match, *, days: int, random: Random) -> None:
    """The decision to `days` ago, the answers to some days after it; the sweeper closes what is overdue then."""
    review = Review.objects.select_related("reviewer").get(match=match)
    decided_at = _ago(days, country_of(review.reviewer), random)
    Review.objects.filter(pk=review.pk).update(created_at=decided_at)
    Match.objects.filter(pk=match.pk).update(proposed_at=decided_at - NIGHT_BEFORE)
    approved = Match.objects.filter(pk=match.pk, approved_at__isnull=False)
    approved.update(approved_at=decided_at, expires_at=decided_at + ANSWER_PERIOD)
    at = decided_at
    for response in Response.objects.filter(match=match).select_related("company").order_by("pk"):
        at = working_moment(at + _while(days, random), response.company.country, random)
        Response.objects.filter(pk=response.pk).update(created_at=at)
    Match.objects.filter(pk=match.pk, introduced_at__isnull=False).update(introduced_at=at)
    _move_introductions(Introduction.objects.filter(match=match), at)


def move_back_request(request: PartnershipRequest, *, days: int, random: Random) -> None:
    sent_at = _ago(days, request.sender.country, random)
    closed_by = request.sender if request.status == RequestStatus.WITHDRAWN else request.receiver
    closed_at = working_moment(sent_at + _while(days, random), closed_by.country, random)
    if request.status == RequestStatus.EXPIRED:
        closed_at = sent_at + REQUEST_LIFETIME
    rows = PartnershipRequest.objects.filter(pk=request.pk)
    rows.update(sent_at=sent_at, due_at=sent_at + REQUEST_LIFETIME)
    rows.filter(answered_at__isnull=False).update(answered_at=closed_at)
    RequestEvent.objects.filter(request=request, kind=RequestStatus.SENT).update(at=sent_at)
    RequestEvent.objects.filter(request=request).exclude(kind=RequestStatus.SENT).update(at=closed_at)
    _move_introductions(Introduction.objects.filter(request=request), closed_at)


def move_back_consents(introduction: Introduction, random: Random) -> None:
    """To the days after the introduction. The trigger that keeps consents as they were given is set aside for these
    rows of nobody, in this transaction alone."""
    at = introduction.created_at
    with pgtrigger.ignore("partnerships.ContactConsent:keep_consent"):
        for consent in introduction.consents.select_related("company").order_by("pk"):
            at = working_moment(at + timedelta(hours=random.uniform(2, 30)), consent.company.country, random)
            ContactConsent.objects.filter(pk=consent.pk).update(given_at=at)
    if introduction.consents.count() == 2:
        Introduction.objects.filter(pk=introduction.pk).update(meeting_times=suggest_times(after=at))


def _move_introductions(introductions: Iterable[Introduction], at: datetime) -> None:
    for introduction in introductions:
        Introduction.objects.filter(pk=introduction.pk).update(created_at=at)
        Collaboration.objects.filter(introduction=introduction).update(created_at=at, stage_changed_at=at)
        introduction.refresh_from_db()


def _ago(days: int, country: str, random: Random) -> datetime:
    return last_working_moment(timezone.now() - timedelta(days=days), country, random)


def _while(days: int, random: Random) -> timedelta:
    """Until an answer, in less than a quarter of the days there are."""
    return timedelta(hours=random.uniform(3, 24 * min(LONGEST_DAYS_TO_ANSWER, days / 4)))
