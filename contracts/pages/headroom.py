"""The headroom: now, at any past moment, and if everything approved or pending were awarded."""

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from contracts import headroom
from contracts.pages.tabs import TABS
from lots.models import Scheme
from lots.queries import current_scheme
from mdps.core import cells, clock
from mdps.core.forms import DayField
from mdps.core.money import gbp
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Heading, Table
from mdps.core.words import day


class PastForm(forms.Form):
    """Which past day. Sent by GET, so that it can be bookmarked."""

    on = DayField(label="Day", help_text="For example, 27 3 2026")


class Headroom(Page):
    tabs = TABS
    permissions = (Permission.CONTRACT_READ, Permission.FIGURES_READ)
    template_name = "contracts/headroom_page.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = any(name.startswith("on_") for name in request.GET)
        form = PastForm(request.GET if asked else None)
        past = form.cleaned_data["on"] if asked and form.is_valid() else None
        if past and past > clock.today():
            form.add_error("on", f"Enter today, {day(clock.today())}, or an earlier day")
            past = None
        return self.show(
            past_form=form, form=form, past=past and past_table(current_scheme(), past)
        )

    def content(self) -> dict[str, Any]:
        scheme = current_scheme()
        return {
            "title": f"{gbp(scheme.headroom)} is left under the cap",
            "table": ahead_table(headroom.if_awarded(scheme, clock.today())),
        }


def ahead_table(found: headroom.IfAwarded) -> Table:
    """What is left now, then after what is approved, then after what is pending."""
    steps = (
        ("The cap", found.cap, found.cap),
        ("Committed", -found.committed, found.headroom),
        ("Approved by the panel, not awarded", -found.approved, found.left_after_approved),
        ("Asked for, not decided", -found.pending, found.left_after_all),
    )
    return Table(
        headings=[Heading("Step"), Heading("Amount", numeric=True), Heading("Left", numeric=True)],
        rows=[[Cell(name), cells.money(amount), cells.money(left)] for name, amount, left in steps],
        caption="If everything approved or pending were awarded",
    )


def past_table(scheme: Scheme, on: dt.date) -> Table:
    """Both answers about a past day, beside each other."""
    cap = headroom.cap_on(scheme, on)
    end = dt.datetime.combine(on + dt.timedelta(days=1), dt.time(), tzinfo=clock.LONDON)
    rows = (
        ("As it stood on that day", headroom.committed(scheme, on=on)),
        ("As it was known at its end", headroom.committed(scheme, on=on, known_at=end)),
    )
    return Table(
        headings=[
            Heading("Answer"),
            Heading("Committed", numeric=True),
            Heading("Left", numeric=True),
        ],
        rows=[
            [Cell(name), cells.money(committed), cells.money(cap - committed)]
            for name, committed in rows
        ],
        caption=f"On {day(on)}, under a cap of {gbp(cap)}",
    )
