"""What administrators fill in to bring companies in, and staff to take them out."""

from typing import Any, Unpack

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models import CompanyStatus
from exchange.models import RowOutcome
from exchange.services.import_outcomes import ImportOptions
from exchange.tables.tables import MAX_FILE_BYTES
from taxonomy.vocabulary import Country
from values.forms import FormOptions, LineField, Typed


class ImportUploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV or XLSX with the column names in the first row, JSON Lines, or EEN profiles as JSON "
            "or XML. Up to 20 MiB and 5,000 companies."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.txt,.tsv,.jsonl,.json,.xml"}),
    )
    source = LineField(
        label=_("Source of the list"),
        help_text=_(
            "A short name, for example aseic-2026. If you use the same name next time, the same ID "
            "will mean the same company."
        ),
        max_length=40,
        initial="spreadsheet",
        validators=[
            RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9._-]*$", _("Use letters, digits, full stops and hyphens only."))
        ],
    )
    is_publishing = forms.BooleanField(
        label=_("Verify these companies and publish their projects immediately"),
        help_text=_(
            "Select this only if the companies have already been checked. If you do not select it, they become drafts."
        ),
        required=False,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MiB. Split it into smaller files."))
        return file

    def options(self) -> ImportOptions:
        data = self.cleaned_data
        return ImportOptions(data["source"], is_publishing=data["is_publishing"], is_telling_changes=True)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(choices=RowOutcome)

    def chosen(self) -> str:
        """The outcome to narrow the rows to; empty for all."""
        return self.cleaned_data["outcome"] if self.is_valid() else ""


class ExportForm(forms.Form):
    """Which companies to take out, and how; `contacts` is for administrators alone."""

    format = forms.ChoiceField(
        label=_("File type"),
        choices=[
            ("xlsx", _("Spreadsheet (XLSX)")),
            ("csv", _("Text (CSV, UTF-8)")),
            ("jsonl", _("Companies that have projects, with their projects (JSON Lines)")),
        ],
    )
    country = forms.ChoiceField(
        label=_("Country"), choices=[("", pgettext_lazy("filter: country", "All")), *Country.choices], required=False
    )
    status = forms.ChoiceField(
        label=pgettext_lazy("company", "Status"),
        choices=[("", pgettext_lazy("filter: company status", "All")), *CompanyStatus.choices],
        required=False,
    )
    contacts = forms.BooleanField(
        label=_("Include confidential contact details"),
        help_text=_("Name, e-mail address and telephone number of each contact person: for your own work only."),
        required=False,
    )

    def __init__(self, data: Typed | None = None, *, may_see_contacts: bool, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        if not may_see_contacts:
            del self.fields["contacts"]
