"""The texts of one page or mail: each leaves a place in it, and all are filled in at the end with one query.

A template cannot know which translations there are before it is written, and asking for each would be a query a text.
"""

import re
import secrets
from enum import StrEnum

from django.core import signing
from django.template.context import Context
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from translation.markup import Shown, Style, write_mail, write_page, write_plain
from translation.models import Translation, TranslationStatus
from translation.queries import Found, find_translations
from translation.services.asking import ask_for, has_service
from translation.services.keeping import note_read
from translation.texts import Words

TEXTS = "written_texts"
"""What a template's context or request calls them."""
SALT = "translation.awaited"
LATER = {Style.LINE, Style.BLOCK, Style.BOTH, Style.CARD}
"""What can be put in its place when its translation is there."""
LAST_TRY = 6


class Medium(StrEnum):
    PAGE = "page"
    MAIL = "mail"
    PLAIN_MAIL = "plain mail"


class WrittenTexts:
    """What people wrote, as it stands on one page or in one mail."""

    def __init__(self, medium: Medium = Medium.PAGE) -> None:
        self._medium = medium
        self._items: list[Shown] = []
        self._reader = ""
        self._mark = f"\ue000{secrets.token_hex(6)}:"  # what people type holds no such sign: nobody else makes a place

    @property
    def is_used(self) -> bool:
        return bool(self._items)

    def put(self, shown: Shown) -> SafeString:
        """A place for it, to stand wherever the text should."""
        self._reader = self._reader or reader_language()
        self._items.append(shown)
        return mark_safe(f"{self._mark}{len(self._items) - 1}\ue001")  # noqa: S308 - digits

    def fill(self, content: str) -> str:
        """The content with every text in its place."""
        found = find_translations((shown.words for shown in self._items), self._reader)
        awaited = self._order_missing(found) if self._medium == Medium.PAGE else {}
        note_read(found.rows.values())

        def write(match: re.Match[str]) -> str:
            return self._write(int(match[1]), found, awaited)

        filled = re.sub(rf"{self._mark}(\d+)\ue001", write, content)
        return _with_poll(filled, self._items, awaited) if awaited else filled

    def _write(self, number: int, found: Found, awaited: dict[int, Translation]) -> str:
        shown = self._items[number]
        row = found.best(shown.words, self._reader) if shown.words.language != self._reader else None
        if shown.style == Style.ELSE and row and row.target != self._reader:
            row = None
        if shown.style == Style.PLAIN or (shown.style == Style.LINE and self._medium == Medium.PLAIN_MAIL):
            text = write_plain(shown, row)
            return text if self._medium == Medium.PLAIN_MAIL else escape(text)
        if self._medium != Medium.PAGE:
            return write_mail(shown, row, self._reader, is_html=self._medium == Medium.MAIL)
        return write_page(shown, row, self._reader, element_id(number, awaited.get(number)))

    def _order_missing(self, found: Found) -> dict[int, Translation]:
        """Ask for what nobody translated yet; which places will be filled, by their number."""
        if not has_service():
            return {}
        missing = {number: shown.words for number, shown in enumerate(self._items) if self._is_missing(shown, found)}
        unasked = {words.digest: words for words in missing.values() if not found.asked(words, self._reader)}
        if unasked:
            ask_for(unasked.values(), [self._reader])
            found.rows |= find_translations(unasked.values(), self._reader).rows
        rows = {number: found.asked(words, self._reader) for number, words in missing.items()}
        return {
            number: row
            for number, row in rows.items()
            if row and row.status == TranslationStatus.WAITING and self._items[number].style in LATER
        }

    def _is_missing(self, shown: Shown, found: Found) -> bool:
        if shown.words.language == self._reader or not shown.words.text.strip():
            return False
        row = found.best(shown.words, self._reader)
        return row is None or row.target != self._reader


def place(context: Context, shown: Shown) -> SafeString:
    """Where the text should stand. Where nobody fills in places at the end, it is written at once."""
    texts = context.get(TEXTS) or getattr(context.get("request"), TEXTS, None)
    if isinstance(texts, WrittenTexts):
        return texts.put(shown)
    alone = WrittenTexts()
    return mark_safe(alone.fill(alone.put(shown)))  # noqa: S308 - escaped where it is written


def unless_readable(context: Context, words: Words, instead: SafeString) -> SafeString:
    """A place for `instead`, which is left empty where the reader is shown a translation of the words."""
    return place(context, Shown(words, Style.ELSE, instead=instead))


def reader_language() -> str:
    return (get_language() or "en")[:2]


def element_id(number: int, row: Translation | None) -> str:
    return f"written-{number}-{row.pk}" if row else ""


def poll(places: list[list[object]], attempt: int) -> SafeString:
    """Asks once more in a while, less and less often, and then no more; nothing where no scripts run."""
    if not places or attempt > LAST_TRY:
        return mark_safe("")
    key = signing.dumps([places, attempt], salt=SALT, compress=True)
    return format_html(
        '<div id="written-later" hx-get="{}?key={}" hx-trigger="load delay:{}s" hx-swap="outerHTML"></div>',
        reverse("translation:written_later"),
        key,
        2**attempt,
    )


def _with_poll(content: str, items: list[Shown], awaited: dict[int, Translation]) -> str:
    places: list[list[object]] = [
        [number, row.pk, items[number].style.value, items[number].css, items[number].limit]
        for number, row in awaited.items()
        if not items[number].part
    ]
    before, end, after = content.rpartition("</main>")
    return f"{before}{poll(places, 1)}{end}{after}" if end else content


def words_in(row: Translation) -> Words:
    return Words(row.original, row.source)
