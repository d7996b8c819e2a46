import pytest
from django.db import IntegrityError

from partnerships.permissions import (
    Actor,
    actor_in,
    company_of,
    introductions_to_consent,
    introductions_visible_to,
    own_rooms,
    requests_received_by,
    requests_sent_by,
    requests_visible_to,
    rooms_open_to,
)
from tests.factories import (
    IntroductionFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ReviewerFactory,
    UserFactory,
)
from tests.room_factories import make_room

pytestmark = pytest.mark.django_db


def test_a_room_is_open_to_both_companies_and_to_staff_and_to_nobody_else() -> None:
    room = make_room()
    people = [room.korean.user, room.luxembourger.user, room.manager.user, ReviewerFactory(), MembershipFactory().user]

    assert [rooms_open_to(user).count() for user in people] == [1, 1, 1, 1, 0]


def test_staff_have_no_room_of_their_own() -> None:
    room = make_room()
    people = [room.korean.user, room.luxembourger.user, room.manager.user, MembershipFactory().user]

    assert [own_rooms(user).count() for user in people] == [1, 1, 0, 0]


def test_a_member_speaks_for_their_company_and_staff_for_staff() -> None:
    room = make_room()

    actors = [actor_in(room.collaboration, actor.user) for actor in (room.korean, room.luxembourger, room.manager)]

    assert actors == [room.korean, room.luxembourger, room.manager]
    assert [actor.is_staff for actor in actors] == [False, False, True]


def test_a_case_manager_speaks_for_staff_alone() -> None:
    room = make_room()

    assert actor_in(room.collaboration, room.manager.user) == Actor(room.manager.user, None)
    with pytest.raises(IntegrityError, match="staff do not act for companies"):
        MembershipFactory(user=room.manager.user, company=room.luxembourger.company)


def test_nobody_speaks_in_a_room_that_is_not_open_to_them() -> None:
    with pytest.raises(LookupError):
        actor_in(make_room().collaboration, MembershipFactory().user)


def test_a_request_is_seen_by_both_companies_and_by_staff_and_by_nobody_else() -> None:
    request = PartnershipRequestFactory()
    sides = [MembershipFactory(company=company).user for company in (request.sender, request.receiver)]

    seen = [list(requests_visible_to(user)) for user in (*sides, ReviewerFactory(), MembershipFactory().user)]

    assert seen == [[request], [request], [request], []]


def test_the_receiver_alone_answers_and_the_sender_alone_takes_back() -> None:
    request = PartnershipRequestFactory()
    people = [MembershipFactory(company=company).user for company in (request.sender, request.receiver)]
    people.append(ReviewerFactory())

    assert [requests_received_by(user).count() for user in people] == [0, 1, 0]
    assert [requests_sent_by(user).count() for user in people] == [1, 0, 0]


def test_an_introduction_is_seen_by_both_companies_and_by_staff_and_by_nobody_else() -> None:
    introduction = IntroductionFactory()
    companies = (introduction.korean_company, introduction.luxembourg_company)
    sides = [MembershipFactory(company=company).user for company in companies]

    seen = [list(introductions_visible_to(user)) for user in (*sides, ReviewerFactory(), MembershipFactory().user)]

    assert seen == [[introduction], [introduction], [introduction], []]


def test_the_two_companies_alone_consent() -> None:
    introduction = IntroductionFactory()
    member = MembershipFactory(company=introduction.luxembourg_company).user

    seen = [list(introductions_to_consent(user)) for user in (member, ReviewerFactory(), MembershipFactory().user)]

    assert seen == [[introduction], [], []]


def test_one_acts_for_the_company_of_the_introduction_whose_member_one_is() -> None:
    introduction = IntroductionFactory()
    sides = [introduction.korean_company, introduction.luxembourg_company]
    people = [MembershipFactory(company=company).user for company in sides]

    acting = [company_of(user, introduction) for user in (*people, ReviewerFactory(), UserFactory())]

    assert acting == [*sides, None, None]


def test_another_company_one_acts_for_does_not_speak_in_the_introduction() -> None:
    introduction = IntroductionFactory()
    user = MembershipFactory(company__name="A first by its name").user

    as_outsider = company_of(user, introduction)
    MembershipFactory(company=introduction.korean_company, user=user)

    assert (as_outsider, company_of(user, introduction)) == (None, introduction.korean_company)
