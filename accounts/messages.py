"""What Django and django-allauth themselves say on our pages: our catalogues say it in our words."""

from django.utils.translation import gettext_noop as _

LIBRARY = (
    _("You must type the same password each time."),
    _("Forgot your password?"),
    _("The password is too similar to the %(verbose_name)s."),
    _("Your password can’t be too similar to your other personal information."),
    _("This password is too common."),
    _("Your password can’t be a commonly used password."),
    _("This password is entirely numeric."),
    _("Your password can’t be entirely numeric."),
)
