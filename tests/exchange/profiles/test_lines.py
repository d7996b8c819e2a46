from io import BytesIO

import pytest

from exchange.profiles.lines import CHUNK_BYTES, MAX_LINE_BYTES, split_lines


def test_lines_are_numbered_and_blank_ones_only_counted() -> None:
    assert list(split_lines(BytesIO(b"a\n\n  \nb\r\nc"))) == [(1, b"a"), (4, b"b\r"), (5, b"c")]


def test_empty_file_has_no_lines() -> None:
    assert list(split_lines(BytesIO(b""))) == []


def test_byte_order_mark_is_no_part_of_the_first_line() -> None:
    assert list(split_lines(BytesIO("\ufeff한\n빛".encode()))) == [(1, "한".encode()), (2, "빛".encode())]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_with_its_mark_reads_like_utf8(encoding: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"

    lines = list(split_lines(BytesIO(f"{mark}한빛\nऊĀ\U0001f33f\n".encode(encoding))))

    assert lines == [(1, "한빛".encode()), (2, "ऊĀ\U0001f33f".encode())]


def test_half_a_surrogate_pair_spoils_its_own_line_only() -> None:
    raw = "\ufeff하나\n".encode("utf-16-le") + b"\x3c\xd8" + "\n둘".encode("utf-16-le")

    (_first, good), (_second, spoilt), (_third, also_good) = split_lines(BytesIO(raw))

    assert (good, also_good) == ("하나".encode(), "둘".encode())
    with pytest.raises(UnicodeDecodeError):
        (spoilt or b"").decode()


def test_utf16_cut_in_the_middle_of_a_character_spoils_the_last_line() -> None:
    lines = list(split_lines(BytesIO("\ufeff하나\n둘".encode("utf-16-le")[:-1])))

    assert lines == [(1, "하나".encode()), (2, b"\xff")]


def test_line_at_the_limit_is_kept_and_one_byte_more_is_passed_over() -> None:
    longest = b"x" * MAX_LINE_BYTES

    lines = list(split_lines(BytesIO(b"a\n" + longest + b"\n" + longest + b"x\nb")))

    assert lines == [(1, b"a"), (2, longest), (3, None), (4, b"b")]


class EndlessLine(BytesIO):
    """A line of 200 MB that is made while it is read; remembers the most ever asked for at once."""

    remaining = 200 << 20
    largest_read = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        self.largest_read = max(self.largest_read, size)
        self.remaining -= size
        return b"x" * size if self.remaining > 0 else b""


def test_huge_line_is_passed_over_in_small_reads() -> None:
    stream = EndlessLine()

    assert list(split_lines(stream)) == [(1, None)]
    assert stream.largest_read == CHUNK_BYTES
