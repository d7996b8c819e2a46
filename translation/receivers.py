from django.dispatch import receiver

from jobs.enqueueing import enqueue_on_commit
from translation.signals import translations_wanted
from translation.tasks import translate_waiting


@receiver(translations_wanted)
def enqueue_translator(**_kwargs: object) -> None:
    enqueue_on_commit(translate_waiting)
