"""What the desk shows of an application besides what its supplier says."""

import datetime as dt

from django.db.models import QuerySet
from django.urls import reverse

from lots.models import LotVersion
from mdps.core.ui import Cell, Heading, Identity, Link, Row, Section, Table, Tag
from mdps.core.words import day, moment
from suppliers.models import Application, Judgement
from suppliers.outcome import finding_words
from suppliers.standing_words import due_cell

State = Application.State
OUTCOMES = {
    Judgement.Outcome.PASS: "green",
    Judgement.Outcome.FAIL: "red",
    Judgement.Outcome.CLARIFY: "yellow",
}


def in_hand() -> QuerySet[Application]:
    """What is being assessed or waits for its applicant, the first to be due first."""
    assessed = Application.objects.filter(state__in=(State.UNDER_ASSESSMENT, State.CLARIFICATION))
    return assessed.select_related("supplier", "lot").order_by("due_on", "id")


def identity(
    application: Application, tag: Tag, on: dt.date, *, for_council: bool = True
) -> Identity:
    """Whose application it is, until when it is decided, and by which criteria.

    Only the council's people are led to the criteria and the round.
    """
    version, assessor = application.criteria_version, application.assessor
    return Identity(
        reference=application.reference,
        title=f"{application.supplier} for {application.lot.short}",
        tag=tag,
        holder=f"Assessor: {assessor}" if assessor else "",
        facts=[
            Row("Lot", application.lot.name),
            Row("Submitted", day(application.submitted_on)),
            *(
                [Row("Decision due", due_cell(application, on))]
                if application.state in Application.OPEN
                else []
            ),
            *([Row("Criteria", _led(_version(version), for_council))] if version else []),
            *([Row("Round", _led(_round(application), for_council))] if application.round else []),
            *([Row("Portal", application.portal_reference)] * bool(application.portal_reference)),
        ],
    )


def findings_table(judgements: list[Judgement]) -> Table:
    """The latest finding on each criterion, and who found it."""
    return Table(
        headings=[Heading("Criterion"), Heading("Finding"), Heading("Feedback"), Heading("By")],
        rows=[
            [
                Cell(each.criterion.text),
                Cell("", tag=Tag(finding_words(each), OUTCOMES[Judgement.Outcome(each.outcome)])),
                Cell(each.comment),
                Cell(str(each.judged_by or "")),
            ]
            for each in judgements
        ],
        caption="Findings",
        empty="Nothing is judged yet.",
    )


def comments(application: Application) -> Section | None:
    """What those who look at it said to each other, the newest last."""
    said = application.comments.select_related("by")
    rows = [Row(f"{each.by}, {moment(each.at)}", each.text) for each in said]
    return _listed("Comments", "comments", rows)


def conflicts(application: Application) -> Section | None:
    """Who declared a conflict, and which."""
    declared = application.conflicts.select_related("person").order_by("id")
    rows = [Row(each.person.name, each.reason) for each in declared]
    return _listed("Conflicts of interest", "conflicts", rows)


def accepted(application: Application) -> Section | None:
    """Which specification and standards the applicant accepted, who did, and when."""
    found = application.acceptances.select_related("version__lot", "accepted_by").order_by("id")
    rows = [
        Row(
            each.version.get_kind_display(),
            Cell(
                f"Version {each.version.number}",
                url=each.version.get_absolute_url(),
                hint=f"By {each.accepted_by}, {moment(each.accepted_at)}",
            ),
        )
        for each in found
    ]
    return _listed("Accepted", "accepted", rows)


def extension(application: Application) -> Section | None:
    """That its time was extended, by whom and why."""
    if not application.extended_on:
        return None
    rows = [
        Row("Extended", f"{day(application.extended_on)} by {application.extended_by}"),
        Row("Why", application.extension_reason),
    ]
    return _listed("Time to decide", "extension", rows)


def about(application: Application) -> list[Section]:
    """What the council wrote about it: comments, conflicts, the extension, what was accepted."""
    made = (extension, comments, conflicts, accepted)
    return [section for make in made if (section := make(application))]


def link(application: Application, *, current: bool = False) -> Link:
    """To the desk of an application."""
    text = f"{application.reference}, {application.supplier}"
    return Link(text, reverse("suppliers:assess", args=[application.pk]), current=current)


def _listed(title: str, slug: str, rows: list[Row]) -> Section | None:
    if not rows:
        return None
    return Section(title, "components/summary_list.html", {"rows": rows}, id=slug)


def _led(cell: Cell, led: bool) -> Cell:
    return cell if led else cell._replace(url="")


def _version(version: LotVersion) -> Cell:
    return Cell(f"Version {version.number}", url=version.get_absolute_url())


def _round(application: Application) -> Cell:
    of_round = application.round
    return Cell(str(of_round), url=of_round.get_absolute_url() if of_round else "")
