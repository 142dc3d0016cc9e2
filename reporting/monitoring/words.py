"""Ratings in words and colours."""

from mdps.core.ui import Tag
from reporting.models import SupplierRating

Grade = SupplierRating.Grade
COLOURS = {
    Grade.GOOD: "green",
    Grade.APPROACHING: "turquoise",
    Grade.IMPROVE: "yellow",
    Grade.INADEQUATE: "red",
}


def grade_tag(grade: str | None) -> Tag:
    """The tag of a rating; None is not rated yet."""
    return Tag(Grade(grade).label, COLOURS[Grade(grade)]) if grade else Tag("Not rated yet", "grey")
