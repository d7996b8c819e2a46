"""A text that somebody agreed to is never edited: a new wording is a new version."""

import hashlib
from pathlib import Path

import pytest

from accounts.models import Language
from partnerships.models import CONSENT_TEXT

TEXTS = Path(__file__).resolve().parents[2] / "templates" / "partnerships" / "consents"
DIGESTS = {
    "2026-11/en": "1cfd4e6f712e4e8a",
    "2026-11/fr": "350572de01d8eaa0",
    "2026-11/de": "d0c21160dd120d26",
    "2026-11/ko": "d977ff4f43825e73",
}


def test_the_text_shown_now_exists_in_every_language() -> None:
    names = sorted(path.stem for path in (TEXTS / CONSENT_TEXT).iterdir())

    assert names == sorted(Language.values)


@pytest.mark.parametrize("path", sorted(TEXTS.rglob("*.html")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_text_is_what_people_agreed_to(path: Path) -> None:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()

    assert digest[:16] == DIGESTS[f"{path.parent.name}/{path.stem}"]
