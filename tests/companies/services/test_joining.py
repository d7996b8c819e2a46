"""Coming to act for a company: asking, inviting, leaving; two at once are taken one after the other."""

import re
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from companies.errors import InvitationRefusedError, MembershipRefusedError
from companies.models import Invitation, JoinRequest, Membership, MembershipRole
from companies.services.invitations import accept_invitation, find_invitation, invite, withdraw_invitation
from companies.services.joining import accept_join, ask_to_join, decline_join
from companies.services.members import change_role, remove_member
from notifications.models import OutboxEmail
from tests.clocks import travel
from tests.factories import CompanyFactory, MembershipFactory, ReviewerFactory, UserFactory
from tests.seen import seen_by_owner
from values.errors import PortalError, StateConflictError

OWNER, EDITOR = MembershipRole.OWNER, MembershipRole.EDITOR


def at_once(*actions: Callable[[], object]) -> list[object]:
    """What each action returned or raised, all begun at the same moment on connections of their own."""
    outcomes: list[object] = [None] * len(actions)
    barrier = threading.Barrier(len(actions))

    def run(index: int) -> None:
        barrier.wait()
        try:
            outcomes[index] = actions[index]()
        except PortalError as error:
            outcomes[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def mails() -> list[tuple[str, str]]:
    return list(OutboxEmail.objects.order_by("pk").values_list("kind", "recipient"))


@pytest.mark.django_db
def test_asking_to_join_writes_to_the_owners_once() -> None:
    owner = MembershipFactory(user=UserFactory(email="owner@company.example", language="ko"))
    MembershipFactory(company=owner.company, role=EDITOR)
    person = UserFactory()

    first = ask_to_join(person, company=owner.company, message="I lead sales.")
    second = ask_to_join(person, company=owner.company)

    assert first == second
    assert mails() == [("company_news", "owner@company.example")]
    email = OutboxEmail.objects.get()
    assert email.language == "ko"
    assert "I lead sales." in email.text
    assert f"/me/companies/{owner.company.public_id}/members/" in email.text


@pytest.mark.django_db
def test_a_company_without_people_is_staffs_to_confirm_and_gets_an_owner() -> None:
    company, reviewer, person = CompanyFactory(), ReviewerFactory(), UserFactory()

    request = ask_to_join(person, company=company)
    accept_join(request, by=reviewer, seen=seen_by_owner(request))
    accept_join(request, by=ReviewerFactory(), seen=seen_by_owner(request))

    assert mails() == [("review_work", reviewer.email), ("company_news", person.email)]
    assert Membership.objects.values_list("user", "role").get() == (person.pk, OWNER)


@pytest.mark.django_db
def test_an_accepted_person_becomes_an_editor_and_the_second_answer_is_told() -> None:
    owner, person = MembershipFactory(), UserFactory()
    request = ask_to_join(person, company=owner.company)

    accept_join(request, by=owner.user, seen=seen_by_owner(request))

    with pytest.raises(StateConflictError, match=f"{owner.user} has already answered. Answer: accepted"):
        decline_join(request, by=owner.user, seen=seen_by_owner(request))
    assert Membership.objects.get(user=person).role == EDITOR
    with pytest.raises(MembershipRefusedError):
        ask_to_join(person, company=owner.company)


@pytest.mark.django_db
def test_a_declined_person_is_told_and_can_only_be_invited() -> None:
    owner, person = MembershipFactory(), UserFactory()

    decline_join(
        ask_to_join(person, company=owner.company),
        by=owner.user,
        seen=seen_by_owner(ask_to_join(person, company=owner.company)),
    )
    with pytest.raises(MembershipRefusedError, match="declined, and this is final"):
        ask_to_join(person, company=owner.company)
    invite(owner.company, email=person.email, role="editor", by=owner.user)

    assert not Membership.objects.filter(user=person).exists()
    assert [address for _kind, address in mails()] == [owner.user.email, person.email, person.email]


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_counts() -> None:
    owner = MembershipFactory()
    request = ask_to_join(UserFactory(), company=owner.company)

    outcomes = at_once(
        lambda: accept_join(request, by=owner.user, seen=seen_by_owner(request)),
        lambda: decline_join(request, by=owner.user, seen=seen_by_owner(request)),
    )

    assert sum(isinstance(outcome, StateConflictError) for outcome in outcomes) == 1
    is_member = Membership.objects.filter(user=request.user).exists()
    assert is_member == (JoinRequest.objects.get().status == "accepted")


@pytest.mark.django_db
def test_the_last_owner_can_neither_leave_nor_become_an_editor() -> None:
    owner = MembershipFactory()
    MembershipFactory(company=owner.company, role=EDITOR)

    with pytest.raises(MembershipRefusedError):
        remove_member(owner)
    with pytest.raises(MembershipRefusedError):
        change_role(owner, role="editor", seen="owner")

    assert Membership.objects.filter(company=owner.company, role=OWNER).get() == owner


@pytest.mark.django_db
def test_with_another_owner_one_may_leave() -> None:
    owner = MembershipFactory()
    editor = MembershipFactory(company=owner.company, role=EDITOR)

    change_role(editor, role="owner", seen="editor")
    remove_member(owner)

    assert list(Membership.objects.values_list("user", "role")) == [(editor.user.pk, OWNER)]


@pytest.mark.django_db
def test_a_role_that_changed_since_it_was_shown_is_not_changed_again() -> None:
    owner = MembershipFactory()
    second = MembershipFactory(company=owner.company)
    change_role(second, role="editor", seen="owner")

    with pytest.raises(StateConflictError, match=f"the role of {second.user} has changed"):
        change_role(second, role="editor", seen="owner")


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_once_do_not_leave_the_company_alone() -> None:
    first = MembershipFactory()
    second = MembershipFactory(company=first.company)

    outcomes = at_once(lambda: remove_member(first), lambda: remove_member(second))

    assert sum(isinstance(outcome, MembershipRefusedError) for outcome in outcomes) == 1
    assert Membership.objects.filter(company=first.company, role=OWNER).count() == 1


def token_in(email: OutboxEmail) -> str:
    found = re.search(r"/me/invitation/([\w-]+)/", email.full_text)
    assert found
    return found[1]


@pytest.mark.django_db
def test_an_invitation_makes_a_member_of_who_has_its_address() -> None:
    owner = MembershipFactory()
    person = UserFactory(email="new@company.example")

    invite(owner.company, email="New@Company.example", role="owner", by=owner.user)
    token = token_in(OutboxEmail.objects.get())
    invitation = find_invitation(token)

    assert invitation is not None
    assert token not in invitation.token_digest
    with pytest.raises(InvitationRefusedError, match="another address"):
        accept_invitation(invitation, user=UserFactory())
    assert accept_invitation(invitation, user=person).role == OWNER
    assert find_invitation(token) is None
    with pytest.raises(InvitationRefusedError, match="no longer open"):
        accept_invitation(invitation, user=person)


@pytest.mark.django_db
def test_an_invitation_reaches_strangers_in_the_language_of_who_invites() -> None:
    owner = MembershipFactory(user__language="fr")

    invite(owner.company, email="stranger@company.example", role="editor", by=owner.user)

    assert OutboxEmail.objects.values_list("kind", "recipient", "language", "user").get() == (
        *("invitation", "stranger@company.example", "fr", None),
    )


@pytest.mark.django_db
def test_an_invitation_lasts_fourteen_days() -> None:
    owner = MembershipFactory()
    invite(owner.company, email="new@company.example", role="editor", by=owner.user)
    token = token_in(OutboxEmail.objects.get())

    with travel(timezone.now() + timedelta(days=13, hours=23)):
        assert find_invitation(token) is not None
    with travel(timezone.now() + timedelta(days=14, minutes=1)):
        assert find_invitation(token) is None


@pytest.mark.django_db
def test_a_second_invitation_replaces_the_first_and_a_withdrawn_one_is_void() -> None:
    owner = MembershipFactory()
    first = invite(owner.company, email="new@company.example", role="editor", by=owner.user)
    second = invite(owner.company, email="new@company.example", role="editor", by=owner.user)

    tokens = [token_in(email) for email in OutboxEmail.objects.order_by("pk")]

    assert [find_invitation(token) for token in tokens] == [None, second]
    withdraw_invitation(second)
    assert find_invitation(tokens[1]) is None
    with pytest.raises(InvitationRefusedError):
        withdraw_invitation(first)


@pytest.mark.django_db
def test_nobody_is_invited_twice_over_nor_without_end() -> None:
    owner = MembershipFactory()

    with pytest.raises(InvitationRefusedError, match="This person already acts for the company"):
        invite(owner.company, email=owner.user.email.upper(), role="editor", by=owner.user)
    for number in range(20):
        invite(owner.company, email=f"new{number}@company.example", role="editor", by=owner.user)
    with pytest.raises(InvitationRefusedError, match="Withdraw some"):
        invite(owner.company, email="one.more@company.example", role="editor", by=owner.user)
    assert Invitation.objects.open().count() == 20


@pytest.mark.django_db(transaction=True)
def test_two_clicks_on_one_invitation_make_one_membership() -> None:
    owner, person = MembershipFactory(), UserFactory(email="new@company.example")
    invitation = invite(owner.company, email=person.email, role="editor", by=owner.user)

    outcomes = at_once(*[lambda: accept_invitation(invitation, user=person)] * 2)

    assert sum(isinstance(outcome, InvitationRefusedError) for outcome in outcomes) == 1
    assert Membership.objects.filter(user=person).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["draft", "suspended"])
def test_nobody_asks_to_join_what_the_search_does_not_find(status: str) -> None:
    company = MembershipFactory(company__status=status).company

    with pytest.raises(MembershipRefusedError, match="Nobody can join"):
        ask_to_join(UserFactory(), company=company)
