"""What docs/api.md tells of webhooks is true: the check it shows accepts what the portal sends, and nothing else."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from notifications.models import DeliveryStatus
from notifications.outgoing.posting import TOTAL_TIME
from notifications.services.deliveries import RETRY_DELAYS, deliver_due
from notifications.services.webhook_events import send_test
from notifications.services.webhooks import change_secret, secret_of
from tests.factories import WebhookFactory
from tests.notifications.receiver import Receiver

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text("utf-8")
Check = Callable[[dict[str, str], bytes, str], bool]


@pytest.fixture
def check() -> Check:
    (source,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, Any] = {}
    exec(source, names)
    found: Check = names["is_genuine"]
    return found


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    program = Receiver()
    yield program
    program.stop()


@pytest.mark.django_db
def test_the_check_accepts_what_is_sent_and_nothing_else(check: Check, receiver: Receiver, monkeypatch: Any) -> None:
    webhook = WebhookFactory(address=receiver.address)
    old = secret_of(webhook)
    new = secret_of(change_secret(webhook))
    send_test(webhook)
    deliver_due()

    ((headers, body),) = receiver.received
    assert webhook.deliveries.get().status == DeliveryStatus.DELIVERED
    assert check(headers, body, old)
    assert check(headers, body, new)
    assert not check(headers, body + b" ", new)
    assert not check(headers | {"webhook-id": "evt_other"}, body, new)
    assert not check(headers, body, secret_of(WebhookFactory()))
    later = time.time() + 301
    monkeypatch.setattr(time, "time", lambda: later)
    assert not check(headers, body, new)


def test_the_page_tells_the_timetable_as_it_is() -> None:
    assert f"{TOTAL_TIME:.0f} seconds" in PAGE
    assert [delay.total_seconds() for delay in RETRY_DELAYS] == [
        *(30, 5 * 60, 30 * 60),
        *(2 * 3600, 6 * 3600, 12 * 3600),
        *[24 * 3600] * 3,
    ]
