"""The fields of a form as they were sent."""

import re
from collections.abc import Iterable

from django.http import QueryDict

BUTTON = "then"
WHEREVER = ""
"""The address of a form that did not say where it belongs: the one of its page that is most like it."""
KEPT_FORM = "kept_form"
"""The hidden field of a form that was filled in with what was kept: its id."""
KEPT_FILE = "kept_file"
"""The checkboxes beside it: the files to send along."""
SECRET = re.compile(r"password|passphrase|secret|token|^code$", re.IGNORECASE)
"""Names of fields that are kept nowhere; the token against forged requests is one of them."""


def raw_fields(data: QueryDict, **changes: str) -> dict[str, list[str]]:
    """What was typed, by field, with `changes` in place of what was sent."""
    fields = typed_fields(data.lists())
    fields.pop(BUTTON, None)
    return fields | {name: [text] for name, text in changes.items()}


def typed_fields(lists: Iterable[tuple[str, list[str]]]) -> dict[str, list[str]]:
    """By field and without secrets."""
    return {name: list(texts) for name, texts in lists if not SECRET.search(name)}
