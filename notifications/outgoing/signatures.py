"""Signatures by the Standard Webhooks specification: HMAC-SHA256 over id, time and body (standardwebhooks.com)."""

import base64
import hashlib
import hmac
from collections.abc import Iterable

from django.utils.crypto import salted_hmac


def derive_secret(salt: bytes, key: str) -> bytes:
    """32 bytes that nobody finds without both the salt and the portal's key."""
    return salted_hmac("notifications.webhooks", salt, secret=key, algorithm="sha256").digest()


def write_secret(secret: bytes) -> str:
    """As its owner reads it."""
    return "whsec_" + base64.b64encode(secret).decode()


def sign(message_id: str, timestamp: int, body: bytes, *, secrets: Iterable[bytes]) -> str:
    """The value of `webhook-signature`: one signature by each secret, separated by blanks."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return " ".join(
        "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode() for secret in secrets
    )
