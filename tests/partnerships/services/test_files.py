"""Only files whose content is what their name says, and nothing a browser would run, enter a room."""

import pytest

from partnerships.errors import FileRefusedError
from partnerships.models import LARGEST_FILE, Attachment
from partnerships.services.files import MOST_PARTS, SafeFile, check_file, clean_name
from partnerships.services.thread import ROOM_BYTES, post_message
from tests.room_factories import make_room, office_file

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
DOCX = office_file("word/document.xml")
HTML = b"<!DOCTYPE html><script>alert(1)</script>"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("offer.pdf", b"%PDF-1.7 and so on", "pdf"),
        ("plan.PNG", PNG, "png"),
        ("photo.jpeg", b"\xff\xd8\xff\xe0 and so on", "jpg"),
        ("contract.docx", DOCX, "docx"),
        ("prices.xlsx", office_file("xl/workbook.xml"), "xlsx"),
        ("talk.pptx", office_file("ppt/presentation.xml"), "pptx"),
        ("notes.txt", "Gläser, 유리".encode(), "txt"),
        ("list.csv", b"a;b\r\n1;2\r\n", "csv"),
    ],
)
def test_a_file_is_told_by_its_content(name: str, data: bytes, kind: str) -> None:
    assert check_file(name, data) == SafeFile(name, kind, data)


def test_a_korean_spreadsheet_becomes_utf_8() -> None:
    assert check_file("가격.csv", "가격;수량".encode("cp949")).data.decode() == "가격;수량"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", HTML),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("program.exe", b"MZ"),
        ("offer", b"%PDF-1.7"),
        ("offer.pdf", HTML),
        ("plan.png", HTML),
        ("photo.jpg", PNG),
        ("notes.txt", HTML),
        ("notes.txt", b"\n  \n<ScRiPt>alert(1)</script>"),
        ("notes.txt", b"text\x00with a zero"),
        ("list.csv", b"<?xml version='1.0'?><svg onload='alert(1)'/>"),
        ("contract.docx", b"PK\x03\x04 but no package"),
        ("contract.docx", office_file("xl/workbook.xml")),
        ("contract.docx", office_file("word/document.xml", "word/vbaProject.bin")),
        ("contract.docx", HTML + DOCX),
        ("contract.docx", office_file("word/document.xml", *(f"word/{number}" for number in range(MOST_PARTS)))),
        ("contract.docm", DOCX),
        ("empty.txt", b""),
        ("large.pdf", b"%PDF-" + bytes(LARGEST_FILE)),
    ],
)
def test_a_disguised_empty_or_large_file_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(FileRefusedError):
        check_file(name, data)


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("C:\\secret\\offer.pdf", "offer.pdf"),
        ("../../etc/offer.pdf", "offer.pdf"),
        ("offer\u202efdp.exe", "offerfdp.exe"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie: b.pdf"),
        (".pdf", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 144 + ".pdf"),
    ],
)
def test_a_name_cannot_hide_its_ending(typed: str, clean: str) -> None:
    assert clean_name(typed) == clean


@pytest.mark.django_db
def test_a_message_carries_five_files_at_most() -> None:
    room = make_room()
    files = [check_file("notes.txt", b"text")] * 6

    with pytest.raises(FileRefusedError):
        post_message(room.collaboration, actor=room.korean, text="Here", language="en", files=files)

    assert room.collaboration.messages.count() == 0


@pytest.mark.django_db
def test_a_full_room_takes_words_but_no_files() -> None:
    room = make_room()
    message = post_message(room.collaboration, actor=room.korean, text="Here", language="en")
    many = range(ROOM_BYTES // LARGEST_FILE)
    Attachment.objects.bulk_create(
        Attachment(message=message, name="a.pdf", kind="pdf", size=LARGEST_FILE, data=b"") for _number in many
    )

    with pytest.raises(FileRefusedError):
        post_message(
            room.collaboration,
            actor=room.korean,
            text="One more",
            language="en",
            files=[check_file("notes.txt", b"text")],
        )
    post_message(room.collaboration, actor=room.korean, text="Words", language="en")

    assert room.collaboration.messages.count() == 2
