"""The forms of a page that is about to be sent: where each control stands in its text, so that it can be replaced.

Nothing but what changes is written anew: the rest of the page stays as the templates made it, letter by letter.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate

Attributes = dict[str, str | None]


@dataclass(slots=True)
class Tag:
    """A start tag and where it stands: from `start` up to `end`."""

    name: str
    attributes: Attributes
    start: int
    end: int

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default) or ""


@dataclass(slots=True)
class Control:
    """An input, textarea, select or button. What is typed into a textarea ends at `content_end`."""

    tag: Tag
    options: list[Tag] = field(default_factory=list)
    content_end: int = 0

    @property
    def name(self) -> str:
        return self.tag.get("name")

    @property
    def type(self) -> str:
        return self.tag.get("type", "text").lower() if self.tag.name == "input" else self.tag.name


@dataclass(slots=True)
class Form:
    tag: Tag
    controls: list[Control] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """The forms of a page in their order, and where its content begins."""

    forms: list[Form] = field(default_factory=list)
    main: Tag | None = None


def parse_page(text: str) -> Page:
    parser = _PageParser(text)
    parser.feed(text)
    parser.close()
    return parser.page


class _PageParser(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.page = Page()
        self._line_starts = [0, *accumulate(len(line) for line in text.split("\n"))]
        self._form: Form | None = None
        self._open: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._position()
        found = Tag(tag, dict(attrs), start, start + len(self.get_starttag_text() or ""))
        if tag == "form":
            self._form = Form(found)
            self.page.forms.append(self._form)
        elif tag == "main":
            self.page.main = self.page.main or found
        elif tag == "option" and self._open:
            self._open.options.append(found)
        elif tag in {"input", "textarea", "select", "button"} and self._form:
            self._add(self._form, Control(found))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag in {"textarea", "select"} and self._open:
            self._open.content_end = self._position()
            self._open = None

    def _add(self, form: Form, control: Control) -> None:
        form.controls.append(control)
        if control.tag.name in {"textarea", "select"}:
            self._open = control

    def _position(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + line - 1 + column  # each line before had its end, too
