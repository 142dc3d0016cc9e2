"""What a spreadsheet would run: looked for in every file that can be downloaded as one."""

import io
import re

from openpyxl import load_workbook

FORMULA = "=1+1"
RUN = re.compile(r"(?:^|[,\n\"])[=+@]1\+1", re.MULTILINE)


def texts(content: bytes, kind: str) -> list[str] | None:
    """The lines of a CSV or the cells of a workbook, by its content type; None of anything else.

    A cell that is a formula is its own sign: `FORMULA`, unquoted.
    """
    if "spreadsheetml" in kind:
        sheets = load_workbook(io.BytesIO(content)).worksheets
        cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
        return [str(each.value) for each in cells if each.value is not None]
    return content.decode("utf-8-sig").splitlines() if kind.startswith("text/csv") else None


def runs(lines: list[str]) -> list[str]:
    """The lines that a spreadsheet would run."""
    return [line for line in lines if RUN.search(line)]
