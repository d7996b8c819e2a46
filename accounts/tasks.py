from celery import shared_task

from accounts.services.answers import forget_old_answers


@shared_task(name="accounts.forget_old_answers")
def forget_old_answers_task() -> None:
    """Nightly: answers kept for repeated requests live a day."""
    forget_old_answers()
