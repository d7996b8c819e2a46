from django.forms import BaseForm

from companies.models import Company, Project
from companies.queries.remarks import remarks_for


def show_remarks(form: BaseForm, thing: Company | Project | None) -> None:
    """Let each field of the form say what staff ask to improve in it; `templates/django/forms/field.html` shows it."""
    for name, texts in (remarks_for(thing) if thing else {}).items():
        field = form.fields.get(name) or form.fields.get(f"{name}_min")
        if field is not None:
            field.remarks = texts  # type: ignore[attr-defined]  # read by the template alone
