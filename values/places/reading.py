"""The town of an address: `경기도 성남시 분당구 판교로 255`, `12, rue X, L-4321 Esch-sur-Alzette`."""

import re
import unicodedata

from taxonomy.languages import HANGUL

_POSTCODE = re.compile(r"^\s*[(\[]?\s*(?:우\s*\)?\s*)?[0-9]{3}-?[0-9]{2,3}\s*[)\]]?\s+|^\s*\(우\)\s*")
_KOREAN_PLACE = re.compile(r"^[가-힣]+(?:특별시|광역시|특별자치시|특별자치도|도|시|군|구)$")
_SHORT_PLACE = re.compile(r"^(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)$")
_LUXEMBOURG_POSTCODE = re.compile(r"(?:^|[\s,])L\s*[-–—]?\s*[0-9]{4}\s+([^,;\n]+)", re.IGNORECASE)


def read_place(text: str, country: str) -> str:
    """The part of an address that names the town; a text that is no address stays as it is."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    if country == "LU" and (found := _LUXEMBOURG_POSTCODE.search(plain)):
        return re.sub(r"\s*\(.*$", "", found[1]).strip()
    if HANGUL.search(plain):
        return _korean_place(_POSTCODE.sub("", plain).removeprefix("대한민국 "))
    return plain


def _korean_place(plain: str) -> str:
    parts = plain.replace(",", " ").split()
    count = 0
    while count < len(parts) and (_KOREAN_PLACE.match(parts[count]) or (count == 0 and _SHORT_PLACE.match(parts[0]))):
        count += 1
    return " ".join(parts[:count]) if count else plain
