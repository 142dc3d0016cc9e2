"""Reading the first sheet of an Excel workbook as rows of text, as the person sees them.

Whoever made the workbook may have meant harm: how large it gets unpacked is asked before anything
is unpacked (each member is read up to the size that it declares and no further), and whatever the
library raises means that the workbook cannot be read.
"""

import datetime as dt
import io
import re
import zipfile
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from mdps.core.rules import Refusal, Refused

MOST_CELLS = 50
MOST_UNPACKED = 20 * 1024 * 1024
PADDED = re.compile(r"0{2,15}")


def rows_of(content: bytes, *, most: int) -> list[list[str]]:
    """The first `most` rows; each cell as text. Raises Refused for what is no such workbook."""
    try:
        return _read(content, most)
    except Refused:
        raise
    except Exception as error:
        # zlib.error, RuntimeError for a password, NotImplementedError for a packing, TypeError for
        # an attribute that is unknown: there is no shorter list.
        message = (
            "The workbook cannot be read. Open it, save it again as .xlsx without a password, "
            "then choose it."
        )
        raise _refused("unreadable", message) from error


def _read(content: bytes, most: int) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            raise _refused(
                "too-large",
                "The workbook is too large once it is unpacked. Copy the rows into a new one.",
            )
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what a workbook says of its size is not always so
    return [
        [_text(cell) for cell in row] for row in sheet.iter_rows(max_col=MOST_CELLS, max_row=most)
    ]


def _text(cell: Any) -> str:
    """A cell as the person sees it: 5% and not 0.05, 12345 and not 12345.0, and 00012345 where the
    cell is formatted so. A fraction has 15 digits at the most; a whole number keeps all of them."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    return str(value).strip()


def _number(value: int | float, number_format: str) -> str:
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}").normalize()
    if "%" in number_format:
        return f"{(number * 100).normalize():f}%"
    text = f"{number:f}"
    if PADDED.fullmatch(number_format) and text.isdecimal():
        return text.zfill(len(number_format))
    return text


def _refused(code: str, message: str) -> Refused:
    return Refused([Refusal(code, message, field="file")])
