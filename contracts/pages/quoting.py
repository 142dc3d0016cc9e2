"""Mini-competitions as an invited supplier sees them: its own quote, and nothing of the others."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracts.competition import seal
from contracts.competition.ask import put_question, refusals_against_asking
from contracts.competition.queries import invitations_visible_to
from contracts.competition.quote import (
    give_quote,
    refusals_against_quoting,
    refusals_against_withdrawing,
    withdraw_quote,
)
from contracts.competition.quote_forms import QuestionForm, QuoteForm, WithdrawQuoteForm
from contracts.competition.sections import (
    SUMMARY,
    asked_sections,
    content_rows,
    questions_section,
)
from contracts.models import (
    Competition,
    CompetitionInvitation,
    CompetitionQuestion,
    Quote,
)
from mdps.core import clock, papers
from mdps.core.lists import Column, ListPage
from mdps.core.money import gbp
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission
from mdps.core.ui import Action, Cell, Empty, Identity, Link, Row, Section, Tag
from mdps.core.words import moment

State = Competition.State


def standing_of(invitation: CompetitionInvitation) -> Tag:
    """Where the competition stands, in the words of a supplier."""
    competition = invitation.competition
    if competition.state == State.OPEN:
        late = clock.now() > competition.closes_at
        return Tag("Closed", "grey") if late else Tag("Open for quotes", "blue")
    if competition.state in (State.OPENED, State.SCORED):
        return Tag("Being decided", "turquoise")
    if competition.state == State.AWARDED:
        won = competition.winner_id == invitation.supplier_id
        return Tag("You won", "green") if won else Tag("Decided", "grey")
    return Tag("Ended without award", "grey")


class Invited(ListPage):
    """The competitions that the person's organisation is invited to."""

    permissions = (Permission.QUOTE_GIVE,)
    title = "Invitations to quote"
    lead = "Mini-competitions that your organisation is invited to."
    sort = "-closes_at"
    empty = Empty(
        "No invitations to quote",
        "You are invited when the council needs something of a lot that you are admitted to.",
    )
    columns = (
        Column("Mini-competition", lambda each: Cell(each.reference, url=each.get_absolute_url())),
        Column("Service", lambda each: each.competition.service.name),
        Column(
            "Deadline",
            lambda each: Cell(moment(each.closes_at), raw=each.closes_at),
            sort="closes_at",
        ),
        Column("State", lambda each: Cell("", tag=standing_of(each), raw=standing_of(each).text)),
        Column("Your quote", lambda each: "Given" if each.has_quoted else "Not given"),
    )

    def rows(self) -> QuerySet:
        given = Quote.objects.filter(
            invitation=OuterRef("pk"), replaced_by=None, is_withdrawal=False
        )
        return invitations_visible_to(self.user).annotate(has_quoted=Exists(given))


class InvitedPage(Page):
    """One competition: what is needed, what was asked and answered, and one's own quote."""

    permissions = (Permission.QUOTE_GIVE,)

    def find(self, pk: int) -> CompetitionInvitation:
        return get_object_or_404(invitations_visible_to(self.user), pk=pk)

    def content(self) -> dict[str, Any]:
        invitation = self.record
        competition = invitation.competition
        sections = [
            self.outcome(),
            self.own_quote(),
            papers.section_of(invitation, self.user),
            *asked_sections(competition),
            questions_section(_questions(competition), council=False),
        ]
        return {
            "identity": Identity(
                reference=competition.reference,
                title=f"Invitation to quote for {competition.service.name}",
                tag=standing_of(invitation),
                facts=[Row("Deadline", moment(competition.closes_at))],
            ),
            "back": Link("Invitations to quote", reverse("contracts:invitations")),
            "actions": self.actions(),
            "sections": [each for each in sections if each],
        }

    def own_quote(self) -> Section:
        invitation = self.record
        content = seal.own_content(invitation, self.user)
        standing = seal.standing_quote(invitation)
        if content is None or standing is None:
            withdrawn = standing is not None
            text = "You withdrew your quote." if withdrawn else "You have not given a quote."
            return Section("Your quote", "suppliers/text.html", {"text": text}, id="quote")
        how = "by e-mail, entered by the council" if standing.by_email else "in your account"
        rows = [
            Row("Received", f"{moment(standing.received_at)}, {how}"),
            *content_rows(invitation.competition, content),
        ]
        return Section("Your quote", SUMMARY, {"rows": rows}, id="quote")

    def outcome(self) -> Section | None:
        competition = self.record.competition
        if competition.state != State.ENDED:
            return None
        words = f"{competition.get_ended_as_display()}. {competition.ended_because}"
        return Section("It ended without an award", "suppliers/text.html", {"text": words})

    def actions(self) -> list[Action]:
        invitation, competition = self.record, self.record.competition
        if competition.state != State.OPEN:
            return []
        standing = seal.standing_quote(invitation)
        has_quote = standing is not None and not standing.is_withdrawal

        def to(name: str) -> str:
            return reverse(f"contracts:{name}", args=[invitation.pk])

        actions = [
            Action(
                "Change your quote" if has_quote else "Give a quote",
                to("give-quote"),
                refusals_against_quoting(invitation),
            ),
            Action(
                "Ask a question",
                to("ask-question"),
                refusals_against_asking(competition, on=clock.today()),
                secondary=True,
            ),
        ]
        if has_quote:
            against = refusals_against_withdrawing(invitation)
            actions.append(
                Action("Withdraw your quote", to("withdraw-quote"), against, secondary=True)
            )
        return actions


