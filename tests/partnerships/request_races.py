"""Rounds of the races for one partnership request: one winner, the loser told in words, one mail each.

As in `tests.partnerships.races`, everybody acts on a connection of their own.
"""

import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from companies.models import Company, Project, StandingChange
from companies.services.projects import update_project
from companies.services.standing import suspend_company
from notifications.models import OutboxEmail
from partnerships.errors import RequestRefusedError
from partnerships.models import Introduction, PartnershipRequest, RequestEvent
from partnerships.queries.introductions import contacts_between
from partnerships.services.request_times import expire_overdue_requests
from partnerships.services.requests import Wording, accept_request, decline_request, send_request, withdraw_request
from tests.factories import PITCH, MembershipFactory, PartnershipRequestFactory, ReviewerFactory, UserFactory
from tests.partnerships.races import only_introduction, pair
from tests.partnerships.threads import at_once
from tests.seen import seen_by_receiver, seen_by_staff
from values.errors import ChangedMeanwhileError, StateConflictError

Sides = dict[str, Any]
WORDING = Wording(cooperation="technology_transfer", pitch=PITCH, language="en")
MAIL_AFTER = {"accepted": "answer", "declined": "answer", "expired": "answer", "withdrawn": "withdrawn"}


def _open_request() -> tuple[Sides, PartnershipRequest]:
    """A request of the Korean side, whose own mail is not counted."""
    sides = pair()
    projects = {"sender_project": sides["korean_project"], "receiver_project": sides["luxembourg_project"]}
    return sides, PartnershipRequestFactory(**projects)


def _ask(sides: Sides, by: User, *, is_back: bool = False) -> Callable[[], PartnershipRequest]:
    """The Korean side asks the Luxembourg one, or the other way round."""
    sender, receiver = ("luxembourg", "korean") if is_back else ("korean", "luxembourg")
    return lambda: send_request(
        sides[f"{sender}_project"],
        receiver=sides[f"{receiver}_company"],
        receiver_project=sides[f"{receiver}_project"],
        wording=WORDING,
        by=by,
    )


def _mails(request: PartnershipRequest) -> Counter[tuple[str, str]]:
    """How many mails about this request there are, by topic and reader."""
    return Counter(OutboxEmail.objects.about(request).values_list("topic", "recipient"))


def _reader_of(company: Company) -> str:
    return User.objects.get(memberships__company=company).email


def _settled(sides: Sides, request: PartnershipRequest, outcomes: list[object]) -> str:
    """The state that won, after looking at everything that must hold whichever it was."""
    request.refresh_from_db()
    losers = [outcome for outcome in outcomes if isinstance(outcome, StateConflictError)]
    assert len(losers) == len(outcomes) - 1
    assert all("othing" in str(loser) and "changed" in str(loser) for loser in losers)
    assert list(RequestEvent.objects.filter(request=request).values_list("kind", flat=True)) == [request.status]
    reader = request.receiver if request.status == "withdrawn" else request.sender
    assert _mails(request) == {(MAIL_AFTER[request.status], _reader_of(reader)): 1}
    _require_introduction(sides, is_made=request.status == "accepted")
    return str(request.status)


def _require_introduction(sides: Sides, *, is_made: bool) -> None:
    if is_made:
        assert contacts_between(only_introduction(sides)) == {}
    else:
        assert not Introduction.objects.filter(korean_company=sides["korean_company"]).exists()


def two_members_accept_one_request() -> str:
    sides, request = _open_request()
    people = [UserFactory(), UserFactory()]

    outcomes = at_once(
        *[lambda person=person: accept_request(request, by=person, seen=seen_by_receiver(request)) for person in people]
    )

    assert _settled(sides, request, outcomes) == "accepted"
    first = next(index for index, outcome in enumerate(outcomes) if not isinstance(outcome, StateConflictError))
    assert f"{people[first]} has already dealt with this request" in str(outcomes[1 - first])
    return f"colleague {first + 1} was first"


def one_accepts_while_the_other_withdraws() -> str:
    sides, request = _open_request()
    yes, no = UserFactory(), UserFactory()

    outcomes = at_once(
        lambda: accept_request(request, by=yes, seen=seen_by_receiver(request)),
        lambda: withdraw_request(request, by=no),
    )

    return f"{_settled(sides, request, outcomes)} won"


def one_accepts_while_a_colleague_declines() -> str:
    sides, request = _open_request()
    yes, no = UserFactory(), UserFactory()

    outcomes = at_once(
        lambda: accept_request(request, by=yes, seen=seen_by_receiver(request)),
        lambda: decline_request(request, by=no, reason="no_fit", seen=seen_by_receiver(request)),
    )

    return f"{_settled(sides, request, outcomes)} won"


def one_accepts_while_the_project_that_asks_is_edited() -> str:
    """What is accepted is what was read, or nothing is."""
    _sides, request = _open_request()
    person, seen = UserFactory(), seen_by_receiver(request)

    accepted, edited = at_once(
        lambda: accept_request(request, by=person, seen=seen),
        lambda: update_project(request.sender_project, fields={"seek": "A line for silver."}),
    )

    assert isinstance(edited, Project)
    request.refresh_from_db()
    introductions = Introduction.objects.filter(korean_company=request.sender_id).count()
    if isinstance(accepted, ChangedMeanwhileError):
        assert (request.status, introductions) == ("sent", 0)
        assert [change.code for change in accepted.changes] == ["sender_project"]
        return "the edit won"
    assert (request.status, introductions) == ("accepted", 1)
    return "the answer won"


