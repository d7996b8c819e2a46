"""Takes in a picture: checked by its header first, then drawn anew, so that nothing of the file survives."""

import hashlib
import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from values.errors import PortalError

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MOST_PIXELS = 25_000_000
MOST_DECODED_PIXELS = 8_000_000  # each takes up to eleven bytes while its picture is read


class PictureRefusedError(PortalError):
    """The file is no picture that can be taken. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """Of the file, and of the sides of what is made of it, in pixels."""

    most_bytes: int
    longest_side: int
    shortest_side: int

    @property
    def megabytes(self) -> int:
        return self.most_bytes // 1024**2


@dataclass(frozen=True, slots=True)
class Drawing:
    """A PNG that we encoded ourselves."""

    png: bytes
    digest: str
    width: int
    height: int


def draw_picture(data: bytes, limits: PictureLimits, *, colours: int = 0) -> Drawing:
    """The picture as a PNG, with a palette of so many colours unless 0. Raises PictureRefusedError."""
    picture = read_picture(data, limits)
    width, height = picture.size
    stream = io.BytesIO()
    drawn = picture.convert("RGB").quantize(colours) if colours else picture
    drawn.save(stream, "PNG", optimize=True)
    png = stream.getvalue()
    return Drawing(png, hashlib.sha256(png).hexdigest(), width, height)


def read_picture(data: bytes, limits: PictureLimits) -> Image.Image:
    """The first frame, upright, in RGBA, no side longer than the limits say.

    Size and pixels are checked before anything is unpacked, and a JPEG is read in the size that is needed. Raises
    PictureRefusedError.
    """
    refuse_large_file(len(data), limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _decode(data, limits)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(MOST_PIXELS) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise PictureRefusedError(_("This is not an image we can read. Save it as PNG, JPEG or WebP.")) from error


def refuse_large_file(size: int, limits: PictureLimits) -> None:
    """Raises PictureRefusedError; asked before the bytes of an upload are read."""
    if size > limits.most_bytes:
        raise PictureRefusedError(
            _("The file is larger than %(limit)d MB. Reduce its size and try again.") % {"limit": limits.megabytes}
        )


def _decode(data: bytes, limits: PictureLimits) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise _too_many_pixels(MOST_PIXELS)
        if min(picture.size) < limits.shortest_side:
            words = _("The image is less than %(limit)d pixels wide or high. Choose a larger one.")
            raise PictureRefusedError(words % {"limit": limits.shortest_side})
        if not picture.info.get("progressive"):  # which is held whole, however small it is wanted
            picture.draft("RGB", (limits.longest_side, limits.longest_side))
        if picture.width * picture.height > MOST_DECODED_PIXELS:
            raise _too_many_pixels(MOST_DECODED_PIXELS)
        is_plain = picture.mode in {"RGB", "RGBA", "L", "LA"} and "transparency" not in picture.info
        small = picture if is_plain else picture.convert("RGBA")
        small.thumbnail((limits.longest_side, limits.longest_side))
        upright = ImageOps.exif_transpose(small).convert("RGBA")
    return Image.frombytes("RGBA", upright.size, upright.tobytes())  # without any of the file's own information


def _too_many_pixels(limit: int) -> PictureRefusedError:
    words = _("The image has more than %(limit)d million pixels. Reduce its size and try again.")
    return PictureRefusedError(words % {"limit": limit // 1_000_000})
