from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.models import Project
from directory.services.directory import rebuild_directory
from tests.factories import (
    CompanyFactory,
    LuxembourgProjectFactory,
    MatchFactory,
    MembershipFactory,
    ProjectFactory,
    ReviewerFactory,
)

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, *args: str, **query: Any) -> str:
    response = client.get(reverse(f"directory:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def listed(client: Client, name: str, **query: Any) -> list[str]:
    """Names of the companies, or titles of the projects, on the page of a list, after the directory has caught up."""
    rebuild_directory()
    response = client.get(reverse(f"directory:{name}"), query)
    return [str(hit.project or hit.company) for hit in response.context["results"].hits]


def directory_of(html: str) -> str:
    """The part of a page that a question changes."""
    start = html.index('<div id="directory"')
    return html[start : html.index("</main>")].strip()


def test_directory_lists_verified_companies_newest_first(client: Client) -> None:
    CompanyFactory(name="Saebyeok", verified_at=datetime(2026, 3, 1, tzinfo=UTC))
    CompanyFactory(name="Hanbit", verified_at=datetime(2026, 5, 1, tzinfo=UTC))
    for status in ("draft", "submitted", "returned", "suspended"):
        CompanyFactory(status=status)

    assert listed(client, "company_list") == ["Hanbit", "Saebyeok"]


def test_directory_is_narrowed_by_country_and_green_objective(client: Client) -> None:
    ProjectFactory(company=CompanyFactory(name="Korean water"), green_objectives=["water", "biodiversity"])
    ProjectFactory(company=CompanyFactory(name="Korean air"))
    ProjectFactory(company=CompanyFactory(name="Korean secret"), green_objectives=["water"], status="draft")
    LuxembourgProjectFactory(company=CompanyFactory(name="Eaux", country="LU"), green_objectives=["water"])

    assert listed(client, "company_list", country="LU") == ["Eaux"]
    assert listed(client, "company_list", green="water") == ["Eaux", "Korean water"]
    assert listed(client, "company_list", green="water", country="KR") == ["Korean water"]
    assert listed(client, "company_list", green=["biodiversity", "circular_economy"]) == ["Korean air", "Korean water"]


def test_unknown_choice_is_named_and_narrows_nothing(client: Client) -> None:
    CompanyFactory(name="Hanbit")

    assert listed(client, "company_list", country="XX") == ["Hanbit"]
    assert "Select a valid choice. XX is not one of the available choices." in page(
        client, "company_list", country="XX"
    )


def test_project_list_is_narrowed_by_every_choice(client: Client) -> None:
    plain = ProjectFactory(title="Plain")
    ProjectFactory(title="Hidden", status="draft")
    ProjectFactory(title="Suspended", company=CompanyFactory(status="suspended"))
    ProjectFactory(
        title="Venture", company=CompanyFactory(employees=300, nace=["62.01"]), cooperations=[("joint_venture", "peer")]
    )
    LuxembourgProjectFactory(title="Eaux", green_objectives=["water"], digital=["ai", "iot"])

    assert listed(client, "project_list") == ["Eaux", "Venture", plain.title]
    assert listed(client, "project_list", country="LU") == ["Eaux"]
    assert listed(client, "project_list", city="Esch-sur-Alzette") == ["Eaux"]
    assert listed(client, "project_list", green="water") == ["Eaux"]
    assert listed(client, "project_list", digital="iot") == ["Eaux"]
    assert listed(client, "project_list", type="joint_venture") == ["Venture"]
    assert listed(client, "project_list", role=["peer", "seeker"]) == ["Eaux", "Venture"]
    assert listed(client, "project_list", trl="9") == ["Eaux"]
    assert listed(client, "project_list", size="250+") == ["Venture"]
    assert listed(client, "project_list", nace="J") == ["Venture"]
    assert listed(client, "project_list", nace="J62") == ["Venture"]
    assert listed(client, "project_list", type="joint_venture", country="LU") == []


def test_long_list_is_cut_into_pages_that_keep_the_choice(client: Client) -> None:
    for number in range(21):
        CompanyFactory(name=f"Company {number:02}", verified_at=datetime(2026, 1, 31 - number, tzinfo=UTC))

    assert len(listed(client, "company_list", country="KR")) == 20
    assert listed(client, "company_list", country="KR", page=2) == ["Company 20"]
    assert 'href="?country=KR&amp;page=2"' in page(client, "company_list", country="KR")


@pytest.mark.parametrize(("asked", "shown"), [("99", 1), ("x", 20)])
def test_page_that_does_not_exist_shows_the_nearest(client: Client, asked: str, shown: int) -> None:
    for _number in range(21):
        CompanyFactory()

    assert len(listed(client, "company_list", page=asked)) == shown


@pytest.mark.parametrize(
    ("name", "title"), [("company_list", "No companies match"), ("project_list", "No projects match")]
)
def test_empty_list_says_what_to_do(client: Client, name: str, title: str) -> None:
    html = page(client, name, q="zzqqxx", country="KR")

    assert f"<h3>{title}</h3>" in html
    assert "Remove a filter:" in html
    assert f'href="{reverse(f"directory:{name}")}?q=zzqqxx"' in html
    assert "Check the spelling" in html


def test_empty_list_names_themes_near_the_one_asked_for(client: Client) -> None:
    assert "Related themes:" in page(client, "company_list", q="heat pump")


@pytest.mark.parametrize("query", ["", "q=glass&country=KR&page=1", "q=zzqq", "green=water&green=circular_economy"])
@pytest.mark.parametrize("name", ["company_list", "project_list"])
def test_fragment_swapped_into_the_page_equals_the_fresh_page(client: Client, name: str, query: str) -> None:
    for _number in range(21):
        ProjectFactory()
    rebuild_directory()
    address = f"{reverse(f'directory:{name}')}?{query}"

    fresh = client.get(address)
    fragment = client.get(address, headers={"HX-Request": "true"})

    assert fragment.content.decode().strip() == directory_of(fresh.content.decode())
    assert "HX-Request" in fresh.headers["Vary"]
    assert "HX-Request" in fragment.headers["Vary"]


def test_chosen_filters_can_be_taken_away_one_by_one(client: Client) -> None:
    ProjectFactory(green_objectives=["water", "biodiversity"])
    rebuild_directory()

    html = page(client, "project_list", q="glass", green=["water", "biodiversity"])

    assert 'href="/projects/?q=glass&amp;green=biodiversity"' in html
    assert 'href="/projects/?q=glass&amp;green=water"' in html
    assert 'value="water" form="search" checked' in html


def test_card_marks_what_was_asked_for_in_the_original_text(client: Client) -> None:
    ProjectFactory(title="Recycling glass", summary="We <b>recycle</b> panes.", offer="Training for plant crews.")
    rebuild_directory()

    html = page(client, "project_list", q="recycled")

    assert "<mark>Recycling</mark> glass" in html
    assert "We &lt;b&gt;<mark>recycle</mark>&lt;/b&gt; panes." in html


def test_card_quotes_the_passage_when_title_and_summary_do_not_show_it(client: Client) -> None:
    ProjectFactory(title="A line", summary="For panes.", offer="Training for plant crews.", language="en")
    rebuild_directory()

    html = page(client, "project_list", q="crews")

    assert (
        '<span class="result__label">Offers</span> <span lang="en">Training for plant <mark>crews</mark>.</span>'
        in html
    )


def test_text_in_another_language_is_found_by_its_theme_and_says_so(client: Client) -> None:
    LuxembourgProjectFactory(title="Pompes à chaleur pour immeubles", summary="Une gamme de machines.")
    rebuild_directory()

    html = page(client, "project_list", q="히트펌프")

    assert "<mark>Pompes à chaleur</mark> pour immeubles" in html
    assert "Themes in common: Heat pumps" in html


def test_mistyped_word_is_put_right_and_can_be_searched_as_typed(client: Client) -> None:
    ProjectFactory(title="Biomethane plant")
    rebuild_directory()

    corrected = page(client, "project_list", q="biomethnae")
    exact = page(client, "project_list", q="biomethnae", exact="on")

    assert "Showing results for <strong>biomethane</strong>." in corrected
    assert 'href="/projects/?q=biomethnae&amp;exact=on"' in corrected
    assert "No projects match" in exact


def test_text_of_any_length_is_cut_and_the_reader_told(client: Client) -> None:
    assert "We searched only for the first part" in page(client, "company_list", q="sun " * 3_000)


def test_text_typed_on_the_list_of_the_newest_is_ordered_by_relevance(client: Client) -> None:
    assert '<option value="" selected>Newest first</option>' in page(client, "project_list")

    html = page(client, "project_list", q="kiln", sort="")

    assert '<option value="" selected>Relevance</option>' in html
    assert '<option value="newest">Newest first</option>' in html


def test_members_may_sort_by_fit_and_visitors_may_not(client: Client) -> None:
    match = MatchFactory()
    other = LuxembourgProjectFactory(title="Newer and no match")
    membership = MembershipFactory(company=match.korean_project.company)
    rebuild_directory()

    assert 'value="fit"' not in page(client, "project_list")
    client.force_login(membership.user)
    assert listed(client, "project_list", sort="newest", country="LU") == [other.title, match.luxembourg_project.title]
    assert listed(client, "project_list", sort="fit", country="LU") == [match.luxembourg_project.title, other.title]
    assert page(client, "project_list", sort="fit").count("Matches your project") == 1


def test_staff_have_no_projects_to_sort_by(client: Client) -> None:
    client.force_login(ReviewerFactory())

    assert 'value="fit"' not in page(client, "project_list")


def test_the_choices_are_named_as_the_reader_names_them(client: Client) -> None:
    LuxembourgProjectFactory(
        company__city="Luxembourg", company__employees=12, cooperations=[("joint_research", "peer")]
    )
    rebuild_directory()

    german = client.get(reverse("directory:project_list"), headers={"accept-language": "de"}).content.decode()

    assert all(label in german for label in ("10–49", "Luxemburg", "Gleichberechtigter Partner"))
    assert "10-49<" not in german


def company_with_project() -> Project:
    return ProjectFactory(
        company=CompanyFactory(), cooperations=[("joint_research", "peer"), ("joint_venture", "peer")]
    )


@pytest.mark.parametrize("query", [{}, {"q": "glass recovery", "country": "KR"}])
@pytest.mark.parametrize("name", ["company_list", "project_list"])
def test_queries_of_a_list_do_not_grow_with_its_rows(client: Client, name: str, query: dict[str, str]) -> None:
    asked = []
    for count in (1, 3):
        while Project.objects.count() < count:
            company_with_project()
        rebuild_directory()
        page(client, name, **query)  # what a process reads once
        with CaptureQueriesContext(connection) as queries:
            page(client, name, **query)
        asked.append(len(queries))

    assert asked[0] == asked[1]


@pytest.mark.parametrize("name", ["company_list", "project_list"])
def test_pages_are_read_only(client: Client, name: str) -> None:
    assert client.post(reverse(f"directory:{name}")).status_code == 405


def test_a_search_is_saved_with_what_was_searched(client: Client) -> None:
    CompanyFactory(city="Daejeon")
    rebuild_directory()

    html = client.get("/companies/", {"city": "Daejeon"}).content.decode()

    assert 'href="/me/searches/new/?document_type=company&amp;city=Daejeon"' in html
