"""The list of requests, and how to find those of one case."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import DecimalField, Exists, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django_filters import CharFilter, ChoiceFilter, ModelChoiceFilter

from lots.models import RequestCategory
from mdps.core import cells, viewing
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import DayFilter, ListFilter, ReferenceFilter
from mdps.core.models import Team
from mdps.core.money import ZERO
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission, can
from mdps.core.rules import Refusal, Refused
from mdps.core.ui import Cell, Empty, Link
from referrals.court_words import deadline_cell, filing_cell
from referrals.forms.base import CategoryField
from referrals.forms.manager import FindCaseForm
from referrals.home import RAISE
from referrals.models import RequestLine, SupportRequest
from referrals.queries import requests_visible_to
from referrals.standing import is_open, state_tag


class CategoryFilter(ModelChoiceFilter):
    field_class = CategoryField


class SameCaseFilter(CharFilter):
    """The requests of the case of another one, so that no case reference is in an address."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if not value:
            return qs
        known = ReferenceFilter().filter(requests_visible_to(self.parent.request.user), value)
        return qs.filter(case_reference__in=known.values("case_reference"))


class RequestFilter(ListFilter):
    reference = ReferenceFilter(label="Reference", help_text="Like SR-000123")
    same_case_as = SameCaseFilter(label="Same case as", help_text="Like SR-000123")
    state = ChoiceFilter(label="State", choices=SupportRequest.State.choices, empty_label="Any")
    category = CategoryFilter(
        label="Kind of support", queryset=RequestCategory.objects.all(), empty_label="Any"
    )
    legal_basis = ChoiceFilter(
        label="Legal basis", choices=SupportRequest.LegalBasis.choices, empty_label="Any"
    )
    team = ModelChoiceFilter(label="Team", queryset=Team.objects.all(), empty_label="Any")
    raised_from = DayFilter(label="Raised from", field_name="created_on", lookup_expr="gte")
    raised_until = DayFilter(label="Raised up to", field_name="created_on", lookup_expr="lte")
    needed_until = DayFilter(label="Needed by, up to", field_name="needed_by", lookup_expr="lte")
    filed_until = DayFilter(
        label="Court filing, up to", field_name="court__filing_on", lookup_expr="lte"
    )

    class Meta:
        model = SupportRequest
        fields = (
            "reference",
            "same_case_as",
            "state",
            "category",
            "legal_basis",
            "team",
            "raised_from",
            "raised_until",
            "needed_until",
            "filed_until",
        )


FACTS = (
    Column(
        "Reference",
        lambda each: Cell(each.reference, url=each.get_absolute_url(), hint=each.case_reference),
        hint="Case reference",
    ),
    Column(
        "Kind of support",
        lambda each: Cell(each.category_name, hint=each.team_name),
        hint="Team",
    ),
)
DAYS = (
    Column("Raised", lambda each: cells.date(each.created_on), sort="created_on"),
    Column("Needed by", lambda each: cells.date(each.needed_by), sort="needed_by"),
    Column(
        "Deadline",
        lambda each: deadline_cell(each, counts=is_open(each, to_buy=each.to_buy)),
        sort="deadline_on",
        hint="Days left",
    ),
    Column(
        "Court filing",
        lambda each: filing_cell(each, counts=is_open(each, to_buy=each.to_buy)),
        hint="Days to filing",
    ),
)
# What the columns show, and what a look at the case is written down by.
SHOWN = (
    "case_key",
    "case_reference",
    "state",
    "requester",
    "created_on",
    "needed_by",
    "deadline_on",
    "team",
    "court__filing_on",
)
NAMES = {"category_name": F("category__short_name"), "team_name": F("team__name")}
MONEY = DecimalField(max_digits=14, decimal_places=2)
OF_REQUEST = RequestLine.objects.filter(request=OuterRef("pk")).order_by()
REQUESTED = Coalesce(
    Subquery(OF_REQUEST.values("request").annotate(sum=Sum("requested_amount")).values("sum")),
    ZERO,
    output_field=MONEY,
)
TO_BUY = Exists(OF_REQUEST.filter(state__in=RequestLine.OPEN))


class Requests(ListPage):
    permissions = (Permission.REQUEST_READ,)
    template_name = "referrals/list.html"
    title = "Requests"
    sort = "-created_on"
    filterset_class = RequestFilter

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        """The state is in the words of whoever looks."""
        asked_for = Column("Requested", lambda each: cells.money(each.requested), numeric=True)
        return (*FACTS, Column("State", self.state), *DAYS, asked_for)

    def shown(self) -> Iterable[Any]:
        """A line of the list is no view."""
        return ()

    def exported(self, rows: Iterator[Any]) -> Iterator[Any]:
        """A file of the list leaves the service: it shows each request that is in it."""
        return viewing.each_noted(rows)

    def state(self, request: SupportRequest) -> Cell:
        tag = state_tag(request, self.user)
        return Cell("", tag=tag, raw=tag.text)

    def rows(self) -> QuerySet:
        return requests_visible_to(self.user)

    def with_columns(self, rows: QuerySet) -> QuerySet:
        found = rows.select_related("court").only(*SHOWN)
        return found.annotate(**NAMES, requested=REQUESTED, to_buy=TO_BUY)

    @property
    def primary(self) -> Link | None:  # type: ignore[override]
        text, page = RAISE
        return Link(text, reverse(page)) if self.may_raise else None

    @property
    def empty(self) -> Empty:  # type: ignore[override]
        if self.may_raise:
            text, page = RAISE
            link = Link(text, reverse(page))
            return Empty("No requests yet", "Those you raise are listed here.", link)
        return Empty("No requests yet", "They are listed here as soon as they reach you.")

    @property
    def may_raise(self) -> bool:
        return can(self.user, Permission.REQUEST_RAISE)

    def content(self) -> dict[str, Any]:
        find = Link("Find the requests of a case", reverse("referrals:find-case"))
        emergency = Link(
            "Open a request of others in an emergency", reverse("referrals:open-in-emergency")
        )
        may_open = can(self.user, Permission.EMERGENCY_OPEN)
        return super().content() | {"find_case": find, "emergency": emergency if may_open else None}


class FindCase(ActionPage):
    """Finds by a case reference; where it leads names a request, never the case."""

    permission = Permission.REQUEST_READ
    form_class = FindCaseForm

    def content(self) -> dict[str, Any]:
        return {
            "title": "Find the requests of a case",
            "back": Link("Back to requests", reverse("referrals:list")),
        }

    def act(self, form: FindCaseForm) -> str:
        wanted = form.cleaned_data["case_reference"]
        visible = requests_visible_to(self.user).filter(case_reference=wanted)
        newest = visible.order_by("-id").first()
        if newest is None:
            raise Refused([NOT_FOUND])
        return f"{reverse('referrals:list')}?same_case_as={newest.reference}"


NOT_FOUND = Refusal(
    "no-such-case",
    "There is no request of this case that you can see. Check the case reference.",
    field="case_reference",
)
