"""Scoring opened quotes: declare, score each, decide about one, settle, and award to the winner."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from contracts.competition.bids import OpenedQuote, bids_of
from contracts.competition.queries import competitions_visible_to
from contracts.competition.score import decide_quote, declare, refusals_against_scoring, score
from contracts.competition.score_forms import (
    DecideQuoteForm,
    DeclareForm,
    ScoreForm,
)
from contracts.competition.sections import SUMMARY, content_rows, tags_of
from contracts.models import Competition, Quote
from contracts.pages.competing import OfCompetitionPage
from mdps.core import clock
from mdps.core.money import gbp
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Action, Cell, Identity, Link, Row, Section
from mdps.core.words import listed, moment


class DeclareInterest(OfCompetitionPage):
    form_class = DeclareForm
    title = "Declare your interests"

    def figures(self) -> list[Row]:
        names = [each.name for each in bids_of(self.record)] if self.record.opened_at else []
        return [Row("Who quoted", listed(names) or "Shown once the quotes are opened")]

    def consequences(self) -> list[str]:
        return ["With a conflict of interest you do not score; somebody else does."]

    def act(self, form: DeclareForm) -> str:
        data = form.cleaned_data
        declare(self.record, has_conflict=data["has_conflict"], words=data["words"], by=self.user)
        self.say("Your declaration is recorded.")
        return self.record.get_absolute_url()


class OfQuotePage(ActionPage):
    """An act on one opened quote that counts."""

    permission = Permission.CONTRACT_AWARD
    record: Quote

    def find(self, pk: int) -> Quote:
        visible = competitions_visible_to(self.user, clock.today()).filter(opened_at__isnull=False)
        if Permission.CONTRACT_READ not in self.user.permissions:
            visible = visible.none()
        found = Quote.objects.select_related(
            "invitation__supplier",
            "invitation__competition__line__request",
            "invitation__competition__service",
        )
        return get_object_or_404(
            found,
            pk=pk,
            invitation__competition__in=visible.values("pk"),
            replaced_by=None,
            is_withdrawal=False,
        )

    @cached_property
    def opened(self) -> list[OpenedQuote]:
        return bids_of(self.competition)

    @property
    def one(self) -> OpenedQuote:
        return next(each for each in self.opened if each.quote.pk == self.record.pk)

    @property
    def competition(self) -> Competition:
        return self.record.invitation.competition


class ScoreQuote(OfQuotePage):
    """A desk: what the quote says, and its scores; the other quotes one step away."""

    form_class = ScoreForm
    template_name = "pages/desk.html"

    def form_options(self) -> dict[str, Any]:
        return {"criteria": self.competition.criteria, "initial": ScoreForm.initial_of(self.one)}

    def show(self, **more: Any) -> HttpResponse:
        against = refusals_against_scoring(self.competition, by=self.user)
        if against:
            more |= {"form": None, "refusals": against}
        return super().show(**more)

    def content(self) -> dict[str, Any]:
        competition, one = self.competition, self.one
        place = self.opened.index(one)
        urls = [reverse("contracts:quote", args=[each.quote.pk]) for each in self.opened]
        links = [
            Link(each.name, url, current=each is one)
            for each, url in zip(self.opened, urls, strict=True)
        ]
        return {
            "identity": Identity(
                reference=competition.reference,
                title=f"Quote of {one.name}",
                tag=tags_of(one)[0],
                facts=[
                    Row("All in all, ex VAT", gbp(one.price)),
                    Row("Received", moment(one.quote.received_at)),
                ],
            ),
            "back": Link(competition.reference, competition.get_absolute_url()),
            "position": f"Quote {place + 1} of {len(self.opened)}",
            "previous": links[place - 1] if place else None,
            "next": links[place + 1] if place + 1 < len(links) else None,
            "items": links,
            "sections": self.sections(one),
            "form_title": "Scores",
            "actions": self.actions(one),
        }

    def sections(self, one: OpenedQuote) -> list[Section]:
        rows = content_rows(self.competition, one.content)
        if one.content.document:
            url = reverse("contracts:quote-document", args=[one.quote.pk])
            rows.append(Row("As it was sent", Cell(one.content.document.name, url=url)))
        if one.low_against is not None:
            rows.append(Row("Abnormally low", low_words(one)))
        if one.decision:
            rows += [
                Row("Decision", "It stays in" if one.decision.is_accepted else "Rejected"),
                Row("Explanation", one.decision.explanation or "No explanation was needed"),
                Row("Reasons", f"{one.decision.reasons} ({one.decision.decided_by})"),
            ]
        return [Section("The quote", SUMMARY, {"rows": rows}, id="quote")]

    def actions(self, one: OpenedQuote) -> list[Action]:
        against = refusals_against_scoring(self.competition, by=self.user)
        text = "Decide about its low price" if one.waits_for_decision else "Reject or keep it"
        url = reverse("contracts:decide-quote", args=[one.quote.pk])
        declare_url = reverse("contracts:declare-interest", args=[self.competition.pk])
        return [
            Action(text, url, against, secondary=True),
            *([Action("Declare your interests", declare_url, secondary=True)] * bool(against)),
        ]

    def act(self, form: ScoreForm) -> str:
        score(
            self.record, points=form.listed("points"), reasons=form.listed("reasons"), by=self.user
        )
        self.say(f"The quote of {self.record.invitation.supplier} is scored.")
        return self.competition.get_absolute_url()


def low_words(one: OpenedQuote) -> str:
    """What its price is low against."""
    if one.low_against is None:
        return ""
    return (
        f"{gbp(one.price)} is more than 20% below {gbp(one.low_against)}, the median of the quotes "
        "or, of fewer than three, the supplier's rate card."
    )


class DecideQuote(OfQuotePage):
    form_class = DecideQuoteForm

    def content(self) -> dict[str, Any]:
        one = self.one
        low = [Row("Abnormally low", low_words(one))] if one.low_against is not None else []
        return {
            "title": f"Decide about the quote of {one.name}",
            "caption": self.competition.reference,
            "figures": [Row("All in all, ex VAT", gbp(one.price)), *low],
            "consequences": ["A rejected quote is not ranked; its supplier reads your reasons."],
            "cancel": Link("Cancel", reverse("contracts:quote", args=[self.record.pk])),
        }

    def act(self, form: DecideQuoteForm) -> str:
        data = form.cleaned_data
        decide_quote(
            self.record,
            accept=data["accept"],
            explanation=data["explanation"],
            reasons=data["reasons"],
            by=self.user,
        )
        self.say("The decision is recorded.")
        return reverse("contracts:quote", args=[self.record.pk])
