"""One minute on a meeting: the list, the questions, and where an answer leads."""

import pytest
from django.test import Client

from companies.models import Company
from events.models import GoingOn, MeetingFeedback, MeetingStatus
from partnerships.models import Introduction
from tests.events.day import Day, make_day
from tests.factories import ReviewerFactory
from tests.meetings.busy_day import make_busy_day

pytestmark = pytest.mark.django_db
YES = {"was_worth_it": "yes", "going_on": "yes", "note": "Call them in May."}


def address_of(day: Day) -> str:
    return f"/me/events/{day.event.public_id}/feedback/{day.meeting.public_id}/"


def test_both_yes_lead_to_the_introduction(client: Client) -> None:
    day = make_day()
    client.force_login(day.luxembourger)
    first = client.post(address_of(day), YES)
    client.force_login(day.korean)

    second = client.post(address_of(day), YES)

    assert first.headers["Location"] == f"/me/events/{day.event.public_id}/feedback/"
    assert second.headers["Location"] == f"/introductions/{Introduction.objects.get().public_id}/"


def test_what_was_said_stands_in_the_form_until_both_have_answered(client: Client) -> None:
    day = make_day()
    client.force_login(day.korean)
    client.post(address_of(day), YES)

    before = client.get(address_of(day)).content.decode()
    MeetingFeedback.objects.create(
        meeting=day.meeting, registration=day.meeting.luxembourg, was_worth_it=True, going_on=GoingOn.NO
    )
    after = client.get(address_of(day)).content.decode()

    assert "Call them in May." in before
    assert "can no longer be changed" in after
    assert "<textarea" not in after


def test_the_answer_chosen_on_the_way_is_ticked(client: Client) -> None:
    day = make_day()
    client.force_login(day.korean)

    form = client.get(address_of(day), {"going_on": "maybe"}).context["form"]
    odd = client.get(address_of(day), {"going_on": "perhaps"}).context["form"]

    assert (form.initial, odd.initial) == ({"going_on": "maybe"}, {})


def test_an_answer_that_is_missing_is_asked_for_and_the_note_stays(client: Client) -> None:
    day = make_day()
    client.force_login(day.korean)

    page = client.post(address_of(day), {"going_on": "yes", "note": "Call them in May."})

    assert page.status_code == 422
    assert "Call them in May." in page.content.decode()
    assert not MeetingFeedback.objects.exists()


def test_a_suspended_company_reads_why_and_keeps_what_it_typed(client: Client) -> None:
    day = make_day()
    Company.objects.filter(pk=day.meeting.luxembourg.company_id).update(status="suspended")
    client.force_login(day.korean)

    page = client.post(address_of(day), YES)

    assert page.status_code == 409
    assert "the other company cannot work with other companies" in page.content.decode()
    assert "Call them in May." in page.content.decode()


def test_a_meeting_nobody_came_to_asks_nothing(client: Client) -> None:
    day = make_day(status=MeetingStatus.MISSED)
    client.force_login(day.korean)

    page = client.get(address_of(day)).content.decode()

    assert "you cannot give feedback on it" in page


def test_the_list_has_what_is_still_to_answer_first(client: Client) -> None:
    busy = make_busy_day()
    client.force_login(busy.day.korean)

    page = client.get(f"/me/events/{busy.event.public_id}/feedback/")

    others = [[own.theirs.company.shown_name for own in page.context[name]] for name in ("to_answer", "answered")]
    assert others == [["Eaux Plateau", "Fibertone S.A."], ["Netzklar Hydraulik GmbH"]]


def test_one_yes_is_shown_to_the_case_manager_with_the_note(client: Client) -> None:
    busy = make_busy_day()
    client.force_login(ReviewerFactory())

    page = client.get(f"/staff/events/{busy.event.public_id}/outcomes/")

    outcomes = page.context["outcomes"]
    assert [len(group) for group in (outcomes.one_yes, outcomes.both_yes, outcomes.others)] == [2, 0, 0]
    assert "They ask for prices in May." in page.content.decode()
