"""A password is the same letters, on whatever system they are typed."""

import unicodedata

import pytest

from accounts.models import User

TYPED = "Été-비밀번호-１２"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_the_same_letters_typed_on_another_system_open_the_account(form: str) -> None:
    user = User(email="kim@hanbit.example")
    user.set_password(TYPED)

    assert user.check_password(unicodedata.normalize(form, TYPED))
    assert not user.check_password(TYPED.lower())


def test_a_password_kept_before_letters_were_composed_still_opens_it() -> None:
    user = User(email="kim@hanbit.example")
    super(User, user).set_password(unicodedata.normalize("NFD", TYPED))

    assert user.check_password(unicodedata.normalize("NFD", TYPED))
