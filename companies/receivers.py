"""What companies do when something happens in the apps below them."""

from django.dispatch import receiver
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.signals import staff_role_about_to_be_given
from companies.models import Membership
from values.formats.phrases import write_list


@receiver(staff_role_about_to_be_given)
def refuse_staff_role_to_members(user: User, **_kwargs: object) -> str:
    """Whoever acts for a company gives that up before they work for staff."""
    names = Membership.objects.filter(user=user).order_by("company__name").values_list("company__name", flat=True)
    if not names:
        return ""
    return _(
        "%(person)s acts for a company. Staff cannot act for a company: first remove this person "
        "under “Members”. Companies: %(companies)s."
    ) % {"person": user, "companies": write_list(names)}
