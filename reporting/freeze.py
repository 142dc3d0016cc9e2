"""Frozen figures: one spelling in bytes, so that their SHA-256 says whether they are the same."""

import csv
import hashlib
import io
import json
import re
from decimal import Decimal

from openpyxl import Workbook

from mdps.core.lists.export import harmless
from reporting.changes import flat

NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def canonical(figures: dict) -> bytes:
    """The figures as the JSON that is hashed and attached to the PDF: keys sorted, UTF-8."""
    return (json.dumps(figures, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def sha256(figures: dict) -> str:
    """The hash that belongs to the figures."""
    return hashlib.sha256(canonical(figures)).hexdigest()


def as_csv(figures: dict) -> bytes:
    """The same figures as a table: the place of each in words, and its value. UTF-8 with its mark,
    safe to open in a spreadsheet; in the order of the JSON."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("figure", "value"))
    for path, value in flat(json.loads(canonical(figures))).items():
        writer.writerow((harmless(", ".join(path)), harmless(value)))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(figures: dict) -> bytes:
    """The same table as a workbook, in which amounts, counts and shares are numbers."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Figures")
    sheet.append(("figure", "value"))
    for path, value in flat(json.loads(canonical(figures))).items():
        number = isinstance(value, str) and NUMBER.fullmatch(value)
        sheet.append((harmless(", ".join(path)), Decimal(value) if number else harmless(value)))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
