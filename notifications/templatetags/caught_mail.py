"""Where the visitor of a demonstration, who is also who runs it, finds the mail that was not sent."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def caught_mail_folder() -> str:
    """The folder on this machine; empty where mail leaves, and where strangers ask."""
    return str(settings.CAUGHT_MAIL_FOLDER) if settings.IS_DEMONSTRATION and not settings.SMTP_URL else ""
