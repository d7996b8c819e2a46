"""Uploads made to cost time and memory: what each costs before it is refused or read, beside an honest file.

    python -m benchmarks.hostile_files

Every file is read in a process of its own by what reads uploads; the figures are that process's and its children's.
"""

import os
import re
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.utils.module_loading import import_string
from openpyxl import Workbook
from PIL import Image

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
SHEET = "xl/worksheets/sheet1.xml"
MIB = 1024 * 1024


def workbook_of(rows: Iterable[list[object]]) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Companies")
    for row in rows:
        sheet.append(row)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def with_parts(parts: dict[str, bytes]) -> bytes:
    """A small workbook with these parts put in; noise beside them keeps the ratio of packing low."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook_of([["name"]]))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content, zipfile.ZIP_DEFLATED, 1)
    return stream.getvalue()


def numbered(pattern: str, count: int) -> bytes:
    """The pattern many times, each with a number that does not pack well."""
    return "".join(pattern % (number * 7919 % 1_000_003) for number in range(count)).encode()


def with_strings(part: str, strings: bytes, **more: bytes) -> bytes:
    """A workbook with its strings in a part of that name."""
    with zipfile.ZipFile(BytesIO(workbook_of([["name"]]))) as archive:
        types = archive.read("[Content_Types].xml").decode()
    entry = f'<Override PartName="/{part}" ContentType="{STRINGS}"/></Types>'
    types = re.sub(r"<Override [^>]*sharedStrings[^>]*>", "", types).replace("</Types>", entry)
    return with_parts(
        {"[Content_Types].xml": types.encode(), part: f'<sst xmlns="{MAIN}">'.encode() + strings + b"</sst>"} | more
    )


def strings_elsewhere() -> bytes:
    return with_strings("xl/media/s.png", numbered("<si><t>%d</t></si>", 2_500_000))


def sheet(rows: bytes) -> bytes:
    return with_parts({SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>'.encode() + rows + b"</sheetData></worksheet>"})


def styles() -> bytes:
    formats = b'<cellXfs count="1">' + numbered('<xf numFmtId="%d"/>', 1_300_000) + b"</cellXfs>"
    return with_parts({"xl/styles.xml": f'<styleSheet xmlns="{MAIN}">'.encode() + formats + b"</styleSheet>"})


def repeated_strings() -> bytes:
    """One long string that half a million cells show."""
    cells = '<c t="s"><v>0</v></c>' * 100
    rows = "".join(f'<row r="{number}">{cells}</row>' for number in range(1, 5_001))
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    strings = b"<si><t>" + b"long " * 6_000 + b"</t></si>"
    return with_strings("xl/strings.xml", strings, **{SHEET: sheet})


def many_entries() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(180_000):
            archive.writestr(f"{number}", b"")
    return stream.getvalue()


def honest_workbook() -> bytes:
    return workbook_of(
        [["name"], *([f"company {number} in column {column}" for column in range(30)] for number in range(5_000))]
    )


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "workbook, honest: 5,000 rows of 30 cells": ("a.xlsx", honest_workbook),
    "workbook: strings in a part named .png": ("a.xlsx", strings_elsewhere),
    "workbook: one string in 500,000 cells": ("a.xlsx", repeated_strings),
    "workbook: 1.3 million cell formats": ("a.xlsx", styles),
    "workbook: 1.5 million rows called 1": ("a.xlsx", lambda: sheet(numbered('<row r="1" a="%d"/>', 1_500_000))),
    "workbook: a row of a million cells": (
        "a.xlsx",
        lambda: sheet(b"<row>" + numbered("<c><v>%d</v></c>", 950_000) + b"</row>"),
    ),
    "workbook: 180,000 packed files": ("a.xlsx", many_entries),
    "CSV: two million empty lines": ("a.csv", lambda: b"name\n" + b"\n" * 2_000_000),
    "CSV: twenty million empty lines": ("a.csv", lambda: b"name\n" + b"\n" * (20 * MIB - 6)),
    "CSV: a line of seven million cells": ("a.csv", lambda: b"name\n" + b"ab," * 6_900_000),
    "CSV: a quote that never ends": ("a.csv", lambda: b'name\n"' + b"a\n" * 10_000_000),
    "CSV: 20 MiB in cp949": ("a.csv", lambda: b"name\n" + ("가나다라마바사\n" * 1_300_000).encode("cp949")),
    "JSON Lines: twenty million empty lines": ("a.jsonl", lambda: b"\n" * (20 * MIB - 1)),
    "JSON Lines: 80 lines of 25,000 keys": (
        "a.jsonl",
        lambda: (b"{" + b",".join(b'"%d":0' % number for number in range(25_000)) + b"}\n") * 80,
    ),
    "EEN JSON: seven million empty lists": ("a.json", lambda: b'{"profiles":[' + b"[]," * 6_900_000 + b"[]]}"),
    "EEN JSON: an object of 1.5 million keys": (
        "a.json",
        lambda: b"{" + b",".join(b'"%d":0' % number for number in range(1_500_000)) + b"}",
    ),
    "EEN XML: a million elements": ("a.xml", lambda: b"<profiles>" + b"<a/>" * 999_900 + b"</profiles>"),
    "EEN XML: two million attributes": (
        "a.xml",
        lambda: b"<profiles " + b" ".join(b"a%x=''" % number for number in range(1_800_000)) + b"/>",
    ),
}


def logo(kind: str, mode: str, size: tuple[int, int], **options: object) -> Callable[[], bytes]:
    def make() -> bytes:
        stream = BytesIO()
        Image.new(mode, size).save(stream, kind, **options)
        return stream.getvalue()

    return make


LOGOS = {
    "logo: PNG of 25 megapixels, RGBA": logo("PNG", "RGBA", (5_000, 5_000)),
    "logo: PNG of 25 megapixels, interlaced palette": logo("PNG", "P", (5_000, 5_000), interlace=True),
    "logo: GIF of 25 megapixels": logo("GIF", "P", (5_000, 5_000)),
    "logo: WebP of 25 megapixels": logo("WEBP", "RGB", (5_000, 5_000)),
    "logo: JPEG of 25 megapixels": logo("JPEG", "RGB", (5_000, 5_000)),
    "logo: progressive JPEG of 25 megapixels": logo("JPEG", "RGB", (5_000, 5_000), progressive=True),
}


def read(name: str, path: str) -> None:
    """Prints what reading took, by a process that has done nothing else."""
    content = Path(path).read_bytes()
    django.setup()
    read_picture = import_string("values.pictures.read_picture")
    limits = import_string("companies.services.logos.LIMITS")
    read_upload = import_string("exchange.services.table_imports.read_upload")
    portal_error = import_string("values.errors.PortalError")
    before, started = peak(), time.perf_counter()
    try:
        if name in LOGOS:
            answer = f"read, {read_picture(content, limits).size}"
        else:
            answer = f"read, {len(read_upload(content, FILES[name][0], 'benchmark').lines)} lines"
    except portal_error as refusal:
        answer = str(refusal)
    seconds = time.perf_counter() - started
    size = f"{len(content) / MIB:5.1f} MiB"
    print(f"{name:<48} {size} {seconds:6.2f} s, {before:5.0f} to {peak():5.0f} MiB: {answer[:60]}", flush=True)


def peak() -> float:
    """MiB that this process, or one that it started, has held at most."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def make(name: str, path: str) -> None:
    Path(path).write_bytes(LOGOS[name]() if name in LOGOS else FILES[name][1]())


def main() -> None:
    """This process stays small: what it held at most would be counted for those that it starts."""
    with TemporaryDirectory() as folder:
        for name in (*FILES, *LOGOS):
            for step in ("make", "read"):
                command = [sys.executable, "-m", "benchmarks.hostile_files", step, name, str(Path(folder, "file"))]
                if code := subprocess.run(command, check=False).returncode:
                    print(f"{name:<48} {step} ended with {code}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sgbc.settings")
    os.environ.setdefault("SGBC_MODE", "demonstration")
    os.environ.setdefault("SECRET_KEY", "unused")
    os.environ.setdefault("DATABASE_URL", "postgres://unused@localhost/unused")
    os.environ.setdefault("REDIS_URL", "redis://localhost")
    {"make": make, "read": read}[sys.argv[1]](*sys.argv[2:]) if len(sys.argv) > 1 else main()
