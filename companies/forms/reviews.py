"""What reviewers fill in about a company or a project that was submitted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self, Unpack, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models import REMARK_LENGTH, CompanyVerdict
from companies.queries.review_fields import COMPANY_FIELDS, PROJECT_FIELDS
from companies.rubric import CRITERIA, HIGHEST_SCORE, LOWEST_SCORE, REASON_LENGTH, RubricVerdict, Scores, judge
from taxonomy.vocabulary import Country
from values.forms import FormOptions, LongTextField, Typed

WAITING_CHOICES = [
    ("", pgettext_lazy("filter: waiting time", "Any")),
    ("3", _("3 days or more")),
    ("7", _("7 days or more")),
    ("14", _("14 days or more")),
]
POINTS = [(points, str(points)) for points in range(LOWEST_SCORE, HIGHEST_SCORE + 1)]
CRITERION_TEXTS = {
    "advantages": (
        _("Advantages and innovation"),
        _("Does the text explain what is new and what a partner gains from it? Are claims backed by figures?"),
    ),
    "clarity": (
        _("Clarity and coherence"),
        _("Can the text be understood by a reader who knows neither the company nor the industry?"),
    ),
    "cooperation": (
        _("Cooperation expectations"),
        _("Is it clear which partner is sought, for what, and what each side would do?"),
    ),
    "guidelines": (
        _("Guidelines and language"),
        _("Third person, no advertising, no contact details in the texts, correct language."),
    ),
}


class QueueForm(forms.Form):
    """What a queue can be narrowed by; what was not understood is left out, not refused."""

    country = forms.ChoiceField(
        label=_("Country"), choices=[("", pgettext_lazy("filter: country", "All")), *Country.choices], required=False
    )
    waiting = forms.ChoiceField(label=_("Waiting for"), choices=WAITING_CHOICES, required=False)

    def chosen(self) -> dict[str, Any]:
        """Arguments of the queries in `companies.queries.review_queue`."""
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        return found | ({"waiting": int(found["waiting"])} if "waiting" in found else {})


class ProjectQueueForm(QueueForm):
    held = forms.ChoiceField(
        label=_("On hold"),
        choices=[
            ("", pgettext_lazy("filter: projects on hold", "All")),
            ("no", _("Not reviewed yet")),
            ("yes", pgettext_lazy("project review", "on hold")),
        ],
        required=False,
    )


class DecisionForm(forms.Form):
    """A reason, a remark for each field, and the moment of the profile that was read."""

    remarkable: Mapping[str, str | Promise] = {}
    reason = LongTextField(
        label=pgettext_lazy("reason of a decision", "Reason"),
        help_text=_("The company will see this on its page and in an e-mail. Explain what needs improving and how."),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    read_at = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Typed | None = None, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        for name, label in self.remarkable.items():
            self.fields[f"remark_{name}"] = LongTextField(
                label=_("Remark on “%(field)s”") % {"field": label},
                max_length=REMARK_LENGTH,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean_read_at(self) -> datetime:
        try:
            moment = datetime.fromisoformat(self.cleaned_data["read_at"])
        except ValueError as error:
            raise ValidationError(_("Reload the page, then make your decision again.")) from error
        if moment.tzinfo is None:
            raise ValidationError(_("Reload the page, then make your decision again."))
        return moment

    def remarks(self) -> dict[str, str]:
        """The remarks that were written, by field name."""
        written = {name: self.cleaned_data.get(f"remark_{name}", "") for name in self.remarkable}
        return {name: text for name, text in written.items() if text}

    def reread(self, moment: datetime) -> Self:
        """The same form with everything that was typed, resting on the profile as it is now."""
        data = cast("QueryDict", self.data).copy()
        data["read_at"] = moment.isoformat()
        return type(self)(data)

    def require_reason(self) -> None:
        if "reason" not in self.errors and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("State what needs improving before you return the submission."))


class CompanyReviewForm(DecisionForm):
    remarkable = COMPANY_FIELDS
    decision = forms.ChoiceField(choices=CompanyVerdict, widget=forms.HiddenInput)
    is_number_checked = forms.BooleanField(label=_("I have checked the registration number"), required=False)
    is_sme_checked = forms.BooleanField(label=_("I have checked the SME declaration"), required=False)
    is_duplicate_checked = forms.BooleanField(label=_("I have checked for duplicates"), required=False)
    CHECKS = ("is_number_checked", "is_sme_checked", "is_duplicate_checked")

    def clean(self) -> dict[str, object]:
        data = super().clean() or self.cleaned_data
        if data.get("decision") == CompanyVerdict.RETURNED:
            self.require_reason()
        elif data.get("decision") == CompanyVerdict.VERIFIED:
            for name in self.CHECKS:
                if not data.get(name):
                    self.add_error(name, _("Check this before you verify the company, then confirm it here."))
        return data


class ProjectReviewForm(DecisionForm):
    """The points; `decision` is the outcome the reviewer was shown and confirms, or `preview` to be shown it."""

    remarkable = PROJECT_FIELDS
    PREVIEW = "preview"
    decision = forms.ChoiceField(
        choices=[(PREVIEW, PREVIEW), *((verdict.value, verdict.value) for verdict in RubricVerdict)],
        widget=forms.HiddenInput,
    )

    def __init__(self, data: Typed | None = None, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        for name in CRITERIA:
            label, help_text = CRITERION_TEXTS[name]
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                help_text=help_text,
                choices=POINTS,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Enter 0 to 5 points.")},
            )

    def scores(self) -> Scores | None:
        """The points; None while a criterion has none."""
        self.is_valid()
        points = {name: self.cleaned_data[name] for name in CRITERIA if name in self.cleaned_data}
        return Scores(**points) if len(points) == len(CRITERIA) else None

    @property
    def is_preview(self) -> bool:
        """Whether the reviewer only wants to know what the points mean."""
        return bool(self.data.get("decision", self.PREVIEW) == self.PREVIEW)

    def clean(self) -> dict[str, object]:
        data = super().clean() or self.cleaned_data
        if self.is_preview or any(name not in data for name in CRITERIA):
            return data
        verdict = judge(Scores(*(data[name] for name in CRITERIA)))
        if data.get("decision") != verdict.value:
            self.add_error(None, _("The points have changed. Check the result again, then confirm it."))
        elif verdict == RubricVerdict.RETURN:
            self.require_reason()
        return data
