from celery import shared_task

from exchange.queries import imports_to_wake
from exchange.services import table_imports
from notifications.wakeups import wake


@shared_task(name="exchange.apply_import")
def apply_import(batch_id: int) -> None:
    table_imports.apply_import(batch_id)


@shared_task(name="exchange.sweep_imports")
def sweep_imports() -> None:
    """Pick up confirmed imports whose message was lost, and forget files nobody needs any more."""
    table_imports.forget_old_imports()
    for batch_id in imports_to_wake():
        wake(apply_import, batch_id)
