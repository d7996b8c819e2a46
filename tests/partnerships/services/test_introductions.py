from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from matching.services.responses import answer_match
from notifications.models import EmailKind, OutboxEmail
from partnerships.models import Introduction
from partnerships.services.introductions import introduce
from partnerships.services.requests import accept_request
from partnerships.signals import introduction_made
from tests.factories import (
    ApprovedMatchFactory,
    IntroductionFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ProjectFactory,
    UserFactory,
)
from tests.partnerships.services.test_requests import at_once
from tests.seen import seen_by_receiver

pytestmark = pytest.mark.django_db


@contextmanager
def listening() -> Iterator[list[int]]:
    """The ids told by `introduction_made` meanwhile; whether a transaction was open is checked on the way."""
    told: list[int] = []

    def listen(introduction_id: int, **_kwargs: Any) -> None:
        assert connection.in_atomic_block
        told.append(introduction_id)

    introduction_made.connect(listen)
    try:
        yield told
    finally:
        introduction_made.disconnect(listen)


def pair() -> dict[str, Any]:
    korean, luxembourger = ProjectFactory(), LuxembourgProjectFactory()
    return {
        "korean_company": korean.company,
        "luxembourg_company": luxembourger.company,
        "korean_project": korean,
        "luxembourg_project": luxembourger,
    }


def test_introducing_twice_makes_one_introduction_that_is_told_once() -> None:
    sides = pair()

    with listening() as told:
        first, second = introduce(**sides), introduce(**sides)

    assert (second.pk, told) == (first.pk, [first.pk])


def test_a_pair_without_projects_is_introduced_once_too() -> None:
    sides = pair() | {"korean_project": None, "luxembourg_project": None}

    first, second = introduce(**sides), introduce(**sides)

    assert first.pk == second.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Introduction.objects.create(**sides)


def test_of_what_led_to_an_introduction_the_first_of_each_kind_is_remembered() -> None:
    sides = pair() | {"korean_project": None, "luxembourg_project": None}
    matches = [ApprovedMatchFactory(), ApprovedMatchFactory()]
    requests = [PartnershipRequestFactory(), PartnershipRequestFactory()]

    introduce(**sides)
    for match, request in zip(matches, requests, strict=True):
        introduce(**sides, match=match)
        introduce(**sides, request=request)

    introduction = Introduction.objects.get()
    assert (introduction.match, introduction.request) == (matches[0], requests[0])


def test_an_accepted_request_introduces_its_sides() -> None:
    request = PartnershipRequestFactory()

    with listening() as told:
        accept_request(request, by=UserFactory(), seen=seen_by_receiver(request))

    introduction = Introduction.objects.get()
    assert told == [introduction.pk]
    assert (introduction.request_id, introduction.match_id) == (request.pk, None)
    assert (introduction.korean_project, introduction.luxembourg_project) == (
        request.sender_project,
        request.receiver_project,
    )


def test_a_request_from_luxembourg_to_a_company_at_large_is_introduced_the_right_way_round() -> None:
    mine, asked = LuxembourgProjectFactory(), ProjectFactory().company
    request = PartnershipRequestFactory(sender_project=mine, receiver_project=None, receiver=asked)

    accept_request(request, by=UserFactory(), seen=seen_by_receiver(request))

    introduction = Introduction.objects.get()
    assert (introduction.korean_company, introduction.korean_project) == (asked, None)
    assert (introduction.luxembourg_company, introduction.luxembourg_project) == (mine.company, mine)


def test_a_match_with_both_sides_interested_and_a_request_of_the_same_pair_share_one_introduction() -> None:
    match = ApprovedMatchFactory()
    korean, luxembourger = match.korean_project, match.luxembourg_project
    request = PartnershipRequestFactory(sender_project=korean, receiver_project=luxembourger)
    answer_match(match, company=korean.company, user=UserFactory(), round_seen=1, answer="interested")
    accept_request(request, by=UserFactory(), seen=seen_by_receiver(request))

    with listening() as told:
        answer_match(match, company=luxembourger.company, user=UserFactory(), round_seen=1, answer="interested")

    introduction = Introduction.objects.get()
    assert (introduction.match_id, introduction.request_id, told) == (match.pk, request.pk, [])


def test_everybody_of_both_companies_gets_one_letter_about_their_consent() -> None:
    sides = pair()
    people = [MembershipFactory(company=sides[name]).user for name in ("korean_company", "luxembourg_company")]

    introduce(**sides)
    introduction = introduce(**sides)

    emails = OutboxEmail.objects.filter(kind=EmailKind.INTRODUCTION)
    assert sorted(email.recipient for email in emails) == sorted(person.email for person in people)
    assert all(f"/introductions/{introduction.public_id}/" in email.text for email in emails)


def test_an_introduction_outlives_the_wish_to_delete_its_company() -> None:
    introduction = IntroductionFactory()

    with pytest.raises(ProtectedError):
        introduction.korean_company.delete()


@pytest.mark.django_db(transaction=True)
def test_asking_at_once_makes_one_introduction() -> None:
    for _round in range(5):
        sides = pair()

        with listening() as told:
            made = at_once(*[lambda sides=sides: introduce(**sides).pk] * 4)

        assert len(set(made)) == 1
        assert told == [made[0]]
