"""Rooms open once, have one case manager, and write at most one unread notice to each person."""

import pytest

from accounts.models import User
from notifications.models import OutboxEmail
from notifications.services.presend_checks import reason_to_cancel
from partnerships.errors import MovedMeanwhileError
from partnerships.models import Collaboration, Introduction, Message
from partnerships.queries.rooms import with_news_for
from partnerships.services.rooms import enter_room, open_room, take_room
from partnerships.services.thread import post_message
from partnerships.signals import introduction_made
from tests.factories import ApprovedMatchFactory, ReviewerFactory, ReviewFactory
from tests.partnerships.threads import at_once
from tests.room_factories import Room, make_introduction, make_room

pytestmark = pytest.mark.django_db


def recipients() -> list[str]:
    return sorted(OutboxEmail.objects.values_list("recipient", flat=True))


def say(room: Room, text: str = "Good morning") -> Message:
    return post_message(room.collaboration, actor=room.korean, text=text, language="en")


def test_an_introduction_opens_one_room_however_often_it_is_told() -> None:
    introduction = make_introduction()

    introduction_made.send(sender=Introduction, introduction_id=introduction.pk)
    introduction_made.send(sender=Introduction, introduction_id=introduction.pk)

    assert Collaboration.objects.get().introduction == introduction


def test_who_approved_the_match_is_its_case_manager() -> None:
    match = ApprovedMatchFactory()
    reviewer = ReviewerFactory()
    ReviewerFactory()
    ReviewFactory(match=match, reviewer=reviewer)

    room = open_room(make_introduction(match=match).pk)

    assert room.case_manager == reviewer
    assert recipients() == [reviewer.email]


def test_a_reviewer_who_left_the_desk_gets_no_room() -> None:
    match = ApprovedMatchFactory()
    reviewer = ReviewerFactory(staff_role="")
    ReviewFactory(match=match, reviewer=reviewer)

    room = open_room(make_introduction(match=match).pk)

    assert room.case_manager is None


def test_a_room_without_a_case_manager_is_offered_to_all_reviewers() -> None:
    reviewers = [ReviewerFactory(), ReviewerFactory()]

    open_room(make_introduction().pk)

    assert recipients() == sorted(reviewer.email for reviewer in reviewers)


def test_taking_over_names_the_one_before() -> None:
    room = make_room().collaboration
    newcomer = ReviewerFactory()

    take_room(room, user=newcomer, earlier_id=room.case_manager_id)

    assert Collaboration.objects.get().case_manager == newcomer


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_a_room_at_once_one_is_told() -> None:
    for _round in range(10):
        collaboration = open_room(make_introduction().pk)
        people = [ReviewerFactory(), ReviewerFactory()]

        outcomes = at_once(
            *(
                lambda person=person, pk=collaboration.pk: take_room(
                    Collaboration.objects.get(pk=pk), user=person, earlier_id=None
                )
                for person in people
            )
        )

        assert sorted(isinstance(outcome, MovedMeanwhileError) for outcome in outcomes) == [False, True]
        winner = people[[isinstance(outcome, Collaboration) for outcome in outcomes].index(True)]
        collaboration.refresh_from_db()
        assert collaboration.case_manager == winner


def test_news_goes_to_everybody_but_its_author() -> None:
    room = make_room()

    say(room)

    assert recipients() == sorted([room.luxembourger.user.email, room.manager.user.email])


def test_who_brought_the_news_is_named_in_the_language_of_each_reader() -> None:
    room = make_room()
    User.objects.filter(pk=room.luxembourger.user.pk).update(language="ko")
    company = room.korean.company
    assert company is not None
    company.name, company.name_local = "Hanbit Cycle", "한빛사이클(주)"

    say(room)

    korean, english = (OutboxEmail.objects.get(user=side.user).text for side in (room.luxembourger, room.manager))
    assert f"{room.korean.user} 님(한빛사이클(주))" in korean
    assert f"{room.korean.user} (Hanbit Cycle) wrote a message." in english


def test_the_notice_does_not_repeat_what_was_written() -> None:
    room = make_room()

    say(room, "The price is 40,000 euros.")

    assert [email for email in OutboxEmail.objects.all() if "40,000" in email.text + email.html] == []


def test_further_news_waits_until_the_room_was_read() -> None:
    room = make_room()
    say(room)
    say(room)
    assert OutboxEmail.objects.filter(user=room.luxembourger.user).count() == 1

    enter_room(room.collaboration, user=room.luxembourger.user)
    say(room)

    assert OutboxEmail.objects.filter(user=room.luxembourger.user).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_messages_at_once_write_one_notice_to_each_reader() -> None:
    for _round in range(10):
        room = make_room()

        at_once(
            lambda room=room: say(room),
            lambda room=room: post_message(room.collaboration, actor=room.luxembourger, text="Bonjour", language="fr"),
        )

        assert room.collaboration.messages.count() == 2
        assert OutboxEmail.objects.filter(user=room.manager.user).count() == 1
        assert OutboxEmail.objects.filter(user=room.korean.user).count() == 1


def test_a_notice_that_was_read_in_the_portal_is_not_sent_any_more() -> None:
    room = make_room()
    say(room)
    email = OutboxEmail.objects.get(user=room.luxembourger.user)
    assert reason_to_cancel(email) == ""

    enter_room(room.collaboration, user=room.luxembourger.user)

    assert reason_to_cancel(email) == "the recipient has already read the news"


def test_a_notice_does_not_follow_somebody_who_left_the_company() -> None:
    room = make_room()
    say(room)
    email = OutboxEmail.objects.get(user=room.luxembourger.user)

    room.luxembourger.user.memberships.all().delete()

    assert reason_to_cancel(email) == "the recipient is no longer part of this collaboration"


def test_a_room_has_news_until_it_is_read() -> None:
    room = make_room()
    reader = room.luxembourger.user
    enter_room(room.collaboration, user=reader)
    say(room)

    before = with_news_for(Collaboration.objects.all(), reader).get()
    enter_room(room.collaboration, user=reader)
    after = with_news_for(Collaboration.objects.all(), reader).get()

    assert (before.has_news, after.has_news) == (True, False)
    assert not with_news_for(Collaboration.objects.all(), room.korean.user).get().has_news
