"""A text that somebody agreed to is never edited: a new wording is a new version."""

import hashlib
from pathlib import Path

import pytest

from accounts.models import Language
from partnerships.models import CONSENT_TEXT, CONSENT_TEXTS

TEXTS = Path(__file__).resolve().parents[2] / "templates" / "partnerships" / "consents"
DIGESTS = {
    "2026-11/en": "1cfd4e6f712e4e8a",
    "2026-11/fr": "350572de01d8eaa0",
    "2026-11/de": "d0c21160dd120d26",
    "2026-11/ko": "d977ff4f43825e73",
    "2026-12/en": "49b5f556e58cffde",
    "2026-12/fr": "38ea55c2b62ad539",
    "2026-12/de": "8ba64828c2187c9e",
    "2026-12/ko": "3ff51072c61847c8",
}


def test_every_version_there_ever_was_exists_in_every_language() -> None:
    names = {folder.name: sorted(path.stem for path in folder.iterdir()) for folder in TEXTS.iterdir()}

    assert names == dict.fromkeys(CONSENT_TEXTS, sorted(Language.values))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "run by ASEIC and supported by Luxinnovation"),
        ("fr", "géré par l’ASEIC avec le soutien de Luxinnovation"),
        ("de", "betrieben von ASEIC mit Unterstützung von Luxinnovation"),
        ("ko", "아셈중소기업친환경혁신센터(ASEIC)가 운영하고 룩스이노베이션(Luxinnovation)이 지원하는"),
    ],
)
def test_the_text_shown_now_names_who_runs_the_centre(language: str, words: str) -> None:
    assert words in (TEXTS / CONSENT_TEXT / f"{language}.html").read_text("utf-8")


@pytest.mark.parametrize("path", sorted(TEXTS.rglob("*.html")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_text_is_what_people_agreed_to(path: Path) -> None:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()

    assert digest[:16] == DIGESTS[f"{path.parent.name}/{path.stem}"]
