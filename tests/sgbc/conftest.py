"""Where the embedded services of a test keep their data."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that any account reaches, unlike pytest's own."""
    parent = Path(tempfile.mkdtemp(prefix="sgbc-test-"))
    parent.chmod(0o755)
    yield parent / "services"
    shutil.rmtree(parent)
