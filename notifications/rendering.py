"""From templates to a subject, a text and an HTML page with its styles inline, in the recipient's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from css_inline import CSSInliner
from django.template import Context, engines
from django.template.backends.django import DjangoTemplates
from django.utils import timezone, translation

from accounts.models import User
from notifications import links
from notifications.models import EmailKind, OutboxEmail
from translation.showing import TEXTS, Medium, WrittenTexts

_SUBJECT_LENGTH: int = cast("int", OutboxEmail._meta.get_field("subject").max_length)
_inliner = CSSInliner(keep_at_rules=True, keep_style_tags=False, load_remote_stylesheets=False)


@dataclass(frozen=True)
class RenderedEmail:
    subject: str
    text: str
    html: str


def clean_subject(subject: str) -> str:
    """One line without control characters: nothing in it can start another header."""
    line = "".join(character if character.isprintable() else " " for character in subject)
    return " ".join(line.split())[:_SUBJECT_LENGTH]


def render_email(
    template: str, *, kind: EmailKind, user: User | None, language: str, context: Mapping[str, object]
) -> RenderedEmail:
    """Render `emails/<template>_subject.txt`, `.txt` and `.html`.

    Dates show in the user's time zone. Advertising to Korea gets the subject prefix its Network Act (art. 50) asks for.
    """
    zone = user.time_zone if user else timezone.get_default_timezone_name()
    with translation.override(language), timezone.override(zone):
        frame = _frame(kind=kind, user=user)
        subject = clean_subject(
            str(frame["subject_prefix"]) + _render(f"emails/{template}_subject.txt", {**frame, **context})
        )
        values = {**frame, **context, "subject": subject}
        return RenderedEmail(
            subject=subject,
            text=_render(f"emails/{template}.txt", values).strip() + "\n",
            html=_inliner.inline(_render(f"emails/{template}.html", values, is_html=True)),
        )


def frame_plain_text(text: str, *, subject: str, kind: EmailKind, user: User | None) -> str:
    """The HTML page around a text written elsewhere, in the language active now."""
    values = {**_frame(kind=kind, user=user), "subject": subject, "plain_text": text}
    return _inliner.inline(_render("emails/plain.html", values, is_html=True))


def _frame(*, kind: EmailKind, user: User | None) -> dict[str, object]:
    """What the layout around every mail needs."""
    is_korean_advertising = kind.is_advertising and user is not None and user.time_zone == "Asia/Seoul"
    return {
        "site_url": links.absolute_url(""),
        "language": translation.get_language(),
        "user": user,
        "kind": kind,
        "preferences_url": links.preferences_url() if kind.is_unsubscribable else "",
        "unsubscribe_url": links.unsubscribe_url(user, kind=kind) if user and kind.is_unsubscribable else "",
        "is_korean_advertising": is_korean_advertising,
        "subject_prefix": "(광고) " if is_korean_advertising else "",
    }


def _render(name: str, values: Mapping[str, object], *, is_html: bool = False) -> str:
    engine = cast("DjangoTemplates", engines["django"]).engine
    texts = WrittenTexts(Medium.MAIL if is_html else Medium.PLAIN_MAIL)
    content = engine.get_template(name).render(Context({**values, TEXTS: texts}, autoescape=is_html))
    return texts.fill(content) if texts.is_used else content
