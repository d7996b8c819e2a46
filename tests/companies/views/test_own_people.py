"""Joining, members, invitations and the logo, as a browser without scripts sees them."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from companies.models import Company, Invitation, JoinRequest, Logo, Membership, MembershipRole
from companies.services.joining import accept_join, ask_to_join
from notifications.models import OutboxEmail
from tests.factories import (
    PASSWORD,
    CompanyFactory,
    InvitationFactory,
    MembershipFactory,
    ReviewerFactory,
    UserFactory,
)
from tests.seen import seen_by_owner
from tests.signing_in import sign_in_afresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client: Client) -> Membership:
    membership: Membership = MembershipFactory()
    client.force_login(membership.user)
    return membership


def picture() -> SimpleUploadedFile:
    stream = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(stream, "PNG")
    return SimpleUploadedFile("logo.png", stream.getvalue(), "image/png")


def test_a_company_is_found_in_either_script_and_asked(client: Client) -> None:
    there = MembershipFactory(company__name="Hanbit Co., Ltd.", company__name_local="").company
    client.force_login(UserFactory())

    found = client.get("/me/join/", {"text": "㈜한빛"}).content.decode()
    response = client.post(f"/me/join/{there.public_id}/", {"message": "I lead sales."})

    assert "Hanbit Co., Ltd." in found
    assert response.status_code == 302
    assert JoinRequest.objects.values_list("message", "status").get() == ("I lead sales.", "asked")


def test_a_message_that_is_too_long_is_kept(client: Client) -> None:
    client.force_login(UserFactory())

    response = client.post(f"/me/join/{CompanyFactory().public_id}/", {"message": "x" * 501})

    assert response.status_code == 422
    assert "x" * 501 in response.content.decode()
    assert not JoinRequest.objects.exists()


def test_nothing_but_name_and_place_is_told_of_a_verified_company_and_nothing_of_another(client: Client) -> None:
    CompanyFactory(name="Secret Glass", summary="Secret summary.", website="https://secret.example")
    CompanyFactory(name="Secret Glass Works", status="submitted")
    client.force_login(UserFactory())

    content = client.get("/me/join/", {"text": "secret glass"}).content.decode()

    assert "Secret Glass" in content
    assert "Secret Glass Works" not in content
    assert "Secret summary" not in content
    assert "secret.example" not in content


def test_an_owner_accepts_and_returns_to_the_people(client: Client, owner: Membership) -> None:
    request = ask_to_join(UserFactory(full_name="Minji Kim"), company=owner.company)
    page = f"/me/companies/{owner.company.public_id}/members/"

    assert "Minji Kim" in client.get(page).content.decode()
    response = client.post(
        f"/me/join/requests/{request.pk}/", {"answer": "accept", "next": page, "seen": seen_by_owner(request)}
    )

    assert response.headers["Location"] == page
    assert Membership.objects.get(user=request.user).role == MembershipRole.EDITOR


def test_an_answer_never_leads_off_the_site(client: Client, owner: Membership) -> None:
    request = ask_to_join(UserFactory(), company=owner.company)

    response = client.post(
        f"/me/join/requests/{request.pk}/",
        {"answer": "accept", "next": "https://elsewhere.example/", "seen": seen_by_owner(request)},
    )

    assert response.headers["Location"] == "/me/"


def test_staff_see_and_answer_every_request(client: Client) -> None:
    request = ask_to_join(UserFactory(), company=CompanyFactory(name="Nobody's"))
    client.force_login(ReviewerFactory())

    assert "Nobody&#x27;s" in client.get("/me/join/requests/").content.decode()
    client.post(f"/me/join/requests/{request.pk}/", {"answer": "accept", "seen": seen_by_owner(request)})
    assert not Membership.objects.exists()
    waiting = client.get("/me/join/requests/").content.decode()
    assert "Another member of staff has to confirm it" in waiting
    assert 'value="accept"' not in waiting
    client.force_login(ReviewerFactory())
    assert "Confirm" in client.get("/me/join/requests/").content.decode()
    client.post(f"/me/join/requests/{request.pk}/", {"answer": "accept", "seen": seen_by_owner(request)})

    assert Membership.objects.get().role == MembershipRole.OWNER


def test_staff_are_told_why_they_neither_create_nor_join_a_company(client: Client) -> None:
    company = CompanyFactory()
    client.force_login(ReviewerFactory())

    answers = [
        client.get("/me/companies/new/", follow=True),
        client.post("/me/companies/new/", {"name": "Mine", "country": "LU", "city": "Esch"}, follow=True),
        client.get("/me/join/", follow=True),
        client.post(f"/me/join/{company.public_id}/", {"message": "Let me in."}, follow=True),
    ]

    assert all(
        "You are a member of staff, and staff cannot act for a company" in answer.content.decode() for answer in answers
    )
    assert (Company.objects.count(), JoinRequest.objects.count()) == (1, 0)
    assert "/me/companies/new/" not in client.get("/me/").content.decode()


def test_staff_do_not_see_requests_that_an_owner_answers(client: Client) -> None:
    request = ask_to_join(UserFactory(full_name="Minji Kim"), company=MembershipFactory().company)
    client.force_login(ReviewerFactory())

    assert "Minji Kim" not in client.get("/me/join/requests/").content.decode()
    assert client.post(f"/me/join/requests/{request.pk}/", {"answer": "accept"}).status_code == 404


def test_editors_see_the_people_and_decide_nothing(client: Client) -> None:
    owner = MembershipFactory()
    editor = MembershipFactory(company=owner.company, role=MembershipRole.EDITOR)
    invitation = InvitationFactory(company=owner.company)
    request = ask_to_join(UserFactory(), company=owner.company)
    sign_in_afresh(client, editor.user)
    company = owner.company.public_id

    content = client.get(f"/me/companies/{company}/members/").content.decode()
    refused = [
        client.post(f"/me/companies/{company}/invite/", {"email": "a@b.example", "role": "owner"}),
        client.post(f"/me/members/{editor.pk}/role/", {"role": "owner", "seen": "editor"}),
        client.post(f"/me/members/{owner.pk}/remove/"),
        client.post(f"/me/invitations/{invitation.pk}/withdraw/"),
        client.post(f"/me/join/requests/{request.pk}/", {"answer": "accept"}),
    ]

    assert owner.user.email in content
    assert invitation.email not in content
    assert [response.status_code for response in refused] == [404] * 5
    assert client.post(f"/me/members/{editor.pk}/remove/").status_code == 302
    assert not Membership.objects.filter(pk=editor.pk).exists()


def test_people_cost_as_many_queries_for_three_as_for_one(
    client: Client, owner: Membership, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for _index in range(3):
        MembershipFactory(company=owner.company, role=MembershipRole.EDITOR)
        InvitationFactory(company=owner.company)
        ask_to_join(UserFactory(), company=owner.company)
        with django_assert_max_num_queries(15) as captured:
            client.get(f"/me/companies/{owner.company.public_id}/members/")
        counts.append(len(captured))

    assert len(set(counts)) == 1


def test_the_last_owner_is_told_why_they_cannot_leave(client: Client, owner: Membership) -> None:
    content = client.post(f"/me/members/{owner.pk}/remove/", follow=True).content.decode()

    assert "A company needs an owner" in content
    assert Membership.objects.filter(pk=owner.pk).exists()


def test_an_invitation_goes_out_and_is_accepted_by_its_address_alone(client: Client, owner: Membership) -> None:
    page = f"/me/companies/{owner.company.public_id}"
    client.post(f"{page}/invite/", {"email": "new@company.example", "role": "editor"})
    found = re.search(r"/me/invitation/[\w-]+/", OutboxEmail.objects.get().full_text)
    assert found
    link = found[0]

    assert "new@company.example" in client.get(f"{page}/members/").content.decode()
    assert "sent to another address" in client.get(link).content.decode()
    client.post(link)
    assert Invitation.objects.get().accepted_at is None
    colleague = UserFactory(email="new@company.example")
    client.force_login(colleague)
    assert client.get(link).status_code == 200
    assert not Membership.objects.filter(user=colleague).exists()
    assert client.post(link).headers["Location"] == "/me/"
    assert Membership.objects.get(user=colleague).role == MembershipRole.EDITOR
    assert (
        "This invitation has been used or withdrawn, or is more than 14 days old" in client.get(link).content.decode()
    )


@pytest.mark.parametrize("email", ["", "not an address"])
def test_a_wrong_address_is_kept_with_words(client: Client, owner: Membership, email: str) -> None:
    response = client.post(f"/me/companies/{owner.company.public_id}/invite/", {"email": email, "role": "editor"})

    assert response.status_code == 422
    assert f'value="{email}"' in response.content.decode() or not email


def test_a_logo_is_shown_to_whom_the_company_is(client: Client, owner: Membership) -> None:
    page = f"/me/companies/{owner.company.public_id}/logo/"
    address = f"/companies/{owner.company.public_id}/logo/"
    assert client.get(address).status_code == 404

    assert client.post(page, {"picture": picture()}).status_code == 302

    public = Client().get(address)
    assert (public.status_code, public.headers["Content-Type"]) == (200, "image/png")
    assert "public" in public.headers["Cache-Control"]
    again = Client().get(address, headers={"If-None-Match": public.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert address in Client().get(f"/companies/{owner.company.public_id}/").content.decode()
    Company.objects.update(status="suspended")
    assert Client().get(address).status_code == 404
    assert "private" in client.get(address).headers["Cache-Control"]
    client.post(page, {"then": "remove"})
    assert not Logo.objects.exists()


def test_a_file_that_is_no_picture_is_refused_with_words(client: Client, owner: Membership) -> None:
    page = f"/me/companies/{owner.company.public_id}/logo/"

    responses = [
        client.post(page, {"picture": SimpleUploadedFile("logo.png", b"<svg onload='alert(1)'/>", "image/png")}),
        client.post(page, {"picture": SimpleUploadedFile("logo.png", b"\0" * (2 * 1024 * 1024 + 1), "image/png")}),
        client.post(page, {}),
    ]

    assert [response.status_code for response in responses] == [422] * 3
    assert "This is not an image we can read" in responses[0].content.decode()
    assert "larger than 2 MB" in responses[1].content.decode()
    assert not Logo.objects.exists()


def test_who_is_to_own_the_company_is_invited_by_the_password_alone(client: Client, owner: Membership) -> None:
    page = f"/me/companies/{owner.company.public_id}/invite/"
    client.post(page, {"email": "editor@company.example", "role": "editor"})

    asked = client.post(page, {"email": "owner@company.example", "role": "owner"})
    before = list(Invitation.objects.values_list("email", flat=True))
    client.post(asked.headers["Location"], {"password": PASSWORD})

    assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
    assert before == ["editor@company.example"]
    assert Invitation.objects.get(email="owner@company.example").role == MembershipRole.OWNER


def test_the_queue_counts_the_requests_that_wait_for_a_second_approval(client: Client) -> None:
    client.force_login(ReviewerFactory())
    requests = [ask_to_join(UserFactory(full_name=f"Person {n}"), company=CompanyFactory()) for n in "abc"]
    before = client.get("/me/join/requests/").content.decode()

    accept_join(requests[1], by=ReviewerFactory(), seen=seen_by_owner(requests[1]))
    accept_join(requests[2], by=ReviewerFactory(), seen=seen_by_owner(requests[2]))
    after = client.get("/me/join/requests/").content.decode()

    assert ("second member of staff." in before, "2 requests have one approval" in after) == (False, True)
    order = [after.index(f"Person {n}") for n in "bca"]
    assert order == sorted(order)
