"""Where somebody may be sent on to."""

import pytest
from django.test import Client, RequestFactory

from values.links import own_page


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/companies/?q=a#b", "/companies/?q=a"),
        ("http://testserver/projects/", "/projects/"),
        ("http://testserver", "/"),
        ("https://elsewhere.example/", None),
        ("//elsewhere.example/", None),
        ("http://testserver//elsewhere.example/", None),
        ("/\\elsewhere.example", None),
        ("javascript:alert(1)", None),
        ("matching:landing", None),
        ("landing", None),
        ("9999-12-31", None),
        ("x/y", None),
        ("", None),
    ],
)
def test_only_a_path_of_ours_is_a_page_to_go_on_to(address: str, page: str | None) -> None:
    assert own_page(RequestFactory().get("/"), address) == page


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["landing", "9999-12-31", "x/y", "//elsewhere.example/"])
def test_choosing_a_language_goes_on_to_no_other_address(client: Client, target: str) -> None:
    answer = client.post("/language/", {"language": "fr", "next": target})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
