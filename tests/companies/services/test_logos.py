"""Logos: real pictures are drawn anew, everything else is refused before it is unpacked."""

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from companies.models import Logo
from companies.services.logos import LIMITS, remove_logo, set_logo
from tests.factories import CompanyFactory
from values.pictures import PictureRefusedError, read_picture


def picture(width: int = 640, height: int = 320, *, kind: str = "PNG", mode: str = "RGB", **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (width, height), "teal").save(stream, kind, **options)
    return stream.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG that promises so many pixels in its header."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
@pytest.mark.django_db
def test_a_logo_is_stored_as_a_png_of_at_most_512_pixels(kind: str) -> None:
    company = CompanyFactory()

    set_logo(company, data=picture(1200, 600, kind=kind))

    logo = Logo.objects.get(company=company)
    with Image.open(io.BytesIO(bytes(logo.png))) as stored:
        assert (stored.format, stored.size) == ("PNG", (512, 256))
    assert (logo.width, logo.height) == (512, 256)


@pytest.mark.django_db
def test_a_new_logo_takes_the_place_of_the_old_one() -> None:
    company = CompanyFactory()

    first = set_logo(company, data=picture(100, 100)).digest
    second = set_logo(company, data=picture(200, 100)).digest

    assert Logo.objects.get().digest == second != first
    remove_logo(company)
    assert not Logo.objects.exists()


def test_nothing_of_the_file_but_its_pixels_survives() -> None:
    information = PngImagePlugin.PngInfo()
    information.add_text("Comment", "secret")

    kept = read_picture(picture(pnginfo=information), LIMITS)

    assert kept.info == {}


def test_a_large_jpeg_is_read_small() -> None:
    assert read_picture(picture(5_000, 2_500, kind="JPEG"), LIMITS).size == (512, 256)


def test_a_picture_that_lies_on_its_side_is_put_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    assert read_picture(picture(2_000, 1_000, kind="JPEG", exif=exif), LIMITS).size == (256, 512)


def test_a_colour_that_stands_for_nothing_stays_transparent() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (2_000, 1_000), (1, 2, 3)).save(stream, "PNG", transparency=(1, 2, 3))

    assert read_picture(stream.getvalue(), LIMITS).getpixel((0, 0))[3] == 0


def test_a_small_picture_with_transparency_stays_as_it_is() -> None:
    assert read_picture(picture(64, 40, mode="RGBA"), LIMITS).size == (64, 40)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "This is not an image we can read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "This is not an image we can read"),
        (picture()[:200], "This is not an image we can read"),
        (b"GIF89a" + b"\0" * 50, "This is not an image we can read"),
        (bomb(30_000, 30_000), "The image has more than 25 million pixels"),
        (bomb(6_000, 6_000), "The image has more than 25 million pixels"),
        (bomb(4_000, 4_000), "8 million pixels"),
        (picture(2_900, 2_900), "8 million pixels"),
        (picture(2_900, 2_900, kind="GIF", mode="P"), "8 million pixels"),
        (picture(2_900, 2_900, kind="WEBP"), "8 million pixels"),
        (picture(2_900, 2_900, kind="JPEG", progressive=True), "8 million pixels"),
        (bomb(400, 400), "This is not an image we can read"),
        (picture(20, 200), "less than 32"),
        (b"\0" * (LIMITS.most_bytes + 1), "larger than 2 MB"),
    ],
)
def test_what_is_no_logo_is_refused_with_words(data: bytes, reason: str) -> None:
    with pytest.raises(PictureRefusedError, match=reason):
        read_picture(data, LIMITS)
