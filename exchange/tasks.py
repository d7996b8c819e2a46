from celery import shared_task

from exchange.queries import imports_to_enqueue
from exchange.services import table_imports
from jobs.enqueueing import enqueue


@shared_task(name="exchange.apply_import")
def apply_import(batch_id: int) -> None:
    table_imports.apply_import(batch_id)


@shared_task(name="exchange.sweep_imports")
def sweep_imports() -> None:
    """Pick up confirmed imports whose message was lost, and forget files nobody needs any more."""
    table_imports.purge_old_imports()
    for batch_id in imports_to_enqueue():
        enqueue(apply_import, batch_id)
