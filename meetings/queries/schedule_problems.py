"""An event's rows as a problem of scheduling, by the ids of registrations, slots and places."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from events.models import (
    Attendance,
    Event,
    EventFit,
    Meeting,
    MeetingRequest,
    MeetingRequestStatus,
    MeetingStatus,
    Registration,
)
from events.queries.availability import availability_of
from matching.models import CompanyBlock
from meetings.scheduling import FixedMeeting, Pair, Participant, Place, Problem, Slot
from meetings.scheduling.worths import THOUSANDTHS, worth_of
from taxonomy.vocabulary import Country

LEAST_FIT = 0.2
"""Whom nobody asked for is planned with nobody who fits less. Below what suggestions ask for: a meeting costs less."""
MOST_PARTNERS = 16
"""So many of the best partners of each are weighed, and all with whom there is a request."""


class Wish(NamedTuple):
    request_id: int
    is_agreed: bool


def meetings_kept(event: Event) -> list[Meeting]:
    """What a computation leaves as it is: whatever is pinned, or known to its sides."""
    kept = event.meetings.filter(Q(status=MeetingStatus.PLANNED, is_pinned=True) | Q(pk__in=event.meetings.told()))
    return list(kept.order_by("pk"))


def plannable(event: Event) -> list[Registration]:
    """Who gets meetings: confirmed, of companies that may act with others, and wanting some."""
    return list(
        event.registrations.confirmed().acting().filter(wants_meetings=True).select_related("company").order_by("pk")
    )


def problem_of(event: Event) -> Problem:
    """What is known now. Read in one transaction that locks the event, it is consistent."""
    registrations = plannable(event)
    free = availability_of(event)
    fits = fits_of(event)
    wishes = wishes_of(event)
    return Problem(
        participants=tuple(_participant(one, free[one.pk], event.most_meetings) for one in registrations),
        slots=tuple(Slot(slot.pk, slot.starts_at.timestamp(), slot.ends_at.timestamp()) for slot in event.slots.all()),
        places=tuple(Place(place.pk, place.kind, place.number) for place in event.places.all()),
        pairs=tuple(_pairs(fits, wishes)),
        barred=barred_pairs(registrations) | _settled_pairs(event),
        fixed=tuple(_fixed(meeting) for meeting in meetings_kept(event)),
    )


def fits_of(event: Event) -> dict[tuple[int, int], float]:
    """By (Korean, Luxembourg) registration."""
    rows = EventFit.objects.filter(event=event).order_by().values_list("korean_id", "luxembourg_id", "score")
    return {(korean, luxembourg): score for korean, luxembourg, score in rows}


def wishes_of(event: Event) -> dict[tuple[int, int], Wish]:
    """By (Korean, Luxembourg) registration: who asked for a meeting, and whether the other agreed."""
    live = (MeetingRequestStatus.SENT, MeetingRequestStatus.ACCEPTED)
    requests = MeetingRequest.objects.filter(event=event, status__in=live).select_related("sender__company")
    wishes: dict[tuple[int, int], Wish] = {}
    for request in requests.order_by("pk"):
        is_korean = request.sender.company.country == Country.KOREA
        sides = (request.sender_id, request.receiver_id)
        pair = sides if is_korean else (sides[1], sides[0])
        wish = Wish(request.pk, request.status == MeetingRequestStatus.ACCEPTED)
        if pair not in wishes or wish.is_agreed:
            wishes[pair] = wish
    return wishes


def barred_pairs(registrations: Iterable[Registration]) -> frozenset[tuple[int, int]]:
    """Those whose companies are kept apart, whoever asked for it."""
    of_company = {one.company_id: one.pk for one in registrations}
    blocks = CompanyBlock.objects.filter(korean_company__in=of_company, luxembourg_company__in=of_company)
    rows = blocks.values_list("korean_company_id", "luxembourg_company_id")
    return frozenset((of_company[korean], of_company[luxembourg]) for korean, luxembourg in rows)


def _settled_pairs(event: Event) -> frozenset[tuple[int, int]]:
    """Those who called their meeting off or declined one: nobody plans it for them again."""
    called_off = event.meetings.filter(status=MeetingStatus.CANCELLED).values_list("korean_id", "luxembourg_id")
    declined = MeetingRequest.objects.filter(event=event, status=MeetingRequestStatus.DECLINED)
    rows = declined.values_list("sender_id", "receiver_id")
    return frozenset(called_off) | frozenset(pair for one, other in rows for pair in ((one, other), (other, one)))


def _participant(registration: Registration, free: frozenset[int], most: int) -> Participant:
    return Participant(
        registration.pk,
        is_korean=registration.company.country == Country.KOREA,
        is_online=registration.attendance == Attendance.ONLINE,
        free=free,
        most=most,
    )


def _pairs(fits: dict[tuple[int, int], float], wishes: dict[tuple[int, int], Wish]) -> Iterable[Pair]:
    """Equally good partners go by their ids, so that the same rows give the same pairs."""
    best: set[tuple[int, int]] = set(wishes)
    counts: dict[int, int] = {}
    for pair in sorted(fits, key=lambda pair: (-fits[pair], pair)):
        if fits[pair] >= LEAST_FIT and any(counts.get(side, 0) < MOST_PARTNERS for side in pair):
            best.add(pair)
            for side in pair:
                counts[side] = counts.get(side, 0) + 1
    for pair in sorted(best):
        wish = wishes.get(pair)
        yield Pair(
            *pair,
            worth=worth_of(fits.get(pair, 0.0), is_wished=wish is not None),
            is_must=bool(wish and wish.is_agreed),
        )


def _fixed(meeting: Meeting) -> FixedMeeting:
    return FixedMeeting(
        meeting.korean_id,
        meeting.luxembourg_id,
        meeting.place_id,
        meeting.starts_at.timestamp(),
        meeting.ends_at.timestamp(),
        max(1, round(meeting.score * THOUSANDTHS)),
    )
