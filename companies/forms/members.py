from django import forms
from django.utils.translation import gettext_lazy as _

from companies.forms.texts import LimitedTextarea
from companies.models import MembershipRole
from values.forms import LineField, LongTextField


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=MembershipRole,
        initial=MembershipRole.EDITOR,
        help_text=_("Editors change the profile and the projects; owners also decide who acts for the company."),
    )


class JoinSearchForm(forms.Form):
    text = LineField(
        label=_("Name or registration number"),
        max_length=200,
        required=False,
        help_text=_(
            "The name in Korean or Latin script, with or without the legal form, or the number. For example: "
            "한빛; Hanbit Co., Ltd.; 124-81-00998; B123456."
        ),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "organization"}),
    )


class JoinForm(forms.Form):
    message = LongTextField(
        label=_("Message to the owners"),
        max_length=500,
        required=False,
        widget=LimitedTextarea(limit=500, attrs={"rows": 3}),
        help_text=_("Your position in the company, so that the owners recognise you."),
    )
