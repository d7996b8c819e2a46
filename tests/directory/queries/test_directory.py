import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from companies.services.projects import update_project, withdraw_project
from directory.queries.catalogues import current_catalogue
from directory.queries.directory import DirectoryPage, search_directory
from directory.search.reasons import CONCEPT, MEANING, NAME, WORD
from directory.services.directory import drain_directory, rebuild_directory
from matching.embeddings import get_encoder
from matching.services.vectors import encode_projects
from tests.factories import CompanyFactory, LuxembourgProjectFactory, MembershipFactory, ProjectFactory
from tests.standing import suspend

pytestmark = pytest.mark.django_db


def names(page: DirectoryPage) -> list[str]:
    return [hit.company.name for hit in page.hits]


def titles(page: DirectoryPage) -> list[str]:
    return [hit.project.title for hit in page.hits if hit.project]


@pytest.fixture
def named() -> None:
    CompanyFactory(name="Hanbit Cycle Co., Ltd.", name_local="한빛사이클(주)", summary="Panes.", city="Daejeon")
    CompanyFactory(name="Solgaram Inc.", name_local="", summary="Barns.", city="Busan")
    CompanyFactory(name="Eaux du Plateau S.à r.l.", country="LU", city="Differdange", summary="Forage.")
    rebuild_directory()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hanbit", "Hanbit Cycle Co., Ltd."),
        ("한빛", "Hanbit Cycle Co., Ltd."),
        ("한빛 사이클", "Hanbit Cycle Co., Ltd."),
        ("㈜한빛사이클", "Hanbit Cycle Co., Ltd."),
        ("hanbitcycle", "Hanbit Cycle Co., Ltd."),
        ("hanbit cycle co ltd", "Hanbit Cycle Co., Ltd."),
        ("솔가람", "Solgaram Inc."),
        ("solgarm", "Solgaram Inc."),
        ("eaux du plateau sarl", "Eaux du Plateau S.à r.l."),
        ("부산", "Solgaram Inc."),
        ("룩셈부르크", "Eaux du Plateau S.à r.l."),
    ],
)
def test_company_is_found_by_name_or_place_in_either_script(text: str, found: str, named: None) -> None:
    assert names(search_directory("company", text))[:1] == [found]


def test_every_word_of_a_short_text_counts_and_titles_count_more() -> None:
    for number in range(10):
        ProjectFactory(title=f"Line {number}", summary="Biogas from slurry.")
    ProjectFactory(title="Other", summary="Biogas from straw.")
    ProjectFactory(title="Slurry to biogas", summary="A plant.")
    rebuild_directory()

    page = search_directory("project", "biogas slurry")

    assert page.total == 11
    assert titles(page)[0] == "Slurry to biogas"
    assert not page.is_relaxed


def test_few_answers_are_followed_by_those_that_meet_most_and_the_page_says_when_none_meets_all() -> None:
    ProjectFactory(title="Biogas", summary="Straw.")
    ProjectFactory(title="Kiln", summary="Bricks.")
    rebuild_directory()

    assert titles(search_directory("project", "biogas straw")) == ["Biogas"]
    missing = search_directory("project", "biogas bricks")
    assert sorted(titles(missing)) == ["Biogas", "Kiln"]
    assert missing.is_relaxed


def test_theme_is_found_across_languages_and_the_reason_told() -> None:
    LuxembourgProjectFactory(title="Pompes à chaleur")
    rebuild_directory()

    (hit,) = search_directory("project", "Wärmepumpe").hits

    assert [(reason.kind, reason.value) for reason in hit.reasons] == [(CONCEPT, "heat.pump")]


def test_reasons_tell_words_from_sounds() -> None:
    CompanyFactory(name="Solgaram Inc.", name_local="")
    rebuild_directory()

    kinds = {text: search_directory("company", text).hits[0].reasons[0].kind for text in ("solgaram", "솔가람")}

    assert kinds == {"solgaram": WORD, "솔가람": NAME}


def test_long_need_is_answered_by_rare_words_and_by_what_matching_says_of_its_meaning() -> None:
    listening = ProjectFactory(title="Hydrophones", summary="Hydrophones hear leaks in pipes of plastic.")
    near = LuxembourgProjectFactory(
        language="fr",
        title="Oreilles",
        summary="Nos capteurs entendent l'eau qui s'échappe des conduites en plastique sous les rues.",
        offer="Capteurs acoustiques pour le service des eaux.",
        seek="Des communes.",
    )
    barns = ProjectFactory(title="Barns", summary="Feed for cows.", offer="Feed.", seek="Cows.")
    rebuild_directory()
    encode_projects([listening, near, barns], encoder=get_encoder())
    text = "Our municipality wants to hear leaks of drinking water in plastic pipes with hydrophones under streets"

    page = search_directory("project", text)
    companies = search_directory("company", text)

    assert {listening.title, near.title} <= set(titles(page))
    reasons = {hit.project.title: [reason.kind for reason in hit.reasons] for hit in page.hits if hit.project}
    assert MEANING in reasons[near.title]
    assert near.company.name in names(companies)


