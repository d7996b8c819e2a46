import pytest

from values.links import is_web_address


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://company.example/a?b=c#d", True),
        ("http://company.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)//https://company.example", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("ftp://company.example/", False),
        ("file:///etc/passwd", False),
        ("//company.example", False),
        ("company.example", False),
        ("https://", False),
        ("https://company.example/\n", False),
        (" https://company.example", False),
        ("", False),
    ],
)
def test_only_pages_of_the_web_are_links(address: str, is_one: bool) -> None:
    assert is_web_address(address) is is_one
