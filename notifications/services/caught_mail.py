"""Without a mail server nothing leaves, and nobody reads a key in the portal: where a newcomer finds it."""

import logging
from pathlib import Path

from django.conf import settings

from notifications.models import OutboxEmail

logger = logging.getLogger(__name__)


def keep_for_operator(email: OutboxEmail) -> None:
    """Write a mail that carries a key into a folder of the machine, for who runs the portal; others need no file.

    Without a folder the key is lost, which is the safe end where somebody forgot the mail server.
    """
    if email.sealed is None:
        return
    if not settings.CAUGHT_MAIL_FOLDER:
        logger.warning("Mail %s carries a link and could not leave: there is no mail server", email.pk)
        return
    folder = Path(settings.CAUGHT_MAIL_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{email.pk}.txt"
    path.touch(mode=0o600)
    path.write_text(f"To: {email.recipient}\nSubject: {email.subject}\n\n{email.full_text}", encoding="utf-8")
    logger.info("A mail with a link for its reader alone is in %s", path)
