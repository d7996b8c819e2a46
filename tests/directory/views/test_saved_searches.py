import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from directory.forms.saved_searches import canonical_query
from directory.models import SavedSearch
from tests.factories import SavedSearchFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST, NEW = (
    "/me/searches/",
    "/me/searches/new/?document_type=project&q=photovoltaic+glass&green=water&green=biodiversity&page=3",
)
GOALS = (
    "Protection and restoration of biodiversity and ecosystems",
    "Sustainable use and protection of water and marine resources",
)


@pytest.fixture
def member(client: Client) -> User:
    user = UserFactory()
    client.force_login(user)
    return user


def test_search_is_kept_as_the_directory_had_it_without_the_page(client: Client, member: User) -> None:
    response = client.post(NEW, {"name": "Glass", "frequency": "daily"}, follow=True)

    search = SavedSearch.objects.get()
    assert (search.user, search.document_type, search.name) == (member, "project", "Glass")
    assert search.query == "green=biodiversity&green=water&q=photovoltaic+glass"
    assert "Saved: “Glass”." in response.content.decode()


def test_page_before_saving_tells_what_is_searched_and_suggests_a_weekly_mail(client: Client, member: User) -> None:
    html = client.get(NEW).content.decode()

    for words in ("“photovoltaic glass”", *GOALS):
        assert f'<li class="tag">{words}</li>' in html
    assert '<input type="radio" name="frequency" value="weekly" required id="id_frequency_1"' in html
    assert "checked" in html


def test_name_is_suggested_from_what_is_searched(client: Client, member: User) -> None:
    suggested = client.get(NEW).context["form"].initial["name"]
    long = client.get(f"{LIST}new/?document_type=project&q={'x' * 200}").context["form"].initial["name"]

    assert suggested == f"{GOALS[0]}, Sustainable use and …"
    assert len(long) == 80


def test_visitor_comes_back_to_the_search_after_signing_in(client: Client) -> None:
    response = client.get(NEW)

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/?next=/me/searches/new/%3Fdocument_type%3Dproject")


def test_refused_name_stays_typed_and_says_why(client: Client, member: User) -> None:
    SavedSearchFactory(user=member, name="Glass")

    response = client.post(NEW, {"name": "Glass", "frequency": "daily"})

    html = response.content.decode()
    assert response.status_code == 422
    assert "You already have a search named “Glass”. Choose a different name." in html
    assert 'value="Glass"' in html
    assert member.saved_searches.count() == 1


@pytest.mark.parametrize("data", [{}, {"name": "", "frequency": "daily"}, {"name": "x" * 81, "frequency": "hourly"}])
def test_incomplete_answer_is_asked_for_again(client: Client, member: User, data: dict[str, str]) -> None:
    response = client.post(NEW, data)

    assert response.status_code in (200, 422)
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/me/searches/new/", "The address does not state whether to search for companies or projects"),
        (
            "/me/searches/new/?document_type=shop&q=x",
            "The address does not state whether to search for companies or projects",
        ),
        ("/me/searches/new/?document_type=project&q=" + "x" * 2000, "too long to be saved"),
    ],
)
def test_search_that_cannot_be_kept_says_why(client: Client, member: User, address: str, words: str) -> None:
    shown = client.get(address).content.decode()
    client.post(address, {"name": "Glass", "frequency": "daily"})

    assert words in shown
    assert not SavedSearch.objects.exists()


def test_nul_and_markup_in_an_address_are_shown_inert(client: Client, member: User) -> None:
    html = client.get("/me/searches/new/?document_type=project&q=%3Cscript%3Ealert(1)%3C/script%3E").content.decode()

    assert "<script>alert(1)" not in html
    assert (
        client.post("/me/searches/new/?document_type=project&q=a%00b", {"name": "N", "frequency": "daily"}).status_code
        == 302
    )


def test_list_shows_ones_own_searches_with_their_links(client: Client, member: User) -> None:
    SavedSearchFactory(user=member, name="Mine", query="city=Daejeon&country=KR", document_type="company")
    SavedSearchFactory(name="Somebody else's")

    html = client.get(LIST).content.decode()

    assert '<a href="/companies/?city=Daejeon&amp;country=KR">Mine</a>' in html
    assert "Someone else" not in html


def test_empty_list_says_what_saving_is_good_for(client: Client, member: User) -> None:
    assert "<h2>No saved searches yet</h2>" in client.get(LIST).content.decode()


def test_search_is_renamed_paused_resumed_and_deleted(client: Client, member: User) -> None:
    search = SavedSearchFactory(user=member)
    address = f"{LIST}{search.pk}/"

    client.post(address, {"name": "Renamed", "frequency": "weekly"})
    client.post(f"{address}pause/")
    paused = SavedSearch.objects.get()
    client.post(f"{address}resume/")
    resumed = SavedSearch.objects.get()
    gone = client.post(f"{address}delete/", follow=True).content.decode()

    assert (paused.name, paused.frequency, paused.is_paused) == ("Renamed", "weekly", True)
    assert not resumed.is_paused
    assert "Deleted: “Renamed”." in gone
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("step", ["pause/", "resume/", "delete/"])
def test_steps_need_a_post(client: Client, member: User, step: str) -> None:
    assert client.get(f"{LIST}{SavedSearchFactory(user=member).pk}/{step}").status_code == 405


def test_queries_of_the_list_do_not_grow_with_it(client: Client, member: User) -> None:
    asked = []
    for _round in range(2):
        SavedSearchFactory(user=member)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_two_addresses_of_one_search_have_one_canonical_form() -> None:
    first = canonical_query(QueryDict("q=a+b&green=water&green=air&page=2&city="))
    second = canonical_query(QueryDict("green=air&q=a%20b&green=water&green=water"))

    assert first == second == "green=air&green=water&q=a+b"
