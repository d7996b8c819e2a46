from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from matching.errors import SeenUnreadableError
from matching.models import Answer, DeclineReason, MatchStatus, RejectionReason, ReviewDecision
from matching.seen import Seen, changes_between, read_seen
from taxonomy.vocabulary import CooperationType, GreenObjective
from values.errors import Difference
from values.forms import LineField, LongTextField


class QueueFilterForm(forms.Form):
    """What the review desk can be narrowed by; every value is optional and travels in the URL."""

    status = forms.ChoiceField(label=pgettext_lazy("match", "Status"), choices=MatchStatus, required=False)
    green = forms.ChoiceField(
        label=_("Environmental objective"),
        choices=[("", pgettext_lazy("filter: environmental objective", "Any")), *GreenObjective.choices],
        required=False,
    )
    cooperation = forms.ChoiceField(
        label=pgettext_lazy("filter: type of cooperation", "Cooperation"),
        choices=[("", pgettext_lazy("filter: type of cooperation", "Any")), *CooperationType.choices],
        required=False,
    )
    least = forms.IntegerField(label=_("Minimum score"), min_value=0, max_value=100, required=False)
    text = LineField(label=_("Company or project"), max_length=100, required=False)

    def filters(self) -> dict[str, Any]:
        """Arguments of `queries.match_queue`; what was not understood is left out, not refused."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        least_score = chosen.pop("least", 0) / 100
        return {"status": MatchStatus.PROPOSED, "least_score": least_score} | chosen


class SeenField(forms.Field):
    """What the page showed of a match; cleaned, a `Seen`."""

    widget = forms.HiddenInput

    def to_python(self, value: object) -> Seen:
        try:
            return read_seen(str(value or ""))
        except SeenUnreadableError as error:
            raise ValidationError(str(error)) from error


class TickedField(forms.Field):
    """Ticked matches, each as `{public id}:{what the page showed of it}`; cleaned, the `Seen` of each public id."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: object) -> dict[str, Seen]:
        written = [str(text).partition(":") for text in value] if isinstance(value, list) else []
        try:
            return {public_id: read_seen(seen) for public_id, _colon, seen in written}
        except SeenUnreadableError as error:
            raise ValidationError(str(error)) from error


class MatchDecisionForm(forms.Form):
    """What staff say to a match, or to several."""

    decision = forms.ChoiceField(choices=ReviewDecision)
    reason = forms.ChoiceField(
        label=_("Reason for rejection"), choices=[("", _("Choose…")), *RejectionReason.choices], required=False
    )
    comment = LongTextField(
        label=_("Comment for colleagues"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("decision") == ReviewDecision.REJECT and not data.get("reason"):
            self.add_error("reason", _("Choose a reason first: the matching system learns from it."))
        if data.get("reason") == RejectionReason.OTHER and not data.get("comment"):
            self.add_error("comment", _("Briefly state the other reason."))
        return data

    def sent(self) -> dict[str, Any]:
        """Whatever could be read of what was sent, by field; empty for a form that nobody sent."""
        self.is_valid()
        return getattr(self, "cleaned_data", {})


class ReviewForm(MatchDecisionForm):
    """One match. However it went, `changes` tells what the reviewer has not seen yet."""

    seen = SeenField(label=_("Page version"))
    block = forms.BooleanField(label=_("Never suggest these two companies to each other again"), required=False)

    def changes(self, now: Seen) -> list[Difference]:
        """What changed since the page was shown that sent this form; nothing for a form that nobody sent."""
        seen = self.sent().get("seen")
        return changes_between(seen, now) if seen else []


class BulkReviewForm(MatchDecisionForm):
    """The ticked matches of one page."""

    chosen = TickedField(label=_("Matches"), error_messages={"required": _("Select at least one match.")})

    def ticked(self) -> Mapping[str, Seen]:
        """What was seen of each ticked match, by public id; none for a form that nobody sent."""
        chosen: dict[str, Seen] = self.sent().get("chosen", {})
        return chosen


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=Answer)
    reason = forms.ChoiceField(
        label=_("Why not?"), choices=[("", _("Choose…")), *DeclineReason.choices], required=False
    )
    comment = LongTextField(
        label=_("Anything the case manager should know (not shown to the other company)"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    block = forms.BooleanField(label=_("Never suggest this company to us again"), required=False)
    round_seen = forms.IntegerField(
        label=_("Page version"),
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"),
            _("It is not clear which version of the suggestion you have read. Read the current version, then answer."),
        ),
    )

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("answer") == Answer.DECLINED and not data.get("reason"):
            self.add_error("reason", _("Please choose a reason: it helps us avoid unsuitable suggestions."))
        return data
