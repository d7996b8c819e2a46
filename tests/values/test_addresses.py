import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.addresses import read_email, read_website
from values.errors import ReadingError


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://hanbit.example", "https://hanbit.example"),
        ("www.hanbit.example", "https://www.hanbit.example"),
        ("hanbit.example/en", "https://hanbit.example/en"),
        ("hanbit.example:8080", "https://hanbit.example:8080"),
        ("HTTP://hanbit.example", "http://hanbit.example"),
        ("http:/hanbit.example", "http://hanbit.example"),
        ("http;//hanbit.example", "http://hanbit.example"),
        ("ｗｗｗ．ｈａｎｂｉｔ．ｅｘａｍｐｌｅ", "https://www.hanbit.example"),
        ("홈페이지: www.hanbit.example", "https://www.hanbit.example"),
        ("www.hanbit‐green.example", "https://www.hanbit-green.example"),
        ("www.hanbit.example\u200b", "https://www.hanbit.example"),
        ("www.hanbit.example,", "https://www.hanbit.example"),
        ("한빛.한국", "https://한빛.한국"),
    ],
)
def test_websites_are_read_as_people_write_them(text: str, address: str) -> None:
    assert read_website(text) == address


@pytest.mark.parametrize(
    "text", ["", "hanbit", "javascript:alert(1)", "ftp://a.example", "www a b", "data:text/html,x", "a@b.example x"]
)
def test_what_is_no_website_is_refused(text: str) -> None:
    with pytest.raises(ReadingError):
        read_website(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("kim@hanbit.example", "kim@hanbit.example"),
        ("mailto:kim@hanbit.example", "kim@hanbit.example"),
        ("Kim Mina <kim@hanbit.example>", "kim@hanbit.example"),
        ("E-Mail: kim@hanbit.example", "kim@hanbit.example"),
        ("ｋｉｍ＠ｈａｎｂｉｔ．ｅｘａｍｐｌｅ", "kim@hanbit.example"),
        ("kim @ hanbit.example", "kim@hanbit.example"),
        ("kim(at)hanbit.example", "kim@hanbit.example"),
        ("kim@hanbit.example.", "kim@hanbit.example"),
        ("kim@hanbit.example\u200b", "kim@hanbit.example"),
        ("\u202ekim@hanbit.example", "kim@hanbit.example"),
    ],
)
def test_mail_addresses_are_read_as_people_write_them(text: str, address: str) -> None:
    assert read_email(text) == address


@pytest.mark.parametrize(
    "text", ["", "kim", "kim@", "@x.example", "a@x.example, b@x.example", "a@x.example / b@x.example"]
)
def test_what_is_no_address_or_several_is_refused(text: str) -> None:
    with pytest.raises(ReadingError):
        read_email(text)


@given(st.text(max_size=30))
def test_what_is_kept_is_read_again_as_the_same(text: str) -> None:
    for read in (read_website, read_email):
        try:
            found = read(text)
        except ReadingError:
            pass
        else:
            assert read(found) == found
