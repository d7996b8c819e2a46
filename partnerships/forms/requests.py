"""What a company fills in to ask another for a partnership, and to answer such a request."""

from typing import Any, Unpack

from django import forms
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.utils.translation import get_language, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Language
from companies.models import Company, Project
from matching.models import DeclineReason
from partnerships.models import PITCH_LENGTHS, RequestStatus
from partnerships.services.requests import Wording
from taxonomy.vocabulary import CooperationType, Country
from values.forms import FilterForm, FormOptions, LineField, LongTextField, Typed

AT_LARGE = "company"
TOO_SHORT = ngettext_lazy(
    "Only %(show_value)d character so far: write at least %(limit_value)d, "
    "so that the other company can judge your idea.",
    "Only %(show_value)d characters so far: write at least %(limit_value)d, "
    "so that the other company can judge your idea.",
    "show_value",
)
TOO_LONG = ngettext_lazy(
    "%(show_value)d character, but the limit is %(limit_value)d: leave the rest for your first conversation.",
    "%(show_value)d characters, but the limit is %(limit_value)d: leave the rest for your first conversation.",
    "show_value",
)


class ParagraphsField(LongTextField):
    """Several lines, refused in words when too long instead of cut."""

    def __init__(self, *, limit: int, least: int = 0, rows: int = 4, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "data-limit": limit} | ({"data-least": least} if least else {}))
        super().__init__(widget=widget, **options)
        self.validators.append(MaxLengthValidator(limit, TOO_LONG))
        if least:
            self.validators.append(MinLengthValidator(least, TOO_SHORT))


class RequestForm(forms.Form):
    """`projects`: those one may ask with; `wanted`: those one may ask for, besides the company at large."""

    mine = forms.ChoiceField(label=_("Which of your projects do you want a partner for?"))
    theirs = forms.ChoiceField(label=_("What is your request about?"))
    cooperation = forms.ChoiceField(label=_("How would you like to work together?"), choices=CooperationType)
    pitch = ParagraphsField(
        label=_("Your pitch"),
        limit=PITCH_LENGTHS[1],
        least=PITCH_LENGTHS[0],
        rows=8,
        help_text=_(
            "150 to 600 characters: what would you do together, what does each side gain, and what is the first step?"
        ),
    )
    question = ParagraphsField(
        label=_("Question for the other company"),
        limit=500,
        rows=3,
        required=False,
        help_text=_("One thing you would like to know before a first conversation."),
    )
    language = forms.ChoiceField(label=_("Language of your texts"), choices=Language)

    def __init__(
        self,
        data: Typed | None = None,
        *,
        projects: list[Project],
        wanted: list[Project],
        receiver: Company,
        **options: Unpack[FormOptions],
    ) -> None:
        super().__init__(data, **options)
        self.projects = {project.public_id: project for project in projects}
        self.wanted = {project.public_id: project for project in wanted}
        self.receiver = receiver
        several = len({project.company_id for project in projects}) > 1
        self._offer(
            "mine", [(p.public_id, f"{p.company.shown_name} · {p.title}" if several else p.title) for p in projects]
        )
        at_large = _("%(company)s as a whole, no specific project") % {"company": receiver.shown_name}
        self._offer("theirs", [*((p.public_id, p.title) for p in wanted), (AT_LARGE, at_large)])
        self.initial.setdefault("language", (get_language() or Language.ENGLISH)[:2])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def project(self) -> Project:
        """The project chosen, whether the rest is in order or not; the first when there is no such one."""
        chosen = self.projects.get(str(self["mine"].value()))
        return chosen or next(iter(self.projects.values()))

    @property
    def wanted_project(self) -> Project | None:
        """The other company's project chosen, None for the company at large."""
        return self.wanted.get(str(self["theirs"].value()))

    def wording(self) -> Wording:
        data = self.cleaned_data
        return Wording(data["cooperation"], data["pitch"], data["language"], data["question"])


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why not?"), choices=[("", _("Choose…")), *DeclineReason.choices])
    comment = ParagraphsField(
        label=_("Message to the company"),
        limit=1000,
        rows=3,
        required=False,
        help_text=_("The other company will see this message, together with a polite version of your reason."),
    )
    block = forms.BooleanField(label=_("Block further requests from this company"), required=False)

    reason.error_messages["required"] = _("Please choose a reason: it helps us avoid unsuitable suggestions.")


class RequestQueueForm(FilterForm):
    """What the staff's list can be narrowed by: arguments of `queries.requests.request_queue`."""

    state = forms.ChoiceField(
        label=pgettext_lazy("partnership request", "Status"),
        choices=[("", _("waiting for an answer")), *RequestStatus.choices[1:]],
        required=False,
    )
    country = forms.ChoiceField(
        label=_("Country of the receiving company"),
        choices=[("", pgettext_lazy("filter: country", "Any")), *Country.choices],
        required=False,
    )
    text = LineField(label=_("Company"), max_length=100, required=False)
