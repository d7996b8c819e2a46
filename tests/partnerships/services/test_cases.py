"""A case is public only while both companies and staff agree to its very text."""

import pytest

from partnerships.errors import CaseEditedMeanwhileError, CaseNotReadyError
from partnerships.models import CaseApproval, CaseStudy
from partnerships.services.cases import (
    CaseWords,
    approve_case,
    draft_case,
    edit_case,
    translate_case,
    withdraw_approval,
)
from tests.partnerships.threads import at_once
from tests.room_factories import TEXTS, Room, make_agreed_room, make_room

pytestmark = pytest.mark.django_db
FRENCH = CaseWords("Du verre neuf", "Une ligne coréenne dans un hall luxembourgeois.", "1 600 tonnes par an.")


@pytest.fixture
def room() -> Room:
    return make_agreed_room()


@pytest.fixture
def case(room: Room) -> CaseStudy:
    return draft_case(room.collaboration, actor=room.korean, texts=TEXTS)


def publish(case: CaseStudy, room: Room) -> CaseStudy:
    for actor in (room.korean, room.luxembourger, room.manager):
        approve_case(case, actor=actor, version=case.version)
    case.refresh_from_db()
    return case


def test_there_is_no_case_before_an_agreement() -> None:
    room = make_room()

    with pytest.raises(CaseNotReadyError):
        draft_case(room.collaboration, actor=room.korean, texts=TEXTS)


def test_it_is_public_once_all_three_agree(case: CaseStudy, room: Room) -> None:
    approve_case(case, actor=room.korean, version=1)
    approve_case(case, actor=room.manager, version=1)
    assert not CaseStudy.objects.public().exists()

    approve_case(case, actor=room.luxembourger, version=1)

    assert CaseStudy.objects.public().get() == case


def test_agreeing_twice_counts_once(case: CaseStudy, room: Room) -> None:
    for _time in range(3):
        approve_case(case, actor=room.korean, version=1)

    assert CaseApproval.objects.count() == 1
    assert not CaseStudy.objects.public().exists()


def test_an_edit_asks_for_all_approvals_again(case: CaseStudy, room: Room) -> None:
    publish(case, room)

    edit_case(case, actor=room.korean, texts=TEXTS._replace(title="Another title"), version=1)

    assert not CaseStudy.objects.public().exists()
    assert publish(case, room).title == "Another title"
    assert CaseStudy.objects.public().exists()
    assert CaseApproval.objects.count() == 6


def test_a_translation_asks_for_all_approvals_again(case: CaseStudy, room: Room) -> None:
    publish(case, room)

    translate_case(case, actor=room.luxembourger, language="fr", words=FRENCH, version=1)

    assert not CaseStudy.objects.public().exists()
    assert case.translations.get().title == "Du verre neuf"


def test_nobody_agrees_to_a_text_they_did_not_read(case: CaseStudy, room: Room) -> None:
    edit_case(case, actor=room.korean, texts=TEXTS._replace(outcome="Twice as much"), version=1)

    with pytest.raises(CaseEditedMeanwhileError):
        approve_case(case, actor=room.luxembourger, version=1)

    assert CaseApproval.objects.count() == 0


def test_who_edits_an_older_version_is_told(case: CaseStudy, room: Room) -> None:
    edit_case(case, actor=room.korean, texts=TEXTS, version=1)

    with pytest.raises(CaseEditedMeanwhileError):
        edit_case(case, actor=room.luxembourger, texts=TEXTS._replace(title="Lost"), version=1)

    assert CaseStudy.objects.get().title == TEXTS.title


def test_a_company_takes_its_approval_back(case: CaseStudy, room: Room) -> None:
    publish(case, room)

    withdraw_approval(case, actor=room.korean)

    assert not CaseStudy.objects.public().exists()
    approve_case(case, actor=room.korean, version=1)
    assert CaseStudy.objects.public().exists()


def test_the_case_of_a_suspended_company_is_not_public(case: CaseStudy, room: Room) -> None:
    publish(case, room)

    type(case.collaboration.companies[0]).objects.filter(country="KR").update(status="suspended")

    assert not CaseStudy.objects.public().exists()


@pytest.mark.django_db(transaction=True)
def test_last_approvals_at_once_publish() -> None:
    for _round in range(10):
        room = make_agreed_room()
        case = draft_case(room.collaboration, actor=room.korean, texts=TEXTS)

        at_once(
            *(
                lambda actor=actor, case=case: approve_case(case, actor=actor, version=1)
                for actor in (room.korean, room.luxembourger, room.manager)
            )
        )

        case.refresh_from_db()
        assert case.published_at is not None


@pytest.mark.django_db(transaction=True)
def test_an_approval_against_an_edit_never_publishes_the_unread_text() -> None:
    for _round in range(10):
        room = make_agreed_room()
        case = draft_case(room.collaboration, actor=room.korean, texts=TEXTS)
        approve_case(case, actor=room.korean, version=1)
        approve_case(case, actor=room.manager, version=1)

        at_once(
            lambda room=room, case=case: approve_case(case, actor=room.luxembourger, version=1),
            lambda room=room, case=case: edit_case(case, actor=room.korean, texts=TEXTS._replace(title="B"), version=1),
        )

        case.refresh_from_db()
        assert (case.version, case.published_at) == (2, None)


@pytest.mark.django_db(transaction=True)
def test_of_two_first_versions_at_once_one_is_kept() -> None:
    room = make_agreed_room()

    outcomes = at_once(
        lambda: draft_case(room.collaboration, actor=room.korean, texts=TEXTS),
        lambda: draft_case(room.collaboration, actor=room.luxembourger, texts=TEXTS),
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CaseEditedMeanwhileError", "CaseStudy"]
