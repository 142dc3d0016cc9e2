"""The acts of an officer on a mini-competition, each on a page that says what follows."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from contracts.competition import seal
from contracts.competition.ask import answer
from contracts.competition.awarding import running_for
from contracts.competition.end import end, likely_end
from contracts.competition.invite import invite, left_out, suppliers_to_invite
from contracts.competition.opening import open_quotes
from contracts.competition.plan import change, draft
from contracts.competition.plan_forms import EndForm, InviteForm, PlanForm
from contracts.competition.queries import competitions_visible_to
from contracts.competition.quote import enter_quote
from contracts.competition.quote_forms import AnswerForm, EnterQuoteForm
from contracts.competition.score_forms import OpenForm
from contracts.competition.sections import asked_rows
from contracts.models import Competition, CompetitionInvitation, CompetitionQuestion
from contracts.pages.competitions import find_competition
from contracts.queries import approved_lines
from mdps.core import clock
from mdps.core.money import gbp
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission, require
from mdps.core.ui import Cell, Link, Row
from mdps.core.words import count, listed, moment
from referrals.models import RequestLine


class StartCompetition(ActionPage):
    """A draft for a line. Where one runs already, it leads there."""

    permission = Permission.CONTRACT_AWARD
    form_class = PlanForm

    def find(self, pk: int) -> RequestLine:
        return get_object_or_404(approved_lines(), pk=pk)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if running := running_for(self.record):
            return redirect(running)
        return super().get(request)

    def form_options(self) -> dict[str, Any]:
        return {"initial": PlanForm.initial_for(self.record)}

    def content(self) -> dict[str, Any]:
        line = self.record
        return {
            "title": f"Run a mini-competition for {line.service.name}",
            "caption": line.reference,
            "lead": "All suppliers admitted to the lot are invited; nobody is picked.",
            "figures": [
                Row("Lot", str(line.service.lot or "None: only a spot purchase meets it")),
                Row("Left of the panel's approval", gbp(line.approved_left)),
            ],
            "warning": "Suppliers read what you write here. Write nothing that points to the child "
            "or the family.",
            "back": Link("Back to the award", reverse("contracts:award", args=[line.pk])),
        }

    def act(self, form: PlanForm) -> str:
        competition = draft(self.record, form.plan, by=self.user, on=clock.today())
        self.say(f"{competition.reference} is planned. Nobody is invited yet.")
        return competition.get_absolute_url()


class OfCompetitionPage(ActionPage):
    """An act on one competition."""

    permission = Permission.CONTRACT_AWARD
    title = ""
    danger = False
    record: Competition

    def find(self, pk: int) -> Competition:
        return find_competition(self, pk)

    def check_permission(self) -> None:
        """The right is about the line."""
        require(self.user, self.permission, on=self.record.line)

    def content(self) -> dict[str, Any]:
        competition = self.record
        return {
            "title": self.title,
            "caption": f"{competition.reference}, {competition.service.name}",
            "figures": self.figures(),
            "consequences": self.consequences(),
            "danger": self.danger,
            "cancel": Link("Cancel", competition.get_absolute_url()),
        }

    def figures(self) -> list[Row]:
        return [Row("Deadline", moment(self.record.closes_at))]

    def consequences(self) -> list[str]:
        return []


class ChangeCompetition(OfCompetitionPage):
    form_class = PlanForm
    title = "Change what is asked for"

    def form_options(self) -> dict[str, Any]:
        return {"initial": PlanForm.initial_of(self.record)}

    def act(self, form: PlanForm) -> str:
        change(self.record, form.plan, by=self.user, on=clock.today())
        self.say("The draft is changed.")
        return self.record.get_absolute_url()


class InviteToQuote(OfCompetitionPage):
    form_class = InviteForm
    title = "Invite the suppliers to quote"

    def figures(self) -> list[Row]:
        lot, today = self.record.lot, clock.today()
        invited = [each.name for each in suppliers_to_invite(lot, today)]
        return [
            Row(
                "Invited",
                Cell(count(len(invited), "supplier"), hint=listed(invited)),
            ),
            *(
                Row(f"Not invited: {supplier}", f"Not in order: {why}")
                for supplier, why in left_out(lot, today)
            ),
            *asked_rows(self.record),
        ]

    def consequences(self) -> list[str]:
        return [
            "Each of them is told. None of them learns who else is invited.",
            "What is asked for cannot be changed afterwards.",
            f"Quotes are sealed until after {moment(self.record.closes_at)}.",
        ]

    def act(self, form: InviteForm) -> str:
        invited = invite(self.record, by=self.user, on=clock.today())
        self.say(f"{count(len(invited), 'supplier is', 'suppliers are')} invited.")
        return self.record.get_absolute_url()


class AnswerQuestion(ActionPage):
    permission = Permission.CONTRACT_AWARD
    form_class = AnswerForm

    def find(self, pk: int) -> CompetitionQuestion:
        visible = competitions_visible_to(self.user, clock.today())
        found = CompetitionQuestion.objects.select_related(
            "invitation__competition__line__request", "invitation__supplier"
        )
        return get_object_or_404(found, pk=pk, invitation__competition__in=visible.values("pk"))

    @property
    def competition(self) -> Competition:
        return self.record.invitation.competition

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"question": self.record.question}}

    def content(self) -> dict[str, Any]:
        return {
            "title": "Answer a question",
            "caption": self.competition.reference,
            "figures": [
                Row("Asked by", self.record.invitation.supplier.name),
                Row("Asked", moment(self.record.asked_at)),
                Row("Question", self.record.question),
            ],
            "consequences": ["All invited suppliers read it; who asked is not named."],
            "cancel": Link("Cancel", self.competition.get_absolute_url()),
        }

    def act(self, form: AnswerForm) -> str:
        data = form.cleaned_data
        answer(
            self.record,
            question=data["question"],
            text=data["answer"],
            by=self.user,
            on=clock.today(),
        )
        self.say("The answer is shared with all invited suppliers.")
        return self.competition.get_absolute_url()


class EnterQuote(ActionPage):
    """A quote that a supplier sent by e-mail, with its paper."""

    permission = Permission.CONTRACT_AWARD
    form_class = EnterQuoteForm

    def find(self, pk: int) -> CompetitionInvitation:
        visible = competitions_visible_to(self.user, clock.today())
        found = CompetitionInvitation.objects.select_related(
            "competition__line__request", "supplier"
        )
        return get_object_or_404(found, pk=pk, competition__in=visible.values("pk"))

    def check_permission(self) -> None:
        invitation, self.record = self.record, self.record.competition.line
        super().check_permission()
        self.record = invitation

    def form_options(self) -> dict[str, Any]:
        standing = seal.standing_quote(self.record)
        initial = {"extras": "0", "replaces": standing.pk if standing else None}
        return {"criteria": self.record.competition.criteria, "initial": initial}

    def content(self) -> dict[str, Any]:
        competition = self.record.competition
        return {
            "title": f"Enter the quote of {self.record.supplier}",
            "caption": competition.reference,
            "figures": [Row("Deadline", moment(competition.closes_at))],
            "consequences": [
                "It takes the place of the quote that the supplier gave before, if it gave one.",
                "The supplier is told. What you enter is sealed until the quotes are opened.",
            ],
            "cancel": Link("Cancel", competition.get_absolute_url()),
        }

    def act(self, form: EnterQuoteForm) -> str:
        data = form.cleaned_data
        enter_quote(
            self.record,
            form.said,
            received_at=data["received_at"],
            document=data["document"],
            replaces=data["replaces"],
            by=self.user,
        )
        self.say("The quote is entered and sealed.")
        return self.record.competition.get_absolute_url()


class OpenQuotes(OfCompetitionPage):
    form_class = OpenForm
    title = "Open the quotes"

    def figures(self) -> list[Row]:
        number = seal.standing_quotes(self.record).count()
        return [*super().figures(), Row("Quotes", count(number, "quote"))]

    def consequences(self) -> list[str]:
        return [
            "You are recorded as the one who opened them, with the time.",
            "No quote can be entered after this.",
            "Suppliers whose price is abnormally low are asked to explain it.",
        ]

    def act(self, form: OpenForm) -> str:
        number = open_quotes(self.record, by=self.user, on=clock.today())
        self.say(f"{count(number, 'quote is', 'quotes are')} opened.")
        return self.record.get_absolute_url()


class EndCompetition(OfCompetitionPage):
    form_class = EndForm
    title = "End the mini-competition without an award"
    danger = True

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"ended_as": likely_end(self.record)}}

    def consequences(self) -> list[str]:
        return [
            "The invited suppliers and the requester are told; who quoted has a letter.",
            "The line can be awarded directly, competed for again or bought outside the scheme.",
            "This cannot be undone.",
        ]

    def act(self, form: EndForm) -> str:
        data = form.cleaned_data
        end(
            self.record,
            ended_as=data["ended_as"],
            because=data["because"],
            by=self.user,
            on=clock.today(),
        )
        self.say(f"{self.record.reference} ended without an award.")
        return self.record.get_absolute_url()
