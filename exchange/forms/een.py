"""What staff fill in to take profiles out in the form of the Enterprise Europe Network."""

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Project
from values.forms import LineField


class EenExportForm(forms.Form):
    """All published projects, or the one whose address or id is given, whatever its state."""

    format = forms.ChoiceField(
        label=_("File type"),
        choices=[
            ("json", _("Profiles (JSON)")),
            ("xml", _("Profiles (XML)")),
            ("report", _("What the profiles cannot contain (CSV)")),
            ("look", _("Profiles of one project, on screen")),
        ],
    )
    project = LineField(
        label=_("One project only"),
        help_text=_("The address or ID of the project. Leave this empty for all published projects."),
        max_length=300,
        required=False,
    )

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        if cleaned.get("format") == "look" and cleaned.get("project") == "":
            self.add_error("project", _("Enter the project to show, or choose a file."))
        return cleaned

    def clean_project(self) -> str:
        """The public id, known to the portal; empty for all."""
        public_id: str = self.cleaned_data["project"].strip().rstrip("/").rpartition("/")[2]
        if public_id and not Project.objects.filter(public_id=public_id).exists():
            raise forms.ValidationError(
                _("The portal has no project with this address or ID. Copy the address from the project’s public page.")
            )
        return public_id