def _questions(competition: Competition) -> list[CompetitionQuestion]:
    """Those that are answered, the oldest first."""
    return list(
        CompetitionQuestion.objects.filter(
            invitation__competition=competition, answered__isnull=False
        )
        .select_related("answered")
        .order_by("pk")
    )


class OfInvitationPage(ActionPage):
    """What the supplier's people do about an invitation."""

    permission = Permission.QUOTE_GIVE
    title = ""
    danger = False

    def find(self, pk: int) -> CompetitionInvitation:
        return get_object_or_404(invitations_visible_to(self.user), pk=pk)

    def content(self) -> dict[str, Any]:
        competition = self.record.competition
        return {
            "title": self.title,
            "caption": f"{competition.reference}, {competition.service.name}",
            "figures": [Row("Deadline", moment(competition.closes_at))],
            "consequences": self.consequences(),
            "danger": self.danger,
            "cancel": Link("Cancel", self.record.get_absolute_url()),
        }

    def consequences(self) -> list[str]:
        return []

    @property
    def replaces(self) -> int | None:
        """The quote that stands now."""
        standing = seal.standing_quote(self.record)
        return standing.pk if standing else None


class GiveQuote(OfInvitationPage):
    form_class = QuoteForm
    title = "Your quote"

    def form_options(self) -> dict[str, Any]:
        shown = QuoteForm.initial_of(seal.own_content(self.record, self.user))
        return {
            "criteria": self.record.competition.criteria,
            "initial": shown | {"replaces": self.replaces},
        }

    def consequences(self) -> list[str]:
        return [
            "Nobody at the council can read it before the deadline has passed.",
            f"You can change or withdraw it until {moment(self.record.competition.closes_at)}.",
        ]

    def act(self, form: QuoteForm) -> str:
        data = form.cleaned_data
        give_quote(self.record, form.said, replaces=data["replaces"], by=self.user)
        self.say(f"Your quote of {gbp(data['unit_price'])} a unit is received.")
        return self.record.get_absolute_url()


class WithdrawQuote(OfInvitationPage):
    form_class = WithdrawQuoteForm
    title = "Withdraw your quote"
    danger = True

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"replaces": self.replaces}}

    def consequences(self) -> list[str]:
        return ["It does not count any more. You can give another one until the deadline."]

    def act(self, form: WithdrawQuoteForm) -> str:
        withdraw_quote(self.record, replaces=form.cleaned_data["replaces"], by=self.user)
        self.say("Your quote is withdrawn.")
        return self.record.get_absolute_url()


class AskQuestion(OfInvitationPage):
    form_class = QuestionForm
    title = "Ask a question"

    def act(self, form: QuestionForm) -> str:
        question = form.cleaned_data["question"]
        put_question(self.record, question=question, by=self.user, on=clock.today())
        self.say("Your question is sent. You are told when it is answered.")
        return self.record.get_absolute_url()
