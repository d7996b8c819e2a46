"""Takes in a company's logo: checked by its header first, then drawn anew, so that nothing of the file survives."""

import hashlib
import io
import warnings

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from companies.errors import LogoRefusedError
from companies.models import Company, Logo

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 25_000_000
MOST_DECODED_PIXELS = 8_000_000  # each takes up to eleven bytes while its picture is read
LONGEST_SIDE = 512
SHORTEST_SIDE = 32


@transaction.atomic
def set_logo(company: Company, *, data: bytes) -> Logo:
    """Keep this picture as the company's logo, in place of an earlier one. Raises LogoRefusedError."""
    picture = read_picture(data)
    stream = io.BytesIO()
    picture.save(stream, "PNG", optimize=True)
    png = stream.getvalue()
    values = {
        "png": png,
        "digest": hashlib.sha256(png).hexdigest(),
        "width": picture.width,
        "height": picture.height,
        "uploaded_at": timezone.now(),
    }
    logo, _is_new = Logo.objects.update_or_create(company=company, defaults=values)
    return logo


@transaction.atomic
def remove_logo(company: Company) -> None:
    Logo.objects.filter(company=company).delete()


def read_picture(data: bytes) -> Image.Image:
    """The first frame, upright, in RGBA, at most 512 pixels a side.

    Size and pixels are checked before anything is unpacked, and a JPEG is read in the size that is needed. Raises
    LogoRefusedError.
    """
    if len(data) > MOST_BYTES:
        raise LogoRefusedError(_("The file is larger than 2 MB. Reduce its size and try again."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _decode(data)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(MOST_PIXELS) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise LogoRefusedError(_("This is not an image we can read. Save the logo as PNG, JPEG or WebP.")) from error


def _decode(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise _too_large(MOST_PIXELS)
        if min(picture.size) < SHORTEST_SIDE:
            raise LogoRefusedError(_("The image is smaller than 32 pixels. Choose a larger one."))
        if not picture.info.get("progressive"):  # which is held whole, however small it is wanted
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        if picture.width * picture.height > MOST_DECODED_PIXELS:
            raise _too_large(MOST_DECODED_PIXELS)
        is_plain = picture.mode in {"RGB", "RGBA", "L", "LA"} and "transparency" not in picture.info
        small = picture if is_plain else picture.convert("RGBA")
        small.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(small).convert("RGBA")
    return Image.frombytes("RGBA", upright.size, upright.tobytes())  # without any of the file's own information


def _too_large(limit: int) -> LogoRefusedError:
    words = _("The image has more than %(limit)d million pixels. Reduce its size and try again.")
    return LogoRefusedError(words % {"limit": limit // 1_000_000})