def test_spelling_is_put_right_unless_exactly_this_was_asked_for() -> None:
    ProjectFactory(title="Electrolyser")
    rebuild_directory()

    page = search_directory("project", "elektrolyzer")

    assert titles(page) == ["Electrolyser"]
    assert page.corrections == (("elektrolyzer", "electrolyser"),)
    assert search_directory("project", "elektrolyzer", is_exact=True).total == 0


def test_mistyped_hangul_is_put_right() -> None:
    ProjectFactory(title="수전해 스택", language="ko", summary="전해조", offer="전해조", seek="시험소")
    rebuild_directory()

    assert search_directory("project", "시헙소").corrections == (("시헙소", "시험소"),)


def test_counts_hold_under_text_and_the_other_facets() -> None:
    ProjectFactory(title="Kiln", green_objectives=["water"])
    ProjectFactory(title="Kiln", green_objectives=["biodiversity"])
    LuxembourgProjectFactory(title="Kiln", green_objectives=["water"])
    ProjectFactory(title="Furnace", green_objectives=["water"])
    rebuild_directory()

    page = search_directory("project", "kiln", {"green": ["water"]})

    assert page.total == 2
    assert page.counts["green"] == {"water": 2, "biodiversity": 1}
    assert page.counts["country"] == {"KR": 1, "LU": 1}


def test_drafts_of_the_reader_are_not_in_the_public_directory() -> None:
    membership = MembershipFactory()
    ProjectFactory(company=membership.company, status="draft")
    rebuild_directory()

    assert search_directory("project", user=membership.user).total == 0
    assert search_directory("project", sort="fit", user=AnonymousUser()).total == 0


def test_company_deleted_from_the_database_is_neither_shown_nor_counted() -> None:
    company, other = CompanyFactory(), CompanyFactory(city="Busan")
    rebuild_directory()
    assert search_directory("company").total == 2

    company.delete()

    page = search_directory("company")
    assert names(page) == [other.name]
    assert page.counts["city"] == {"Busan": 1}
    assert page.total == 1


def test_company_that_left_a_moment_ago_is_left_out_of_the_page() -> None:
    company = CompanyFactory()
    rebuild_directory()
    suspend(company)

    assert search_directory("company").hits == ()


@pytest.mark.parametrize(
    "text",
    [
        "'",
        '"',
        "\\",
        "a:* & !b | (",
        "\0",
        "<->",
        "😀",
        "' OR 1=1 --",
        "=",
        ":*",
        "%",
        "가" * 500,
        "x" * 1000,
        "물 " * 400,
    ],
)
def test_no_text_breaks_the_search(text: str) -> None:
    ProjectFactory()
    rebuild_directory()

    assert search_directory("project", text).total >= 0
    assert search_directory("company", text, is_exact=True).total >= 0


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60))
def test_no_text_at_all_breaks_the_search(text: str) -> None:
    assert search_directory("company", text).total == 0


def test_text_index_is_used_on_a_filled_table() -> None:
    for number in range(40):
        ProjectFactory(title=f"Line {number}")
    rebuild_directory()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO directory_directoryentry"
            " (key, document_type, company_id, version, is_listed, newest, facets, document)"
            " SELECT 'copy:' || n || key, document_type, company_id, version, true, newest, facets, document"
            " FROM directory_directoryentry, generate_series(1, 50) n WHERE document_type = 'company'"
        )
        cursor.execute("ANALYZE directory_directoryentry")
        with CaptureQueriesContext(connection) as queries:
            search_directory("project", "line")
        asked = [query["sql"] for query in queries if "@@" in query["sql"]]
        plans = []
        for sql in asked:
            cursor.execute(f"EXPLAIN {sql}")
            plans.append("\n".join(line for (line,) in cursor.fetchall()))

    assert plans
    assert [plan for plan in plans if "directory_entry_document" not in plan] == []


def test_word_asked_before_a_change_is_answered_after_it_without_another_look_up() -> None:
    stays, changes, leaves = (ProjectFactory(title=f"Turbine {name}") for name in ("one", "two", "three"))
    newcomer = ProjectFactory(title="Kiln")
    rebuild_directory()
    assert search_directory("project", "turbine").total == 3

    update_project(changes, fields={"title": "Furnace"})
    update_project(newcomer, fields={"title": "Turbine kiln"})
    withdraw_project(leaves)
    drain_directory()
    search_directory("project")
    with CaptureQueriesContext(connection) as queries:
        page = search_directory("project", "turbine")

    assert sorted(titles(page)) == sorted([stays.title, "Turbine kiln"])
    assert [query["sql"] for query in queries if "@@" in query["sql"]] == []


def test_longer_words_are_found_by_their_beginning_after_the_word_itself() -> None:
    for title in ("Hydrogenation plant", "Hydrogen plant"):
        ProjectFactory(title=title, summary="A plant.")
    rebuild_directory()

    assert titles(search_directory("project", "hydrogen")) == ["Hydrogen plant", "Hydrogenation plant"]


def test_number_of_queries_does_not_grow_with_the_rows() -> None:
    asked = []
    for _round in range(2):
        for _number in range(5):
            ProjectFactory(title="Floating turbine")
        rebuild_directory()
        search_directory("project")  # what a process reads once for each state of the directory
        current_catalogue("project").found.clear()
        with CaptureQueriesContext(connection) as queries:
            search_directory("project", "floating turbine", {"country": ["KR"]})
        asked.append(len(queries))

    assert asked[0] == asked[1]
