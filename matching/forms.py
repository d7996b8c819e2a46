from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matching.models import Answer, DeclineReason, MatchStatus, RejectionReason, ReviewDecision
from taxonomy.vocabulary import CooperationType, GreenObjective


class QueueFilterForm(forms.Form):
    """What the review desk can be narrowed by; every value is optional and travels in the URL."""

    status = forms.ChoiceField(label=_("State"), choices=MatchStatus, required=False)
    green = forms.ChoiceField(
        label=_("Green objective"), choices=[("", _("any")), *GreenObjective.choices], required=False
    )
    cooperation = forms.ChoiceField(
        label=_("Cooperation"), choices=[("", _("any")), *CooperationType.choices], required=False
    )
    least = forms.IntegerField(label=_("Score from"), min_value=0, max_value=100, required=False)
    text = forms.CharField(label=_("Company or project"), max_length=100, required=False)

    def filters(self) -> dict[str, Any]:
        """Arguments of `queries.match_queue`; what was not understood is left out, not refused."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        least_score = chosen.pop("least", 0) / 100
        return {"status": MatchStatus.PROPOSED, "least_score": least_score} | chosen


class ReviewForm(forms.Form):
    decision = forms.ChoiceField(choices=ReviewDecision)
    reason = forms.ChoiceField(
        label=_("Reason for a rejection"), choices=[("", _("choose…")), *RejectionReason.choices], required=False
    )
    comment = forms.CharField(
        label=_("Comment for colleagues"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    block = forms.BooleanField(label=_("Never suggest these two companies to each other again"), required=False)

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("decision") == ReviewDecision.REJECT and not data.get("reason"):
            self.add_error("reason", _("Choose a reason first: it is what the matching learns from."))
        if data.get("reason") == RejectionReason.OTHER and not data.get("comment"):
            self.add_error("comment", _("Say in a few words what the other reason is."))
        return data


class BulkReviewForm(ReviewForm):
    chosen = forms.MultipleChoiceField(
        error_messages={"required": _("Tick at least one match first.")},
        choices=(),
    )

    def __init__(self, *args: object, public_ids: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["chosen"].choices = [(public_id, public_id) for public_id in public_ids]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=Answer)
    reason = forms.ChoiceField(
        label=_("Why not?"), choices=[("", _("choose…")), *DeclineReason.choices], required=False
    )
    comment = forms.CharField(
        label=_("Anything the case manager should know (not shown to the other company)"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    block = forms.BooleanField(label=_("Never suggest this company to us again"), required=False)

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("answer") == Answer.DECLINED and not data.get("reason"):
            self.add_error("reason", _("Please choose a reason: it keeps unfitting suggestions away from you."))
        return data
