"""The site refuses to start half-configured and says what is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.processes
ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SGBC_MODE": "production",
    "SECRET_KEY": "k9-" + "long and random enough for a test of the checks " * 2,
    "DATABASE_URL": "postgres://portal:word@database.example:5432/sgbc",
    "REDIS_URL": "redis://broker.example:6379/0",
    "ALLOWED_HOSTS": "portal.sgbc.example",
    "SITE_URL": "https://portal.sgbc.example",
    "EMAIL_URL": "smtp+tls://portal:word@mail.example:587",
}


def manage(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """`manage.py` with these variables and none of the test run's own."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    command = [sys.executable, "-W", "ignore", "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=kept | environment, capture_output=True, text=True, check=False)


def test_a_production_start_names_everything_that_is_missing() -> None:
    outcome = manage("check", SGBC_MODE="production", DATABASE_URL="postgres://portal@database.example/sgbc")

    assert outcome.returncode != 0
    named = [name for name in PRODUCTION if f"{name}: " in outcome.stderr]
    assert named == ["SECRET_KEY", "REDIS_URL", "ALLOWED_HOSTS", "SITE_URL"]


def test_an_empty_value_counts_as_missing() -> None:
    outcome = manage("check", **(PRODUCTION | {"SECRET_KEY": ""}))

    assert outcome.returncode != 0
    assert "SECRET_KEY: a long random text" in outcome.stderr


def test_production_settings_pass_the_deployment_checks() -> None:
    outcome = manage("check", "--deploy", "--fail-level=WARNING", **PRODUCTION)

    assert (outcome.returncode, outcome.stdout.strip()) == (0, "System check identified no issues (0 silenced).")
