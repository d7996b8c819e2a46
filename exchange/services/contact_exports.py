"""Keeping record of confidential contacts that leave in a file."""

import logging

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from companies.models import Company, LookPlace
from companies.services.looks import record_looks
from exchange.models import ContactExport

logger = logging.getLogger(__name__)


@transaction.atomic
def record_contact_export(companies: QuerySet[Company], *, user: User | None, file_format: str) -> ContactExport:
    """Who takes out the contacts of these companies, now; `user` is None for a command on the server.

    Called before the first row is written: a download that breaks off has been one.
    """
    ids = list(companies.filter(contact__isnull=False).order_by("pk").values_list("pk", flat=True))
    export = ContactExport.objects.create(user=user, file_format=file_format, company_ids=ids)
    record_looks(ids, user=user, place=LookPlace.EXPORT)
    logger.info("Export %s: the contacts of %s companies as %s", export.pk, len(ids), file_format)
    return export
