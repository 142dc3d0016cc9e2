"""Who opened a request in an emergency, on its page, for those whose request it is or who audit."""

from mdps.core.models import User
from mdps.core.ui import Cell, Heading, Section, Table, Tag
from mdps.core.words import moment
from referrals.emergency import accesses_visible_to
from referrals.models import EmergencyAccess, SupportRequest

HEADINGS = (Heading("Opened by"), Heading("Opened"), Heading("Until"), Heading("Reason"))
TO_REVIEW = Tag("To review", "yellow")
FOUND: dict[str, Tag] = {
    EmergencyAccess.Finding.JUSTIFIED: Tag("It was needed", "green"),
    EmergencyAccess.Finding.UNJUSTIFIED: Tag("It was not needed", "red"),
}


def finding_tag(access: EmergencyAccess) -> Tag:
    """Whether it was reviewed, and what was found."""
    return FOUND.get(access.finding, TO_REVIEW)


def emergency_sections(request: SupportRequest, user: User) -> list[Section]:
    """A row for each time; nothing where there was none."""
    found = accesses_visible_to(user).filter(request=request).select_related("person")
    rows = [
        [
            Cell(each.person.name),
            Cell(moment(each.opened_at)),
            Cell(moment(each.ends_at)),
            Cell(each.reason),
            Cell("", tag=finding_tag(each), hint=each.words),
        ]
        for each in found.order_by("-opened_at", "-id")
    ]
    title = "Opened in an emergency"
    table = Table(headings=(*HEADINGS, Heading("Review")), rows=rows, caption=title)
    section = Section(title, "components/table.html", {"table": table}, id="emergency")
    return [section] if rows else []
