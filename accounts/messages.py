"""What django-allauth itself says on our pages: our catalogues say it in our words."""

from django.utils.translation import gettext_noop as _

LIBRARY = (_("You must type the same password each time."), _("Forgot your password?"))
