"""The forms of a page as a browser reads them: what each would send, and what somebody could type into it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile

MARKER = "Typed „before“ <b>signing</b> in & kept\nto the letter 태양광"
UNTYPED = {"csrfmiddlewaretoken", "kept_form", "kept_file"}
WRITTEN = {"text", "search", "email", "url", "tel", "number", "date"}
BUTTONS = {"submit", "button", "image", "reset"}


@dataclass
class Field:
    kind: str
    name: str
    value: str = ""
    is_set: bool = True
    is_multiple: bool = False
    options: list["Field"] = field(default_factory=list)


@dataclass
class BrowserForm:
    address: str
    method: str
    fields: list[Field] = field(default_factory=list)

    def entries(self) -> list[tuple[str, str]]:
        """What a browser sends of it, but for buttons, files and what no person types."""
        found = [entry for one in self.fields for entry in _sent(one)]
        return [entry for entry in found if entry[0] not in UNTYPED]

    def values(self, name: str) -> list[str]:
        return [text for one in self.fields for entry, text in _sent(one) if entry == name]

    def data(self) -> dict[str, list[str]]:
        """The same for the test client."""
        data: dict[str, list[str]] = {}
        for name, text in self.entries():
            data.setdefault(name, []).append(text)
        return data

    def files(self) -> dict[str, Any]:
        return {
            one.name: SimpleUploadedFile("plan.pdf", b"%PDF-1.4 plan", "application/pdf")
            for one in self.fields
            if one.kind == "file"
        }

    def type_everything(self) -> None:
        """Texts are written, boxes turned over, the last of all choices made."""
        last_of = {one.name: one for one in self.fields if one.kind == "radio"}
        for one in self.fields:
            if one.kind == "textarea":
                one.value = MARKER
            elif one.kind in WRITTEN:
                one.value = MARKER.partition("\n")[0]
            elif one.kind in {"checkbox", "radio"}:
                one.is_set = not one.is_set if one.kind == "checkbox" else one is last_of[one.name]
            for option in one.options:
                option.is_set = option is one.options[-1] or (one.is_multiple and not option.is_set)


def _sent(one: Field) -> list[tuple[str, str]]:
    if not one.name or one.kind in BUTTONS | {"file", "password"}:
        return []
    if one.kind == "select":
        chosen = [option for option in one.options if option.is_set]
        if not chosen and not one.is_multiple:
            chosen = one.options[:1]
        return [(one.name, option.value) for option in chosen]
    if one.kind in {"checkbox", "radio"} and not one.is_set:
        return []
    return [(one.name, one.value)]


def forms_of(page: str, *, base: str) -> list[BrowserForm]:
    """The forms of this page that send something, but for those in its head and foot."""
    reader = _Reader(base)
    reader.feed(page)
    reader.close()
    return [form for form in reader.forms if form.method == "post"]


def form_at(page: str, address: str, *, base: str) -> BrowserForm:
    (form,) = (form for form in forms_of(page, base=base) if form.address == address)
    return form


class _Reader(HTMLParser):
    def __init__(self, base: str) -> None:
        super().__init__()
        self.base, self.forms = base, list[BrowserForm]()
        self._form: BrowserForm | None = None
        self._is_in_main = False
        self._text: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._is_in_main = True
        elif tag == "form" and self._is_in_main:
            address = urlsplit(urljoin(self.base, has.get("action") or self.base)).path
            self._form = BrowserForm(address, has.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form and "disabled" not in has:
            self._add(tag, has)

    def _add(self, tag: str, has: dict[str, str]) -> None:
        assert self._form is not None
        name, value = has.get("name", ""), has.get("value", "")
        if tag == "input":
            kind = has.get("type", "text").lower()
            is_box = kind in {"checkbox", "radio"}
            value = has.get("value", "on") if is_box else value
            self._form.fields.append(Field(kind, name, value, is_set="checked" in has or not is_box))
        elif tag == "textarea":
            self._text = Field("textarea", name)
            self._form.fields.append(self._text)
        elif tag == "select":
            self._form.fields.append(Field("select", name, is_multiple="multiple" in has))
        elif tag == "option":
            self._form.fields[-1].options.append(Field("option", "", value, is_set="selected" in has))
        elif tag == "button":
            self._form.fields.append(Field(has.get("type", "submit"), name, value))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._is_in_main = False
        elif tag == "form":
            self._form = None
        elif tag == "textarea" and self._text is not None:
            self._text.value = self._text.value.removeprefix("\n").removeprefix("\r\n")
            self._text = None
