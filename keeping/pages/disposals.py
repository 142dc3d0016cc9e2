"""Cases whose time is over: the list, a proposal, and its decision. Holds that stop it."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from keeping import dispose
from keeping.cases import requests_of, whose_time_is_over
from keeping.forms import ApproveForm, HoldForm, LiftForm, ProposeForm, RefuseForm
from keeping.hold import lift, place
from keeping.models import Disposal, Hold
from keeping.propose import propose
from mdps.core import clock
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Cell, Heading, Identity, Link, Row, Section, Table, Tag
from mdps.core.words import day
from referrals.models import SupportRequest

MOST = 100
TABLE = "components/table.html"
COLOURS = {"proposed": "blue", "disposed": "grey", "refused": "green"}


def tag(disposal: Disposal) -> Tag:
    return Tag(disposal.get_state_display(), COLOURS[disposal.state])


class Due(Page):
    """What is due for review, what was proposed and decided, and what is held."""

    permissions = (Permission.DISPOSAL_PROPOSE, Permission.DISPOSAL_APPROVE)

    def content(self) -> dict[str, Any]:
        return {
            "title": "Cases whose time is over",
            "actions": self._actions(),
            "sections": [
                Section("Due for review", TABLE, {"table": self._due()}, id="due"),
                Section("Disposals", TABLE, {"table": self._disposals()}, id="disposals"),
                Section("Holds", TABLE, {"table": self._holds()}, id="holds"),
            ],
        }

    def _actions(self) -> list[Action]:
        if not can(self.user, Permission.DISPOSAL_PROPOSE):
            return []
        return [
            Action("Propose a disposal", reverse("keeping:propose")),
            Action("Place a hold", reverse("keeping:hold"), secondary=True),
        ]

    def _due(self) -> Table:
        found = islice(whose_time_is_over(clock.today()), MOST)
        return Table(
            [Heading("Case"), Heading("Due since"), Heading("Because of")],
            [[Cell(case), Cell(day(due.on)), Cell(due.words)] for case, due in found],
            caption=f"The first {MOST} cases whose time is over",
            empty="No case is due.",
        )

    def _disposals(self) -> Table:
        found = Disposal.objects.select_related("proposed_by").order_by("-id")[:MOST]
        return Table(
            [Heading("Disposal"), Heading("Case"), Heading("Proposed by"), Heading("State")],
            [
                [
                    Cell(each.reference, url=each.get_absolute_url()),
                    Cell(each.case_reference),
                    Cell(each.proposed_by.name, hint=day(each.proposed_on)),
                    Cell("", tag=tag(each)),
                ]
                for each in found
            ],
            caption=f"The newest {MOST} disposals",
            empty="None was proposed yet.",
        )

    def _holds(self) -> Table:
        found = Hold.objects.filter(lifted_on=None).select_related("placed_by").order_by("-id")
        lifts = can(self.user, Permission.DISPOSAL_APPROVE)
        return Table(
            [Heading("Hold"), Heading("Case"), Heading("For"), Heading("Placed by")],
            [
                [
                    Cell(
                        each.reference,
                        url=reverse("keeping:lift", args=[each.pk]) if lifts else "",
                    ),
                    Cell(each.case_reference),
                    Cell(each.get_kind_display(), hint=each.reason),
                    Cell(each.placed_by.name, hint=day(each.placed_on)),
                ]
                for each in found[:MOST]
            ],
            caption=f"The newest {MOST} holds that are not lifted",
            empty="Nothing is held.",
        )


class KeepingAct(ActionPage):
    """An act that leads back to the list."""

    permission = Permission.DISPOSAL_PROPOSE
    title = ""
    consequences: tuple[str, ...] = ()

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "consequences": self.consequences,
            "cancel": Link("Cancel", reverse("keeping:due")),
        }


class Propose(KeepingAct):
    title = "Propose that a case is disposed of"
    form_class = ProposeForm
    consequences = (
        "Somebody else approves or refuses it.",
        "Nothing is disposed of before.",
    )

    def act(self, form: ProposeForm) -> str:
        given = form.cleaned_data
        disposal = propose(
            given["case_reference"], reason=given["reason"], by=self.user, on=clock.today()
        )
        self.say(f"{disposal.reference} is proposed.")
        return disposal.get_absolute_url()


class PlaceHold(KeepingAct):
    title = "Hold a case"
    form_class = HoldForm
    consequences = ("The case is kept, whatever its day, until the hold is lifted.",)

    def act(self, form: HoldForm) -> str:
        given = form.cleaned_data
        hold = place(
            given["case_reference"],
            kind=given["kind"],
            reason=given["reason"],
            by=self.user,
            on=clock.today(),
        )
        self.say(f"{hold.reference} is placed.")
        return reverse("keeping:due")


class OfACase:
    """A page about a disposal or a hold: it shows the requests of its case."""

    authority = "Disposal of records"
    record: Any

    def shown(self) -> Iterable[SupportRequest]:
        return requests_of(self.record.case_reference)


class LiftHold(OfACase, KeepingAct):
    permission = Permission.DISPOSAL_APPROVE
    title = "Lift a hold"
    form_class = LiftForm
    consequences = ("The case can be disposed of once its time is over.",)

    def find(self, pk: int) -> Hold:
        return get_object_or_404(Hold, pk=pk, lifted_on=None)

    def content(self) -> dict[str, Any]:
        hold = self.record
        figures = [
            Row("Case", hold.case_reference),
            Row("Held for", hold.get_kind_display()),
            Row("Why", hold.reason),
        ]
        return super().content() | {"figures": figures, "caption": hold.reference}

    def act(self, form: LiftForm) -> str:
        lift(self.record, by=self.user, on=clock.today())
        self.say(f"{self.record.reference} is lifted.")
        return reverse("keeping:due")


class DisposalPage(OfACase, Page):
    """One disposal, with what can be decided about it."""

    permissions = (Permission.DISPOSAL_PROPOSE, Permission.DISPOSAL_APPROVE)

    def find(self, pk: int) -> Disposal:
        found = Disposal.objects.select_related("proposed_by", "decided_by")
        return get_object_or_404(found, pk=pk)

    def content(self) -> dict[str, Any]:
        disposal = self.record
        rows = [
            Row("Due since", f"{day(disposal.due_on)}, {disposal.basis}"),
            Row("Proposed by", f"{disposal.proposed_by.name}, {day(disposal.proposed_on)}"),
            Row("Why", disposal.reason),
        ]
        if disposal.decided_by:
            rows += [
                Row("Decided by", f"{disposal.decided_by.name}, {day(disposal.decided_on)}"),
                Row("Because", disposal.decided_because),
                Row("Disposed of", f"Requests: {disposal.requests}, files: {disposal.files}"),
            ]
        return {
            "title": f"Disposal {disposal.reference}",
            "identity": Identity(disposal.reference, disposal.case_reference, tag(disposal)),
            "actions": self._actions(disposal),
            "back": Link("Cases whose time is over", reverse("keeping:due")),
            "sections": [Section("The case", "components/summary_list.html", {"rows": rows})],
        }

    def _actions(self, disposal: Disposal) -> list[Action]:
        is_open = disposal.state == Disposal.State.PROPOSED
        if not (is_open and can(self.user, Permission.DISPOSAL_APPROVE)):
            return []
        refusals = dispose.refusals_against_approving(disposal, by=self.user, on=clock.today())
        approve = reverse("keeping:approve", args=[disposal.pk])
        return [
            Action("Dispose of this case", approve, refusals, warning=True),
            Action("Refuse", reverse("keeping:refuse", args=[disposal.pk]), secondary=True),
        ]


class Decide(OfACase, KeepingAct):
    """A decision about a disposal that waits for one."""

    permission = Permission.DISPOSAL_APPROVE

    def find(self, pk: int) -> Disposal:
        return get_object_or_404(Disposal, pk=pk, state=Disposal.State.PROPOSED)

    def content(self) -> dict[str, Any]:
        return super().content() | {"caption": self.record.reference}


class Approve(Decide):
    title = "Dispose of this case?"
    form_class = ApproveForm
    consequences = (
        "Everything that is said about the child becomes unreadable for ever.",
        "Its files are removed, and its reference and year of birth are taken out.",
        "Amounts, days and decisions stay, so that no total changes.",
    )

    def content(self) -> dict[str, Any]:
        return super().content() | {"warning": "There is no way back."}

    def act(self, form: ApproveForm) -> str:
        reason = form.cleaned_data["reason"]
        dispose.approve(self.record, reason=reason, by=self.user, on=clock.today())
        self.say("The case is disposed of.")
        return self.record.get_absolute_url()


class Refuse(Decide):
    title = "Keep this case?"
    form_class = RefuseForm
    consequences = ("Nothing is disposed of. It may be proposed again.",)

    def act(self, form: RefuseForm) -> str:
        reason = form.cleaned_data["reason"]
        dispose.refuse(self.record, reason=reason, by=self.user, on=clock.today())
        self.say("The case is kept.")
        return self.record.get_absolute_url()
