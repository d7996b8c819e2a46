"""Rows of translations as tests need them."""

from datetime import timedelta
from secrets import token_hex

from jobs.clock import database_now
from translation.models import Origin, Translation, TranslationStatus
from translation.services.keeping import UNREAD
from translation.texts import Words


def unread_translation(ago: timedelta) -> Translation:
    words = Words(f"글 {token_hex(4)}", "ko")
    return Translation.objects.create(
        digest=words.digest,
        source="ko",
        target="fr",
        original=words.text,
        origin=Origin.MACHINE,
        status=TranslationStatus.READY,
        read_at=database_now() - UNREAD - ago,
    )
