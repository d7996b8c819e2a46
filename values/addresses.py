"""Addresses of sites and of mail as people write them, made into those that programs use."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from values.errors import ReadingError
from values.links import require_web_address
from values.text import clean_line

_LABEL = re.compile(
    r"^(?:홈페이지|웹사이트|website|homepage|site(?: web)?|url|web|이메일|메일|e-?mail|courriel|mail)\s*:\s*(?!//)",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"^(https?)\s*[:;]\s*/{1,2}\s*", re.IGNORECASE)
_BRACKETED = re.compile(r".*<\s*([^<>\s]+@[^<>\s]+)\s*>")
_DASHES = re.compile("[‐‑‒–—―−]")
_SEVERAL = re.compile(r"\S+@\S+[\s,;/]+\S+@\S+")


def read_website(text: str) -> str:
    """An address with its scheme, https where none is said. Raises ReadingError."""
    plain = clean_line(_plain(text)).rstrip(" ,;")
    plain = _SCHEME.sub(lambda found: f"{found[1].lower()}://", plain)
    if "://" not in plain and ":" not in plain.partition("/")[0].rpartition(".")[0]:
        plain = f"https://{plain}"
    try:
        require_web_address(plain)
    except ValidationError as error:
        raise ReadingError(_("This is not a web address. Enter one, for example https://company.example.")) from error
    return plain


def read_email(text: str) -> str:
    """One address, without `mailto:` or the name of its owner. Raises ReadingError."""
    plain = clean_line(_plain(text)).removeprefix("mailto:").rstrip(" .,;")
    if found := _BRACKETED.fullmatch(plain):
        plain = found[1]
    plain = re.sub(r"\s*(?:@|\(at\)|\[at\])\s*", "@", plain)
    if _SEVERAL.search(plain):
        raise ReadingError(_("Enter a single e-mail address."))
    try:
        EmailValidator()(plain)
    except ValidationError as error:
        raise ReadingError(_("This is not an e-mail address. Enter one, for example name@company.example.")) from error
    return plain


def _plain(text: str) -> str:
    """Full-width letters of an address made plain ones; what is Korean in it stays."""
    return _LABEL.sub("", _DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip())
