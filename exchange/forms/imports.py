"""What administrators fill in to bring companies in, and staff to take them out."""

from typing import Any, Unpack

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

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
            "CSV or XLSX whose first line names the columns, JSON Lines, or EEN profiles as JSON or XML. "
            "Up to 20 MiB and 5,000 companies."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.txt,.tsv,.jsonl,.json,.xml"}),
    )
    source = LineField(
        label=_("Where the list comes from"),
        help_text=_("A short name like aseic-2026. The same id under the same name is the same company next time."),
        max_length=40,
        initial="spreadsheet",
        validators=[
            RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9._-]*$", _("Use letters, digits, points and hyphens only."))
        ],
    )
    is_publishing = forms.BooleanField(
        label=_("Verify these companies and publish their projects at once"),
        help_text=_("Only for a list whose companies were checked already. Otherwise they become drafts."),
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
        label=_("Kind of file"),
        choices=[
            ("xlsx", _("Spreadsheet (XLSX)")),
            ("csv", _("Text (CSV, UTF-8)")),
            ("jsonl", _("Companies that have projects, with them (JSON Lines)")),
        ],
    )
    country = forms.ChoiceField(label=_("Country"), choices=[("", _("all")), *Country.choices], required=False)
    status = forms.ChoiceField(label=_("State"), choices=[("", _("all")), *CompanyStatus.choices], required=False)
    contacts = forms.BooleanField(
        label=_("With the confidential contacts"),
        help_text=_("Name, e-mail address and telephone of each contact person: for your own work only."),
        required=False,
    )

    def __init__(self, data: Typed | None = None, *, may_see_contacts: bool, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        if not may_see_contacts:
            del self.fields["contacts"]
