"""Puts what was typed back into the form of a page that is about to be sent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from accounts.resubmission.fields import WHEREVER
from accounts.resubmission.parsing import Attributes, Control, Form, Page, Tag

Fields = Mapping[str, Sequence[str]]
CHOICES = {"checkbox", "radio", "select"}
LEFT_ALONE = {"password", "file", "submit", "button", "image", "reset"}


class Edit(NamedTuple):
    """This stands in place of what is between `start` and `end`."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Filling:
    """What to write into a page, and what of the fields found no place in its form."""

    edits: list[Edit] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    lost_choices: int = 0


def find_form(page: Page, *, base: str, address: str, fields: Fields) -> Form | None:
    """The form of this page that sends to `address`, or to any; of several the one most like what was sent."""
    targets = [(form, _target(form, base)) for form in page.forms]
    forms = [form for form, target in targets if target and address in {target, WHEREVER}]
    return max(forms, key=lambda form: _likeness(form, fields), default=None)


def fill_form(form: Form, fields: Fields) -> Filling:
    """Whatever the controls of the form show, they show these values now, as if they had just been typed."""
    filling, left = Filling(), {name: list(texts) for name, texts in fields.items()}
    for control in form.controls:
        if control.name and "disabled" not in control.tag.attributes:
            filling.edits += _fill(control, fields, left)
    choices = {control.name for control in form.controls if control.type in CHOICES}
    hidden = {control.name for control in form.controls if control.type == "hidden"}
    pairs = [(name, text) for name, texts in left.items() for text in texts if text and name not in hidden]
    filling.left = [pair for pair in pairs if pair[0] not in choices]
    filling.lost_choices = len(pairs) - len(filling.left)
    return filling


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The page with these changes; where two begin at the same place, in their order."""
    pieces, position = list[str](), 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces += [text[position : edit.start], edit.text]
        position = max(position, edit.end)
    return "".join([*pieces, text[position:]])


def insert(position: int, text: str) -> Edit:
    return Edit(position, position, text)


def without_attribute(tag: Tag, name: str) -> Edit:
    return _rewrite(tag, {key: value for key, value in tag.attributes.items() if key != name})


def _target(form: Form, base: str) -> str | None:
    if form.tag.get("method").lower() != "post":
        return None
    return urlsplit(urljoin(base, form.tag.get("action") or base)).path


def _likeness(form: Form, fields: Fields) -> tuple[int, int]:
    hidden = Counter((control.name, control.tag.get("value")) for control in form.controls if control.type == "hidden")
    same = sum((hidden & Counter((name, text) for name, texts in fields.items() for text in texts)).values())
    filling = fill_form(form, fields)
    return same, -len(filling.left) - filling.lost_choices


def _fill(control: Control, fields: Fields, left: dict[str, list[str]]) -> list[Edit]:
    """Takes what it shows out of `left`."""
    sent, waiting = fields.get(control.name), left.get(control.name, [])
    if control.type == "select":
        return _choose_options(control, sent, waiting)
    if control.type in {"checkbox", "radio"}:
        return [_set_flag(control.tag, "checked", is_set=_take(control.tag.get("value", "on"), waiting))]
    if control.type in LEFT_ALONE:
        _take(control.tag.get("value"), waiting)
        return []
    if not waiting:
        return []
    text = waiting.pop(0)
    if control.type == "textarea":
        return [Edit(control.tag.end, control.content_end, "\n" + escape(text))]
    return [_rewrite(control.tag, control.tag.attributes | {"value": text})]


def _choose_options(control: Control, sent: Sequence[str] | None, waiting: list[str]) -> list[Edit]:
    is_multiple = "multiple" in control.tag.attributes
    offered = {option.get("value") for option in control.options}
    if not is_multiple and (sent is None or not offered & set(sent)):
        return []
    return [_set_flag(option, "selected", is_set=_take(option.get("value"), waiting)) for option in control.options]


def _take(value: str, waiting: list[str]) -> bool:
    if value in waiting:
        waiting.remove(value)
        return True
    return False


def _set_flag(tag: Tag, flag: str, *, is_set: bool) -> Edit:
    others: Attributes = {name: value for name, value in tag.attributes.items() if name != flag}
    return _rewrite(tag, others | ({flag: None} if is_set else {}))


def _rewrite(tag: Tag, attributes: Attributes) -> Edit:
    written = "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attributes.items()
    )
    return Edit(tag.start, tag.end, f"<{tag.name}{written}>")
