from django import forms
from django.utils.translation import gettext_lazy as _

from companies.services.logos import MOST_BYTES


class LogoForm(forms.Form):
    picture = forms.FileField(
        label=_("Image"),
        help_text=_("PNG, JPEG or WebP, up to 2 MB. It will be scaled down to at most 512 pixels in width and height."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )

    def clean_picture(self) -> bytes:
        """The bytes, read only when there are not too many."""
        upload = self.cleaned_data["picture"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 MB. Reduce its size and try again."))
        return bytes(upload.read())
