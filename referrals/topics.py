"""What a request says, topic by topic: one page to answer it, one task, one part of the record.

The task list, "check your answers", the request's page and the panel's desk all show these.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mdps.core.ui import Cell, Row
from mdps.core.words import day
from referrals.court_words import court_rows
from referrals.models import Narrative, SupportRequest

NOT_GIVEN = "Not given yet"
CHILD, NEED, ASKED = "About the child", "Why it is needed", "What is asked for"


@dataclass(frozen=True)
class Topic:
    """`page` is the page that asks, `fields` those whose refusals make it incomplete.

    `is_narrative`: said about the child, so shown only to those who may read it.
    """

    page: str
    title: str
    group: str
    fields: frozenset[str]
    rows: Callable[[SupportRequest], Sequence[Row]]
    is_narrative: bool = True
    is_optional: bool = False


def _row(key: str, text: str) -> Row:
    return Row(key, text or NOT_GIVEN)


def _about(request: SupportRequest) -> list[Row]:
    year = request.year_of_birth
    return [
        Row("Case reference", request.case_reference),
        _row("Year of birth", str(year) if year else ""),
        Row("Support for", request.get_subject_display()),
        Row("Kind of support", request.category.short_name),
    ]


def _basis(request: SupportRequest) -> list[Row]:
    return [
        _row("Legal basis", request.get_legal_basis_display()),
        _row("Legal status", request.get_legal_status_display()),
    ]


def _dates(request: SupportRequest) -> list[Row]:
    return [_row("Start", day(request.needed_from)), Row("Needed by", day(request.needed_by))]


def _need(request: SupportRequest) -> list[Row]:
    said = request.narrative
    return [_row("Need", said.need), _row("Question to answer", said.question)]


def _tried(request: SupportRequest) -> list[Row]:
    said = request.narrative
    return [
        _row("What was tried", said.tried),
        _row("Why not in-house or CAMHS", said.why_not_in_house),
    ]


def _wishes(request: SupportRequest) -> list[Row]:
    said = request.narrative
    if said.wishes_not_sought and not said.wishes:
        return [Row("Wishes and feelings", f"Not sought: {said.wishes_not_sought}")]
    return [_row("Wishes and feelings", said.wishes)]


def _consent(request: SupportRequest) -> list[Row]:
    said = request.narrative
    given = said.get_consent_display()
    return [
        _row("Parental responsibility", said.responsibility),
        Row("Consent", Cell(given or NOT_GIVEN, hint=said.consent_by)),
        _row("Advocacy", said.get_advocacy_display()),
    ]


def _outcome(request: SupportRequest) -> list[Row]:
    said = request.narrative
    return [_row("Outcome", said.outcome), _row("How it is measured", said.measure)]


def _again(request: SupportRequest) -> list[Row]:
    return [_row("Why it is asked for again", request.narrative.again_reason)]


def _supplier(request: SupportRequest) -> list[Row]:
    supplier = request.preferred_supplier
    if supplier is None:
        return [Row("Preferred supplier", "No preference")]
    return [Row("Preferred supplier", Cell(supplier.name, hint=request.narrative.supplier_reason))]


def _funding(request: SupportRequest) -> list[Row]:
    shares = list(request.funding.all())
    return [Row(each.get_source_display(), f"{each.percent}%") for each in shares] or [
        Row("Funding", NOT_GIVEN)
    ]


ABOUT = Topic(
    "about",
    "Who it is for",
    CHILD,
    frozenset({"case_reference", "year_of_birth", "subject", "category"}),
    _about,
    is_narrative=False,
)
BASIS = Topic(
    "basis",
    "Legal basis and status",
    CHILD,
    frozenset({"legal_basis", "legal_status"}),
    _basis,
    is_narrative=False,
)
COURT = Topic("court", "The court", CHILD, frozenset({"court"}), court_rows, is_narrative=False)
WISHES = Topic(
    "wishes",
    "Wishes and feelings",
    CHILD,
    frozenset({"wishes", "wishes_not_sought"}),
    _wishes,
)
CONSENT = Topic(
    "consent",
    "Consent and advocacy",
    CHILD,
    frozenset({"responsibility", "consent", "consent_by", "advocacy"}),
    _consent,
)
AGAIN = Topic("again", "Asked for before", NEED, frozenset({"again_reason"}), _again)
NEED_AND_QUESTION = Topic("need", "Need and question", NEED, frozenset({"need", "question"}), _need)
TRIED = Topic("tried", "What was tried", NEED, frozenset({"tried", "why_not_in_house"}), _tried)
OUTCOME = Topic("outcome", "Outcome", NEED, frozenset({"outcome", "measure"}), _outcome)
DATES = Topic(
    "dates",
    "Dates",
    ASKED,
    frozenset({"needed_from", "needed_by"}),
    _dates,
    is_narrative=False,
)
SUPPLIER = Topic(
    "supplier",
    "Preferred supplier",
    ASKED,
    frozenset({"preferred_supplier", "supplier_reason"}),
    _supplier,
    is_optional=True,
)
FUNDING = Topic("funding", "Funding", ASKED, frozenset({"funding"}), _funding, is_narrative=False)

FACTS = (ABOUT, BASIS, COURT, DATES, FUNDING)
WORDS = (NEED_AND_QUESTION, TRIED, WISHES, CONSENT, OUTCOME, AGAIN, SUPPLIER)


def words_of(request: SupportRequest) -> list[Row]:
    """All that is said about the child, for those who may read it."""
    return [row for topic in WORDS if _says(topic, request) for row in topic.rows(request)]


def _says(topic: Topic, request: SupportRequest) -> bool:
    """An optional topic or one that did not arise says nothing."""
    said: Narrative = request.narrative
    if topic is AGAIN:
        return bool(said.again_reason)
    return not topic.is_optional or request.preferred_supplier_id is not None
