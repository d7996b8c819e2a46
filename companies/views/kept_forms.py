"""Forms in which nothing typed is lost: not when it is wrong, not when two edit at once."""

from collections.abc import Callable
from typing import TypeVar

from django.forms import BaseForm
from django.utils.datastructures import MultiValueDict

from companies.forms.texts import Draftable
from companies.models import ProfileDraft

FormT = TypeVar("FormT", bound=BaseForm)
SEEN = "seen"
"""The hidden field with the fingerprint of what was stored when the form was shown."""


def form_of_draft(draft: ProfileDraft | None, form_class: Callable[..., FormT], **arguments: object) -> FormT:
    """The form as the draft left it, without judging it; a fresh one without a draft."""
    if draft is None:
        return form_class(**arguments)
    data: MultiValueDict[str, str] = MultiValueDict({name: list(texts) for name, texts in draft.fields.items()})
    form = form_class(data, **arguments)
    if isinstance(form, Draftable):
        form.is_draft = True
    return form


def seen_in(draft: ProfileDraft | None, current: str) -> str:
    """The fingerprint a form should carry: the draft's own, so that an edit made since then is noticed."""
    return str(draft.fields.get(SEEN, [current])[0]) if draft else current
