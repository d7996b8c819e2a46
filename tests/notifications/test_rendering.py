import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.models import User
from notifications.models import EmailKind
from notifications.rendering import RenderedEmail, clean_subject, render_email
from tests.factories import UserFactory


def render(user: User | None, kind: EmailKind = EmailKind.SUGGESTION, extra: str = "") -> RenderedEmail:
    context = {"when": datetime(2026, 1, 5, 9, 0, tzinfo=ZoneInfo("UTC")), "extra": extra}
    return render_email("news", kind=kind, user=user, language="en", context=context)


def test_text_is_written_as_said_and_html_is_escaped(db: None) -> None:
    rendered = render(UserFactory(full_name="Jo & Co"), extra="<b>")

    assert rendered.subject == "News for Jo & Co & friends<b>"
    assert "Hello Jo & Co," in rendered.text
    assert "Hello Jo &amp; Co," in rendered.html
    assert "Glass &amp; silver &lt;b&gt;" in rendered.html


def test_styles_stand_at_their_elements_and_the_dark_scheme_stays(db: None) -> None:
    html = render(UserFactory()).html

    assert re.search(r'<p class="quiet" style="[^"]*color: ?#46584f', html)
    assert "@media (prefers-color-scheme: dark)" in html
    assert "<script" not in html
    assert "<link" not in html


def test_links_are_absolute(db: None) -> None:
    rendered = render(UserFactory())

    targets = re.findall(r'href="([^"]*)"', rendered.html)
    assert [target for target in targets if not target.startswith("http://localhost:8000")] == []
    assert "http://localhost:8000/projects/1/" in rendered.text


@pytest.mark.parametrize(
    ("kind", "is_offered"), [(EmailKind.SUGGESTION, True), (EmailKind.INTRODUCTION, False), (EmailKind.ACCOUNT, False)]
)
def test_the_foot_offers_unsubscribing_where_it_is_possible(db: None, kind: EmailKind, is_offered: bool) -> None:
    rendered = render(UserFactory(), kind)

    assert ("/unsubscribe/" in rendered.text, "/unsubscribe/" in rendered.html) == (is_offered, is_offered)


def test_advertising_to_korea_is_marked_and_can_be_refused_in_two_languages(db: None) -> None:
    korean, other = UserFactory(time_zone="Asia/Seoul"), UserFactory()

    marked, unmarked = render(korean, EmailKind.ANNOUNCEMENT), render(other, EmailKind.ANNOUNCEMENT)

    assert marked.subject.startswith("(광고) ")
    assert "수신거부" in marked.text
    assert "unsubscribe free of charge" in marked.text
    assert not unmarked.subject.startswith("(광고)")
    assert "수신거부" not in unmarked.text


def test_a_subject_is_one_line_of_bounded_length() -> None:
    assert clean_subject(" a\r\n b\tc\x7f\u2029d ") == "a b c d"
    assert len(clean_subject("초록" * 300)) == 250
