from celery import shared_task

from rest.services import purge_old_records


@shared_task(name="rest.purge_old_records")
def purge_old_records_nightly() -> None:
    """Nightly: answers kept for repeated requests live a day."""
    purge_old_records()
