"""What staff fill in to bring companies in, and staff to take them out."""

from collections.abc import Sequence
from typing import Any, Unpack

from django import forms
from django.core.validators import RegexValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from companies.models import CompanyStatus
from exchange.models import RowOutcome
from exchange.services.import_outcomes import ImportOptions
from exchange.services.mending import CellToMend
from exchange.services.readings import HeadReading, Reading
from exchange.tables.columns import LEFT_OUT, NUMBERING, READ_COMPANY_COLUMNS
from exchange.tables.encodings import CHOICES
from exchange.tables.tables import MAX_FILE_BYTES, Choices, column_letter
from taxonomy.vocabulary import Country
from values.forms import FormOptions, LineField, Typed


class ImportUploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "A list as CSV or XLSX in any of our languages, JSON Lines, or EEN profiles as JSON or XML. Up to 20 MiB "
            "and 5,000 companies."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.xlsm,.xls,.txt,.tsv,.jsonl,.json,.xml"}),
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


class ReadingForm(forms.Form):
    """How a table is to be read: its encoding or sheet, the country of rows that name none, what each column holds."""

    encoding = forms.ChoiceField(label=_("Encoding of the file"), choices=list(CHOICES.items()), required=False)
    sheet = forms.ChoiceField(label=_("Sheet with the companies"), required=False)
    country = forms.ChoiceField(
        label=_("Country for rows without one"),
        choices=[("", pgettext_lazy("country of rows that name none", "Refuse these rows")), *Country.choices],
        required=False,
    )

    def __init__(self, data: Typed | None = None, *, reading: Reading) -> None:
        self.heads = reading["heads"]
        said = {"encoding": reading["encoding"], "sheet": reading["sheet"], "country": reading["country"]}
        super().__init__(data, initial=said | {self.name_of(head): head["key"] for head in self.heads})
        if not reading["encoding"]:
            del self.fields["encoding"]
        if len(reading["sheets"]) > 1:
            self.fields["sheet"].choices = [(name, name) for name in reading["sheets"]]  # type: ignore[attr-defined]
        else:
            del self.fields["sheet"]
        keys = [(column.key, capfirst(str(column.label))) for column in READ_COMPANY_COLUMNS]
        choices = [("", pgettext("column of a list", "Leave out")), *keys]
        for head in self.heads:
            label = head["name"] or column_letter(head["position"])
            self.fields[self.name_of(head)] = forms.ChoiceField(label=label, choices=choices, required=False)

    @staticmethod
    def name_of(head: HeadReading) -> str:
        return f"column_{head['position']}"

    def columns(self) -> list[tuple[HeadReading, str, forms.BoundField]]:
        """Each column of the list with its letter and the field that says what it holds."""
        return [(head, column_letter(head["position"]), self[self.name_of(head)]) for head in self.heads]

    def others(self) -> list[forms.BoundField]:
        return [self[name] for name in ("encoding", "sheet", "country") if name in self.fields]

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for head in self.heads:
            name = self.name_of(head)
            key = str(cleaned.get(name) or "")
            if key and key in taken:
                self.add_error(name, _("Another column is already read as this. Leave out one of the two."))
            elif key:
                taken[key] = name
        return cleaned

    def choices(self) -> Choices:
        data = self.cleaned_data
        columns = {
            head["id"]: data[self.name_of(head)] or LEFT_OUT
            for head in self.heads
            if data[self.name_of(head)] or head["key"] not in {"", NUMBERING, LEFT_OUT}
        }
        return Choices(data.get("encoding", ""), data.get("sheet", ""), columns, data["country"])


class RowForm(forms.Form):
    """The cells of a row that could not be read, to be corrected."""

    def __init__(self, data: Typed | None = None, *, cells: Sequence[CellToMend]) -> None:
        super().__init__(data)
        for cell in cells:
            widget = forms.Textarea(attrs={"rows": 3}) if cell.key == "summary" else forms.TextInput()
            self.fields[cell.key] = forms.CharField(
                label=capfirst(cell.label), initial=cell.text, required=False, widget=widget, strip=False
            )


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
            ("projects", _("Projects of these companies (CSV)")),
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
