from django import forms

from accounts.models import Language
from values.forms import LineField


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=Language)
    next = LineField(required=False, max_length=2000)
