"""The first page of the room, drafts, history, and what belongs to others."""

import re

import pytest
from django.test import Client

from companies.models import JoinRequest, ProfileDraft
from companies.services.companies import update_company
from companies.services.drafts import DraftPlace, keep_draft
from companies.services.projects import update_project
from tests.factories import CompanyFactory, MembershipFactory, ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_person_without_a_company_may_create_or_find_one(client: Client) -> None:
    client.force_login(UserFactory())

    content = client.get("/me/").content.decode()

    assert "/me/companies/new/" in content
    assert "/me/join/" in content


def test_the_room_says_how_things_stand_and_what_is_next(client: Client) -> None:
    membership = MembershipFactory(company__status="returned", company__return_reason="Say what you make.")
    ProjectFactory(company=membership.company, status="returned", return_reason="Say what you <seek>.")
    client.force_login(membership.user)

    content = client.get("/me/").content.decode()

    assert "We have asked you to improve the profile before this company can be made public" in content
    assert "Say what you make." in content
    assert "Say what you &lt;seek&gt;." in content
    assert "Make the improvements we asked for" in content


@pytest.mark.parametrize(
    ("company_status", "project_status", "way"),
    [
        ("draft", "draft", "/profile/business/"),
        ("returned", "draft", "/profile/business/"),
        ("verified", "returned", "/edit/"),
        ("verified", "draft", "/preview/"),
        ("verified", "expired", "/renew/"),
        ("verified", "withdrawn", "/projects/new/"),
        ("verified", "published", "/profile/business/"),
    ],
)
def test_the_next_step_leads_there(client: Client, company_status: str, project_status: str, way: str) -> None:
    membership = MembershipFactory(company__status=company_status, company__summary="Glass.")
    ProjectFactory(company=membership.company, status=project_status)
    client.force_login(membership.user)

    found = re.search(r'button--primary" href="([^"]+)"', client.get("/me/").content.decode())

    assert found
    assert found[1].endswith(way)


def test_who_has_nothing_to_do_gets_no_button(client: Client) -> None:
    membership = MembershipFactory()
    ProjectFactory(company=membership.company, status="submitted")
    client.force_login(membership.user)

    content = client.get("/me/").content.decode()

    assert "Nothing to do for now" in content
    assert 'button--primary" href' not in content


def test_a_newcomer_lands_in_the_room(client: Client) -> None:
    client.force_login(UserFactory())

    assert client.get("/home/").headers["Location"] == "/me/"


def test_a_request_to_join_is_remembered(client: Client) -> None:
    request = JoinRequest.objects.create(user=UserFactory(), company=CompanyFactory(name="Hanbit"))
    client.force_login(request.user)

    assert "to join Hanbit" in client.get("/me/").content.decode()


def test_the_navigation_leads_members_to_their_room(client: Client) -> None:
    client.force_login(UserFactory())

    assert 'href="/me/" aria-current="page"' in client.get("/me/").content.decode()


def test_only_who_wrote_a_draft_may_throw_it_away(client: Client) -> None:
    membership = MembershipFactory()
    place = DraftPlace(membership.user, "business", company=membership.company)
    draft = keep_draft(place, fields={"summary": ["Half"]})
    client.force_login(MembershipFactory(company=membership.company).user)

    assert client.post(f"/me/drafts/{draft.pk}/discard/").status_code == 404

    client.force_login(membership.user)
    assert client.post(f"/me/drafts/{draft.pk}/discard/").status_code == 302
    assert not ProfileDraft.objects.exists()


def test_the_history_tells_in_words_what_changed_and_by_whom(client: Client) -> None:
    membership = MembershipFactory(user__full_name="Jiwon Park", company__languages=["ko"])
    project = ProjectFactory(company=membership.company, green_objectives=["water"])
    update_company(membership.company, fields={"languages": ["ko", "fr"]}, by=membership.user)
    update_project(project, fields={"green_objectives": ["biodiversity"]}, by=membership.user)
    client.force_login(membership.user)

    content = client.get(f"/me/companies/{membership.company.public_id}/history/").content.decode()

    for words in ("Jiwon Park", "Working languages", "Korean, French", "Environmental objectives", "biodiversity"):
        assert words in content


def test_the_history_costs_as_many_queries_for_three_changes_as_for_one(
    client: Client, django_assert_max_num_queries: object
) -> None:
    membership = MembershipFactory()
    client.force_login(membership.user)
    counts = []
    for number in range(3):
        update_project(
            ProjectFactory(company=membership.company), fields={"title": f"New title {number}"}, by=membership.user
        )
        with django_assert_max_num_queries(12) as captured:  # type: ignore[operator]
            client.get(f"/me/companies/{membership.company.public_id}/history/")
        counts.append(len(captured))

    assert len(set(counts)) == 1
