"""Our signatures, looked at by the library that receivers of Standard Webhooks use."""

from time import time

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from notifications.outgoing.signatures import derive_secret, sign, write_secret

BODY = '{"type":"match.approved","company":"주식회사 그린텍 · Société"}'.encode()
OLD, NEW, FOREIGN = (derive_secret(salt, "a key of the portal") for salt in (b"old", b"new", b"foreign"))


def headers_of(body: bytes, *secrets: bytes, sent_at: int) -> dict[str, str]:
    return {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(sent_at),
        "webhook-signature": sign("msg_1", sent_at, body, secrets=secrets),
    }


@pytest.mark.parametrize("secret", [OLD, NEW])
def test_while_a_secret_is_changed_the_library_accepts_a_message_with_either(secret: bytes) -> None:
    headers = headers_of(BODY, OLD, NEW, sent_at=int(time()))

    content = Webhook(write_secret(secret)).verify(BODY, headers)

    assert content == {"type": "match.approved", "company": "주식회사 그린텍 · Société"}


def test_the_library_refuses_what_was_changed_or_signed_by_another() -> None:
    headers = headers_of(BODY, OLD, NEW, sent_at=int(time()))

    for secret, body, changed in (
        (FOREIGN, BODY, {}),
        (NEW, BODY.replace(b"approved", b"rejected"), {}),
        (NEW, BODY, {"webhook-id": "msg_2"}),
        (NEW, BODY, {"webhook-timestamp": str(int(time()) + 1)}),
    ):
        with pytest.raises(WebhookVerificationError, match="No matching signature"):
            Webhook(write_secret(secret)).verify(body, headers | changed)