def one_accepts_while_the_time_runs_out() -> str:
    sides, request = _open_request()
    due_at = timezone.now() + timedelta(milliseconds=random.uniform(0, 90))
    PartnershipRequest.objects.filter(pk=request.pk).update(due_at=due_at)
    person = UserFactory()

    accepted, expired = at_once(
        lambda: accept_request(request, by=person, seen=seen_by_receiver(request)), lambda: _sweep_until(request)
    )

    told = [] if isinstance(accepted, PartnershipRequest) else [accepted]
    winner = _settled(sides, request, [None, *told])
    assert (winner, expired) in [("accepted", []), ("expired", [request.pk])]
    return f"{winner} won"


def _sweep_until(request: PartnershipRequest) -> list[int]:
    """What the timetable ended, looking again and again until the request is settled."""
    ended: list[int] = []
    while PartnershipRequest.objects.filter(pk=request.pk, status="sent").exists():
        ended += expire_overdue_requests()
        time.sleep(0.001)
    return ended


def two_colleagues_ask_the_same_company() -> str:
    sides = pair()
    people = [MembershipFactory(company=sides["korean_company"]).user for _person in range(2)]

    outcomes = at_once(*[_ask(sides, person) for person in people])

    (error,) = [outcome for outcome in outcomes if isinstance(outcome, RequestRefusedError)]
    assert "has already sent this company a request" in str(error)
    request = PartnershipRequest.objects.get(sender=sides["korean_company"])
    assert _mails(request) == {("received", _reader_of(sides["luxembourg_company"])): 1}
    _require_introduction(sides, is_made=False)
    return f"colleague {2 - outcomes.index(error)} was first"


def two_companies_ask_each_other_and_both_accept() -> str:
    """One open request in each direction is allowed; the two still lead to one introduction."""
    sides = pair()
    people = [User.objects.get(memberships__company=sides[f"{side}_company"]) for side in ("korean", "luxembourg")]

    asked = at_once(_ask(sides, people[0]), _ask(sides, people[1], is_back=True))
    requests = [outcome for outcome in asked if isinstance(outcome, PartnershipRequest)]
    assert len(requests) == 2
    accepted = at_once(
        lambda: accept_request(requests[0], by=people[1], seen=seen_by_receiver(requests[0])),
        lambda: accept_request(requests[1], by=people[0], seen=seen_by_receiver(requests[1])),
    )

    assert all(isinstance(outcome, PartnershipRequest) for outcome in accepted)
    for request in requests:
        readers = {"received": _reader_of(request.receiver), "answer": _reader_of(request.sender)}
        assert _mails(request) == dict.fromkeys(readers.items(), 1)
    _require_introduction(sides, is_made=True)
    origin = only_introduction(sides).request_id
    return f"{'the Korean' if origin == requests[0].pk else 'the Luxembourg'} request made the introduction"


def one_accepts_while_staff_suspend_a_company() -> str:
    """Either the two were introduced before, or nobody is introduced to a suspended company."""
    sides, request = _open_request()
    company = sides[f"{random.choice(['korean', 'luxembourg'])}_company"]
    person, reviewer = UserFactory(), ReviewerFactory()

    accepted, suspended = at_once(
        lambda: accept_request(request, by=person, seen=seen_by_receiver(request)),
        lambda: suspend_company(company, reason="Struck off.", by=reviewer, seen=seen_by_staff(company)),
    )

    request.refresh_from_db()
    assert isinstance(suspended, Company)
    was_first = isinstance(accepted, PartnershipRequest)
    assert was_first or isinstance(accepted, RequestRefusedError)
    assert request.status == ("accepted" if was_first else "sent")
    if was_first:
        event = RequestEvent.objects.get(request=request, kind="accepted")
        assert event.at <= StandingChange.objects.get(company=company).changed_at
    _require_introduction(sides, is_made=was_first)
    return "the acceptance won" if was_first else "the suspension won"


def one_asks_while_staff_suspend_a_company() -> str:
    sides = pair()
    company = sides[f"{random.choice(['korean', 'luxembourg'])}_company"]
    person, reviewer = UserFactory(), ReviewerFactory()

    asked, suspended = at_once(
        _ask(sides, person),
        lambda: suspend_company(company, reason="Struck off.", by=reviewer, seen=seen_by_staff(company)),
    )

    assert isinstance(suspended, Company)
    was_first = isinstance(asked, PartnershipRequest)
    assert was_first or isinstance(asked, RequestRefusedError)
    requests = PartnershipRequest.objects.filter(sender=sides["korean_company"])
    assert requests.exists() == was_first
    if was_first:
        assert requests.get().sent_at <= StandingChange.objects.get(company=company).changed_at
    return "the request won" if was_first else "the suspension won"


REQUEST_RACES: tuple[Callable[[], str], ...] = (
    two_members_accept_one_request,
    one_accepts_while_the_other_withdraws,
    one_accepts_while_a_colleague_declines,
    one_accepts_while_the_project_that_asks_is_edited,
    one_accepts_while_the_time_runs_out,
    one_accepts_while_staff_suspend_a_company,
    one_asks_while_staff_suspend_a_company,
    two_colleagues_ask_the_same_company,
    two_companies_ask_each_other_and_both_accept,
)
