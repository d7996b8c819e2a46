"""One minute on a meeting: whether it was worth it, whether to go on, and a note for the case manager."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import GoingOn, MeetingFeedback
from meetings.services.feedback import Answer
from values.forms import LongTextField

YES, NO = "yes", "no"


class FeedbackForm(forms.Form):
    was_worth_it = forms.ChoiceField(
        label=_("Was the meeting worth your time?"),
        choices=[(YES, _("Yes")), (NO, _("No"))],
        widget=forms.RadioSelect,
    )
    going_on = forms.ChoiceField(
        label=_("Would you like to continue the conversation?"),
        help_text=_(
            "If you both say yes, we will introduce you to each other. We do not tell the other company "
            "about any other answer."
        ),
        choices=GoingOn.choices,
        widget=forms.RadioSelect,
    )
    note = LongTextField(
        label=_("Note for your case manager"),
        help_text=_("Only staff can read this note."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def answer(self) -> Answer:
        data = self.cleaned_data
        return Answer(data["was_worth_it"] == YES, GoingOn(data["going_on"]), data["note"])


def initial_of(feedback: MeetingFeedback | None, *, chosen: str = "") -> dict[str, str]:
    """What was said before, or else what was chosen on the way here."""
    if feedback is None:
        return {"going_on": chosen} if chosen in GoingOn else {}
    return {
        "was_worth_it": YES if feedback.was_worth_it else NO,
        "going_on": feedback.going_on,
        "note": feedback.note,
    }
