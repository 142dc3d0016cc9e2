"""The list page: every list of the service is one of these."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.text import slugify
from django_filters import FilterSet

from mdps.core import notices, rates, saved_filters
from mdps.core.lists import drawn_filters, export
from mdps.core.lists.columns import Column
from mdps.core.lists.filters import ListFilter, chips
from mdps.core.lists.keys import Order
from mdps.core.lists.paging import PageOfRows, page
from mdps.core.pages import Page
from mdps.core.ui import Empty, Heading, Link, Pager, Table


class ListPage(Page):
    """A list of records the user may see.

    A subclass gives `title`, `columns`, `sort` (the default order, like "name" or
    "-created_on"), `rows()` and, to be narrowed, a `filterset_class`.
    """

    template_name = "pages/list.html"
    title = ""
    lead = ""
    sort = "-id"
    columns: tuple[Column, ...] = ()
    filterset_class: type[FilterSet] | None = None
    empty = Empty("Nothing to show")
    primary: Link | None = None

    def rows(self) -> QuerySet:
        """Everything that the user may see."""
        raise NotImplementedError

    def with_columns(self, rows: QuerySet) -> QuerySet:
        """`rows` with what only the columns need, in the same query; how many there are is asked
        without it."""
        return rows

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        kind = request.GET.get("as", "")
        if writer := export.WRITERS.get(kind):
            rates.use(rates.EXPORT, request)
            if kind == "xlsx" and (too_many := export.too_many(self.filtered)):
                return self.show(refusals=[too_many], refused_title="This file is not made")
            found = export.by_key(self.with_columns(self.filtered), self.order)
            return writer(self.exported(found), self.columns, name=slugify(self.title))
        return self.show()

    def exported(self, rows: export.Records) -> export.Records:
        """What goes into a file, as it is read."""
        return rows

    @property
    def filterset(self) -> FilterSet | None:
        if not hasattr(self, "_filterset"):
            self._filterset = self.filterset_class and self.filterset_class(
                self.request.GET, queryset=self.rows(), request=self.request
            )
        return self._filterset

    @property
    def filtered(self) -> QuerySet:
        return self.filterset.qs if self.filterset else self.rows()

    @cached_property
    def order(self) -> Order:
        """What was asked for; else, of a list that ends on a day, the latest before it first, so
        that the rows of a long past day are found by its index; else the list's own."""
        asked, own = Order.parse(self.request.GET.get("sort", "")), Order.parse(self.sort)
        known = {column.sort for column in self.columns if column.sort}
        if asked.field in known:
            return asked
        ended = self.filterset.ended_by() if isinstance(self.filterset, ListFilter) else ""
        return Order(ended, descending=True) if ended in known - {own.field} else own

    def content(self) -> dict[str, Any]:
        asked = self.request.GET
        found = page(
            self.filtered,
            self.order,
            self.with_columns,
            after=asked.get("after", ""),
            before=asked.get("before", ""),
        )
        narrowed = chips(self.filterset, asked)
        form = self.filterset.form if self.filterset else None
        saved, text = self.read_beside(form, found)
        in_use = any(each.link.current for each in saved)
        return {
            "title": self.title,
            "lead": self.lead,
            "primary": self.primary,
            "filter_form": form,
            "chips": narrowed,
            "saved": saved,
            "save": saved_filters.offer(self.request.path, asked)
            if narrowed and not in_use
            else None,
            "table": self.table(found),
            "pager": Pager(
                text,
                previous_url=self.url(before=found.before) if found.before else "",
                next_url=self.url(after=found.after) if found.after else "",
            ),
            "downloads": [
                Link("Download as CSV", self.url(**{"as": "csv"})),
                Link("Download as XLSX", self.url(**{"as": "xlsx"})),
            ],
            "empty": self.nothing_matches if narrowed else self.empty,
        }

    def read_beside(self, form: Any, found: PageOfRows) -> tuple[list[saved_filters.Kept], str]:
        """The filters that the person keeps for this list, and which rows these are, of how many.

        In one query with the choices of `form` and with what the frame of the page shows.
        """
        kept, unread, *counted = drawn_filters.read_choices(
            form,
            saved_filters.KEPT.of(user=self.user.pk, path=self.request.path),
            notices.UNREAD.of(by=self.user.pk),
            *found.to_count,
        )
        self.request.unread_notices = unread  # type: ignore[attr-defined]
        return saved_filters.links(kept, self.request.GET), found.text(*counted)

    @property
    def nothing_matches(self) -> Empty:
        return Empty(
            "Nothing matches these filters",
            "Take a filter away, or clear them all.",
            Link("Clear all filters", self.request.path),
        )

    def table(self, found: PageOfRows) -> Table:
        columns = self.columns
        return Table(
            headings=[self.heading(column) for column in columns],
            rows=[[column.of(record) for column in columns] for record in found.rows],
            caption=self.title,
        )

    def heading(self, column: Column) -> Heading:
        if not column.sort:
            return Heading(column.heading, numeric=column.numeric)
        order = self.order
        is_sorted = order.field == column.sort
        descending = is_sorted and not order.descending
        return Heading(
            column.heading,
            numeric=column.numeric,
            sort_url=self.url(sort=Order(column.sort, descending)),
            sorted=("descending" if order.descending else "ascending") if is_sorted else "none",
        )

    def url(self, **changes: object) -> str:
        """This list with `changes`; paging starts anew unless it is what changes."""
        query = self.request.GET.copy()
        for name in ("after", "before", "as"):
            query.pop(name, None)
        for name, value in changes.items():
            query[name] = str(value)
        return f"{self.request.path}?{query.urlencode()}"
