"""The demonstration's past: every state is there, in working hours, by people of both countries, and only once."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from demonstration.companies import load_demonstration
from demonstration.errors import DemonstrationRefusedError
from demonstration.partnerships import load_partnership_demonstration
from demonstration.staff import country_of
from demonstration.texts import load_stories
from demonstration.working_moments import is_working_day, is_working_moment
from matching.models import Match, MatchRun, Response, Review
from partnerships.models import (
    CaseApproval,
    CaseStudy,
    Collaboration,
    CollaborationStage,
    ContactConsent,
    FollowUp,
    Introduction,
    Message,
    NextAction,
    PartnershipRequest,
    RequestEvent,
    RequestStatus,
    StageChange,
)
from partnerships.queries.cases import Period, count_cases
from taxonomy.vocabulary import Country

pytestmark = pytest.mark.django_db


@pytest.mark.processes
def test_demonstration_holds_every_state_in_the_right_order_and_is_loaded_once() -> None:
    load_demonstration()

    assert load_partnership_demonstration()
    before = Match.objects.count(), PartnershipRequest.objects.count(), Collaboration.objects.count()
    assert not load_partnership_demonstration()

    assert before == (Match.objects.count(), PartnershipRequest.objects.count(), Collaboration.objects.count())
    assert set(PartnershipRequest.objects.values_list("status", flat=True)) == set(RequestStatus.values)
    assert set(Collaboration.objects.values_list("stage", flat=True)) == set(CollaborationStage.values)
    assert CaseStudy.objects.public().count() == 1
    told_of = {"korean_project__source_id": "kr-01-p1", "luxembourg_project__source_id": "lu-01-p1"}
    assert Match.objects.proposed().filter(**told_of).exists()  # README.md invites to decide about it
    check_the_stories()
    check_the_past()
    check_the_moments()
    check_the_staff()


def check_the_stories() -> None:
    """Nothing that was written for a pair is left out because the matching thinks otherwise."""
    suggestions, requests = load_stories()["suggestions"], load_stories()["requests"]
    rooms = [story["room"] for story in (*suggestions, *requests) if "room" in story]
    told = [answer for room in rooms for answer in room.get("follow_ups", ())]
    assert Review.objects.count() == len(suggestions)
    assert PartnershipRequest.objects.count() == len(requests)
    assert Message.objects.count() == sum(len(room["messages"]) for room in rooms)
    assert NextAction.objects.filter(closed_at=None).count() == len([room for room in rooms if "action" in room])
    assert FollowUp.objects.filter(answered_at__isnull=False).count() == len(told)
    assert sorted(Collaboration.objects.values_list("stage", flat=True)) == sorted(room["stage"] for room in rooms)


def check_the_past() -> None:
    """All of it happened, each step after the one before."""
    now = timezone.now()
    funnels = count_cases(Period()).funnels
    assert len(funnels["month"]) >= 10
    assert all(review.created_at <= now for review in Review.objects.all())
    for room in Collaboration.objects.select_related("introduction"):
        moments = [room.introduction.created_at, room.created_at]
        moments += [change.created_at for change in room.stage_changes.order_by("pk")]
        assert max(abs((moments[1] - moments[0]).total_seconds()), 0) < 60
        assert moments[1:] == sorted(moments[1:])
        assert moments[-1] <= now
        written = [room.created_at, *room.messages.order_by("pk").values_list("created_at", flat=True)]
        assert written == sorted(written)
        assert written[-1] <= now
    for request in PartnershipRequest.objects.exclude(answered_at=None):
        assert request.sent_at <= request.answered_at <= now


def check_the_moments() -> None:
    """Whoever wrote, decided or is to meet did so on a working day, from nine to six where they work."""
    moments = list(moments_of_people())
    assert len(moments) > 150
    assert [(what, moment) for what, moment, country in moments if not is_working_moment(moment, country)] == []
    due = [(action.due_on, action.owner.country) for action in NextAction.objects.exclude(owner=None)]
    assert [day for day, country in due if not is_working_day(day, country)] == []


def moments_of_people() -> Iterator[tuple[str, datetime, str]]:
    yield from moments_of_companies()
    yield from moments_of_users()
    for model in (Message, StageChange, CaseApproval):
        for row in model.objects.select_related("company"):
            person: Any = row.author if isinstance(row, Message) else row.user
            yield model.__name__, row.created_at, row.company.country if row.company else country_of(person)
    for introduction in Introduction.objects.all():
        yield from (("meeting", time, country) for time in introduction.meeting_times for country in Country)


def moments_of_companies() -> Iterator[tuple[str, datetime, str]]:
    for model, column in (
        (Response, "created_at"),
        (ContactConsent, "given_at"),
        (FollowUp, "answered_at"),
    ):
        for row in model.objects.filter(**{f"{column}__isnull": False}).select_related("company"):
            yield model.__name__, getattr(row, column), row.company.country
    for request in PartnershipRequest.objects.select_related("sender"):
        yield "request", request.sent_at, request.sender.country


def moments_of_users() -> Iterator[tuple[str, datetime, str]]:
    for review in Review.objects.select_related("reviewer"):
        yield "review", review.created_at, country_of(review.reviewer)
    for event in RequestEvent.objects.exclude(kind="expired").select_related("user"):
        yield "event", event.at, country_of(event.user)


def check_the_staff() -> None:
    """People of both countries decide, look after rooms, write in them, and ask for runs; all have names."""
    people = User.objects.reviewers()
    assert {country_of(person) for person in people} == {Country.KOREA, Country.LUXEMBOURG}
    assert all(person.full_name.endswith(("(ASEIC)", "(Luxinnovation)")) for person in people)
    for found in (
        Review.objects.values_list("reviewer", flat=True),
        Collaboration.objects.values_list("case_manager", flat=True),
    ):
        assert {country_of(person) for person in people.filter(pk__in=set(found))} == set(Country)
        assert None not in found
    assert MatchRun.objects.filter(kind="full", requested_by__in=people).exists()


def test_demonstration_is_refused_in_production(settings: Any) -> None:
    settings.IS_DEMONSTRATION = False

    with pytest.raises(DemonstrationRefusedError):
        load_partnership_demonstration()
