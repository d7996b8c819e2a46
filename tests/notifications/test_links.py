import pytest
from django.core.signing import BadSignature, Signer

from notifications.links import read_unsubscribe_token, unsubscribe_token
from notifications.models import EmailKind


def test_a_token_names_its_person_and_kind() -> None:
    token = unsubscribe_token(12, kind=EmailKind.SUGGESTION)

    assert read_unsubscribe_token(token) == (12, EmailKind.SUGGESTION)


@pytest.mark.parametrize(
    "token",
    [
        "12:suggestion",
        unsubscribe_token(12, kind=EmailKind.SUGGESTION).replace("12", "13", 1),
        unsubscribe_token(12, kind=EmailKind.SUGGESTION).replace("suggestion", "reminder"),
        unsubscribe_token(12, kind=EmailKind.ACCOUNT),
        Signer(salt="another purpose").sign("12:suggestion"),
    ],
)
def test_a_token_that_is_not_ours_is_refused(token: str) -> None:
    with pytest.raises(BadSignature):
        read_unsubscribe_token(token)
