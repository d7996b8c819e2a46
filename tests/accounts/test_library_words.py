"""Nothing a person can see here is worded by the library: neither its templates nor its messages, in any language."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import allauth
import polib
import pytest
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.contrib import auth
from django.test import Client

from accounts.adapters import EMAILS, AccountAdapter
from accounts.messages import LIBRARY
from accounts.models import User
from tests.factories import PASSWORD, UserFactory
from tests.signing_in import sign_in_afresh
from tests.structure import ROOT

PACKAGE = Path(allauth.__file__).parent
DJANGO = Path(auth.__file__).parent
SWITCHED_OFF = {
    "phone numbers": ("phone" in app_settings.SIGNUP_FIELDS, r"phone"),
    "codes to sign in": (app_settings.LOGIN_BY_CODE_ENABLED or app_settings.LOGIN_BY_CODE_REQUIRED, r"login_code"),
    "codes for a new password": (app_settings.PASSWORD_RESET_BY_CODE_ENABLED, r"password_reset_code|base_confirm_code"),
    "codes to confirm": (app_settings.EMAIL_VERIFICATION_BY_CODE_ENABLED, r"email_verification_code"),
    "passkeys": (allauth.app_settings.MFA_ENABLED, r"passkey"),
    "one address alone": (app_settings.CHANGE_EMAIL, r"email_change\.html"),
    "notifications": (
        app_settings.EMAIL_NOTIFICATIONS,
        r"email/(base_notification|email_(changed|confirm|deleted)|password_(changed|reset|set))_?(subject|message)?\.txt",
    ),
}
"""What the settings keep out of reach: whether it is on, and its templates."""
PIECES = r"snippets/.*|base_reauthenticate\.html|email/base_message\.txt"
"""What only templates include that ours replaced."""
ERRORS_OUT_OF_REACH = re.compile(
    r".*(phone|username|code).*|account_inactive|invalid_login|invalid_or_expired_key|max_email_addresses"
    r"|select_only_one|same_as_current"
)


def is_ours(template: str) -> bool:
    letter = re.fullmatch(r"email/(.*)_(subject|message)\.txt", template)
    return (letter is not None and letter[1] in EMAILS) or (ROOT / "templates" / "account" / template).exists()


def test_every_template_of_the_library_that_can_be_reached_is_ours() -> None:
    folder = PACKAGE / "templates" / "account"
    theirs = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    out_of_reach = re.compile("|".join([PIECES, *(f".*({names}).*" for _is_on, names in SWITCHED_OFF.values())]))

    assert [name for name, (is_on, _templates) in SWITCHED_OFF.items() if is_on] == []
    assert sorted(name for name in theirs if not out_of_reach.fullmatch(name) and not is_ours(name)) == []


def test_every_error_of_the_library_that_can_be_reached_is_ours() -> None:
    theirs = DefaultAccountAdapter.error_messages
    left = [key for key, words in AccountAdapter.error_messages.items() if words is theirs.get(key)]

    assert [key for key in left if not ERRORS_OUT_OF_REACH.fullmatch(key)] == []


def catalogue(folder: Path, language: str) -> dict[str, set[str]]:
    """What each message is in that language."""
    entries = polib.mofile(str(folder / "locale" / language / "LC_MESSAGES" / "django.mo"))
    return {
        entry.msgid: {" ".join(text.split()) for text in (entry.msgstr or entry.msgid, *entry.msgstr_plural.values())}
        for entry in entries
    }


def words_of_the_library(language: str) -> set[str]:
    """How the library says what neither our catalogues nor Django's say, or say in other words."""
    theirs, ours = catalogue(PACKAGE, language), catalogue(DJANGO, language) | catalogue(ROOT, language)
    said = {text for msgid, texts in theirs.items() if msgid not in {*ours, *LIBRARY} for text in texts}
    return said - set().union(*ours.values())


class Texts(HTMLParser):
    """Every piece of text of a page, and what fields say in grey."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: set[str] = set()
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.texts.add(" ".join(unescape(data).split()))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.texts |= {value or "" for name, value in attributes if name in ("placeholder", "title", "aria-label")}


def reset_link(user: User) -> str:
    return f"/accounts/password/reset/key/{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}/"


def visit(language: str) -> set[str]:
    """What the account pages say, filled in wrongly and rightly, as visitor and as member."""
    user = UserFactory(language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    visitor, member = (Client(headers={"accept-language": language}) for _client in range(2))
    two = {"password1": "some pass phrase or other", "password2": "quite another pass phrase"}
    pages = [
        visitor.get(f"/accounts/{path}/") for path in ("login", "signup", "password/reset", "confirm-email", "inactive")
    ]
    pages += [visitor.post("/accounts/login/", {"login": user.email, "password": "wrong"}) for _time in range(7)]
    pages += [visitor.post("/accounts/signup/", {"email": "no", **two}), visitor.post("/accounts/password/reset/")]
    pages += [visitor.get("/accounts/confirm-email/nokey/"), visitor.get("/accounts/password/reset/key/1-nokey/")]
    setting = visitor.get(reset_link(user), follow=True)
    pages += [setting, visitor.post(setting.redirect_chain[-1][0], two)]
    sign_in_afresh(member, user)
    pages += [member.get(f"/accounts/{path}/") for path in ("email", "password/change", "reauthenticate", "logout")]
    pages.append(member.post("/accounts/reauthenticate/", {"password": "wrong"}))
    pages.append(member.post("/accounts/password/change/", {"oldpassword": "wrong", **two}))
    for action in ("add", "remove", "primary"):
        for email in (user.email, "second@korea.example"):
            pages.append(member.post("/accounts/email/", {f"action_{action}": "", "email": email}, follow=True))
    new = dict.fromkeys(two, "quite another pass phrase")
    pages.append(member.post("/accounts/password/change/", {"oldpassword": PASSWORD, **new}, follow=True))
    pages.append(member.post("/accounts/logout/", follow=True))
    signing_in = {"login": user.email, "password": new["password1"]}
    pages.append(
        Client(headers={"accept-language": language}, REMOTE_ADDR="192.0.2.9").post(
            "/accounts/login/", signing_in, follow=True
        )
    )
    assert {page.status_code for page in pages} == {200}
    return set().union(*(Texts(page.content.decode()).texts for page in pages))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["de", "fr", "ko"])
def test_no_page_says_what_the_library_would_say(language: str) -> None:
    assert visit(language) & words_of_the_library(language) == set()


@pytest.mark.django_db
def test_no_page_says_it_in_english() -> None:
    """There is no English catalogue of ours: what ours say is known by the other languages'."""
    theirs, ours = catalogue(PACKAGE, "de"), catalogue(ROOT, "de")

    assert visit("en") & ({*theirs} - {*ours, *LIBRARY}) == set()
