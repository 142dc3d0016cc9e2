"""Mini-competitions: their list, and one of them as the council's people see it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracts.competition import seal
from contracts.competition.bids import bids_of
from contracts.competition.end import refusals_against_ending
from contracts.competition.invite import refusals_against_inviting
from contracts.competition.opening import refusals_against_opening
from contracts.competition.queries import competitions_visible_to
from contracts.competition.score import refusals_against_scoring
from contracts.competition.sections import (
    SUMMARY,
    TABLE,
    asked_sections,
    questions_section,
    quotes_section,
    ranking_section,
)
from contracts.competition.settle import refusals_against_settling
from contracts.competition.steps import next_step
from contracts.models import Competition
from contracts.pages.tabs import TABS
from contracts.tables import request_cell
from mdps.core import cells, clock, files, timeline
from mdps.core.lists import Column, ListPage
from mdps.core.models import PrivateFile
from mdps.core.pages import Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Cell, Empty, Heading, Identity, Link, Row, Section, Table
from mdps.core.words import count, day, moment

State = Competition.State
# While the quotes are sealed nobody reads who has given one.
SEALED = (
    "competition.quoted",
    "competition.quote_withdrawn",
    "competition.quote_entered",
    "competition.asked",
)


def _next(each: Competition) -> str:
    return next_step(each, clock.now(), clock.today())


class Competitions(ListPage):
    tabs = TABS
    permissions = (Permission.CONTRACT_READ,)
    title = "Mini-competitions"
    lead = "All suppliers admitted to a lot are invited to quote for one approved line."
    sort = "-drafted_on"
    empty = Empty(
        "No mini-competitions yet",
        "One is started from the line that is to be awarded.",
        Link("Lines to award", "/contracts/to-award/"),
    )
    columns = (
        Column("Mini-competition", lambda each: Cell(each.reference, url=each.get_absolute_url())),
        Column("Service", lambda each: Cell(each.service.name, hint=each.lot.short), hint="Lot"),
        Column("Planned", lambda each: cells.date(each.drafted_on), sort="drafted_on"),
        Column("Deadline", lambda each: Cell(moment(each.closes_at), raw=each.closes_at)),
        Column("State", cells.state),
        Column("Next", _next),
    )

    def rows(self) -> QuerySet:
        return competitions_visible_to(self.user, clock.today())


class CompetitionPage(Page):
    """One competition. Its requester and the budget's custodian see what was asked and the
    ranking, the council's officers all of it."""

    def find(self, pk: int) -> Competition:
        return find_competition(self, pk)

    def content(self) -> dict[str, Any]:
        competition = self.record
        council = Permission.CONTRACT_READ in self.user.permissions
        sections = [
            Section("Where it stands", SUMMARY, {"rows": self.rows()}, id="standing"),
            ranking_section(competition),
            *(self.officers_sections() if council else []),
            *asked_sections(competition),
        ]
        back = ("Mini-competitions", "contracts:competitions") if council else ("Home", "home")
        without = () if competition.opened_at else SEALED
        return {
            "identity": Identity(
                reference=competition.reference,
                title=f"Mini-competition for {competition.service.name}",
                tag=cells.state_tag(competition),
                facts=[
                    Row("Deadline", moment(competition.closes_at)),
                    Row("Units", count(competition.units, competition.service.get_unit_display())),
                ],
            ),
            "back": Link(back[0], reverse(back[1])),
            "actions": actions_of(competition, self.user),
            "sections": [each for each in sections if each],
            "events": timeline.events(competition, without=without) if council else [],
        }

    def rows(self) -> list[Row]:
        competition = self.record
        request = competition.line.request
        rows = [
            Row("Request", request_cell(request, self.user)),
            Row("Next", _next(competition) or "It is over."),
            *self.received(),
            Row("Run by", competition.drafted_by.name),
        ]
        if competition.shorter_because:
            rows.append(Row("Why fewer than 10 days", competition.shorter_because))
        if competition.standstill_until:
            rows.append(Row("Standstill until the end of", day(competition.standstill_until)))
        if competition.contract:
            url = competition.contract.get_absolute_url()
            links = Permission.CONTRACT_READ in self.user.permissions
            rows.append(
                Row("Call-off", Cell(competition.contract.reference, url=url if links else ""))
            )
        if competition.ended_as:
            why = Cell(competition.get_ended_as_display(), hint=competition.ended_because)
            rows.append(Row("Ended", why))
        return rows

    def received(self) -> list[Row]:
        """How many are invited and have quoted; what they say is sealed until it is opened."""
        competition = self.record
        if competition.invited_at is None:
            return []
        number = count(seal.standing_quotes(competition).count(), "quote")
        is_sealed = competition.state == State.OPEN
        return [
            Row("Invited", count(competition.invitations.count(), "supplier")),
            Row("Quotes", f"{number}, sealed until they are opened" if is_sealed else number),
        ]

    def officers_sections(self) -> list[Section | None]:
        competition = self.record
        acts = can(self.user, Permission.CONTRACT_AWARD, on=competition.line)
        invitations = list(
            competition.invitations.select_related("supplier").order_by("supplier__name")
        )
        questions = [
            question
            for each in competition.invitations.prefetch_related(
                "questions__answered", "questions__invitation__supplier"
            )
            for question in each.questions.all()
        ]
        enters = acts and competition.state == State.OPEN
        table = Table(
            [Heading("Supplier"), *([Heading("By e-mail")] * enters)],
            [
                [
                    Cell(each.supplier.name),
                    *(
                        [
                            Cell(
                                f"Enter the quote of {each.supplier}",
                                url=reverse("contracts:enter-quote", args=[each.pk]),
                            )
                        ]
                        * enters
                    ),
                ]
                for each in invitations
            ],
            caption="All suppliers admitted to the lot on the day, with their evidence in order",
            empty="Nobody is invited yet.",
        )
        opened = bids_of(competition) if competition.opened_at else []
        may_answer = acts and competition.state == State.OPEN
        return [
            quotes_section(competition, opened, acts=acts) if opened else None,
            questions_section(
                sorted(questions, key=lambda each: each.pk), council=True, may_answer=may_answer
            ),
            Section("Invited suppliers", TABLE, {"table": table}, id="invited"),
        ]


