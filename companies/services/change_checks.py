"""Staff look at edits of public texts: seen, or answered with remarks; the page stays up either way."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import ChangeCheck, Company, Project
from companies.queries.edited_profiles import changes_of
from companies.services.decision_emails import email_change_remarks
from values.errors import StateConflictError


@transaction.atomic
def check_changes(
    company: Company, project: Project | None, *, by: User, last_id: int, remarks: Mapping[str, str] | None = None
) -> list[ChangeCheck]:
    """Mark the edits up to `last_id` as seen and send the remarks, by field name, to the company's people.

    Edits made since the page was shown stay in the queue. A remark is kept with the latest of the edits of its field.
    Raises StateConflictError when somebody else has checked them all meanwhile.
    """
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)  # one reviewer after the other
    changes = list(changes_of(company, project).filter(pk__lte=last_id).order_by("pk"))
    if not changes:
        raise StateConflictError(_("Nothing was saved: someone else has checked these changes in the meantime."))
    latest = {change.field: change.pk for change in changes}
    texts = {latest[name]: text.strip() for name, text in (remarks or {}).items() if name in latest}
    checks = ChangeCheck.objects.bulk_create(
        ChangeCheck(change=change, checked_by=by, remark=texts.get(change.pk, "")) for change in changes
    )
    email_change_remarks(checks)
    return checks
