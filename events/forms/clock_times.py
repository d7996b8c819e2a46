"""A day and a time as a clock shows them, in a zone that the form says elsewhere."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from values.forms import EARLIEST, LATEST


class ClockTimeField(forms.DateTimeField):
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": _("Enter a day and a time, for example 2027-01-21 09:30.")}

    def to_python(self, value: object) -> datetime | None:
        """Without a zone, to the minute."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            shown = datetime.fromisoformat(text)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
        if not EARLIEST <= shown.date() <= LATEST:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return shown.replace(tzinfo=None, second=0, microsecond=0)
