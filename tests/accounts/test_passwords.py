"""What a password must be, through every door, and what ends with an old one."""

import inspect
from io import StringIO
from itertools import chain

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import password_validation
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import override

from accounts.guessing import LISTS, guesses
from accounts.messages import PASSWORDS
from accounts.models import ApiToken, Language, User
from accounts.services.tokens import create_token
from accounts.validators import FEWEST_GUESSES
from tests.factories import PASSWORD, UserFactory

COMMON = {
    "en": ["Password2026!", "iloveyou1234", "Sunshine--99", "p@$$w0rd!!", "dragonmonkey1"],
    "de": ["Passwort123!", "ichliebedich", "Sommer2025!!", "schätzilein", "GEHEIMNIS007"],
    "fr": ["motdepasse1", "jetaime2024", "Bienvenue!!1", "élodie-1998", "azertyuiop1"],
    "ko": [
        "비밀번호비밀번호12",
        "사랑해사랑해사랑해",
        "qlalfqjsgh1!",
        "saranghae2024",
        "대한민국만세2002",
        "ㅔㅁㄴㄴ재ㄱㅇ12",
    ],
}
OURS = [
    "smartgreen2026",
    "Aseic#2026!",
    "sgbc-portal-1",
    "luxinnovation",
    "GreenBusiness!",
    "Luxembourg-Korea",
    "스마트그린비즈니스센터",
]
REPEATED = [
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "aabbccddee",
    "qwertyuiop",
    "asdf1234!!",
    "1qaz2wsx3edc",
    "9876543210",
    "가나다라마바사아자차",
]
GOOD = [
    "a long enough pass phrase",
    "x9$kQ!72vBm",
    "sgbc-x9$kQ!72",
    "닭갈비 먹으러 춘천 가는 기차",
    "Wintermantel Treppe Lampe",
]


def refusals(password: str) -> list[str]:
    try:
        validate_password(password)
    except ValidationError as error:
        return [refusal.code or "" for refusal in error.error_list]
    return []


@pytest.mark.parametrize("password", [*chain(*COMMON.values()), *OURS, *REPEATED])
def test_what_everybody_chooses_is_refused(password: str) -> None:
    assert guesses(password) < FEWEST_GUESSES
    assert refusals(password) != []


@pytest.mark.parametrize("password", GOOD)
def test_what_nobody_guesses_is_taken(password: str) -> None:
    assert refusals(password) == []


def test_every_language_has_its_list() -> None:
    words = {path.stem: set(path.read_text("utf-8").split()) for path in LISTS.glob("*.txt")}

    assert set(words) == {*Language.values, "product"}
    assert all(len(words[language]) >= 300 for language in Language.values)


@pytest.mark.parametrize(("length", "expected"), [(128, []), (129, ["password_too_long"])])
def test_a_password_has_at_most_128_characters(length: int, expected: list[str]) -> None:
    characters = "".join(chr(0x4E00 + 7 * number) for number in range(length))

    assert refusals(characters) == expected


def test_a_name_is_no_password(db: None) -> None:
    user = UserFactory(full_name="Wilhelmina Achterberg")

    with pytest.raises(ValidationError):
        validate_password("wilhelmina achterberg", user)


WEAK = {"password1": "smartgreen2026", "password2": "smartgreen2026"}


@pytest.mark.django_db
def test_sign_up_refuses_it(client: Client) -> None:
    client.post("/accounts/signup/", WEAK | {"full_name": "Jo", "email": "jo@new.example", "time_zone": "Asia/Seoul"})

    assert not User.objects.exists()


@pytest.mark.django_db
def test_changing_a_password_refuses_it(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)

    client.post("/accounts/password/change/", WEAK | {"oldpassword": PASSWORD})

    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.django_db
def test_the_first_administrator_is_refused_it_whether_asked_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "smartgreen2026")

    with pytest.raises(CommandError, match="easy to guess"):
        call_command("createsuperuser", "--noinput", email="first@sgbc.example", full_name="First")

    assert not User.objects.exists()


NEW = {"password1": "quite another pass phrase", "password2": "quite another pass phrase"}


@pytest.fixture
def owner(db: None) -> User:
    """With a token, as has somebody else."""
    user: User = UserFactory()
    for person in (user, UserFactory()):
        create_token(person, name="Sync", scope="read", days=30)
    return user


def holders() -> set[int]:
    return set(ApiToken.objects.values_list("user_id", flat=True))


def test_tokens_end_with_a_changed_password(client: Client, owner: User) -> None:
    client.force_login(owner)

    client.post("/accounts/password/change/", NEW | {"oldpassword": PASSWORD})

    assert len(holders()) == 1
    assert owner.pk not in holders()


def test_tokens_end_with_a_password_set_by_a_link(client: Client, owner: User) -> None:
    link = f"/accounts/password/reset/key/{user_pk_to_url_str(owner)}-{default_token_generator.make_token(owner)}/"
    page = client.get(link, follow=True)
    client.post(page.redirect_chain[-1][0], NEW)

    owner.refresh_from_db()
    assert owner.check_password(NEW["password1"])
    assert owner.pk not in holders()


def test_tokens_end_with_a_password_given_by_a_command(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda **_options: NEW["password1"])

    call_command("changepassword", owner.email, stdout=StringIO())

    assert owner.pk not in holders()


def test_tokens_outlive_what_changes_no_password(client: Client, owner: User) -> None:
    client.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
    owner.refresh_from_db()
    owner.full_name = "Jo"
    owner.save()

    assert owner.pk in holders()


def test_a_token_of_an_old_password_opens_nothing(owner: User) -> None:
    _token, key = create_token(owner, name="Nightly", scope="read", days=30)
    bearer = {"authorization": f"Bearer {key}"}
    before = Client().get("/api/v1/me/", headers=bearer).status_code

    owner.set_password(NEW["password1"])
    owner.save()

    assert (before, Client().get("/api/v1/me/", headers=bearer).status_code) == (200, 401)


@pytest.mark.django_db
def test_the_page_leads_to_a_forgotten_password_once_and_speaks_german_as_germans_do(client: Client) -> None:
    client.force_login(UserFactory(language="de"))

    html = client.get("/accounts/password/change/", headers={"accept-language": "de"}).content.decode()

    assert html.count("/accounts/password/reset/") == 1
    assert "Ihren anderen persönlichen Angaben nicht zu ähnlich" in html


def test_what_is_worded_anew_of_passwords_is_what_django_says() -> None:
    theirs = inspect.getsource(password_validation)

    assert [words for words in PASSWORDS if isinstance(words, str) and f'"{words}"' not in theirs] == []


def test_a_korean_reads_our_words_about_passwords() -> None:
    with override("ko"):
        assert password_validators_help_texts()[:3] == [
            "개인정보와 비슷한 비밀번호는 사용할 수 없습니다.",
            "비밀번호는 10자 이상이어야 합니다.",
            "널리 쓰이는 비밀번호는 사용할 수 없습니다.",
        ]