def find_competition(page: Page, pk: int) -> Competition:
    """The competition, from those that the person may see; raises Http404."""
    return get_object_or_404(competitions_visible_to(page.user, clock.today()), pk=pk)


def actions_of(competition: Competition, user: Any) -> list[Action]:
    """What an officer can do about it now, and what not yet, and why."""
    if competition.state not in Competition.RUNNING:
        return []
    if not can(user, Permission.CONTRACT_AWARD, on=competition.line):
        return []
    today = clock.today()

    def to(name: str) -> str:
        return reverse(f"contracts:{name}", args=[competition.pk])

    actions = []
    if competition.state == State.DRAFT:
        against = refusals_against_inviting(competition, by=user, on=today)
        actions = [
            Action("Invite the suppliers", to("invite-to-quote"), against),
            Action("Change it", to("change-competition"), secondary=True),
        ]
    elif competition.state == State.OPEN:
        against = refusals_against_opening(competition, by=user)
        actions = [Action("Open the quotes", to("open-quotes"), against)]
    elif competition.state == State.OPENED:
        against = refusals_against_settling(competition, bids_of(competition), by=user)
        declared = not [
            each
            for each in refusals_against_scoring(competition, by=user)
            if each.code == "nothing-declared"
        ]
        actions = [
            Action("Declare your interests", to("declare-interest"), secondary=declared),
            Action("Settle the ranking", to("settle-ranking"), against, secondary=not declared),
        ]
    elif competition.state == State.SCORED:
        actions = [
            Action(f"Award it to {competition.winner}", to("award-competition")),
            Action("Take the scoring up again", to("score-again"), secondary=True),
        ]
    ending = refusals_against_ending(competition)
    return [
        *actions,
        Action("End it without an award", to("end-competition"), ending, secondary=True),
    ]


class QuoteDocument(Page):
    """The paper of a quote that came by e-mail, once the quotes are opened."""

    permissions = (Permission.CONTRACT_READ,)

    def find(self, pk: int) -> PrivateFile:
        visible = competitions_visible_to(self.user, clock.today())
        competition = get_object_or_404(visible, opened_at__isnull=False, invitations__quotes=pk)
        content = seal.contents(competition).get(pk)
        if content is None or content.document is None:
            raise Http404
        return content.document

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return files.download(self.record)
