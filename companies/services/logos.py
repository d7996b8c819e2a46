"""A company's logo: a picture that is drawn anew."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from companies.models import Company, Logo
from values.pictures import PictureLimits, draw_picture

LIMITS = PictureLimits(most_bytes=2 * 1024 * 1024, longest_side=512, shortest_side=32)


@transaction.atomic
def set_logo(company: Company, *, data: bytes) -> Logo:
    """Keep this picture as the company's logo, in place of an earlier one. Raises PictureRefusedError."""
    values = asdict(draw_picture(data, LIMITS)) | {"uploaded_at": timezone.now()}
    logo, _is_new = Logo.objects.update_or_create(company=company, defaults=values)
    return logo


@transaction.atomic
def remove_logo(company: Company) -> None:
    Logo.objects.filter(company=company).delete()
