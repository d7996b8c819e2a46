"""Keys in addresses: every route that names one is known, and no log, page or stored mail shows it."""

import io
import logging
import logging.config
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories import UserFactory
from tests.patience import wait_until
from values.secrets import MASK, mask_keys, mask_secrets

CHECKOUT = Path(__file__).resolve().parents[2]
SECRET = "MQ:1vZ-Sesame_0penly"
# Arguments of routes that say what a page is about and permit nothing.
NO_SECRETS = {
    *("public_id", "file_id", "event_id", "object_id", "content_type_id", "app_label", "url", "rest"),
    *(
        "step",
        "language",
        "code",
        "meeting_id",
        "receiver_id",
        "what",
        "token_key",
    ),  # the last is the beginning of a token, by which its owner knows it
}
WHOLE = {"uidb36": "2n", "key": SECRET, "token": SECRET}


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> Iterator[tuple[str, set[str]]]:
    """The way each route is written, and the arguments in it that may be any text."""
    for pattern in patterns:
        way = prefix + re.sub(r"^\^|\$$", "", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, way)
        else:
            yield way, set(re.findall(r"<(?:str:|slug:|path:)?(\w+)>", way))


def secret_addresses() -> list[str]:
    found = []
    for way, names in routes(get_resolver().url_patterns):
        if names - NO_SECRETS:
            plain = re.sub(r"\(\?P(<\w+>)(?:[^()]|\[[^]]*\])*\)", r"\1", way)
            found.append(re.sub(r"<(?:\w+:)?(\w+)>", lambda name: WHOLE.get(name[1], SECRET), plain))
    return found


def test_every_argument_that_may_be_a_key_is_masked() -> None:
    addresses = secret_addresses()

    shown = [mask_secrets(f"http://localhost:8000{address}?a=b") for address in addresses]

    assert len(addresses) >= 5
    assert [address for address in shown if "Sesame" in address or MASK not in address] == []


@pytest.mark.parametrize("write", [str, lambda text: quote(text, safe=""), lambda text: quote(quote(text, safe=""))])
def test_a_key_inside_another_address_is_masked(write: object) -> None:
    assert callable(write)
    line = f'"GET /accounts/login/?next={write("/me/invitation/Sesame_0penly/")} HTTP/1.1" 200'

    shown = mask_secrets(line)

    assert "Sesame" not in shown
    assert shown.endswith(' HTTP/1.1" 200')


def test_what_is_no_key_stays() -> None:
    for text in ("/me/invitations/12/withdraw/", "/unsubscribe", "/me/invitation/ is where you accept"):
        assert mask_secrets(text) == text
    assert mask_keys("/unsubscribe/Sesame/") == "/unsubscribe/Sesame/"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a handler of the settings writes."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    configurator = logging.config.DictConfigurator(settings.LOGGING)
    handler.setFormatter(configurator.configure_formatter(dict(settings.LOGGING["formatters"]["line"])))
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
def test_no_log_of_the_portal_names_a_key(log: io.StringIO) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory())

    for address in secret_addresses():
        client.get(address)
        client.post(address)
        client.get(f"{address}no/such/page/")
    try:
        int(f"/me/invitation/{SECRET}/")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", f"/me/invitation/{SECRET}/")

    assert all(words in log.getvalue() for words in ("Not Found", "Forbidden", "ValueError"))
    assert "Sesame" not in log.getvalue()


@pytest.mark.processes
def test_no_log_of_a_worker_names_a_key() -> None:
    code = (
        "import django; django.setup(); import logging; from sgbc.celery import app; app.log.setup(loglevel='INFO');"
        f"[logging.getLogger(name).warning('/me/invitation/{SECRET}/') for name in ('celery.task', 'notifications')]"
    )

    worker = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)

    assert worker.stderr.count(f"/me/invitation/{MASK}/") == 2
    assert "Sesame" not in worker.stdout + worker.stderr


@pytest.mark.processes
def test_the_access_log_of_the_web_names_no_key(tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = ["-m", "gunicorn", "wsgiref.simple_server:demo_app", "--bind=127.0.0.1:0", "--access-logfile=-"]
    with log.open("wb") as output:
        web = subprocess.Popen([sys.executable, *command], cwd=CHECKOUT, stdout=output, stderr=output)
        try:
            wait_until(lambda: "Listening at" in log.read_text())
            found = re.search(r"http://127.0.0.1:\d+", log.read_text())
            assert found is not None
            for address in secret_addresses():
                request = urllib.request.Request(found[0] + address, headers={"Referer": found[0] + address})
                urllib.request.urlopen(request).close()
            wait_until(lambda: log.read_text().count('HTTP/1.1" 200') == len(secret_addresses()))
        finally:
            web.terminate()
            web.wait()

    assert "Sesame" not in log.read_text()
    assert log.read_text().count(MASK) >= 2 * len(secret_addresses())
