from django import forms
from django.utils.translation import gettext_lazy as _

from companies.services.logos import LIMITS
from values.pictures import PictureRefusedError, refuse_large_file


class LogoForm(forms.Form):
    picture = forms.FileField(
        label=_("Image"),
        help_text=_("PNG, JPEG or WebP, up to 2 MB. It will be scaled down to at most 512 pixels in width and height."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )

    def clean_picture(self) -> bytes:
        """The bytes, read only when there are not too many."""
        upload = self.cleaned_data["picture"]
        try:
            refuse_large_file(upload.size, LIMITS)
        except PictureRefusedError as error:
            raise forms.ValidationError(str(error)) from error
        return bytes(upload.read())
