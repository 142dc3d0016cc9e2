"""What is written inside a file, as text: of a PDF its pages and attachments, of a ZIP (so of a
workbook too) every file in it, by its name.
"""

import io
import zipfile
from functools import lru_cache
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError


def content_of(answer: Any) -> bytes:
    """The content of an answer, also of a file that was read to its end (world.read)."""
    return answer.said if answer.streaming else answer.content


@lru_cache(maxsize=500)
def text_inside(content: bytes) -> str:
    """Everything that can be read in `content`."""
    if content.startswith(b"%PDF-"):
        return f"{_of_pdf(content)} {content.decode(errors='replace')}"
    if content.startswith(b"PK"):
        return _of_zip(content)
    return content.decode(errors="replace")


def _of_pdf(content: bytes) -> str:
    try:
        reader = PdfReader(io.BytesIO(content))
        pages = [page.extract_text() for page in reader.pages]
        attached = [text_inside(each) for found in reader.attachments.values() for each in found]
        return " ".join([str(reader.metadata), *pages, *reader.attachments, *attached])
    except (PyPdfError, KeyError, ValueError):
        return ""  # an upload that only looks like one


def _of_zip(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return " ".join(f"{name} {text_inside(archive.read(name))}" for name in archive.namelist())
