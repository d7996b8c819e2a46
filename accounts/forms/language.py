from django import forms

from accounts.models import Language


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=Language)
    next = forms.CharField(required=False, max_length=2000)
