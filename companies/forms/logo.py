from django import forms
from django.utils.translation import gettext_lazy as _

from companies.services.logos import MOST_BYTES


class LogoForm(forms.Form):
    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG or WebP, at most 2 megabytes. It is made 512 pixels wide or high at most."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )

    def clean_picture(self) -> bytes:
        """The bytes, read only when there are not too many."""
        upload = self.cleaned_data["picture"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 megabytes. Save the logo smaller and try again."))
        return bytes(upload.read())
