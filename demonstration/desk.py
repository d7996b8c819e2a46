"""The demonstration's work for staff: companies that wait to be verified and projects that wait to be reviewed."""

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from companies.models import Company, CompanyStatus, Project, ProjectStatus
from companies.services.companies import submit_company, verify_company
from companies.services.projects import submit_project
from demonstration.companies import SOURCE
from demonstration.errors import DemonstrationRefusedError
from exchange.services.imports import ImportOptions, ImportReport, import_companies

WAITING = Path(__file__).resolve().parent / "data" / "waiting.jsonl"
VERIFIED_ID = "kr-w02"  # so that one of the waiting projects can be published at once


@transaction.atomic
def fill_desk(waiting: Path = WAITING) -> ImportReport:
    """Import the waiting companies and submit them with their projects; who was decided about stays decided.

    Raises DemonstrationRefusedError on a production site, OSError when the file cannot be read.
    """
    if not settings.IS_DEMONSTRATION:
        raise DemonstrationRefusedError(
            _("This is not a demonstration site. Demonstration companies and known passwords are refused here.")
        )
    with waiting.open("rb") as stream:
        report = import_companies(stream, options=ImportOptions(SOURCE, is_updating=False))
    # Only imported drafts: whatever the members write themselves is theirs to submit.
    for company in Company.objects.filter(source=SOURCE, status=CompanyStatus.DRAFT).order_by("pk"):
        submitted = submit_company(company)
        if company.source_id == VERIFIED_ID:
            verify_company(submitted)
    drafts = Project.objects.filter(company__source=SOURCE, status=ProjectStatus.DRAFT).exclude(source_id="")
    for project in drafts.order_by("pk"):
        submit_project(project)
    return report
