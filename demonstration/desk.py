"""The demonstration's work for staff: companies that wait to be verified and projects that wait to be reviewed."""

from pathlib import Path
from random import Random

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Company, CompanyReview, CompanyStatus, Project, ProjectStatus
from companies.services.companies import submit_company
from companies.services.projects import submit_project
from companies.services.reviews import CompanyChecks, verify_after_review
from demonstration.companies import PASSWORD, SOURCE
from demonstration.errors import DemonstrationRefusedError
from demonstration.staff import VERIFIER, country_of, create_staff
from demonstration.working_moments import last_working_moment
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
            _("This is not a demonstration site, so demonstration companies and known passwords are refused.")
        )
    create_staff(PASSWORD)
    with waiting.open("rb") as stream:
        report = import_companies(stream, options=ImportOptions(SOURCE, is_updating=False))
    # Only imported drafts: whatever the members write themselves is theirs to submit.
    for company in Company.objects.filter(source=SOURCE, status=CompanyStatus.DRAFT).order_by("pk"):
        submitted = submit_company(company)
        if company.source_id == VERIFIED_ID:
            _verify(submitted)
    drafts = Project.objects.filter(company__source=SOURCE, status=ProjectStatus.DRAFT).exclude(source_id="")
    for project in drafts.order_by("pk"):
        submit_project(project)
    return report


def _verify(company: Company) -> None:
    """By the case manager of its country, in working hours."""
    reviewer = User.objects.get(email=VERIFIER)
    checks = CompanyChecks(is_number_checked=True, is_sme_checked=True, is_duplicate_checked=True)
    review = verify_after_review(company, reviewer=reviewer, checks=checks, read_at=company.updated_at)
    at = last_working_moment(timezone.now(), country_of(reviewer), Random(company.source_id))  # noqa: S311 - no secret
    CompanyReview.objects.filter(pk=review.pk).update(created_at=at)
