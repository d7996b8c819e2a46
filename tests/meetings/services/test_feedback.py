from datetime import timedelta

import pytest
from django.utils import timezone

from companies.models import Company, CompanyStatus
from events.models import GoingOn, MeetingFeedback, MeetingStatus
from meetings.errors import FeedbackRefusedError
from meetings.services.feedback import Answer, give_feedback
from notifications.models import OutboxEmail
from partnerships.models import Introduction
from tests.events.day import Day, make_day
from tests.factories import IntroductionFactory
from tests.partnerships.threads import at_once
from values.errors import StateConflictError

YES, MAYBE, NO = (Answer(was_worth_it=True, going_on=going_on) for going_on in GoingOn)


def say(day: Day, korean: Answer | None = None, luxembourg: Answer | None = None) -> None:
    for side, user, answer in zip(day.meeting.sides, (day.korean, day.luxembourger), (korean, luxembourg), strict=True):
        if answer is not None:
            give_feedback(day.meeting, registration=side, by=user, answer=answer)


@pytest.mark.django_db
def test_two_yes_introduce_the_two_and_their_projects() -> None:
    day = make_day()

    say(day, YES, YES)

    introduction, meeting = Introduction.objects.get(), day.meeting
    meeting.refresh_from_db()
    assert meeting.introduction == introduction
    assert introduction.companies == (meeting.korean.company, meeting.luxembourg.company)
    assert (introduction.korean_project, introduction.luxembourg_project) == (
        meeting.korean_project,
        meeting.luxembourg_project,
    )
    assert OutboxEmail.objects.filter(kind="introduction").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("korean", "luxembourg"), [(YES, MAYBE), (NO, YES), (MAYBE, MAYBE), (YES, None)])
def test_less_than_two_yes_introduces_nobody(korean: Answer, luxembourg: Answer | None) -> None:
    say(make_day(), korean, luxembourg)

    assert not Introduction.objects.exists()
    assert not OutboxEmail.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(20))
def test_two_yes_at_once_make_one_introduction(_round: int) -> None:
    day = make_day()

    outcomes = at_once(lambda: say(day, YES), lambda: say(day, None, YES), lambda: say(day, YES))

    assert [error for error in outcomes if error is not None and not isinstance(error, StateConflictError)] == []
    day.meeting.refresh_from_db()
    assert day.meeting.introduction == Introduction.objects.get()
    assert OutboxEmail.objects.filter(kind="introduction").count() == 2


@pytest.mark.django_db
def test_an_answer_may_be_changed_until_both_have_answered() -> None:
    day = make_day()
    say(day, NO)
    say(day, Answer(was_worth_it=False, going_on=GoingOn.YES, note="Call them in May."))
    say(day, None, MAYBE)

    with pytest.raises(StateConflictError, match="no longer be changed"):
        say(day, NO)

    mine = MeetingFeedback.objects.get(registration=day.meeting.korean)
    assert (mine.was_worth_it, mine.going_on, mine.note, mine.given_by) == (
        False,
        GoingOn.YES,
        "Call them in May.",
        day.korean,
    )


@pytest.mark.django_db
def test_a_meeting_without_projects_serves_the_introduction_there_is() -> None:
    day = make_day(with_projects=False)
    companies = {"korean_company": day.meeting.korean.company, "luxembourg_company": day.meeting.luxembourg.company}
    known = IntroductionFactory(**companies, korean_project=None, luxembourg_project=None)

    say(day, YES, YES)

    day.meeting.refresh_from_db()
    assert day.meeting.introduction == known == Introduction.objects.get()


@pytest.mark.django_db
def test_a_suspended_company_says_nothing() -> None:
    day = make_day()
    Company.objects.filter(pk=day.meeting.korean.company_id).update(status=CompanyStatus.SUSPENDED)

    for answer in (YES, NO):
        with pytest.raises(FeedbackRefusedError, match="your company cannot"):
            say(day, answer)

    assert not MeetingFeedback.objects.exists()


@pytest.mark.django_db
def test_no_yes_to_a_suspended_company_but_anything_else() -> None:
    day = make_day()
    say(day, YES)
    Company.objects.filter(pk=day.meeting.korean.company_id).update(status=CompanyStatus.SUSPENDED)

    with pytest.raises(FeedbackRefusedError, match="the other company cannot"):
        say(day, None, YES)
    say(day, None, NO)

    assert not Introduction.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("status", [MeetingStatus.PLANNED, MeetingStatus.MISSED, MeetingStatus.CANCELLED])
def test_only_a_meeting_that_took_place_takes_answers(status: str) -> None:
    with pytest.raises(FeedbackRefusedError, match="did not take place"):
        say(make_day(status=status), NO)


@pytest.mark.django_db
def test_nobody_answers_before_the_meeting() -> None:
    soon = timezone.now() + timedelta(minutes=5)

    with pytest.raises(FeedbackRefusedError, match="not begun"):
        say(make_day(starts_at=soon, ends_at=soon + timedelta(minutes=20)), YES)
