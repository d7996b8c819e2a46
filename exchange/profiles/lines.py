"""From bytes to numbered lines, in bounded memory whatever the file holds."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

CHUNK_BYTES = 1 << 16
MAX_LINE_BYTES = 1 << 18  # ten full projects written with \u escapes stay below half of it


def split_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield (line number from 1, the line in UTF-8 without its end); None stands for a line over MAX_LINE_BYTES.

    Such a line is passed over while reading, never held. Blank lines are counted and left out.
    """
    number, kept, is_oversized = 1, bytearray(), False
    for chunk in _utf8_chunks(stream):
        first, *others = chunk.split(b"\n")
        kept, is_oversized = _append(kept, first, is_oversized=is_oversized)
        for part in others:
            yield from _finish(number, kept, is_oversized=is_oversized)
            number += 1
            kept, is_oversized = _append(bytearray(), part, is_oversized=False)
    yield from _finish(number, kept, is_oversized=is_oversized)


def _append(kept: bytearray, part: bytes, *, is_oversized: bool) -> tuple[bytearray, bool]:
    if is_oversized or len(kept) + len(part) > MAX_LINE_BYTES:
        return bytearray(), True
    kept += part
    return kept, False


def _finish(number: int, kept: bytearray, *, is_oversized: bool) -> Iterator[tuple[int, bytes | None]]:
    if is_oversized:
        yield number, None
    elif kept.strip():
        yield number, bytes(kept)


def _utf8_chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The stream without its byte order mark; UTF-16 (known by that mark) is turned into UTF-8."""
    start = stream.read(CHUNK_BYTES)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from _from_utf16(start, stream)
        return
    yield start.removeprefix(codecs.BOM_UTF8)
    while chunk := stream.read(CHUNK_BYTES):
        yield chunk


def _from_utf16(start: bytes, stream: BinaryIO) -> Iterator[bytes]:
    # Half a surrogate pair passes through here as three bytes that no UTF-8 reader takes, so that only its own line
    # is refused. A stray last byte cannot be told apart from a cut file and becomes such bytes too.
    decoder = codecs.getincrementaldecoder("utf-16")("surrogatepass")
    chunk = start
    while chunk:
        yield decoder.decode(chunk).encode("utf-8", "surrogatepass")
        chunk = stream.read(CHUNK_BYTES)
    if decoder.getstate()[0]:
        yield b"\xff"
