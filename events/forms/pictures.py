from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.services.pictures import LIMITS
from values.forms import LineField
from values.pictures import PictureRefusedError, refuse_large_file


class PictureForm(forms.Form):
    """A new picture, or other words for the one there is."""

    picture = forms.FileField(
        label=pgettext_lazy("event", "Image"),
        required=False,
        help_text=_(
            "PNG, JPEG or WebP, up to 4 MB. It will be scaled down to at most 1200 pixels in width and height."
        ),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )
    description = LineField(
        label=_("What the image shows"),
        max_length=200,
        required=False,
        help_text=_("For people who cannot see the image. Leave this empty if the image is only decorative."),
    )

    def clean_picture(self) -> bytes | None:
        """The bytes, read only when there are not too many; None when none was chosen."""
        upload = self.cleaned_data["picture"]
        if not upload:
            return None
        try:
            refuse_large_file(upload.size, LIMITS)
        except PictureRefusedError as error:
            raise forms.ValidationError(str(error)) from error
        return bytes(upload.read())
