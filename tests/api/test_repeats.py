"""Sent twice or twice at once: the work is done once, and nobody overwrites an edit unseen."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from companies.models import Company, Project
from rest.models import IdempotencyRecord
from rest.services import purge_old_records
from tests.api.conftest import Program
from tests.api.test_own_profiles import COMPANY, PROJECT
from tests.clocks import travel
from tests.factories import MembershipFactory, ProjectFactory, UserFactory

KEY = {"Idempotency-Key": "3f0c"}


@pytest.mark.django_db
def test_the_same_request_sent_twice_gets_the_same_answer(program: Callable[..., Program]) -> None:
    founder = program(UserFactory())

    first, second = (founder.post("/me/companies/", COMPANY, **KEY) for _time in range(2))

    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert [first.headers[name] for name in ("ETag", "Location")] == [
        second.headers[name] for name in ("ETag", "Location")
    ]
    assert second.headers["Idempotent-Replayed"] == "true"
    assert Company.objects.count() == 1


@pytest.mark.django_db
def test_a_key_is_for_one_body_one_address_and_one_person(program: Callable[..., Program]) -> None:
    founder, other = program(UserFactory()), program(UserFactory())
    address = founder.post("/me/companies/", COMPANY, **KEY).headers["Location"].removeprefix("/api/v1")

    other_body = founder.post("/me/companies/", COMPANY | {"city": "Busan"}, **KEY)
    other_address = founder.post(f"{address}projects/", PROJECT, **KEY)
    other_person = other.post("/me/companies/", COMPANY | {"registration_number": ""}, **KEY)

    assert (other_body.status_code, other_address.status_code) == (422, 422)
    assert other_body.json()["code"] == "idempotency_key_reused"
    assert other_person.status_code == 201
    assert Company.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "k" * 256, "schlüssel"])
def test_a_key_that_is_none_is_refused(key: str, program: Callable[..., Program]) -> None:
    refused = program(UserFactory()).post("/me/companies/", COMPANY, **{"Idempotency-Key": key})

    assert (refused.status_code, refused.json()["code"]) == (400, "idempotency_key")
    assert not Company.objects.exists()


@pytest.mark.django_db
def test_a_refused_request_keeps_no_answer(program: Callable[..., Program]) -> None:
    founder = program(UserFactory())

    refused = founder.post("/me/companies/", COMPANY | {"city": ""}, **KEY)
    taken = founder.post("/me/companies/", COMPANY, **KEY)

    assert (refused.status_code, taken.status_code) == (422, 201)


@pytest.mark.django_db
def test_a_key_lives_a_day(program: Callable[..., Program]) -> None:
    founder = program(UserFactory())
    body = COMPANY | {"registration_number": ""}
    founder.post("/me/companies/", body, **KEY)

    with travel(timezone.now() + timedelta(hours=24, seconds=1)):
        founder.post("/me/companies/", body, **KEY)
        assert Company.objects.count() == 2
        assert purge_old_records() == 0
    with travel(timezone.now() + timedelta(hours=49)):
        assert purge_old_records() == 1
    assert not IdempotencyRecord.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_key_do_the_work_once(program: Callable[..., Program]) -> None:
    founder = program(UserFactory())
    body = COMPANY | {"registration_number": ""}

    answers = at_once(6, lambda _number: founder.post("/me/companies/", body, **KEY))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert Company.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_editors_at_once_one_writes_and_the_others_are_told(program: Callable[..., Program]) -> None:
    project = ProjectFactory(trl=1, status="draft")
    editors = [program(MembershipFactory(company=project.company).user) for _number in range(6)]
    address = f"/me/projects/{project.public_id}/"
    etag = editors[0].get(address).headers["ETag"]

    answers = at_once(6, lambda number: editors[number].patch(address, {"trl": number + 2}, **{"If-Match": etag}))

    won = [answer for answer in answers if answer.status_code == 200]
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 5
    assert Project.objects.get().trl == won[0].json()["trl"]


@pytest.mark.django_db(transaction=True)
def test_of_editors_of_a_company_at_once_one_writes_and_the_others_are_told(program: Callable[..., Program]) -> None:
    company = ProjectFactory().company
    editors = [program(MembershipFactory(company=company).user) for _number in range(6)]
    address = f"/me/companies/{company.public_id}/"
    etag = editors[0].get(address).headers["ETag"]

    answers = at_once(6, lambda number: editors[number].patch(address, {"employees": number}, **{"If-Match": etag}))

    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 5


def at_once(number: int, call: Callable[[int], Any]) -> list[Any]:
    """The answers to `number` calls that start together, each on a connection of its own."""
    barrier = Barrier(number)

    def start(position: int) -> Any:
        barrier.wait()
        try:
            return call(position)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(start, range(number)))
